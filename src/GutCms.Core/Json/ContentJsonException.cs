using GutCms.Core.Texts;

namespace GutCms.Core.Json;

/// <summary>JSON that is not a content item: malformed, a wrong JSON type, a bad date, text that is not Unicode.</summary>
public sealed class ContentJsonException : Exception
{
    private readonly Sentence? _sentence;

    /// <summary>Creates it without a message.</summary>
    public ContentJsonException() { }

    /// <summary>Creates it for the root.</summary>
    public ContentJsonException(string message) : base(message) { }

    /// <summary>Creates it for the root.</summary>
    public ContentJsonException(string message, Exception innerException) : base(message, innerException) { }

    /// <summary>Creates it for a place in the JSON.</summary>
    /// <param name="path">Where, as a JSON path from the root, for example <c>$.CreatedUtc</c>.</param>
    /// <param name="sentence">What is wrong.</param>
    public ContentJsonException(string path, Sentence sentence) : base($"{path}: {sentence}") => (Path, _sentence) = (path, Sentence.Of("AtPath", path, sentence));

    /// <summary>Creates it for the root.</summary>
    public ContentJsonException(Sentence sentence) : base(sentence.ToString()) => _sentence = sentence;

    /// <summary>Creates it for the root.</summary>
    public ContentJsonException(Sentence sentence, Exception innerException) : base(sentence.ToString(), innerException) => _sentence = sentence;

    /// <summary>The message, for people.</summary>
    public Sentence Sentence => _sentence ?? Sentence.Verbatim(Message);

    /// <summary>Where, as a JSON path from the root; <c>$</c> when it concerns the whole.</summary>
    public string Path { get; } = "$";
}
