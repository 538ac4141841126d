using System.Globalization;
using GutCms.Core.Reports;
using GutCms.Core.Security;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Localization;

namespace GutCms.Web.Pages.Admin.Reports;

/// <summary>How reviewing goes: tables and small charts, and the same as CSV.</summary>
[AdminPermission(Permissions.AssignReview)]
internal sealed class IndexModel(GetReports read, IStringLocalizer<AdminText> words, IStringLocalizer<ReportText> report) : AdminPage(words)
{
    /// <summary>The first day, UTC; null: so that there are ninety.</summary>
    [BindProperty(SupportsGet = true)]
    public DateOnly? From { get; set; }

    /// <summary>The last day, UTC; null: today.</summary>
    [BindProperty(SupportsGet = true)]
    public DateOnly? To { get; set; }

    /// <summary>The reports; empty when their days were refused.</summary>
    public IReadOnlyList<ReportTable> Tables { get; private set; } = [];

    /// <summary>Shows them.</summary>
    public async Task<IActionResult> OnGetAsync(CancellationToken cancellationToken) => await LoadAsync(cancellationToken) ?? Page();

    /// <summary>Sends one of them as a file.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="cancellationToken">Cancels.</param>
    public async Task<IActionResult> OnGetCsvAsync(string? name, CancellationToken cancellationToken)
    {
        if (await LoadAsync(cancellationToken) is { } refused)
        {
            return refused;
        }

        return Tables.FirstOrDefault(table => table.Name == name) is { } table
            ? File(Csv.Write(table), "text/csv; charset=utf-8", string.Create(CultureInfo.InvariantCulture, $"{table.Name}-{From:yyyyMMdd}-{To:yyyyMMdd}.csv"))
            : NotFound();
    }

    /// <summary>Where a report is sent as a file.</summary>
    public string CsvPath(ReportTable table) => string.Create(CultureInfo.InvariantCulture, $"/admin/reports?handler=csv&name={table.Name}&from={From:yyyy-MM-dd}&to={To:yyyy-MM-dd}");

    /// <summary>Reads them; an answer when there is nothing to show.</summary>
    private async Task<IActionResult?> LoadAsync(CancellationToken cancellationToken)
    {
        if (!ModelState.IsValid)
        {
            Response.StatusCode = StatusCodes.Status400BadRequest;
            return Page();
        }

        var outcome = await read.ExecuteAsync(Actor, From, To, cancellationToken);
        if (!outcome.Succeeded)
        {
            return Refuse(outcome.Refusal);
        }

        (From, To) = (outcome.Value.Period.From, outcome.Value.Period.To);
        Tables = ReportTables.Of(outcome.Value, report);
        return null;
    }
}
