using GutCms.Core.Audit;
using GutCms.Core.Reviews;
using GutCms.Core.Security;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Localization;

namespace GutCms.Web.Pages.Admin.History;

/// <summary>What happened to an item: versions, decisions, publications and comments, newest first.</summary>
[AdminPermission(Permissions.PreviewContent, Permissions.AssignReview)]
internal sealed class IndexModel(
    GetReview look, ListVersions list, ListAuditEntries log, RestoreVersion restore, IStringLocalizer<AdminText> words, IStringLocalizer<DeskText> desk) : AdminPage(words)
{
    // What has an entry of its own here, or would only repeat one.
    private static readonly string[] ShownOtherwise =
    [
        AuditActions.ContentCreate, AuditActions.ContentSave, AuditActions.ContentRestore, AuditActions.ContentImport, AuditActions.ReviewApprove, AuditActions.ReviewRequestChanges, AuditActions.ReviewRenew,
        AuditActions.ReviewComment, AuditActions.ReviewCommentResolve,
    ];

    /// <summary>How the item stands.</summary>
    public ReviewView View { get; private set; } = null!;

    /// <summary>Versions, newest first.</summary>
    public IReadOnlyList<VersionSummary> Versions { get; private set; } = [];

    /// <summary>The timeline, newest first.</summary>
    public IReadOnlyList<TimelineEntry> Timeline { get; private set; } = [];

    /// <summary>The visitor may edit the item, so restore.</summary>
    public bool MayRestore { get; private set; }

    /// <summary>Shows it.</summary>
    public async Task<IActionResult> OnGetAsync(string id, CancellationToken cancellationToken) => await LoadAsync(id, cancellationToken) ? Page() : NotFound();

    /// <summary>Compares two versions, which the form names.</summary>
    public IActionResult OnGetCompare(string id, string from, string to) => RedirectToPage("/Admin/History/Compare", new { id, from, to });

    /// <summary>Brings a version back as a new draft.</summary>
    public async Task<IActionResult> OnPostRestoreAsync(string id, [FromForm] string? tag, [FromForm] string? versionId, CancellationToken cancellationToken)
    {
        if (string.IsNullOrEmpty(tag) || string.IsNullOrEmpty(versionId))
        {
            return BadRequest();
        }

        var outcome = await restore.ExecuteAsync(Actor, new(id, ExpectedTag.Of(tag), versionId), cancellationToken);
        if (outcome.Succeeded)
        {
            return Done(desk[outcome.Value.CarriedOn ? "History.RestoredSame" : "History.Restored"], $"/admin/content/{id}/history");
        }

        return await LoadAsync(id, cancellationToken) ? Refuse(outcome.Refusal) : NotFound();
    }

    private async Task<bool> LoadAsync(string id, CancellationToken cancellationToken)
    {
        var view = await look.ExecuteAsync(Actor, id, cancellationToken);
        var versions = await list.ExecuteAsync(Actor, id, cancellationToken);
        var entries = await log.ExecuteAsync(Actor, id, new AuditQuery { First = 100 }, cancellationToken);
        if (!view.Succeeded || !versions.Succeeded)
        {
            return false;
        }

        View = view.Value;
        Versions = [.. versions.Value.Versions.Reverse()];
        MayRestore = Authorization.Allows(Actor, Permissions.EditContent, View.ContentType) || Authorization.Allows(Actor, Permissions.EditOwnContent, View.ContentType);
        Timeline = [.. FromVersions().Concat(FromDecisions()).Concat(FromComments()).Concat(FromLog(entries.Value?.Entries ?? [])).OrderByDescending(entry => entry.AtUtc ?? DateTime.MinValue)];
        return true;
    }

    private IEnumerable<TimelineEntry> FromVersions() => Versions.Select(version => new TimelineEntry(
        version.ModifiedUtc,
        "Version",
        version.Origin is { } recipe ? desk["Timeline.Recipe", version.Number, recipe] : desk["Timeline.Version", version.Number],
        string.Join(", ", version.Authors.Select(author => author.UserName)),
        version.VersionId));

    private IEnumerable<TimelineEntry> FromDecisions() =>
        View.History.Append(View.Review).Append(View.Renewal).OfType<ReviewRunView>().SelectMany(run => run.Decisions).Select(decision => new TimelineEntry(
            decision.DecidedUtc,
            "Decision",
            desk["Timeline." + decision.Outcome, decision.Stage],
            decision.PrintedName + (decision.Credential is null ? "" : ", " + decision.Credential),
            decision.VersionId,
            decision.Comment,
            !decision.Stands));

    private IEnumerable<TimelineEntry> FromComments() => View.Threads.SelectMany(thread => thread.Messages.Select(message => new TimelineEntry(
        message.WrittenUtc, "Comment", desk["Timeline.Comment"], message.AuthorName, thread.VersionId, message.Text)));

    private IEnumerable<TimelineEntry> FromLog(IEnumerable<AuditEntry> entries) =>
        entries.Where(entry => !ShownOtherwise.Contains(entry.Action) && !AuditActions.IsRefused(entry.Action))
            .Select(entry => new TimelineEntry(entry.OccurredUtc, "Event", AuditActions.Of(entry)?.Done.ToCurrent() ?? entry.Action, entry.ActorId.Length == 0 ? desk["System"] : entry.ActorName, entry.VersionId, (string?)entry.Details["reason"]));
}
