using System.Diagnostics;
using System.Diagnostics.Metrics;

namespace GutCms.Core.Telemetry;

/// <summary>What the core measures of its own work. Attributes hold names out of closed sets, never a text, a title, an id or a person. docs/telemetry.md lists all of it.</summary>
public static class Measures
{
    /// <summary>Name of the meter, and of what traces are begun by.</summary>
    public const string Name = "GutCms";

    /// <summary>Name of the counter of hashed texts, the dearest step of every act.</summary>
    public const string Hashes = "gutcms.content.hashes";

    private const string ActionMember = "gutcms.action";
    private const string KindMember = "gutcms.refusal.kind";
    private const string OutcomeMember = "gutcms.decision.outcome";
    private const string CacheMember = "gutcms.cache.result";

    private static readonly ActivitySource Source = new(Name);
    private static readonly Meter Meter = new(Name);
    private static readonly Counter<long> HashCounter = Meter.CreateCounter<long>(Hashes, "{hash}", "Texts of versions that were hashed.");
    private static readonly Counter<long> RefusalCounter = Meter.CreateCounter<long>("gutcms.gate.refusals", "{refusal}", "Attempts that the rules refused.");
    private static readonly Histogram<double> DecisionTimes = Meter.CreateHistogram<double>("gutcms.review.decision.duration", "s", "From the submission of a text to a decision about it.");
    private static readonly Counter<long> DocumentCounter = Meter.CreateCounter<long>("gutcms.delivery.documents", "{document}", "Delivery documents that were asked for, by whether they were in memory.");
    private static readonly KeyValuePair<string, object?> Hit = new(CacheMember, "hit");
    private static readonly KeyValuePair<string, object?> Miss = new(CacheMember, "miss");

    /// <summary>Somebody attempts something. To be disposed when it is done.</summary>
    /// <param name="action">Its name in the log.</param>
    internal static Activity? Begin(string action) => Source.StartActivity(action)?.SetTag(ActionMember, action);

    /// <summary>The rules refused it.</summary>
    /// <param name="act">The attempt; null: it is not traced.</param>
    /// <param name="action">Its name in the log.</param>
    /// <param name="kind">Of what kind the refusal is.</param>
    internal static void Refused(Activity? act, string action, string kind)
    {
        act?.SetTag(KindMember, kind);
        RefusalCounter.Add(1, new(ActionMember, action), new KeyValuePair<string, object?>(KindMember, kind));
    }

    /// <summary>A text was hashed.</summary>
    internal static void Hashed() => HashCounter.Add(1);

    /// <summary>A reviewer decided.</summary>
    /// <param name="sinceSubmission">Since the text was submitted.</param>
    /// <param name="outcome">What was decided.</param>
    internal static void Decided(TimeSpan sinceSubmission, string outcome) =>
        DecisionTimes.Record(sinceSubmission.TotalSeconds, new KeyValuePair<string, object?>(OutcomeMember, outcome));

    /// <summary>A delivery document was asked for.</summary>
    /// <param name="inMemory">It was in memory; otherwise it was read from the database.</param>
    internal static void DocumentAsked(bool inMemory) => DocumentCounter.Add(1, inMemory ? Hit : Miss);
}
