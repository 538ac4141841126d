using GutCms.Core.Previews;
using GutCms.Core.Reviews.Model;
using GutCms.Core.Reviews.UseCases;
using GutCms.Core.Security;
using GutCms.Core.Texts;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Localization;

namespace GutCms.Web.Pages.Admin.Previews;

/// <summary>Links that show a draft to people without an account.</summary>
[AdminPermission(Permissions.EditOwnContent)]
internal sealed class IndexModel(
    ListPreviewLinks list, CreatePreviewLink create, RevokePreviewLink revoke, ListVersions versions, PublicAddress address, IStringLocalizer<AdminText> words, IStringLocalizer<DeskText> desk) : AdminPage(words)
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

    private async Task<IActionResult> ShowAsync(Refusal? refusal, CancellationToken cancellationToken)
    {
        var links = await list.ExecuteAsync(Actor, ItemId, cancellationToken);
        var known = await versions.ExecuteAsync(Actor, new(ItemId, NewestFirst: true), cancellationToken);
        if (!links.Succeeded || !known.Succeeded)
        {
            return links.Refusal?.Kind == RefusalKind.Forbidden ? StatusCode(StatusCodes.Status403Forbidden) : NotFound();
        }

        Links = links.Value;
        Versions = known.Value.Versions;
        var shown = await versions.FindAsync(Actor, ItemId, [.. Links.Links.Select(link => link.VersionId).OfType<string>()], cancellationToken);
        Numbers = (shown.Value?.Versions ?? []).ToDictionary(version => version.VersionId, version => version.Number, StringComparer.Ordinal);
        Title = ShownTitle.Of(Versions[0].DisplayText);
        return refusal is null ? Page() : Refuse(refusal);
    }
}
