using System.Collections.Immutable;
using GutCms.Core.Content.Items;
using GutCms.Core.Editorial;
using GutCms.Core.Reviews.Ports;
using GutCms.Core.Security;
using GutCms.Core.Workloads;
using Microsoft.AspNetCore.Http.Extensions;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Localization;

namespace GutCms.Web.Pages.Admin.Content;

/// <summary>The list of content: filter, search, and what is done to several items at once.</summary>
[AdminPermission(Permissions.ListContent, Permissions.PreviewOwnContent, Permissions.AssignReview)]
internal sealed class IndexModel(
    ListEditorialContent list, ListContentTypes types, ListAssignable assignable, GetLoads loads, SavedFilters saved, BulkActions bulk, IStringLocalizer<AdminText> words) : AdminPage(words)
{
    private const int PageSize = 25;

    /// <summary>What is asked for.</summary>
    [BindProperty(SupportsGet = true, Name = "")]
    public ContentFilter Filter { get; set; } = new();

    /// <summary>The page of the list.</summary>
    public EditorialPage Found { get; private set; } = new(0, [], null);

    /// <summary>Types to choose from.</summary>
    public ImmutableArray<ContentTypeChoice> Types { get; private set; } = [];

    /// <summary>Series to choose from.</summary>
    public IReadOnlyList<EditorialRow> Series { get; private set; } = [];

    /// <summary>Names of users to choose from.</summary>
    public IReadOnlyList<string> Authors { get; private set; } = [];

    /// <summary>Who can be asked to decide; empty for whoever may assign nobody.</summary>
    public IReadOnlyList<(Reviewer Person, GetLoads.Load Load)> Reviewers { get; private set; } = [];

    /// <summary>The visitor's own filters.</summary>
    public ImmutableArray<SavedFilter> Saved { get; private set; } = [];

    /// <summary>What became of the selected items; null when nothing was asked.</summary>
    public BulkResult? Result { get; private set; }

    /// <summary>What is asked before it is done; null: nothing is.</summary>
    public BulkQuestion? Question { get; private set; }

    /// <summary>The filter as the query of an address, without a question mark.</summary>
    public string Query => new QueryBuilder(Filter.Query()).ToQueryString().Value?.TrimStart('?') ?? "";

    /// <summary>Name of a type for people.</summary>
    public string TypeName(string type) => Types.FirstOrDefault(choice => choice.Name == type)?.DisplayName ?? type;

    /// <summary>Shows the list.</summary>
    public Task<IActionResult> OnGetAsync(CancellationToken cancellationToken) => ShowAsync(cancellationToken);

    /// <summary>Does one thing to the selected items and shows what became of each; what readers see is asked first, with what it costs.</summary>
    public async Task<IActionResult> OnPostBulkAsync([FromForm] string? action, [FromForm] string[]? selected, [FromForm] string? assignee, [FromForm] bool confirmed, CancellationToken cancellationToken)
    {
        if (action is null || !BulkActions.Names.Contains(action) || selected is not { Length: > 0 and <= 100 })
        {
            ModelState.AddModelError("", Words["Bulk.Nothing"]);
            Response.StatusCode = StatusCodes.Status400BadRequest;
            return await ShowAsync(cancellationToken);
        }

        var list = "/admin/content" + (Query.Length > 0 ? "?" + Query : "");
        var target = list + (Query.Length > 0 ? "&" : "?") + "handler=bulk";
        if (BulkActions.IsSeen(action) && !confirmed)
        {
            Question = new(action, await bulk.AskAsync(Actor, action, selected, cancellationToken), target, list);
        }
        else
        {
            Result = new(action, await bulk.RunAsync(Actor, action, selected, assignee, cancellationToken), target);
        }

        return await ShowAsync(cancellationToken);
    }

    /// <summary>Keeps the filter under a name.</summary>
    public async Task<IActionResult> OnPostSaveAsync([FromForm] string? name, CancellationToken cancellationToken)
    {
        var outcome = await saved.SaveAsync(Actor, new(name?.Trim() ?? "", Query), cancellationToken);
        if (outcome.Succeeded)
        {
            return Done(Words["Filter.Saved", outcome.Value.Name], "/admin/content?" + Query);
        }

        var shown = await ShowAsync(cancellationToken);
        return shown is Microsoft.AspNetCore.Mvc.RazorPages.PageResult ? Refuse(outcome.Refusal) : shown;
    }

    /// <summary>Forgets a filter.</summary>
    public async Task<IActionResult> OnPostForgetAsync([FromForm] string? name, CancellationToken cancellationToken)
    {
        await saved.RemoveAsync(Actor, name ?? "", cancellationToken);
        return Done(Words["Filter.Forgotten", name ?? ""], "/admin/content?" + Query);
    }

    private async Task<IActionResult> ShowAsync(CancellationToken cancellationToken)
    {
        ListEditorialContent.Request request = new(Filter.ToFilter(), Filter.Order, Filter.After, PageSize);
        var found = await list.ExecuteAsync(Actor, request, cancellationToken);
        if (!found.Succeeded)
        {
            return Refuse(found.Refusal);
        }

        (Found, Authors) = (found.Value.Page, found.Value.Authors);
        Types = await types.ExecuteAsync(Actor, cancellationToken);
        Series = (await list.ExecuteAsync(Actor, new(new(ItemMeaning.Series), EditorialOrder.Title, First: 100), cancellationToken)).Value?.Page.Rows ?? [];
        Reviewers = GetLoads.LeastFirst(await assignable.ExecuteAsync(Actor, cancellationToken), await loads.ExecuteAsync(Actor, cancellationToken));
        Saved = await saved.ListAsync(Actor, cancellationToken);
        return Page();
    }
}
