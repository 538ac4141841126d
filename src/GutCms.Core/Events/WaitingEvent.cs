using System.Collections.Immutable;
using GutCms.Core.Storage;

namespace GutCms.Core.Events;

/// <summary>An event of the outbox, and how telling it went so far.</summary>
/// <param name="Message">The event.</param>
/// <param name="ToldTo">Names of the handlers that were told.</param>
/// <param name="Attempts">How often telling it failed.</param>
public sealed record WaitingEvent(OutboxMessage Message, ImmutableHashSet<string> ToldTo, int Attempts)
{
    /// <summary>When everybody was told, UTC; null while somebody was not.</summary>
    public DateTime? ToldUtc { get; init; }

    /// <summary>When it is tried again, UTC; null: at once.</summary>
    public DateTime? NextUtc { get; init; }

    /// <summary>Since when it is given up, UTC; null while it is tried.</summary>
    public DateTime? GivenUpUtc { get; init; }

    /// <summary>What failed last, at most <see cref="EventTelling.LongestFault"/> characters, for people who run the site; null when nothing did.</summary>
    public string? Fault { get; init; }
}
