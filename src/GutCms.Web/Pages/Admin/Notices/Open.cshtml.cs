using GutCms.Web.Features.Notices;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Localization;

namespace GutCms.Web.Pages.Admin.Notices;

/// <summary>Leads from a notice, or the mail about it, to the place that it is about. Then it is read.</summary>
[AdminPermission]
internal sealed class OpenModel(OwnNotices own, IStringLocalizer<AdminText> words) : AdminPage(words)
{
    /// <summary>Goes there.</summary>
    public async Task<IActionResult> OnGetAsync(string id, CancellationToken cancellationToken) =>
        await own.OpenAsync(Actor, id, cancellationToken) is { } notice ? LocalRedirect(notice.Path ?? "/admin/notices") : NotFound();
}
