using GutCms.Core.Audit;
using GutCms.Core.Reviews.Model;
using GutCms.Core.Reviews.UseCases;
using GutCms.Core.Reviews.Views;
using GutCms.Core.Security;
using GutCms.Core.Storage;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Localization;

namespace GutCms.Web.Pages.Admin.History;

/// <summary>What happened to an item: versions, decisions, publications and comments, newest first.</summary>
[AdminPermission(Permissions.PreviewContent, Permissions.AssignReview)]
internal sealed class IndexModel(
    GetReview look, ListVersions list, ListAuditEntries log, RestoreVersion restore, IStringLocalizer<AdminText> words, IStringLocalizer<DeskText> desk) : AdminPage(words)
{
    private const int PageSize = 50;

    // What has an entry of its own here, or would only repeat one.
    private static readonly string[] ShownOtherwise =
    [
        AuditActions.ContentCreate, AuditActions.ContentSave, AuditActions.ContentRestore, AuditActions.ContentImport, AuditActions.ReviewApprove, AuditActions.ReviewRequestChanges, AuditActions.ReviewRenew,
        AuditActions.ReviewComment, AuditActions.ReviewCommentResolve,
    ];

    /// <summary>How the item stands.</summary>
    public ReviewView View { get; private set; } = null!;

    /// <summary>Versions of this page, newest first.</summary>
    public IReadOnlyList<VersionSummary> Versions { get; private set; } = [];

    /// <summary>Where the versions go on.</summary>
    public Pager Pager { get; private set; } = new(0, 0, null, null);

    /// <summary>The timeline of the days of these versions, newest first.</summary>
    public IReadOnlyList<TimelineEntry> Timeline { get; private set; } = [];

    /// <summary>The visitor may edit the item, so restore.</summary>
    public bool MayRestore { get; private set; }

    /// <summary>Shows it.</summary>
    public async Task<IActionResult> OnGetAsync(string id, string? after, CancellationToken cancellationToken) => await LoadAsync(id, after, cancellationToken) ? Page() : NotFound();

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

        return await LoadAsync(id, null, cancellationToken) ? Refuse(outcome.Refusal) : NotFound();
    }

    private async Task<bool> LoadAsync(string id, string? after, CancellationToken cancellationToken)
    {
        var view = await look.ExecuteAsync(Actor, id, cancellationToken);
        var versions = await list.ExecuteAsync(Actor, new(id, NewestFirst: true, after, PageSize), cancellationToken);
        if (!view.Succeeded || !versions.Succeeded)
        {
            return false;
        }

        var page = versions.Value;
        (View, Versions, Pager) = (view.Value, page.Versions, new(page.Total, page.Versions.Count, page.Next, after));

        // What happened while these versions were the latest.
        var from = page.Next is null ? null : page.Versions[^1].ModifiedUtc;
        var to = page.Previous?.ModifiedUtc;
        var entries = await log.ExecuteAsync(Actor, id, new AuditQuery { FromUtc = from, ToUtc = to, First = 100 }, cancellationToken);
        MayRestore = Authorization.Allows(Actor, Permissions.EditContent, View.ContentType) || Authorization.Allows(Actor, Permissions.EditOwnContent, View.ContentType);
        Timeline = [.. FromVersions().Concat(FromDecisions().Concat(FromComments()).Where(entry => (from is null || entry.AtUtc >= from) && (to is null || entry.AtUtc < to)))
            .Concat(FromLog(entries.Value?.Entries ?? [])).OrderByDescending(entry => entry.AtUtc ?? DateTime.MinValue)];
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
