using GutCms.Core.Comments;
using GutCms.Core.Reviews.Model;
using GutCms.Core.Reviews.Views;

namespace GutCms.OrchardCore.Reviews;

/// <summary>The suggestions on an item that nobody has accepted or refused yet.</summary>
internal static class OpenSuggestions
{
    /// <summary>All of them, oldest first.</summary>
    public static IReadOnlyList<CommentThread> Of(ReviewView view) => [.. view.Threads.Where(thread => thread.IsOpenSuggestion)];

    /// <summary>One, and those that suggest the same in the place of the same words.</summary>
    public static IReadOnlyList<CommentThread> AlikeTo(ReviewView view, CommentThread thread) =>
        [.. Of(view).Where(other => other.Suggestion == thread.Suggestion && QuoteOf(other) == QuoteOf(thread))];

    private static string QuoteOf(CommentThread thread) => CommentAnchor.FromJson(thread.Anchor!).Quote;
}

/// <summary>What becomes of suggestions, as a form says it.</summary>
public sealed class SuggestionForm
{
    /// <summary>Tag of what was shown.</summary>
    public string? Tag { get; set; }

    /// <summary>Threads of the suggestions, in the order in which they are put into the text.</summary>
    public IList<string> ThreadId { get; set; } = [];

    /// <summary><c>accept</c>, <c>refuse</c>, <c>alike</c> (accept this one and those that suggest the same) or <c>edit</c> (accept, with other words).</summary>
    public string? Answer { get; set; }

    /// <summary>The other words.</summary>
    public string? Words { get; set; }

    /// <summary>They are accepted although a review ends by it, or approvals are void.</summary>
    public bool EndsReview { get; set; }
}

/// <summary>Asks whether suggestions are accepted although a review ends by it.</summary>
/// <param name="ContentItemId">The item.</param>
/// <param name="Title">Its title; its id where it has none.</param>
/// <param name="Form">What was asked for.</param>
public sealed record EndingAnswer(string ContentItemId, string Title, SuggestionForm Form);
