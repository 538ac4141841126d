using GutCms.Core.Editorial;
using GutCms.Core.Security;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Localization;

namespace GutCms.Web.Pages.Admin.Disclaimers;

/// <summary>The disclaimers, and how many texts show each.</summary>
[AdminPermission(Permissions.PreviewContent, Permissions.EditOwnContent)]
internal sealed class IndexModel(ListDisclaimers list, IStringLocalizer<AdminText> words) : AdminPage(words)
{
    private const int PageSize = 20;

    /// <summary>The disclaimers of this page.</summary>
    public IReadOnlyList<ListDisclaimers.Row> Rows { get; private set; } = [];

    /// <summary>Where the list goes on.</summary>
    public Pager Pager { get; private set; } = new(0, 0, null, null);

    /// <summary>Shows them.</summary>
    public async Task<IActionResult> OnGetAsync(string? after, CancellationToken cancellationToken)
    {
        var outcome = await list.ExecuteAsync(Actor, after, PageSize, cancellationToken);
        if (!outcome.Succeeded)
        {
            return Refuse(outcome.Refusal);
        }

        Rows = outcome.Value.Rows;
        Pager = new(outcome.Value.Total, Rows.Count, outcome.Value.Next, after);
        return Page();
    }
}
