using System.Text.Json.Nodes;
using GutCms.Core.Audit;
using GutCms.Core.Reviews.Model;
using GutCms.Core.Reviews.Views;
using GutCms.Core.Storage;
using GutCms.Core.Texts;
using GutCms.Web.Texts;
using Microsoft.Extensions.Localization;

namespace GutCms.Web.Pages.Admin.History;

/// <summary>Says in words what an entry of the log has as facts.</summary>
internal sealed class LoggedFacts(ReviewView view, TimelineNames names, IStringLocalizer<DeskText> desk)
{
    private const string Assignees = "assignees";
    private const string Disclaimer = "disclaimer";
    private const string Replacement = "replacementItemId";

    private readonly Dictionary<string, string> _deciders = Timeline.Runs(view).SelectMany(run => run.Decisions).DistinctBy(decision => decision.DecisionId).ToDictionary(decision => decision.DecisionId, decision => decision.PrintedName, StringComparer.Ordinal);

    /// <summary>User ids that entries name.</summary>
    public static IEnumerable<string> PeopleIn(IEnumerable<AuditEntry> entries) => entries.SelectMany(entry => Texts(entry, Assignees));

    /// <summary>Items that entries name beside their own.</summary>
    public static IEnumerable<string> ItemsIn(IEnumerable<AuditEntry> entries) => entries.SelectMany(entry => new[] { Text(entry, Disclaimer), Text(entry, Replacement) }).OfType<string>();

    /// <summary>What happened, in sentences.</summary>
    public string Say(AuditEntry entry) => entry.Action switch
    {
        AuditActions.ReviewAssign => Assigned(entry),
        AuditActions.ReviewVoid when Deciders(entry) is { Length: > 0 } people => desk["Timeline.Voided", people],
        AuditActions.ReviewSubmit when Text(entry, Disclaimer) is { } disclaimer => desk["Timeline.SubmittedAgain", names.Title(disclaimer)],
        AuditActions.ReviewSubmit when Enum.TryParse<DisclaimerChange>(Text(entry, "change"), out var change) => desk["Timeline.SubmittedAs." + change],
        AuditActions.ReviewDue when entry.Details["over"] is not null => desk["Timeline.DueOver"],
        AuditActions.ReviewDue => desk["Timeline.Due." + (Enum.TryParse<ReviewDueReason>(Text(entry, "reason"), out var reason) ? reason : ReviewDueReason.Interval)],
        AuditActions.ContentDisclaimerClassify when Enum.TryParse<DisclaimerChange>(Text(entry, "change"), out var change) => desk["Timeline.Classified." + change],
        AuditActions.ContentSchedule when Instant(entry, "atUtc") is { } at => desk["Timeline.Scheduled", Dates.Instant(at)],
        AuditActions.ContentPublish when Text(entry, "release") is { } release => desk["Timeline.PublishedInRelease", release],
        AuditActions.ContentPublish when Text(entry, "scheduledBy") is { } by => desk["Timeline.PublishedBySchedule", by],
        AuditActions.ContentWithdrawCorrect when entry.Details["before"] is JsonObject before => desk["Timeline.Corrected", AsText(before["reason"]) ?? ""] + (Text(entry, Replacement) is { } instead ? " " + desk["Timeline.Replacement", names.Title(instead)] : Text(entry, "replacementUrl") is { } url ? " " + desk["Timeline.Replacement", url] : ""),
        AuditActions.ContentTakeDownSchedule when Instant(entry, "atUtc") is { } at => desk["Timeline.TakeDownScheduled", Dates.Instant(at)],
        AuditActions.ContentUnpublish when Text(entry, "scheduledBy") is { } by => desk["Timeline.TakenDownBySchedule", by],
        AuditActions.ContentWithdraw when Text(entry, Replacement) is { } item => Done(entry) + " " + desk["Timeline.Replacement", names.Title(item)],
        AuditActions.ContentWithdraw when Text(entry, "replacementUrl") is { } address => Done(entry) + " " + desk["Timeline.Replacement", address],
        _ => Done(entry),
    };

    /// <summary>Why, or what was said with it; null: nothing.</summary>
    public string? Reason(AuditEntry entry) => entry.Action switch
    {
        AuditActions.ReviewDue => null,
        AuditActions.ReviewSubmit => Timeline.Runs(view).FirstOrDefault(run => run.Review.ReviewId == Text(entry, "reviewId"))?.Review.Message,
        _ => Text(entry, "reason") is { Length: > 0 } reason ? Sentence.Recorded(reason).ToCurrent() : null,
    };

    private static string Done(AuditEntry entry) => AuditActions.Of(entry)?.Done.ToCurrent() ?? entry.Action;

    private string Assigned(AuditEntry entry)
    {
        var stage = Text(entry, "stage") ?? "";
        var sentences = new List<string>();
        if (entry.Details[Assignees] is JsonArray)
        {
            var people = string.Join(", ", Texts(entry, Assignees).Select(id => names.People.GetValueOrDefault(id, id)));
            sentences.Add(people.Length == 0 ? desk["Timeline.AskedNobody", stage] : desk["Timeline.Asked", stage, people]);
        }

        if (Instant(entry, "dueUtc") is { } due)
        {
            sentences.Add(desk["Timeline.DueSet", stage, Dates.Day(DueDay.Of(due)!.Value)]);
        }

        return sentences.Count == 0 ? Done(entry) : string.Join(" ", sentences);
    }

    private string Deciders(AuditEntry entry) => string.Join(", ", Texts(entry, "decisions").Select(id => _deciders.GetValueOrDefault(id)).OfType<string>().Distinct());

    private static IEnumerable<string> Texts(AuditEntry entry, string name) => entry.Details[name] is JsonArray values ? values.Select(AsText).OfType<string>() : [];

    private static string? Text(AuditEntry entry, string name) => AsText(entry.Details[name]);

    private static string? AsText(JsonNode? value) => value is JsonValue json && json.TryGetValue<string>(out var text) ? text : null;

    private static DateTime? Instant(AuditEntry entry, string name) => StoredInstants.Find(Text(entry, name));
}
