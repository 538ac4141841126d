using System.Globalization;
using System.Text.Json.Nodes;
using GutCms.Core.Security;

namespace GutCms.Core.Audit;

/// <summary>So many more attempts of a kind, beside those that have entries.</summary>
public sealed class RefusalSum
{
    /// <summary>Member of the details of an entry that is a sum: how many.</summary>
    public const string More = "more";

    private static readonly string[] Kept = ["method", "route", "sources"];

    internal RefusalSum(RefusalKey key, AuditDraft first, DateTime fromUtc) => (Key, First, FromUtc, ToUtc) = (key, first, fromUtc, fromUtc);

    /// <summary>What is summed up.</summary>
    public RefusalKey Key { get; }

    /// <summary>How many.</summary>
    public long Count { get; private set; }

    /// <summary>The first of them, UTC.</summary>
    public DateTime FromUtc { get; private set; }

    /// <summary>The last of them, UTC.</summary>
    public DateTime ToUtc { get; private set; }

    internal AuditDraft First { get; }

    /// <summary>The entry: the action of what is summed up, with <c>more</c>, <c>fromUtc</c>, <c>toUtc</c> and, of people who are not signed in, the network of their <c>address</c>.</summary>
    public AuditDraft ToDraft(DateTime nowUtc)
    {
        var details = new JsonObject { [More] = Count, ["fromUtc"] = Text(FromUtc), ["toUtc"] = Text(ToUtc) };
        foreach (var name in Kept.Where(First.Details.ContainsKey))
        {
            details[name] = First.Details[name]?.DeepClone();
        }

        if (Key.Source is { IsStranger: true, Key.Length: > 0 } source)
        {
            details["address"] = source.Key;
        }

        return new AuditDraft(nowUtc, Key.Source.IsStranger ? Actor.Anonymous : First.Actor, Key.Action) { Details = details };
    }

    internal void Add(long count, DateTime fromUtc, DateTime toUtc)
    {
        Count += count;
        FromUtc = fromUtc < FromUtc ? fromUtc : FromUtc;
        ToUtc = toUtc > ToUtc ? toUtc : ToUtc;
    }

    private static string Text(DateTime utc) => utc.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);
}
