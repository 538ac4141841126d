using System.Text.Json.Nodes;
using GutCms.Core.Security;

namespace GutCms.Core.Audit;

/// <summary>
/// Decides which refused attempts become an entry each and counts the others, in bounded memory. Per minute an account has <see cref="PerAccount"/> entries, at most
/// <see cref="PerKind"/> of a kind; everybody who is not signed in together has <see cref="OfStrangers"/>, at most <see cref="PerKindOfStranger"/> of a kind from an address.
/// May be used by several threads.
/// </summary>
public sealed class RefusalSums
{
    /// <summary>Entries of one kind and one account in a minute.</summary>
    public const int PerKind = 20;

    /// <summary>Entries of one account in a minute.</summary>
    public const int PerAccount = 60;

    /// <summary>Entries of one kind and one address in a minute.</summary>
    public const int PerKindOfStranger = 10;

    /// <summary>Entries of everybody who is not signed in, in a minute.</summary>
    public const int OfStrangers = 30;

    /// <summary>Sums of their own, and apart from them: one of the rest.</summary>
    public const int MostSumsOfStrangers = 30, MostSumsOfAccounts = 200;

    private const int MostCounted = 5_000;

    private readonly Lock _lock = new();
    private readonly Dictionary<RefusalKey, int> _kinds = [];
    private readonly Dictionary<RefusalSource, int> _sources = [];
    private readonly Dictionary<RefusalKey, RefusalSum> _sums = [];
    private DateTime _minute;
    private int _ofStrangers;

    /// <summary>Whether an attempt becomes an entry of its own. One that does not has been counted.</summary>
    public bool Admits(RefusalSource source, AuditDraft draft, DateTime nowUtc)
    {
        var key = RefusalKey.Of(source, draft);
        lock (_lock)
        {
            BeginMinute(nowUtc);
            var (ofKind, ofSource) = (_kinds.GetValueOrDefault(key), _sources.GetValueOrDefault(source));
            var admitted = ofKind < (source.IsStranger ? PerKindOfStranger : PerKind)
                && (source.IsStranger ? _ofStrangers < OfStrangers : ofSource < PerAccount)
                && (ofKind > 0 || _kinds.Count < MostCounted);
            if (!admitted)
            {
                AddToSum(key, draft, 1, draft.OccurredUtc, draft.OccurredUtc);
                return false;
            }

            _kinds[key] = ofKind + 1;
            _sources[source] = ofSource + 1;
            _ofStrangers += source.IsStranger ? 1 : 0;
            return true;
        }
    }

    /// <summary>Counts an attempt that was to become an entry and could not be written.</summary>
    public void Count(RefusalSource source, AuditDraft draft)
    {
        lock (_lock)
        {
            AddToSum(RefusalKey.Of(source, draft), draft, 1, draft.OccurredUtc, draft.OccurredUtc);
        }
    }

    /// <summary>Takes the sums, to be written; <see cref="GiveBack"/> when that fails.</summary>
    public IReadOnlyList<RefusalSum> Take()
    {
        lock (_lock)
        {
            RefusalSum[] taken = [.. _sums.Values];
            _sums.Clear();
            return taken;
        }
    }

    /// <summary>Adds sums again that could not be written.</summary>
    public void GiveBack(IEnumerable<RefusalSum> sums)
    {
        lock (_lock)
        {
            foreach (var sum in sums)
            {
                AddToSum(sum.Key, sum.First, sum.Count, sum.FromUtc, sum.ToUtc);
            }
        }
    }

    private void BeginMinute(DateTime nowUtc)
    {
        var minute = new DateTime(nowUtc.Ticks - (nowUtc.Ticks % TimeSpan.TicksPerMinute), DateTimeKind.Utc);
        if (minute != _minute)
        {
            _minute = minute;
            _kinds.Clear();
            _sources.Clear();
            _ofStrangers = 0;
        }
    }

    private void AddToSum(RefusalKey key, AuditDraft draft, long count, DateTime fromUtc, DateTime toUtc)
    {
        if (!_sums.ContainsKey(key) && _sums.Keys.Count(known => known.Source.IsStranger == key.Source.IsStranger) >= (key.Source.IsStranger ? MostSumsOfStrangers : MostSumsOfAccounts))
        {
            key = RefusalKey.Rest(key.Source.IsStranger);
            draft = new AuditDraft(draft.OccurredUtc, Actor.Anonymous, AuditActions.AccessRefused) { Details = new JsonObject { ["sources"] = "many" } };
        }

        if (!_sums.TryGetValue(key, out var sum))
        {
            sum = new RefusalSum(key, draft, fromUtc);
            _sums.Add(key, sum);
        }

        sum.Add(count, fromUtc, toUtc);
    }
}

/// <summary>What is summed up together.</summary>
/// <param name="Source">Where it comes from.</param>
/// <param name="Action">Action.</param>
/// <param name="What">Method and route of a request; empty when it is not about one.</param>
public readonly record struct RefusalKey(RefusalSource Source, string Action, string What)
{
    /// <summary>The key of an attempt.</summary>
    public static RefusalKey Of(RefusalSource source, AuditDraft draft) => new(source, draft.Action, $"{draft.Details["method"]} {draft.Details["route"]}");

    /// <summary>The key of what has none of its own.</summary>
    public static RefusalKey Rest(bool isStranger) => new(new("", isStranger), AuditActions.AccessRefused, "rest");
}
