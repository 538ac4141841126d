using GutCms.Core.Previews.Sites;
using GutCms.Core.Security;
using GutCms.Web.Features.Previews;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Localization;

namespace GutCms.Web.Pages.Admin.Previews;

/// <summary>Previews on the site's own pages that have not ended: of whom, of what, until when.</summary>
[AdminPermission(Permissions.EditOwnContent)]
internal sealed class AllModel(SitePreviews site, IStringLocalizer<AdminText> words, IStringLocalizer<DeskText> desk) : AdminPage(words)
{
    /// <summary>They, newest first.</summary>
    public IReadOnlyList<ListSitePreviews.Named> Alive { get; private set; } = [];

    /// <summary>Lists them.</summary>
    public async Task OnGetAsync(CancellationToken cancellationToken) => Alive = await site.AliveAsync(Actor, cancellationToken);

    /// <summary>Ends one.</summary>
    public async Task<IActionResult> OnPostAsync([FromForm] string? previewId, CancellationToken cancellationToken)
    {
        var outcome = await site.RevokeAsync(Actor, previewId ?? "", cancellationToken);
        if (outcome.Succeeded)
        {
            return Done(desk["Previews.SiteRevoked"], "/admin/previews");
        }

        await OnGetAsync(cancellationToken);
        return Refuse(outcome.Refusal);
    }
}
