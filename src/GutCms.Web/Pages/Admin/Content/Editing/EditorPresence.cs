using System.Collections.Concurrent;
using GutCms.Core.Security;

namespace GutCms.Web.Pages.Admin.Content.Editing;

/// <summary>Who has which item open: a courtesy, not a lock. Kept in the memory of this process; on several nodes each knows its own visitors.</summary>
internal sealed class EditorPresence(TimeProvider time)
{
    // Three beats of the page, which comes every 20 seconds.
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    private readonly ConcurrentDictionary<(string ItemId, string UserId), (string Name, DateTimeOffset Seen)> _present = new();

    /// <summary>Notes that somebody has an item open.</summary>
    /// <returns>Names of the others who have it open, ordered.</returns>
    public IReadOnlyList<string> Seen(string contentItemId, Actor actor)
    {
        var now = time.GetUtcNow();
        _present[(contentItemId, actor.UserId)] = (actor.PrintedName ?? actor.UserName, now);
        foreach (var (key, _) in _present.Where(entry => now - entry.Value.Seen > Patience))
        {
            _present.TryRemove(key, out _);
        }

        return [.. _present.Where(entry => entry.Key.ItemId == contentItemId && entry.Key.UserId != actor.UserId).Select(entry => entry.Value.Name).Order(StringComparer.Ordinal)];
    }
}
