using System.Collections.Immutable;
using System.Text.Json.Serialization;
using GutCms.Core.Content.Checking;
using GutCms.Core.Texts;

namespace GutCms.Core.Documents.Model;

/// <summary>Something of a document that its draft does not have.</summary>
/// <param name="Kind">
/// What it is: one of <see cref="Kinds"/>, or the name of an element of HTML, see
/// <see cref="Content.Html.HtmlLoss"/>.
/// </param>
/// <param name="Text">The words that are lost with it, or its name; at most 100 characters, empty when there are none.</param>
/// <param name="Place">Heading below which it stood; empty: above the first one, or nowhere in the text.</param>
public sealed record DocumentLoss(string Kind, string Text, string Place = "")
{
    private const int MostCharacters = 100;

    /// <summary>The kinds that documents have, beside elements of HTML.</summary>
    public static ImmutableArray<string> Kinds { get; } =
    [
        "picture", "deleted", "comment", "hidden", "contents", "header", "footer", "symbol", "script", "field", "frame", "video", "drawing", "object", "furniture", "shortcode", "metadata", "replies", "post",
        "place", "citation", "address", "language", "formula", "length",
    ];

    /// <summary>What is left out and why.</summary>
    [JsonIgnore]
    public Sentence Sentence => IsNamed ? Sentence.Of($"Document.Loss.{Kind}") : new ContentLoss("", Kind, Text).Sentence;

    /// <summary>It is one of the kinds that documents have, and no element of HTML.</summary>
    [JsonIgnore]
    public bool IsNamed => Kinds.Contains(Kind);

    /// <summary>A loss with a text of whatever length.</summary>
    internal static DocumentLoss Of(string kind, string text, string place = "") => new(kind, Short(text), place);

    private static string Short(string text)
    {
        var words = string.Join(' ', text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
        return words.Length <= MostCharacters ? words : words[..(char.IsHighSurrogate(words[MostCharacters - 2]) ? MostCharacters - 2 : MostCharacters - 1)] + "…";
    }
}
