using GutCms.Core.Releases;
using GutCms.Core.Reviews.Acting;
using GutCms.Core.Reviews.Model;
using GutCms.Core.Reviews.UseCases;
using GutCms.Core.Reviews.Views;
using GutCms.Core.Security;
using GutCms.Core.Texts;

namespace GutCms.Core.Planning;

/// <summary>Sets another instant for something that is planned, by the use case whose it is: with its permission, its rules and its entry in the log.</summary>
public sealed class MovePlanned(ReviewPorts ports)
{
    /// <summary>What is asked for.</summary>
    /// <param name="Kind">What.</param>
    /// <param name="Id">The item, or the release.</param>
    /// <param name="WasUtc">The instant that the actor was shown, UTC. With another one by now nothing is moved.</param>
    /// <param name="ToUtc">The new one, UTC, in the future.</param>
    public sealed record Request(PlannedKind Kind, string Id, DateTime WasUtc, DateTime ToUtc);

    /// <summary>What was done.</summary>
    /// <param name="AtUtc">The instant that is set now, UTC.</param>
    public sealed record Result(DateTime AtUtc);

    /// <summary>Does it.</summary>
    public async Task<Outcome<Result>> ExecuteAsync(Actor actor, Request request, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(request);
        var refusal = request.Kind switch
        {
            PlannedKind.Release => await MoveReleaseAsync(actor, request, cancellationToken),
            PlannedKind.Publication or PlannedKind.TakeDown or PlannedKind.Decision => await MoveItemAsync(actor, request, cancellationToken),
            _ => new(RefusalKind.Invalid, Sentence.Of("Refused.Immovable")),
        };
        return refusal is null ? new Result(request.ToUtc) : refusal;
    }

    private async Task<Refusal?> MoveItemAsync(Actor actor, Request request, CancellationToken cancellationToken)
    {
        var looked = await new GetReview(ports).ExecuteAsync(actor, request.Id, cancellationToken);
        if (!looked.Succeeded)
        {
            return looked.Refusal;
        }

        // The tag holds what was read here until it is written.
        var (view, tag) = (looked.Value, ExpectedTag.Of(looked.Value.Tag));
        var stage = view.Review?.Stages.FirstOrDefault(known => known.SatisfiedUtc is null);
        var was = request.Kind switch { PlannedKind.Publication => view.Schedule?.AtUtc, PlannedKind.TakeDown => view.TakeDown?.AtUtc, _ => stage?.DueUtc };
        if (was != request.WasUtc)
        {
            return new(RefusalKind.Stale, Sentence.Of("Refused.Moved"));
        }

        var moved = request.Kind == PlannedKind.Decision
            ? await AssignAsync(actor, request, stage!, tag, cancellationToken)
            : await new PullTrigger(ports).RunAsync(
                actor, request.Kind == PlannedKind.Publication ? Trigger.Schedule : Trigger.ScheduleUnpublish, new(request.Id, tag) { AtUtc = request.ToUtc }, cancellationToken);
        return moved.Refusal;
    }

    private Task<Outcome<TriggerResult>> AssignAsync(Actor actor, Request request, StageView stage, ExpectedTag tag, CancellationToken cancellationToken) =>
        new AssignReview(ports).ExecuteAsync(actor, new(request.Id, tag, stage.Name, stage.Roles[0].Role, null, request.ToUtc), cancellationToken);

    private async Task<Refusal?> MoveReleaseAsync(Actor actor, Request request, CancellationToken cancellationToken)
    {
        var looked = await new GetReleases(ports).ExecuteAsync(actor, request.Id, cancellationToken);
        return looked.Value is not { Release: { } release } ? looked.Refusal
            : release.AtUtc != request.WasUtc ? new(RefusalKind.Stale, Sentence.Of("Refused.Moved"))
            : (await new SaveRelease(ports).ExecuteAsync(actor, new(release.ReleaseId, release.Revision, release.Name, request.ToUtc, release.ItemIds), cancellationToken)).Refusal;
    }
}
