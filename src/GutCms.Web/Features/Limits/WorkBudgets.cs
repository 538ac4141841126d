using System.Collections.Concurrent;
using Microsoft.Extensions.Options;

namespace GutCms.Web.Features.Limits;

/// <summary>How much each person may still ask of this process; what all nodes may be asked together is counted beside it. What was used comes back over a minute; a request that costs more than is left is taken, and the next ones wait for it.</summary>
internal sealed class WorkBudgets(TimeProvider time, IOptions<LimitOptions> options)
{
    /// <summary>People of whom something is kept; beyond, those who have all of their budget back are forgotten.</summary>
    private const int MostKept = 5_000;

    private readonly ConcurrentDictionary<string, Budget> _budgets = new(StringComparer.Ordinal);

    private double PerSecond => options.Value.WorkPerMinute / 60.0;

    /// <summary>Takes so many units.</summary>
    /// <returns>Null: done. Otherwise nothing was taken, and this is when there will be some again.</returns>
    public TimeSpan? Take(string person, long units)
    {
        if (_budgets.Count > MostKept)
        {
            Forget();
        }

        var budget = _budgets.GetOrAdd(person, _ => new(options.Value.WorkPerMinute, time.GetTimestamp()));
        lock (budget)
        {
            Refill(budget);
            if (budget.Left <= 0)
            {
                return TimeSpan.FromSeconds(Math.Ceiling((1 - budget.Left) / PerSecond));
            }

            Use(budget, units);
            return null;
        }
    }

    /// <summary>Takes what a request turned out to cost beside what was taken for it.</summary>
    public void Charge(string person, long units)
    {
        if (units > 0 && _budgets.TryGetValue(person, out var budget))
        {
            lock (budget)
            {
                Refill(budget);
                Use(budget, units);
            }
        }
    }

    private void Refill(Budget budget)
    {
        var now = time.GetTimestamp();
        budget.Left = Math.Min(options.Value.WorkPerMinute, budget.Left + (time.GetElapsedTime(budget.AtTimestamp, now).TotalSeconds * PerSecond));
        budget.AtTimestamp = now;
    }

    // Nobody waits for longer than a minute.
    private void Use(Budget budget, long units) => budget.Left = Math.Max(1 - options.Value.WorkPerMinute, budget.Left - units);

    private void Forget()
    {
        foreach (var (person, budget) in _budgets)
        {
            lock (budget)
            {
                Refill(budget);
                if (budget.Left >= options.Value.WorkPerMinute)
                {
                    _budgets.TryRemove(person, out _);
                }
            }
        }
    }

    private sealed class Budget(double left, long atTimestamp)
    {
        public double Left { get; set; } = left;

        public long AtTimestamp { get; set; } = atTimestamp;
    }
}
