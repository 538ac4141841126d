using System.Text.Json.Nodes;

namespace GutCms.Web.Features.Notices.Telling;

/// <summary>Something that a person is to be told.</summary>
/// <param name="UserId">The person.</param>
/// <param name="Kind">One of <see cref="NoticeKinds"/>.</param>
/// <param name="Data">Facts by name: <c>words</c> (what somebody wrote), <c>reason</c>, <c>stage</c>, <c>role</c>, <c>atUtc</c>, <c>threadId</c>, <c>outcome</c>, <c>event</c>, <see cref="Notice.InPlaceOf"/>.</param>
internal sealed record PlannedNotice(string UserId, string Kind, JsonObject Data)
{
    /// <summary>The same for several people.</summary>
    public static IEnumerable<PlannedNotice> For(IEnumerable<string?> people, string kind, params (string Name, string? Value)[] data) =>
        people.OfType<string>().Where(id => id.Length > 0).Distinct(StringComparer.Ordinal).Select(id =>
        {
            var facts = new JsonObject();
            foreach (var (name, value) in data.Where(fact => !string.IsNullOrEmpty(fact.Value)))
            {
                facts[name] = value;
            }

            return new PlannedNotice(id, kind, facts);
        });
}
