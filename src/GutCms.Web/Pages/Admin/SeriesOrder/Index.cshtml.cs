using GutCms.Core.Content.Items;
using GutCms.Core.Reviews.UseCases;
using GutCms.Core.Security;
using GutCms.Core.Storage;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Localization;

namespace GutCms.Web.Pages.Admin.SeriesOrder;

/// <summary>The series.</summary>
[AdminPermission(Permissions.PreviewContent, Permissions.EditOwnContent)]
internal sealed class IndexModel(ListContent list, IStringLocalizer<AdminText> words) : AdminPage(words)
{
    /// <summary>The series of this page.</summary>
    public IReadOnlyList<ContentItem> Series { get; private set; } = [];

    /// <summary>Where the list goes on.</summary>
    public Pager Pager { get; private set; } = new(0, 0, null, null);

    /// <summary>Shows them.</summary>
    public async Task<IActionResult> OnGetAsync(string? after, CancellationToken cancellationToken)
    {
        var outcome = await list.ExecuteAsync(Actor, new(ItemMeaning.Series, ContentListStatus.Latest, After: after, First: 50), cancellationToken);
        if (!outcome.Succeeded)
        {
            return Refuse(outcome.Refusal);
        }

        Series = outcome.Value.Items;
        Pager = new(outcome.Value.Total, Series.Count, outcome.Value.Next, after);
        return Page();
    }
}
