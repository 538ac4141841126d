using GutCms.Core.Editorial;
using GutCms.Core.Reviews.Model;
using GutCms.Core.Reviews.UseCases;
using GutCms.Core.Reviews.Views;
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
internal sealed record BulkLine(string ContentItemId, string Title, bool IsDone, string Message, IReadOnlyList<UnmetRule> Rules)
{
    /// <summary>Item and version, joined by a colon, as a form names them; of what was done: to be taken back so. Empty: it cannot be.</summary>
    public string Key { get; init; } = "";
}

/// <summary>What is asked before something is done that readers see.</summary>
/// <param name="Action">What.</param>
/// <param name="Lines">Each item with what it costs, or why it is not possible.</param>
/// <param name="Target">Path to which the answer is sent.</param>
/// <param name="Back">Path of the list.</param>
internal sealed record BulkQuestion(string Action, IReadOnlyList<BulkLine> Lines, string Target, string Back);

/// <summary>What became of several items, and what takes it back.</summary>
/// <param name="Action">What was done.</param>
/// <param name="Lines">What became of each.</param>
/// <param name="Target">Path to which taking back is sent.</param>
internal sealed record BulkResult(string Action, IReadOnlyList<BulkLine> Lines, string Target)
{
    /// <summary>The action that takes it back; null: nothing does.</summary>
    public string? Undo => Lines.Any(line => line.IsDone && line.Key.Length > 0) ? Action switch { "publish" => "unpublish", "unpublish" => "publish", "delete" => "restore", _ => null } : null;
}

/// <summary>Does one thing to several items, each by its use case and in a transaction of its own: what is refused for one does not stop the others.</summary>
internal sealed class BulkActions(
    GetReview read, PullTrigger pull, AssignReview assign, DuplicateContent duplicate, DeleteContent delete, RestoreDeleted restore, IStringLocalizer<AdminText> words, IStringLocalizer<DeskText> desk)
{
    /// <summary>Names of what can be done, as the form sends them.</summary>
    public static IReadOnlyList<string> Names { get; } = ["submit", "assign", "publish", "unpublish", "duplicate", "delete", "restore"];

    /// <summary>Whether readers see it, so that it is asked first.</summary>
    public static bool IsSeen(string action) => action is "publish" or "unpublish";

    /// <summary>What an action that readers see would do to each item, and what it costs. Changes nothing.</summary>
    public async Task<IReadOnlyList<BulkLine>> AskAsync(Actor actor, string action, IReadOnlyCollection<string> selected, CancellationToken cancellationToken)
    {
        var trigger = ReviewNames.FindTrigger(action) ?? throw new ArgumentException("No trigger.", nameof(action));
        List<BulkLine> lines = [];
        foreach (var entry in selected.Distinct(StringComparer.Ordinal))
        {
            var (itemId, versionId) = Split(entry);
            var shown = await read.ExecuteAsync(actor, itemId, cancellationToken);
            lines.Add(!shown.Succeeded ? Refused(itemId, itemId, shown.Refusal)
                : shown.Value.VersionId != versionId ? new(itemId, ShownTitle.Of(shown.Value.Title), IsDone: false, words["Bulk.Stale"], [])
                : trigger == Trigger.Unpublish && shown.Value.Schedule is not null ? new(itemId, ShownTitle.Of(shown.Value.Title), IsDone: false, words["Bulk.ScheduleAsks"], [])
                : shown.Value.PermittedTriggers.Contains(trigger)
                    ? new(itemId, ShownTitle.Of(shown.Value.Title), IsDone: true, string.Join(' ', WhatItCosts.Of(shown.Value, trigger, desk)), []) { Key = entry }
                : new(itemId, ShownTitle.Of(shown.Value.Title), IsDone: false, words["Bulk.NotFromHere"], shown.Value.UnmetRules.GetValueOrDefault(trigger, [])));
        }

        return lines;
    }

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
            var (itemId, versionId) = Split(entry);
            lines.Add(action == "restore" ? await RestoreAsync(actor, itemId, cancellationToken) : await RunAsync(actor, action, itemId, versionId, assignee, cancellationToken));
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
            return refusal is null ? new(itemId, title, IsDone: true, words["Bulk.Done." + action], []) { Key = action == "delete" ? $"{itemId}:{versionId}" : "" } : Refused(itemId, title, refusal);
        }

        var outcome = ReviewNames.FindTrigger(action) is { } trigger
            ? await pull.RunAsync(actor, trigger, new(itemId, tag), cancellationToken)
            : await assign.ExecuteAsync(actor, new(itemId, tag, AssigneeIds: string.IsNullOrEmpty(assignee) ? [] : [assignee]), cancellationToken);
        return outcome.Succeeded
            ? new(itemId, title, IsDone: true, words["Bulk.Done." + action], []) { Key = await CanUndoAsync(actor, action, shown.Value, cancellationToken) ? $"{itemId}:{versionId}" : "" }
            : Refused(itemId, title, outcome.Refusal);
    }

    /// <summary>Whether what was done can be taken back as things stand now: what was not live before is taken down, what was live goes live as it was.</summary>
    private async Task<bool> CanUndoAsync(Actor actor, string action, ReviewView before, CancellationToken cancellationToken) =>
        IsSeen(action) && (await read.ExecuteAsync(actor, before.ContentItemId, cancellationToken)).Value is { } now
        && (action == "publish"
            ? before is { Published: null, Withdrawal: null } && now.PermittedTriggers.Contains(Trigger.Unpublish)
            : before.Published?.VersionId == now.VersionId && now.PermittedTriggers.Contains(Trigger.Publish));

    private async Task<BulkLine> RestoreAsync(Actor actor, string itemId, CancellationToken cancellationToken)
    {
        var outcome = await restore.ExecuteAsync(actor, itemId, cancellationToken);
        return outcome.Succeeded ? new(itemId, ShownTitle.Of(outcome.Value.Item.DisplayText), IsDone: true, words["Bulk.Done.restore"], []) : Refused(itemId, itemId, outcome.Refusal);
    }

    private static (string ItemId, string VersionId) Split(string entry) => entry.Split(':', 2) is [var item, var version] ? (item, version) : (entry, "");

    private static BulkLine Refused(string itemId, string title, Refusal refusal) => new(itemId, title, IsDone: false, refusal.Message, refusal.UnmetRules);
}
