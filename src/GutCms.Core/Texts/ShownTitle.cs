namespace GutCms.Core.Texts;

/// <summary>How an item is called before people: by its title, and by a word where it has none. An id is no name.</summary>
public static class ShownTitle
{
    /// <summary>The title, or that there is none, in the language of the request under way.</summary>
    /// <param name="title">The title; null or blank when there is none.</param>
    public static string Of(string? title) => Said(title).ToCurrent();

    /// <summary>The title, or that there is none, for whoever says it in a language later.</summary>
    /// <param name="title">The title; null or blank when there is none.</param>
    public static Sentence Said(string? title) => string.IsNullOrWhiteSpace(title) ? Sentence.Of("Word.Untitled") : Sentence.Verbatim(title);
}
