using System.Text.Json.Nodes;
using GutCms.Core.Content.Items;
using GutCms.Core.Reviews.Model;
using GutCms.Core.Reviews.Ports;
using GutCms.Core.Reviews.Transitions;
using GutCms.Core.Security;

namespace GutCms.Core.Reviews.Acting;

/// <summary>Signed decisions.</summary>
internal static class Signing
{
    /// <summary>Checks a signature before a unit of work begins, because a wrong one is written down at once. Only people can sign.</summary>
    public static async Task<SignatureCheck> CheckAsync(ReviewPorts ports, Actor actor, SignatureInput? signature, CancellationToken cancellationToken) =>
        signature is null ? SignatureCheck.Missing
        : actor.IsPerson ? await ports.Signatures.VerifyAsync(actor, signature, cancellationToken)
        : SignatureCheck.Wrong;

    /// <summary>The decision of the actor in the seat that the rules found.</summary>
    public static Decision NewDecision(GuardContext context, DecisionOutcome outcome, string meaning, string versionId, string contentHash, string presentationHash, DateTime nowUtc)
    {
        var (stage, role) = context.Seat() ?? throw new InvalidOperationException("A decision without a seat passed the rules.");
        var run = context.Run ?? throw new InvalidOperationException("A decision without a run passed the rules.");
        return new(
            ContentIds.New(),
            run.ReviewId,
            versionId,
            contentHash,
            stage.Name,
            role,
            context.Actor.UserId,
            context.Actor.UserName,
            context.Actor.PrintedName ?? context.Actor.UserName,
            context.Actor.Credential,
            outcome,
            meaning,
            context.Signature == SignatureCheck.Valid,
            string.IsNullOrWhiteSpace(context.Comment) ? null : context.Comment,
            nowUtc)
        { PresentationHash = presentationHash };
    }

    /// <summary>The decision for the log: as <see cref="Describe"/>, and the policy that it was made under.</summary>
    public static JsonObject Record(Decision decision, Review run, SignedChange? signed = null)
    {
        var details = Describe(decision, signed);
        details["policyHash"] = run.PolicyHash;
        return details;
    }

    /// <summary>The decision for log and events: everything but the comment.</summary>
    public static JsonObject Describe(Decision decision, SignedChange? signed = null)
    {
        var details = new JsonObject
        {
            ["reviewId"] = decision.ReviewId,
            ["decisionId"] = decision.DecisionId,
            ["stage"] = decision.Stage,
            ["role"] = decision.Role,
            ["outcome"] = decision.Outcome.ToString(),
            ["printedName"] = decision.PrintedName,
            ["credential"] = decision.Credential,
            ["meaning"] = decision.Meaning,
            ["signed"] = decision.IsSigned,
            ["presentationHash"] = decision.PresentationHash,
        };
        if (signed is { } change)
        {
            details["change"] = change.Change.ToString();
            details["before"] = change.BeforeHash;
            details["impactTag"] = change.ImpactTag;
            details["concerned"] = change.Items.Length;
        }

        return details;
    }
}
