using GutCms.Core.Previews;
using GutCms.Core.Previews.Sites;
using GutCms.Core.Reviews.Model;
using GutCms.Core.Reviews.UseCases;
using GutCms.Core.Security;
using GutCms.Core.Texts;
using GutCms.Web.Features.Previews;
using GutCms.Web.Features.Security;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Localization;

namespace GutCms.Web.Pages.Admin.Previews;

/// <summary>Links that show a draft to people without an account.</summary>
[AdminPermission(Permissions.EditOwnContent)]
internal sealed class IndexModel(
    ListPreviewLinks list, CreatePreviewLink create, RevokePreviewLink revoke, SitePreviews site, ListVersions versions, PublicAddress address, IStringLocalizer<AdminText> words, IStringLocalizer<DeskText> desk)
    : AdminPage(words)
{
    /// <summary>The item.</summary>
    [BindProperty(SupportsGet = true, Name = "id")]
    public string ItemId { get; set; } = "";

    /// <summary>Its title.</summary>
    public string Title { get; private set; } = "";

    /// <summary>The links, newest first, and the instant of the list.</summary>
    public ListPreviewLinks.Result Links { get; private set; } = null!;

    /// <summary>The newest versions, at most a hundred, the last one first.</summary>
    public IReadOnlyList<VersionSummary> Versions { get; private set; } = [];

    /// <summary>Numbers of the versions that the links show, by version id.</summary>
    public IReadOnlyDictionary<string, int> Numbers { get; private set; } = new Dictionary<string, int>();

    /// <summary>Address of a link made just now; it cannot be shown again.</summary>
    public string? NewAddress { get; private set; }

    /// <summary>A preview for the site's own pages made just now; its token cannot be shown again.</summary>
    public CreateSitePreview.Result? NewPreview { get; private set; }

    /// <summary>Where it is opened; null: no front end is known.</summary>
    public string? NewPreviewAddress => NewPreview is { } made ? site.AddressOf(made) : null;

    /// <summary>The same, where it is shown in a frame; null: it is not.</summary>
    public string? FramedAddress => site.FramedOrigin is null ? null : NewPreviewAddress;

    /// <summary>Previews of the item on the site's own pages that have not ended.</summary>
    public IReadOnlyList<SitePreview> OnSite { get; private set; } = [];

    /// <summary>Lists them.</summary>
    public Task<IActionResult> OnGetAsync(CancellationToken cancellationToken) => ShowAsync(null, cancellationToken);

    /// <summary>Makes one. Not followed by a redirect: its address is shown this once.</summary>
    public async Task<IActionResult> OnPostAsync([FromForm] int days, [FromForm] string? versionId, [FromForm] bool mayComment, CancellationToken cancellationToken)
    {
        var outcome = await create.ExecuteAsync(Actor, new(ItemId, string.IsNullOrEmpty(versionId) ? null : versionId, days, mayComment), cancellationToken);
        NewAddress = outcome.Value is { } made ? address.Of("/preview/" + made.Token) : null;
        return await ShowAsync(outcome.Refusal, cancellationToken);
    }

    /// <summary>Ends one.</summary>
    public async Task<IActionResult> OnPostRevokeAsync([FromForm] string? linkId, CancellationToken cancellationToken)
    {
        var outcome = await revoke.ExecuteAsync(Actor, new(ItemId, linkId ?? ""), cancellationToken);
        return outcome.Succeeded ? Done(desk["Previews.Revoked"], $"/admin/content/{ItemId}/previews") : await ShowAsync(outcome.Refusal, cancellationToken);
    }

    /// <summary>Makes a preview for the site's own pages. Not followed by a redirect: its token is shown this once.</summary>
    public async Task<IActionResult> OnPostSiteAsync([FromForm] int minutes, CancellationToken cancellationToken)
    {
        var outcome = await site.CreateAsync(Actor, ItemId, minutes, cancellationToken);
        NewPreview = outcome.Value;
        if (FramedAddress is not null)
        {
            Response.Headers.ContentSecurityPolicy = ContentPolicy.AppsFraming(site.FramedOrigin!);
        }

        return await ShowAsync(outcome.Refusal, cancellationToken);
    }

    /// <summary>Ends one.</summary>
    public async Task<IActionResult> OnPostSiteRevokeAsync([FromForm] string? previewId, CancellationToken cancellationToken)
    {
        var outcome = await site.RevokeAsync(Actor, previewId ?? "", cancellationToken);
        return outcome.Succeeded ? Done(desk["Previews.SiteRevoked"], $"/admin/content/{ItemId}/previews") : await ShowAsync(outcome.Refusal, cancellationToken);
    }

    private async Task<IActionResult> ShowAsync(Refusal? refusal, CancellationToken cancellationToken)
    {
        var links = await list.ExecuteAsync(Actor, ItemId, cancellationToken);
        var known = await versions.ExecuteAsync(Actor, new(ItemId, NewestFirst: true), cancellationToken);
        if (!links.Succeeded || !known.Succeeded)
        {
            return links.Refusal?.Kind == RefusalKind.Forbidden ? StatusCode(StatusCodes.Status403Forbidden) : NotFound();
        }

        Links = links.Value;
        OnSite = [.. (await site.ListAsync(Actor, ItemId, cancellationToken)).Where(preview => preview.IsGood(Links.NowUtc))];
        Versions = known.Value.Versions;
        var shown = await versions.FindAsync(Actor, ItemId, [.. Links.Links.Select(link => link.VersionId).OfType<string>()], cancellationToken);
        Numbers = (shown.Value?.Versions ?? []).ToDictionary(version => version.VersionId, version => version.Number, StringComparer.Ordinal);
        Title = ShownTitle.Of(Versions[0].DisplayText);
        return refusal is null ? Page() : Refuse(refusal);
    }
}
