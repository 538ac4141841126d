using GraphQL;
using GraphQL.Types;
using GutCms.Api.Http;
using GutCms.Core.Delivery;
using GutCms.Core.Reviews.Acting;
using GutCms.Core.Reviews.Model;
using GutCms.Core.Reviews.UseCases;
using GutCms.Core.Storage;
using GutCms.OrchardCore.Reviews;
using GutCms.OrchardCore.Storage;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using OrchardCore.Apis.GraphQL;
using OrchardCore.ContentManagement.GraphQL.Queries.Types;
using OrchardItem = global::OrchardCore.ContentManagement.ContentItem;
using ContentTypeDefinition = global::OrchardCore.ContentManagement.Metadata.Models.ContentTypeDefinition;

namespace GutCms.OrchardCore.GraphQL;

/// <summary>The field <c>review</c> of every type with a <see cref="ReviewPart"/>: how the version stands, as far as the caller may know.</summary>
internal sealed class ReviewField : IContentTypeBuilder
{
    /// <inheritdoc/>
    public void Build(ISchema schema, FieldType contentQuery, ContentTypeDefinition contentTypeDefinition, ContentItemType contentItemType)
    {
        if (contentTypeDefinition.Parts.Any(part => part.PartDefinition.Name == nameof(ReviewPart)))
        {
            contentItemType.Field<ReviewQueryType, ReviewAnswer?>("review")
                .Description("How the version stands in review; null when it is neither the latest nor live, or when the caller may not know.")
                .ResolveLockedAsync(FindAsync);
        }
    }

    /// <inheritdoc/>
    public void Clear()
    {
    }

    private static async ValueTask<ReviewAnswer?> FindAsync(IResolveFieldContext<OrchardItem> context)
    {
        var services = context.RequestServices!;
        var http = services.GetRequiredService<IHttpContextAccessor>().HttpContext!;
        var actor = await services.GetRequiredService<IActorAccessor>().GetActorAsync(http, context.CancellationToken);
        var store = new JoinedContentStore(services);
        var ports = services.GetRequiredService<ReviewPorts>() with { Store = store, Refusals = Shown.Only };
        var item = context.Source;
        var view = (await new GetContent(ports).ExecuteAsync(actor, new(item.ContentItemId, VersionSelector.Latest, item.ContentItemVersionId), context.CancellationToken)).Value;
        if (view?.State is not { } state)
        {
            return null;
        }

        await using var work = await store.ReadAsync(context.CancellationToken);
        var known = item.Published
            ? (await services.GetRequiredService<IDeliveredReviews>().FindAsync(work, [await services.GetRequiredService<ContentReader>().ToCoreAsync(item)], context.CancellationToken)).GetValueOrDefault(item.ContentItemVersionId)
            : null;
        return new(state.ToName(), view.ContentHash, known?.ContentHash == view.ContentHash ? known : null);
    }
}

/// <summary>What the field holds.</summary>
/// <param name="State">State of the version, camel case.</param>
/// <param name="ContentHash">Its content hash.</param>
/// <param name="Delivered">For the live version: what readers are told; null otherwise.</param>
internal sealed record ReviewAnswer(string State, string? ContentHash, DeliveredReview? Delivered);

/// <summary>Shape of <see cref="ReviewAnswer"/>.</summary>
internal sealed class ReviewQueryType : ObjectGraphType<ReviewAnswer>
{
    public ReviewQueryType()
    {
        Name = "Review";
        Field<NonNullGraphType<StringGraphType>>("state").Description("draft, inReview, changesRequested, approved, published, reviewDue, imported or withdrawn.").Resolve(answer => answer.Source.State);
        Field<StringGraphType>("contentHash").Description("Hash of what readers see; what a certificate speaks of.").Resolve(answer => answer.Source.ContentHash);
        Field<DateTimeGraphType>("lastReviewedUtc").Description("When every stage last approved or confirmed the live text.").Resolve(answer => answer.Source.Delivered?.LastReviewedUtc);
        Field<DateTimeGraphType>("nextReviewUtc").Description("When the live text is due to be reviewed again.").Resolve(answer => answer.Source.Delivered?.NextReviewUtc);
        Field<StringGraphType>("certificate").Description("The certificate of the live text, a compact JWS.").Resolve(answer => answer.Source.Delivered?.Certificate);
        Field<NonNullGraphType<ListGraphType<NonNullGraphType<ApprovalQueryType>>>>("approvals").Description("Who approved the live text, in their order.").Resolve(answer => answer.Source.Delivered?.Approvals ?? []);
    }
}

/// <summary>Shape of an approval.</summary>
internal sealed class ApprovalQueryType : ObjectGraphType<DeliveredApproval>
{
    public ApprovalQueryType()
    {
        Name = "ReviewApproval";
        Field<NonNullGraphType<StringGraphType>>("name").Description("Printed name, as it was then.").Resolve(approval => approval.Source.PrintedName);
        Field<StringGraphType>("credential").Description("Credential, as it was then.").Resolve(approval => approval.Source.Credential);
        Field<NonNullGraphType<StringGraphType>>("role").Description("The role in which they approved.").Resolve(approval => approval.Source.Role);
        Field<NonNullGraphType<StringGraphType>>("meaning").Description("What the signature means.").Resolve(approval => approval.Source.Meaning);
        Field<NonNullGraphType<DateTimeGraphType>>("decidedUtc").Description("When.").Resolve(approval => approval.Source.DecidedUtc);
    }
}
