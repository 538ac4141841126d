using System.Collections.Immutable;
using System.Globalization;
using GutCms.Core.Audit;
using GutCms.Core.Reports;
using GutCms.Core.Texts;
using Microsoft.Extensions.Localization;

namespace GutCms.Web.Pages.Admin.Reports;

/// <summary>Puts reports into tables, with the words of the present language.</summary>
internal static class ReportTables
{
    /// <summary>The tables, in the order of the page.</summary>
    public static IReadOnlyList<ReportTable> Of(GetReports.Result reports, IStringLocalizer<ReportText> report)
    {
        List<ReportTable> tables = [Times(reports, report), People(reports, report), Voided(reports, report), VoidedTexts(reports, report), Months(reports, report), Uncited(reports, report)];
        if (reports.Refusals is { } refusals)
        {
            tables.Add(Refusals(refusals, report));
        }

        return tables;
    }

    private static ReportTable Times(GetReports.Result reports, IStringLocalizer<ReportText> report) => new(
        "times", report["Times"], report["Times.Lead"], report["Times.Empty"], [report["Stage"], report["Role"], report["Decisions"], report["Times.Median"], report["Times.MostOfTen"]],
        [.. reports.Times.Select(times => Row(new(times.Stage), new(times.Role), ReportCell.Of(times.Count), ReportCell.Of(times.Median), ReportCell.Of(times.MostOfTen)))])
    {
        Drawn = 3,
    };

    private static ReportTable People(GetReports.Result reports, IStringLocalizer<ReportText> report) => new(
        "people", report["People"], report["People.Lead"], report["People.Empty"], [report["Person"], report["People.Overdue"], report["People.Oldest"], report["Decisions"], report["People.Late"]],
        [.. reports.People.Select(person => Row(
            new(person.UserId is null ? report["People.Nobody"] : person.Name), ReportCell.Of(person.Overdue), ReportCell.Of(person.OldestUtc), ReportCell.Of(person.Decided), ReportCell.Of(person.Late)))])
    {
        Drawn = 1,
    };

    private static ReportTable Voided(GetReports.Result reports, IStringLocalizer<ReportText> report) => new(
        "voided", report["Voided"], report["Voided.Lead"], report["Voided.Empty"], [report["Reason"], report["Decisions"], report["Texts"]],
        [.. reports.Voided.Select(reason => Row(new(Said(reason.Reason)), ReportCell.Of(reason.Count), ReportCell.Of(reason.Texts)))])
    {
        Drawn = 1,
    };

    private static ReportTable VoidedTexts(GetReports.Result reports, IStringLocalizer<ReportText> report) => new(
        "voided-texts", report["VoidedTexts"], report["VoidedTexts.Lead"], report["Voided.Empty"], [report["Text"], report["VoidedTexts.By"], report["When"], report["Reason"]],
        [.. reports.VoidedTexts.Select(fact => Row(
            new(ShownTitle.Of(fact.Title), Path: $"/admin/content/{fact.ContentItemId}/history"), new(fact.PrintedName), ReportCell.Of(fact.VoidedUtc), new(Said(fact.Reason))))]);

    private static ReportTable Months(GetReports.Result reports, IStringLocalizer<ReportText> report) => new(
        "due", report["Due"], report["Due.Lead"], report["Due.Empty"], [report["Due.Month"], report["Texts"], report["Due.Passed"]],
        reports.Months.All(month => month.Count == 0) ? []
            : [.. reports.Months.Select(month => Row(new(month.Month.ToString("yyyy-MM", CultureInfo.InvariantCulture)), ReportCell.Of(month.Count), ReportCell.Of(month.Passed)))])
    {
        Drawn = 1,
    };

    private static ReportTable Uncited(GetReports.Result reports, IStringLocalizer<ReportText> report) => new(
        "uncited", report["Uncited"], report["Uncited.Lead"], report["Uncited.Empty"], [report["Text"], report["Uncited.By"], report["Uncited.Written"]],
        [.. reports.Uncited.Rows.Select(row => Row(new(ShownTitle.Of(row.Title), Path: $"/admin/content/{row.ContentItemId}/edit"), new(row.Author ?? ""), ReportCell.Of(row.ModifiedUtc)))])
    {
        Note = reports.Uncited.Total > reports.Uncited.Rows.Count ? report["Uncited.More", reports.Uncited.Rows.Count, reports.Uncited.Total].Value : null,
    };

    private static ReportTable Refusals(ImmutableArray<RefusedFact> refusals, IStringLocalizer<ReportText> report) => new(
        "refusals", report["Refusals"], report["Refusals.Lead"], report["Refusals.Empty"], [report["Refusals.Action"], report["Refusals.Attempts"]],
        [.. refusals.Select(refused => Row(new(AuditActions.Find(refused.Action)?.Label.ToCurrent() ?? refused.Action, Path: "/admin/audit?area=" + refused.Action), ReportCell.Of(refused.Count)))])
    {
        Drawn = 1,
    };

    private static string Said(string recorded) => Sentence.Recorded(recorded).ToCurrent();

    private static ReportCell[] Row(params ReportCell[] cells) => cells;
}
