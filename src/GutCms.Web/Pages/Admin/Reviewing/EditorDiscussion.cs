using System.Collections.Immutable;
using GutCms.Core.Comments;
using GutCms.Core.Content.Items;
using GutCms.Core.Reviews.Model;
using GutCms.Core.Reviews.Views;
using GutCms.Core.Security;

namespace GutCms.Web.Pages.Admin.Reviewing;

/// <summary>What was said about an item, for its editor.</summary>
/// <param name="Threads">All threads with their places in the latest version, oldest first.</param>
/// <param name="Request">The last decision, when it asked for changes; null otherwise.</param>
/// <param name="KeepFor">Under which name the browser keeps what is typed and not sent.</param>
/// <param name="Item">The latest version.</param>
internal sealed record EditorDiscussion(ImmutableArray<ShownThread> Threads, Decision? Request, string KeepFor, ContentItem Item)
{
    /// <summary>What was said.</summary>
    /// <param name="view">The item.</param>
    /// <param name="item">Its latest version.</param>
    /// <param name="actor">Who edits.</param>
    public static EditorDiscussion Of(ReviewView view, ContentItem item, Actor actor)
    {
        var mayAnswer = Authorization.Allows(actor, Permissions.CommentContent, view.ContentType, item.Owner);
        var last = view.History.Concat(view.Review is { } run ? [run] : []).SelectMany(each => each.Decisions).MaxBy(decision => decision.DecidedUtc);
        return new(
            [.. view.Threads.Select(thread => ShownThread.Of(thread, item, mayAnswer, view.MayResolve.Contains(thread.ThreadId)) with { InEditor = true })],
            last is { Outcome: DecisionOutcome.ChangesRequested } ? last : null,
            $"{actor.UserId}:{view.ContentItemId}",
            item);
    }

    /// <summary>Number of threads that nobody has resolved.</summary>
    public int Open => Threads.Count(shown => !shown.Thread.IsResolved);

    /// <summary>Threads on a block, also on words of it that are gone.</summary>
    public IEnumerable<ShownThread> On(string blockId) => Threads.Where(shown => shown.Place?.BlockId == blockId);

    /// <summary>Threads on the whole text, on what is no block, and on blocks that are gone.</summary>
    public IEnumerable<ShownThread> Elsewhere => Threads.Where(shown => shown.Place is not { } place || FieldPlaces.IsOne(place.BlockId) || !BlockText.Exists(Item, place.BlockId));
}
