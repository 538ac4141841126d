using System.Collections.Concurrent;

namespace GutCms.Web.Features.Notices.Telling;

/// <summary>Steps that this process has looked at, so that what nobody is to be told is not worked out again and again. Forgotten when there are many.</summary>
internal sealed class StepsLookedAt
{
    private const int Most = 50_000;

    private readonly ConcurrentDictionary<string, bool> _steps = new(StringComparer.Ordinal);

    /// <summary>It was looked at.</summary>
    public bool Contains(string step) => _steps.ContainsKey(step);

    /// <summary>It is looked at now.</summary>
    public void Add(string step)
    {
        if (_steps.Count >= Most)
        {
            Forget();
        }

        _steps[step] = true;
    }

    /// <summary>All are looked at anew: who is there has changed.</summary>
    public void Forget() => _steps.Clear();
}
