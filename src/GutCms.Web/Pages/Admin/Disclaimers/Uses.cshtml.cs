using GutCms.Core.Content.Items;
using GutCms.Core.Paging;
using GutCms.Core.Reviews.UseCases;
using GutCms.Core.Security;
using GutCms.Core.Storage;
using GutCms.Web.Pages.Admin.Reviewing;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Localization;

namespace GutCms.Web.Pages.Admin.Disclaimers;

/// <summary>Where a disclaimer is shown, page by page.</summary>
[AdminPermission(Permissions.PreviewContent, Permissions.EditOwnContent)]
internal sealed class UsesModel(GetContent read, GetDisclaimerImpact impacts, IStringLocalizer<AdminText> words) : AdminPage(words)
{
    /// <summary>The latest version of the disclaimer.</summary>
    public ContentItem Disclaimer { get; private set; } = null!;

    /// <summary>The texts of this page.</summary>
    public ImpactRows Rows { get; private set; } = new([]);

    /// <summary>Publishing its latest version would change what they show.</summary>
    public bool HasChanged { get; private set; }

    /// <summary>Where the list goes on.</summary>
    public Pager Pager { get; private set; } = new(0, 0, null, null);

    /// <summary>Shows them.</summary>
    /// <param name="id">The disclaimer.</param>
    /// <param name="after">Cursor of an earlier page; null: from the start.</param>
    /// <param name="cancellationToken">Cancels.</param>
    public async Task<IActionResult> OnGetAsync(string id, string? after, CancellationToken cancellationToken)
    {
        var item = await read.ExecuteAsync(Actor, new(id, VersionSelector.Latest), cancellationToken);
        var outcome = await impacts.ExecuteAsync(Actor, id, cancellationToken);
        if (!item.Succeeded || !outcome.Succeeded)
        {
            return NotFound();
        }

        var impact = outcome.Value;
        var asked = new UsesQuery(id, after, ImpactRows.Most).Asked();
        (Disclaimer, Rows, HasChanged) = (item.Value.Item, ImpactRows.After(impact, asked.FindStart()?.Text(0)), impact.ConcernsAnything && impact.PublishedVersionId is not null);
        var last = Rows.Rows.Count > 0 ? Rows.Rows[^1].ContentItemId : null;
        Pager = new(impact.Items.Length, Rows.Rows.Count, last is null || last == impact.Items[^1].ContentItemId ? null : asked.CursorAt(last), after);
        return Page();
    }

    private sealed record UsesQuery(string DisclaimerId, string? After, int First) : ListQuery(After, First);
}
