using System.Globalization;
using System.Text.Json.Nodes;
using GutCms.Core.Security;
using GutCms.Core.Storage;
using GutCms.Core.Texts;
using GutCms.Web.Storage.Model;
using GutCms.Web.Texts;

namespace GutCms.Web.Features.Notices;

/// <summary>Something that a person was told, as it is shown to them.</summary>
/// <param name="NoticeId">Id.</param>
/// <param name="Kind">One of <see cref="NoticeKinds"/>.</param>
/// <param name="Text">What happened, one sentence.</param>
/// <param name="Words">What somebody wrote about it; null: nothing.</param>
/// <param name="OccurredUtc">When it happened, UTC.</param>
/// <param name="IsRead">The person has read it.</param>
/// <param name="Path">Where it leads on this site; null: nowhere.</param>
internal sealed record Notice(string NoticeId, string Kind, Sentence Text, string? Words, DateTime OccurredUtc, bool IsRead, string? Path)
{
    /// <summary>Name of a fact: the user name of whoever wrote what the notice is about.</summary>
    public const string By = "by";

    /// <summary>Name of a fact: in whose place somebody is told who stands in for them.</summary>
    public const string InPlaceOf = "inPlaceOf";

    /// <summary>The notice of a row, for somebody who may see what it is about.</summary>
    public static Notice Of(NoticeRow row)
    {
        var data = JsonNode.Parse(row.Data)!.AsObject();
        return new(row.NoticeId, row.Kind, TextOf(row, data), (string?)data["words"], row.OccurredUtc, row.ReadUtc is not null, PathOf(row, data));
    }

    /// <summary>The notice of a row about something that the person may not see any more: that there was one, and nothing else.</summary>
    public static Notice Hidden(NoticeRow row) => new(row.NoticeId, row.Kind, SiteSentence.Of("Notice.Hidden"), null, row.OccurredUtc, row.ReadUtc is not null, null);

    private static Sentence TextOf(NoticeRow row, JsonObject data)
    {
        var who = row.ActorName.Length > 0 ? Sentence.Verbatim(row.ActorName) : SiteSentence.Of("Notice.Program");
        var title = ShownTitle.Said(row.Title);
        var text = row.Kind switch
        {
            NoticeKinds.Account => SiteSentence.Of($"Notice.account.{data["event"]}", who, (string?)data["changes"]),
            NoticeKinds.Scheduled when data["takeDown"] is not null =>
                data["atUtc"] is null ? SiteSentence.Of("Notice.takeDownCancelled", who, title) : SiteSentence.Of("Notice.takeDownScheduled", who, title, Instant((string?)data["atUtc"])),
            NoticeKinds.ScheduleRefused when data["takeDown"] is not null => SiteSentence.Of("Notice.takeDownRefused", title, Reason(data)),
            NoticeKinds.Scheduled when data["atUtc"] is null => SiteSentence.Of("Notice.scheduleCancelled", who, title, Reason(data)),
            NoticeKinds.Scheduled => SiteSentence.Of("Notice.scheduled", who, title, Instant((string?)data["atUtc"])),
            NoticeKinds.Assigned when data["dueUtc"] is not null => SiteSentence.Of("Notice.assignedUntil", who, title, Instant((string?)data["dueUtc"])),
            NoticeKinds.Reminder => SiteSentence.Of(data["late"] is null ? "Notice.reminder" : "Notice.reminderLate", title, (string?)data["stage"], Instant((string?)data["atUtc"])),
            NoticeKinds.Escalated => SiteSentence.Of("Notice.escalated", title, (string?)data["stage"], Instant((string?)data["atUtc"])),
            NoticeKinds.ReviewDueSoon => SiteSentence.Of("Notice.reviewDueSoon", title, Instant((string?)data["atUtc"])),
            NoticeKinds.SuggestionDecided when (string?)data["outcome"] == "refused" => SiteSentence.Of("Notice.suggestionRefused", who, title),
            NoticeKinds.Stuck => SiteSentence.Of("Notice.stuck", who, title, (string?)data["stage"], (string?)data["role"]),
            _ => SiteSentence.Of($"Notice.{row.Kind}", who, title, Reason(data), (string?)data["stage"]),
        };
        return (string?)data[InPlaceOf] is { } away ? SiteSentence.Of("Notice.inPlaceOf", text, away) : text;
    }

    private static Sentence Reason(JsonObject data) => (string?)data["reason"] is { } reason ? Sentence.Recorded(reason) : Sentence.Verbatim("");

    private static string Instant(string? stored) =>
        StoredInstants.Find(stored) is { } instant
            ? instant.ToString("yyyy-MM-dd HH:mm 'UTC'", CultureInfo.InvariantCulture) : stored ?? "";

    private static string? PathOf(NoticeRow row, JsonObject data) =>
        row.ContentItemId.Length == 0
            ? ((string?)data["event"] ?? "").StartsWith("proposal.", StringComparison.Ordinal) ? "/admin/proposals" : null
            : "/admin/review/" + row.ContentItemId + ((string?)data["threadId"] is { } thread ? "#thread-" + thread : "");

    /// <summary>Those of some rows whose items a person may be told of, as things are now. Rows that are about no item are among them.</summary>
    public static async Task<IReadOnlyList<NoticeRow>> SeenAsync(IUnitOfWork work, Actor actor, IReadOnlyCollection<NoticeRow> rows, CancellationToken cancellationToken)
    {
        var items = await work.FindAsync([.. rows.Select(row => row.ContentItemId).Where(id => id.Length > 0).Distinct(StringComparer.Ordinal)], VersionSelector.Latest, cancellationToken);
        return [.. rows.Where(row => row.ContentItemId.Length == 0 || MaySee(actor, row.ContentType, items.GetValueOrDefault(row.ContentItemId)?.Item.Owner))];
    }

    /// <summary>Whether a person may be told of an item: what is said about its review is for those who may see its drafts, also while it is live and every reader sees the text.</summary>
    public static bool MaySee(Actor actor, string contentType, string? owner) => Authorization.MaySee(actor, contentType, owner, published: false);
}
