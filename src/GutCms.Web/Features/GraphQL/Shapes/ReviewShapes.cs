using System.Text.Json;
using GraphQL.Types;
using GutCms.Web.Features.GraphQL.Reading;

namespace GutCms.Web.Features.GraphQL.Shapes;

/// <summary>How a text was reviewed: the shape that the module gives it in Orchard Core's GraphQL.</summary>
internal sealed class ReviewShape : Shape<ItemNode>
{
    /// <summary>Creates it.</summary>
    public ReviewShape()
    {
        Name = "Review";
        Description = "How a text was reviewed.";
        IsTypeOf = null;
        Has<NonNullGraphType<StringGraphType>>(
            "state",
            "Of what readers get: `published`, `imported`, `reviewDue`, or `none` where nothing is on record for exactly this text. Of a version that is not live: `draft`, `inReview`, `changesRequested`, `approved` or `withdrawn`.",
            item => item.IsLive ? Text(item, "status") : item.State ?? "draft");
        Has<StringGraphType>("contentHash", "Hash of what readers see; what a certificate speaks of.", item => DocumentJson.Text(item.Json, "contentHash"));
        Has<InstantScalar>("lastReviewedUtc", "When every stage last approved or confirmed the text.", item => Text(item, "lastReviewedUtc"));
        Has<InstantScalar>("nextReviewUtc", "When it is due to be reviewed again.", item => Text(item, "nextReviewUtc"));
        Has<StringGraphType>("certificate", "The certificate of exactly this text, a compact JWS.", item => Text(item, "certificate"));
        HasElements<ApprovalShape>("approvals", "Who approved it, in their order.", item => DocumentJson.Member(item.Json, "review", "approvals"));
    }

    private static string? Text(ItemNode item, string name) => DocumentJson.Member(item.Json, "review", name)?.GetString();
}

/// <summary>An approval.</summary>
internal sealed class ApprovalShape : Shape<JsonElement>
{
    /// <summary>Creates it.</summary>
    public ApprovalShape()
    {
        Name = "ReviewApproval";
        Has<NonNullGraphType<StringGraphType>>("name", "Printed name, as it was then.", approval => DocumentJson.Text(approval, "printedName"));
        Has<StringGraphType>("credential", "Credential, as it was then.", approval => DocumentJson.Text(approval, "credential"));
        Has<NonNullGraphType<StringGraphType>>("role", "The role in which they approved.", approval => DocumentJson.Text(approval, "role"));
        Has<NonNullGraphType<StringGraphType>>("meaning", "What the signature means.", approval => DocumentJson.Text(approval, "meaning"));
        Has<NonNullGraphType<InstantScalar>>("decidedUtc", "When.", approval => DocumentJson.Text(approval, "decidedUtc"));
    }
}
