using GutCms.Core.Editorial;
using GutCms.Core.Reviews.Model;
using GutCms.Core.Reviews.UseCases;
using GutCms.Core.Security;
using GutCms.Core.Texts;
using Microsoft.Extensions.Localization;

namespace GutCms.Web.Pages.Admin.Content;

/// <summary>What became of one item of several.</summary>
/// <param name="ContentItemId">The item.</param>
/// <param name="Title">Its title, or that it has none; its id when it is gone.</param>
/// <param name="IsDone">It was done.</param>
/// <param name="Message">What was done, or why not.</param>
/// <param name="Rules">Every rule that was not met.</param>
internal sealed record BulkLine(string ContentItemId, string Title, bool IsDone, string Message, IReadOnlyList<UnmetRule> Rules);

/// <summary>Does one thing to several items, each by its use case and in a transaction of its own: what is refused for one does not stop the others.</summary>
internal sealed class BulkActions(GetReview read, PullTrigger pull, AssignReview assign, DuplicateContent duplicate, DeleteContent delete, IStringLocalizer<AdminText> words)
{
    /// <summary>Names of what can be done, as the form sends them.</summary>
    public static IReadOnlyList<string> Names { get; } = ["submit", "assign", "publish", "unpublish", "duplicate", "delete"];

    /// <summary>Does it.</summary>
    /// <param name="actor">Who.</param>
    /// <param name="action">One of <see cref="Names"/>.</param>
    /// <param name="selected">Item and version as the list showed them, joined by a colon.</param>
    /// <param name="assignee">User id for <c>assign</c>; empty: back to everybody of the role.</param>
    /// <param name="cancellationToken">Cancels what has not begun.</param>
    public async Task<IReadOnlyList<BulkLine>> RunAsync(Actor actor, string action, IReadOnlyCollection<string> selected, string? assignee, CancellationToken cancellationToken)
    {
        List<BulkLine> lines = [];
        foreach (var entry in selected.Distinct(StringComparer.Ordinal))
        {
            var (itemId, versionId) = entry.Split(':', 2) is [var item, var version] ? (item, version) : (entry, "");
            lines.Add(await RunAsync(actor, action, itemId, versionId, assignee, cancellationToken));
        }

        return lines;
    }

    private async Task<BulkLine> RunAsync(Actor actor, string action, string itemId, string versionId, string? assignee, CancellationToken cancellationToken)
    {
        var shown = await read.ExecuteAsync(actor, itemId, cancellationToken);
        if (!shown.Succeeded)
        {
            return Refused(itemId, itemId, shown.Refusal);
        }

        var (title, tag) = (ShownTitle.Of(shown.Value.Title), ExpectedTag.Of(shown.Value.Tag));
        if (shown.Value.VersionId != versionId)
        {
            return new(itemId, title, IsDone: false, words["Bulk.Stale"], []);
        }

        if (action is "duplicate" or "delete")
        {
            var refusal = action == "duplicate"
                ? (await duplicate.ExecuteAsync(actor, new(itemId, before => words["Content.CopyOf", before]), cancellationToken)).Refusal
                : (await delete.ExecuteAsync(actor, new(itemId, tag), cancellationToken)).Refusal;
            return refusal is null ? new(itemId, title, IsDone: true, words["Bulk.Done." + action], []) : Refused(itemId, title, refusal);
        }

        var outcome = ReviewNames.FindTrigger(action) is { } trigger
            ? await pull.RunAsync(actor, trigger, new(itemId, tag), cancellationToken)
            : await assign.ExecuteAsync(actor, new(itemId, tag, AssigneeIds: string.IsNullOrEmpty(assignee) ? [] : [assignee]), cancellationToken);
        return outcome.Succeeded ? new(itemId, title, IsDone: true, words["Bulk.Done." + action], []) : Refused(itemId, title, outcome.Refusal);
    }

    private static BulkLine Refused(string itemId, string title, Refusal refusal) => new(itemId, title, IsDone: false, refusal.Message, refusal.UnmetRules);
}
