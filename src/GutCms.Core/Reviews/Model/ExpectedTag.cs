using GutCms.Core.Reviews.Views;
using GutCms.Core.Texts;

namespace GutCms.Core.Reviews.Model;

/// <summary>From which state of an item a change of it was asked for, so that nobody changes what he has not seen.</summary>
public sealed record ExpectedTag
{
    private readonly string? _tag;

    private ExpectedTag(string? tag, string? because) => (_tag, Because) = (tag, because);

    /// <summary>Of no item: what is asked for is a new one. One that exists is not changed.</summary>
    public static ExpectedTag NoItem { get; } = Of(null);

    /// <summary>Why nobody was looking at the item; null: somebody was.</summary>
    public string? Because { get; }

    /// <summary>Of this tag.</summary>
    /// <param name="tag">Tag of what the actor was looking at (<see cref="ReviewView.Tag"/>). Null or empty, as it comes from a form without the field: of no state that there is, so that nothing is changed.</param>
    public static ExpectedTag Of(string? tag) => new(tag ?? "", because: null);

    /// <summary>Not asked, because nobody was looking at the item: any state will do.</summary>
    /// <param name="because">Why nobody was, for whoever reads the code; not empty.</param>
    public static ExpectedTag NotAsked(string because)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(because);
        return new(tag: null, because);
    }

    /// <summary>Why a change of what is there now is refused; null: it may go on.</summary>
    /// <param name="currentTag">Tag of what is there now.</param>
    internal Refusal? FindObjection(string currentTag) =>
        Because is not null || _tag == currentTag ? null
        : string.IsNullOrEmpty(_tag) ? new(RefusalKind.Stale, Sentence.Of("Refused.TagMissing")) { CurrentTag = currentTag }
        : Changed(currentTag);

    /// <summary>The answer to whoever was looking at something else.</summary>
    internal static Refusal Changed(string currentTag) => new(RefusalKind.Stale, Sentence.Of("Refused.Stale")) { CurrentTag = currentTag };
}
