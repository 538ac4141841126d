using GutCms.Core.Content;
using GutCms.Core.Reviews;
using GutCms.Core.Security;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Localization;

namespace GutCms.Web.Pages.Admin.Disclaimers;

/// <summary>The disclaimers, and where each is shown.</summary>
[AdminPermission(Permissions.PreviewContent, Permissions.EditOwnContent)]
internal sealed class IndexModel(ListContent list, GetDisclaimerImpact impacts, IStringLocalizer<AdminText> words) : AdminPage(words)
{
    /// <summary>A disclaimer and what shows it.</summary>
    /// <param name="Item">Its latest version.</param>
    /// <param name="Impact">What shows it.</param>
    public sealed record Row(ContentItem Item, DisclaimerImpact? Impact);

    /// <summary>The disclaimers of this page.</summary>
    public IReadOnlyList<Row> Rows { get; private set; } = [];

    /// <summary>Where the list goes on.</summary>
    public Pager Pager { get; private set; } = new(0, 0, null, null);

    /// <summary>Shows them.</summary>
    public async Task<IActionResult> OnGetAsync(string? after, CancellationToken cancellationToken)
    {
        var outcome = await list.ExecuteAsync(Actor, new("Disclaimer", ContentListStatus.Latest, After: after, First: 20), cancellationToken);
        if (!outcome.Succeeded)
        {
            return Refuse(outcome.Refusal);
        }

        var rows = new List<Row>();
        foreach (var item in outcome.Value.Items)
        {
            rows.Add(new(item, (await impacts.ExecuteAsync(Actor, item.ContentItemId, cancellationToken)).Value));
        }

        Rows = rows;
        Pager = new(outcome.Value.Total, Rows.Count, outcome.Value.Next, after);
        return Page();
    }
}
