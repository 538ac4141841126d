using GutCms.Core;
using GutCms.Core.Reviews;

namespace GutCms.Api.Review;

/// <summary>Hands a trigger to its use case.</summary>
internal sealed class TriggerRunner(
    SubmitForReview submit,
    WithdrawSubmission withdrawSubmission,
    Decide decide,
    PublishVersion publish,
    UnpublishContent unpublish,
    SchedulePublication schedule,
    RenewReview renew,
    WithdrawContent withdraw)
{
    public Task<Outcome<TriggerResult>> RunAsync(Actor actor, string id, Trigger trigger, ExpectedTag tag, TriggerBody body, CancellationToken cancellationToken) => trigger switch
    {
        Trigger.Submit => submit.ExecuteAsync(actor, new(id, tag, ChangeOf(body)), cancellationToken),
        Trigger.WithdrawSubmission => withdrawSubmission.ExecuteAsync(actor, new(id, tag), cancellationToken),
        Trigger.Approve or Trigger.RequestChanges => decide.ExecuteAsync(
            actor, new(id, tag, trigger == Trigger.Approve, body.ContentHash!, body.PresentationHash!, body.Signature?.ToInput(), body.Comment, body.Role, body.ImpactTag), cancellationToken),
        Trigger.Publish => publish.ExecuteAsync(actor, new(id, tag, body.ImpactTag), cancellationToken),
        Trigger.Unpublish => unpublish.ExecuteAsync(actor, new(id, tag), cancellationToken),
        Trigger.Schedule => schedule.ExecuteAsync(actor, new(id, tag, body.At?.ToUniversalTime()), cancellationToken),
        Trigger.Renew => renew.ExecuteAsync(actor, new(id, tag, body.ContentHash!, body.PresentationHash!, body.Signature?.ToInput(), body.Comment, body.Role), cancellationToken),
        Trigger.Withdraw => withdraw.ExecuteAsync(actor, new(id, tag, body.Reason, body.ReplacementItemId, body.ReplacementUrl), cancellationToken),
        _ => throw new InvalidOperationException($"The trigger '{trigger}' has no use case."),
    };

    private static DisclaimerChange? ChangeOf(TriggerBody body) => body.Change switch
    {
        "editorial" => DisclaimerChange.Editorial,
        "material" => DisclaimerChange.Material,
        _ => null,
    };
}
