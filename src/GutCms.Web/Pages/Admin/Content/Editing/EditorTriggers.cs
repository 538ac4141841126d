using GutCms.Core;
using GutCms.Core.Reviews;

namespace GutCms.Web.Pages.Admin.Content.Editing;

/// <summary>The triggers that need no more than a button, and so are in the editor. The others need a reason, a date or a signature and have pages of their own.</summary>
internal sealed class EditorTriggers(SubmitForReview submit, WithdrawSubmission takeBack, PublishVersion publish, UnpublishContent unpublish)
{
    /// <summary>The triggers of the editor.</summary>
    public static IReadOnlyList<Trigger> Here { get; } = [Trigger.Submit, Trigger.WithdrawSubmission, Trigger.Publish, Trigger.Unpublish];

    /// <summary>Does one of <see cref="Here"/> by its use case.</summary>
    public Task<Outcome<TriggerResult>> RunAsync(Actor actor, Trigger trigger, string contentItemId, string? tag, CancellationToken cancellationToken) => trigger switch
    {
        Trigger.Submit => submit.ExecuteAsync(actor, new(contentItemId, ExpectedTag.Of(tag)), cancellationToken),
        Trigger.WithdrawSubmission => takeBack.ExecuteAsync(actor, new(contentItemId, ExpectedTag.Of(tag)), cancellationToken),
        Trigger.Publish => publish.ExecuteAsync(actor, new(contentItemId, ExpectedTag.Of(tag)), cancellationToken),
        Trigger.Unpublish => unpublish.ExecuteAsync(actor, new(contentItemId, ExpectedTag.Of(tag)), cancellationToken),
        _ => throw new ArgumentOutOfRangeException(nameof(trigger), trigger, "Not a trigger of the editor."),
    };
}
