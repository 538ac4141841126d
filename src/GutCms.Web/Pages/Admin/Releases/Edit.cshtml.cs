using GutCms.Core.Editorial;
using GutCms.Core.Releases;
using GutCms.Core.Reviews.Model;
using GutCms.Core.Security;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Localization;

namespace GutCms.Web.Pages.Admin.Releases;

/// <summary>One release: its name and instant, what is in it, and what each item lacks to go live.</summary>
[AdminPermission(Permissions.PublishContent, Permissions.PublishOwnContent)]
internal sealed class EditModel(
    GetReleases read, SaveRelease save, PublishRelease publish, ListEditorialContent list, IStringLocalizer<AdminText> words, IStringLocalizer<PlanText> plan) : AdminPage(words)
{
    private const int MostFound = 20;

    /// <summary>The release.</summary>
    [BindProperty(SupportsGet = true)]
    public string Id { get; set; } = "";

    /// <summary>Words that items to add have.</summary>
    [BindProperty(SupportsGet = true, Name = "q")]
    public string? Query { get; set; }

    /// <summary>Revision that the visitor was looking at.</summary>
    [BindProperty]
    public int Revision { get; set; }

    /// <summary>Name.</summary>
    [BindProperty]
    public string? Name { get; set; }

    /// <summary>When it goes live by itself.</summary>
    [BindProperty(Name = "")]
    public WhenInput When { get; set; } = new();

    /// <summary>The release as it stands.</summary>
    public GetReleases.Result Shown { get; private set; } = null!;

    /// <summary>Items that could be added.</summary>
    public IReadOnlyList<EditorialRow> Found { get; private set; } = [];

    /// <summary>Nothing stands against making it live.</summary>
    public bool IsReady => Shown.Items.Length > 0 && Shown.Items.All(item => item.Missing.IsEmpty);

    /// <summary>Shows it.</summary>
    public async Task<IActionResult> OnGetAsync(CancellationToken cancellationToken)
    {
        if (await LoadAsync(cancellationToken) is { } elsewhere)
        {
            return elsewhere;
        }

        (Revision, Name) = (Shown.Release.Revision, Shown.Release.Name);
        return Page();
    }

    /// <summary>Saves name and instant; <paramref name="without"/>: it has no instant any more.</summary>
    public Task<IActionResult> OnPostAsync(bool without, CancellationToken cancellationToken)
    {
        var (at, fault) = without || When.At is null ? default : When.Read();
        return ChangeAsync(release => new(Id, Revision, Name ?? release.Name, at, release.ItemIds), plan["Release.Saved"], fault, cancellationToken);
    }

    /// <summary>Puts items in.</summary>
    public Task<IActionResult> OnPostAddAsync([FromForm] string[] selected, CancellationToken cancellationToken) =>
        ChangeAsync(release => Same(release) with { ItemIds = [.. release.ItemIds, .. selected.Take(Release.MostItems + 1)] }, plan["Release.Added"], null, cancellationToken);

    /// <summary>Takes an item out.</summary>
    public Task<IActionResult> OnPostRemoveAsync([FromForm] string? item, CancellationToken cancellationToken) =>
        ChangeAsync(release => Without(release, item), plan["Release.Removed"], null, cancellationToken);

    /// <summary>Gives it up.</summary>
    public Task<IActionResult> OnPostCancelAsync(CancellationToken cancellationToken) =>
        ChangeAsync(release => Same(release) with { Cancels = true }, plan["Release.GivenUp"], null, cancellationToken);

    /// <summary>Makes all of it live now.</summary>
    public async Task<IActionResult> OnPostPublishAsync(CancellationToken cancellationToken)
    {
        var outcome = await publish.ExecuteAsync(Actor, new(Id, Revision), cancellationToken);
        return outcome.Succeeded ? Done(plan["Release.WentLive"], "/admin/releases/" + Id) : await LoadAsync(cancellationToken) ?? Refuse(outcome.Refusal);
    }

    private SaveRelease.Request Same(Release release) => new(Id, Revision, release.Name, release.AtUtc, release.ItemIds);

    /// <summary>Without its last item a release has no instant either.</summary>
    private SaveRelease.Request Without(Release release, string? item)
    {
        var left = release.ItemIds.RemoveAll(id => id == item);
        return Same(release) with { ItemIds = left, AtUtc = left.IsEmpty ? null : release.AtUtc };
    }

    private async Task<IActionResult> ChangeAsync(Func<Release, SaveRelease.Request> change, string done, string? fault, CancellationToken cancellationToken)
    {
        if (await LoadAsync(cancellationToken) is { } elsewhere)
        {
            return elsewhere;
        }

        if (fault is not null)
        {
            return Again(nameof(WhenInput.At), plan[fault]);
        }

        var outcome = await save.ExecuteAsync(Actor, change(Shown.Release), cancellationToken);
        return outcome.Succeeded ? Done(done, "/admin/releases/" + Id) : Refuse(outcome.Refusal);
    }

    private async Task<IActionResult?> LoadAsync(CancellationToken cancellationToken)
    {
        var outcome = await read.ExecuteAsync(Actor, Id, cancellationToken);
        if (!outcome.Succeeded)
        {
            return NotFound();
        }

        Shown = outcome.Value;
        if (Shown.MayChange)
        {
            // Without words: what waits to be published.
            EditorialFilter filter = string.IsNullOrWhiteSpace(Query) ? new(State: ReviewState.Approved) : new(Search: Query.Length > 200 ? Query[..200] : Query);
            var found = (await list.ExecuteAsync(Actor, new(filter, First: MostFound), cancellationToken)).Value?.Page.Rows ?? [];
            Found = [.. found.Where(row => !Shown.Release.ItemIds.Contains(row.ContentItemId))];
        }

        return null;
    }
}
