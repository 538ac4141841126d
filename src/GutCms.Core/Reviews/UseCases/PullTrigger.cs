using GutCms.Core.Reviews.Acting;
using GutCms.Core.Reviews.Model;
using GutCms.Core.Security;

namespace GutCms.Core.Reviews.UseCases;

/// <summary>The one way in for triggers: hands each to its use case, which asks permission, state and rules. The API, the admin's pages and Orchard Core all pull them here.</summary>
public sealed class PullTrigger(ReviewPorts ports)
{
    /// <summary>Pulls one.</summary>
    /// <param name="actor">Who pulls it.</param>
    /// <param name="trigger">Which.</param>
    /// <param name="input">What it is pulled with.</param>
    /// <param name="cancellationToken">Cancels.</param>
    /// <exception cref="ArgumentOutOfRangeException">There is no such trigger.</exception>
    public Task<Outcome<TriggerResult>> RunAsync(Actor actor, Trigger trigger, TriggerInput input, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(input);
        var (id, tag) = (input.ContentItemId, input.ExpectedTag);
        return trigger switch
        {
            Trigger.Submit => new SubmitForReview(ports).ExecuteAsync(actor, new(id, tag, input.Change, input.Comment) { AssigneeIds = input.AssigneeIds }, cancellationToken),
            Trigger.WithdrawSubmission => new WithdrawSubmission(ports).ExecuteAsync(actor, new(id, tag), cancellationToken),
            Trigger.Approve or Trigger.RequestChanges => new Decide(ports).ExecuteAsync(
                actor,
                new(id, tag, trigger == Trigger.Approve, input.ContentHash ?? "", input.PresentationHash ?? "", input.Signature, input.Comment, input.Role, input.ImpactTag),
                cancellationToken),
            Trigger.Publish => new PublishVersion(ports).ExecuteAsync(actor, new(id, tag, input.ImpactTag), cancellationToken),
            Trigger.Unpublish => new UnpublishContent(ports).ExecuteAsync(actor, new(id, tag, input.KeepsSchedule), cancellationToken),
            Trigger.Schedule => new SchedulePublication(ports).ExecuteAsync(actor, new(id, tag, input.AtUtc), cancellationToken),
            Trigger.ScheduleUnpublish => new ScheduleTakeDown(ports).ExecuteAsync(actor, new(id, tag, input.AtUtc), cancellationToken),
            Trigger.Renew => new RenewReview(ports).ExecuteAsync(
                actor, new(id, tag, input.ContentHash ?? "", input.PresentationHash ?? "", input.Signature, input.Comment, input.Role), cancellationToken),
            Trigger.Withdraw => new WithdrawContent(ports).ExecuteAsync(actor, new(id, tag, input.Reason, input.ReplacementItemId, input.ReplacementUrl), cancellationToken),
            _ => throw new ArgumentOutOfRangeException(nameof(trigger), trigger, "There is no such trigger."),
        };
    }
}
