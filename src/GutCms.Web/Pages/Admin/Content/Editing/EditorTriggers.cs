using GutCms.Core.Reviews.Model;

namespace GutCms.Web.Pages.Admin.Content.Editing;

/// <summary>The triggers that need no more than a button, and so are in the editor. The others need a reason, a date or a signature and have pages of their own.</summary>
internal static class EditorTriggers
{
    /// <summary>The triggers of the editor.</summary>
    public static IReadOnlyList<Trigger> Here { get; } = [Trigger.Submit, Trigger.WithdrawSubmission, Trigger.Publish, Trigger.Unpublish];
}
