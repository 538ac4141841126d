using System.Text.Json.Serialization;
using GutCms.Core.Texts;

namespace GutCms.Core.Content.Definitions;

/// <summary>One thing that is wrong with a piece of JSON.</summary>
/// <param name="Path">Where, as a JSON path from the root of the checked value, for example <c>$.TitlePart.Title</c>.</param>
/// <param name="Sentence">What is wrong and what to do.</param>
public sealed record ContentFault(string Path, [property: JsonIgnore] Sentence Sentence)
{
    /// <summary>What is wrong and what to do, one sentence in the language of the request.</summary>
    public string Message => Sentence.ToCurrent();

    /// <summary>Nothing is wrong: something is not there yet. A draft may lack it; what is submitted or published may not.</summary>
    [JsonIgnore]
    public bool IsMissing { get; init; }

    /// <summary>The value has none of the forms in which it means something: an identifier or address of a source that cannot be followed, a language that is none. No door keeps one.</summary>
    [JsonIgnore]
    public bool BreaksForm { get; init; }
}
