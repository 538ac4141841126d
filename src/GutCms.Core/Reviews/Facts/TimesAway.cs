using System.Globalization;
using System.Text.Json.Nodes;
using GutCms.Core.Reviews.Model;
using GutCms.Core.Storage;

namespace GutCms.Core.Reviews.Facts;

/// <summary>Who is away when, and who stands in: a site document of kind <see cref="DocumentKind"/> for each person, named by the user id. At most one time for each.</summary>
public sealed class TimesAway
{
    /// <summary>Kind of the site documents.</summary>
    public const string DocumentKind = "time-away";

    private const string Day = "yyyy-MM-dd";

    private readonly Dictionary<string, TimeAway> _times;

    private TimesAway(IEnumerable<TimeAway> times) => _times = times.ToDictionary(time => time.UserId, StringComparer.Ordinal);

    /// <summary>Nobody is away.</summary>
    public static TimesAway None { get; } = new([]);

    /// <summary>All that are on file, past ones too.</summary>
    public IReadOnlyCollection<TimeAway> All => _times.Values;

    /// <summary>Reads them.</summary>
    public static async Task<TimesAway> ReadAsync(IUnitOfWork work, CancellationToken cancellationToken) =>
        new((await work.ListDocumentsAsync(DocumentKind, cancellationToken)).Select(document => Read(document.Key, document.Value)).OfType<TimeAway>());

    /// <summary>Keeps when a person is away; null: they are not.</summary>
    public static Task SaveAsync(IUnitOfWork work, string userId, TimeAway? time, CancellationToken cancellationToken) =>
        work.SaveDocumentAsync(DocumentKind, userId, time is null ? [] : new JsonObject
        {
            ["from"] = time.From.ToString(Day, CultureInfo.InvariantCulture),
            ["until"] = time.Until.ToString(Day, CultureInfo.InvariantCulture),
            ["deputy"] = time.DeputyId,
            ["savedUtc"] = StoredInstants.Write(time.SavedUtc),
        }, cancellationToken);

    /// <summary>When a person is away, past or to come; null: nothing is on file.</summary>
    public TimeAway? Find(string userId) => _times.GetValueOrDefault(userId);

    /// <summary>The time that a person is away at an instant; null: they are there.</summary>
    public TimeAway? At(string userId, DateTime atUtc) => Find(userId) is { } time && time.Holds(atUtc) ? time : null;

    /// <summary>User ids of those for whom a person stands in at an instant, in alphabetical order.</summary>
    public IReadOnlyList<string> StoodInForBy(string userId, DateTime atUtc) => [.. _times.Keys.Where(away => DeputyOf(away, atUtc) == userId).Order(StringComparer.Ordinal)];

    /// <summary>User id of whoever stands in for a person at an instant, and is there themselves; null: nobody does, or nobody has to.</summary>
    /// <remarks>Whoever stands in and is away as well is stood in for in turn.</remarks>
    public string? DeputyOf(string userId, DateTime atUtc)
    {
        HashSet<string> passed = new(StringComparer.Ordinal) { userId };
        var deputy = At(userId, atUtc)?.DeputyId;
        while (deputy is not null && At(deputy, atUtc) is { } away)
        {
            deputy = passed.Add(deputy) ? away.DeputyId : null;
        }

        return deputy == userId ? null : deputy;
    }

    private static TimeAway? Read(string userId, JsonObject document) =>
        DateOnly.TryParseExact((string?)document["from"], Day, CultureInfo.InvariantCulture, DateTimeStyles.None, out var from)
        && DateOnly.TryParseExact((string?)document["until"], Day, CultureInfo.InvariantCulture, DateTimeStyles.None, out var until)
        && StoredInstants.Find((string?)document["savedUtc"]) is { } saved
            ? new(userId, from, until, (string?)document["deputy"], saved) : null;
}
