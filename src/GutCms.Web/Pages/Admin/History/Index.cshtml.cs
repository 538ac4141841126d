using GutCms.Core.Audit;
using GutCms.Core.Reviews.Model;
using GutCms.Core.Reviews.UseCases;
using GutCms.Core.Reviews.Views;
using GutCms.Core.Security;
using GutCms.Core.Storage;
using GutCms.Web.Storage.Model;
using GutCms.Web.Storage.Notices;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Localization;

namespace GutCms.Web.Pages.Admin.History;

/// <summary>What happened to an item: versions, decisions, publications and comments, newest first.</summary>
[AdminPermission(Permissions.PreviewContent, Permissions.AssignReview)]
internal sealed class IndexModel(
    GetReview look, ListVersions list, ListAuditEntries log, RestoreVersion restore, FindTitles titles, NoticeStore notices, UserManager<GutCmsUser> users, IStringLocalizer<AdminText> words, IStringLocalizer<DeskText> desk) : AdminPage(words)
{
    private const int PageSize = 50;
    private const int MostTold = 200;

    /// <summary>How the item stands.</summary>
    public ReviewView View { get; private set; } = null!;

    /// <summary>Versions of this page, newest first.</summary>
    public IReadOnlyList<VersionSummary> Versions { get; private set; } = [];

    /// <summary>Where the versions go on.</summary>
    public Pager Pager { get; private set; } = new(0, 0, null, null);

    /// <summary>The timeline of the days of these versions, newest first.</summary>
    public IReadOnlyList<TimelineEntry> Timeline { get; private set; } = [];

    /// <summary>Who was told what about the item, newest first, at most <see cref="MostTold"/>.</summary>
    public IReadOnlyList<NoticeRow> Told { get; private set; } = [];

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

        Told = await notices.ListOfItemAsync(id, MostTold, cancellationToken);

        // What happened while these versions were the latest.
        var from = page.Next is null ? null : page.Versions[^1].ModifiedUtc;
        var to = page.Previous?.ModifiedUtc;
        var entries = await log.ExecuteAsync(Actor, id, new AuditQuery { FromUtc = from, ToUtc = to, First = 100 }, cancellationToken);
        MayRestore = Authorization.Allows(Actor, Permissions.EditContent, View.ContentType) || Authorization.Allows(Actor, Permissions.EditOwnContent, View.ContentType);
        var timeline = new Timeline(View, await NamesAsync(entries.Value?.Entries ?? [], cancellationToken), desk);
        Timeline = [.. timeline.Of(Versions).Concat(timeline.Decisions().Concat(timeline.Comments()).Where(entry => (from is null || entry.AtUtc >= from) && (to is null || entry.AtUtc < to)))
            .Concat(timeline.Of(entries.Value?.Entries ?? [])).OrderByDescending(entry => entry.AtUtc ?? DateTime.MinValue)];
        return true;
    }

    private async Task<TimelineNames> NamesAsync(IReadOnlyList<AuditEntry> entries, CancellationToken cancellationToken)
    {
        var runs = History.Timeline.Runs(View).ToList();
        string[] versionIds = [.. runs.SelectMany(run => run.Decisions).Select(decision => decision.VersionId).Concat(View.Threads.Select(thread => thread.VersionId)).Concat(entries.Select(entry => entry.VersionId).OfType<string>()).Distinct()];
        var named = await list.FindAsync(Actor, View.ContentItemId, versionIds, cancellationToken);
        var people = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var id in LoggedFacts.PeopleIn(entries).Distinct())
        {
            people[id] = (await users.FindByIdAsync(id))?.UserName ?? desk["Timeline.Gone"];
        }

        return new((named.Value?.Versions ?? []).ToDictionary(version => version.VersionId, version => version.Number), people, await titles.ExecuteAsync(Actor, [.. LoggedFacts.ItemsIn(entries)], cancellationToken));
    }
}
