using GutCms.Core.Editorial;
using GutCms.Core.Reviews.Model;
using GutCms.Core.Reviews.UseCases;
using GutCms.Core.Security;
using GutCms.Core.Texts;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.Extensions.Localization;

namespace GutCms.Web.Pages.Admin.SeriesOrder;

/// <summary>The order of the articles of a series.</summary>
[AdminPermission(Permissions.PreviewContent, Permissions.EditOwnContent)]
[RequestFormLimits(ValueCountLimit = FieldsOfEach * GetSeriesOrder.MostShown + FurtherFields)]
internal sealed class OrderModel(GetSeriesOrder look, OrderSeries order, IStringLocalizer<AdminText> words, IStringLocalizer<DeskText> desk) : AdminPage(words)
{
    private const int FieldsOfEach = 3;
    private const int FurtherFields = 10;

    /// <summary>The series with its articles.</summary>
    public GetSeriesOrder.Result Series { get; private set; } = null!;

    /// <summary>Articles in the order of the form.</summary>
    [BindProperty]
    public List<string> Items { get; set; } = [];

    /// <summary>Their tags.</summary>
    [BindProperty]
    public List<string> Tags { get; set; } = [];

    /// <summary>Their positions.</summary>
    [BindProperty]
    public List<int?> Positions { get; set; } = [];

    /// <summary>Shows it.</summary>
    public async Task<IActionResult> OnGetAsync(string id, CancellationToken cancellationToken)
    {
        var outcome = await look.ExecuteAsync(Actor, id, cancellationToken);
        if (!outcome.Succeeded)
        {
            return Refuse(outcome.Refusal);
        }

        Series = outcome.Value;
        return Page();
    }

    /// <summary>Saves the positions that were typed.</summary>
    public Task<IActionResult> OnPostAsync(string id, CancellationToken cancellationToken) => SaveAsync(id, Positions, cancellationToken);

    /// <summary>The order of the form is not the one that is stored.</summary>
    public bool IsUnsaved { get; private set; }

    /// <summary>
    /// Shows the form with one article moved up or down and all of them numbered from 1, and saves nothing: what scripts and dragging do as well. <paramref name="move"/> is its
    /// place in the form with a sign: <c>-3</c> is the third one up.
    /// </summary>
    public async Task<IActionResult> OnPostMoveAsync(string id, [FromForm] int move, CancellationToken cancellationToken)
    {
        var shown = await OnGetAsync(id, cancellationToken);
        var from = Math.Abs(move) - 1;
        var to = from + Math.Sign(move);
        if (shown is not PageResult || Tags.Count != Items.Count || from < 0 || from >= Items.Count || to < 0 || to >= Items.Count)
        {
            return shown;
        }

        (Items[from], Items[to]) = (Items[to], Items[from]);
        (Tags[from], Tags[to]) = (Tags[to], Tags[from]);
        var known = Series.Entries.ToDictionary(entry => entry.ContentItemId, StringComparer.Ordinal);
        var moved = Items.Zip(Tags).DistinctBy(pair => pair.First).Where(pair => known.ContainsKey(pair.First)).Select((pair, index) => known[pair.First] with { Position = index + 1, Tag = pair.Second });
        Series = Series with { Entries = [.. moved] };
        IsUnsaved = true;
        ModelState.Clear();
        return shown;
    }

    private async Task<IActionResult> SaveAsync(string id, List<int?> positions, CancellationToken cancellationToken)
    {
        if (Items.Count == 0 || Items.Count != Tags.Count || Items.Count != positions.Count || positions.Any(position => position is < 1 or > 1000))
        {
            return BadRequest();
        }

        var result = await order.ExecuteAsync(Actor, [.. Items.Select((item, index) => new OrderSeries.Place(item, ExpectedTag.Of(Tags[index]), positions[index]))], cancellationToken);
        if (result.Refusals.IsEmpty)
        {
            return Done(result.Saved.IsEmpty ? desk["Series.Same"] : desk["Series.Saved", result.Saved.Length], $"/admin/series/{id}");
        }

        await OnGetAsync(id, cancellationToken);
        foreach (var (item, refusal) in result.Refusals)
        {
            ModelState.AddModelError("", $"{ShownTitle.Of(Series?.Entries.FirstOrDefault(entry => entry.ContentItemId == item)?.Title)}: {string.Join(' ', refusal.Faults.Select(fault => fault.Message).Prepend(refusal.Message))}");
        }

        Response.StatusCode = StatusCodes.Status409Conflict;
        return Series is null ? NotFound() : Page();
    }
}
