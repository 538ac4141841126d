using System.Collections.Immutable;
using System.Text.Json.Serialization;
using GutCms.Core.Texts;

namespace GutCms.Core.Documents.Model;

/// <summary>Something in a draft that the document does not say in so many words, so that somebody looks at it.</summary>
/// <param name="Name">One of <see cref="Names"/>.</param>
/// <param name="About">What it is about: a heading, a name; may be empty.</param>
public sealed record DocumentNote(string Name, string About)
{
    /// <summary>What there may be to look at.</summary>
    public static ImmutableArray<string> Names { get; } = ["EncodingAssumed", "TitleFromName", "TitleFromProperties", "HeadingAdded", "HeadingTwice", "NotesMoved", "DisclaimerTaken", "DisclaimerMissing"];

    /// <summary>It in a sentence.</summary>
    [JsonIgnore]
    public Sentence Sentence => Sentence.Of($"Document.Note.{Name}", About);
}
