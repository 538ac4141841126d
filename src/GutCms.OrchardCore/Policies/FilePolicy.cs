using System.Text.Json.Nodes;
using GutCms.Core.Reviews.Acting;
using GutCms.Core.Reviews.Model;
using GutCms.Core.Reviews.Policies;
using GutCms.Core.Reviews.Standing;
using GutCms.Core.Reviews.UseCases;
using GutCms.Core.Security;
using GutCms.Core.Texts;
using GutCms.OrchardCore.Gate;

namespace GutCms.OrchardCore.Policies;

/// <summary>Files a policy for a type; one that asks for less than the one on file waits as a proposal, unless there is no second administrator.</summary>
internal sealed class FilePolicy(ReviewPorts ports, PolicyProposals proposals, Unreviewable unreviewable)
{
    /// <summary>What became of it.</summary>
    /// <param name="Policy">The policy.</param>
    /// <param name="Waits">It waits for a second administrator; otherwise it is on file.</param>
    public sealed record Result(ReviewPolicy Policy, bool Waits);

    /// <summary>Does it.</summary>
    /// <param name="actor">Who files it.</param>
    /// <param name="json">The policy, as in a recipe.</param>
    /// <param name="basedOn">Version on file that the actor was looking at; null: none.</param>
    /// <param name="cancellationToken">Cancels.</param>
    public async Task<Outcome<Result>> ExecuteAsync(Actor actor, JsonObject json, string? basedOn, CancellationToken cancellationToken)
    {
        if (json["ContentType"] is JsonValue name && name.TryGetValue<string>(out var type) && (await unreviewable.FindInTypeAsync(type)).ToList() is { Count: > 0 } faults)
        {
            return new Refusal(RefusalKind.Conflict, Sentence.Verbatim(string.Join(" ", faults)));
        }

        try
        {
            var outcome = await new SaveReviewPolicy(ports).ExecuteAsync(actor, new(json, basedOn), cancellationToken);
            return outcome.Succeeded ? new Result(outcome.Value, Waits: false) : outcome.Refusal;
        }
        catch (MustBeConfirmedException needed)
        {
            var policy = ReviewPolicyJson.Read(json);
            await proposals.KeepAsync(actor, policy, basedOn, needed.Weakenings, cancellationToken);
            return new Result(policy, Waits: true);
        }
    }
}
