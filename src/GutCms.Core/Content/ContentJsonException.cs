namespace GutCms.Core.Content;

/// <summary>JSON that is not a content item: malformed, a wrong JSON type, a bad date, text that is not Unicode.</summary>
public sealed class ContentJsonException : Exception
{
    /// <summary>Creates it without a message.</summary>
    public ContentJsonException() { }

    /// <summary>Creates it for the root.</summary>
    public ContentJsonException(string message) : base(message) { }

    /// <summary>Creates it for the root.</summary>
    public ContentJsonException(string message, Exception innerException) : base(message, innerException) { }

    /// <summary>Creates it for a place in the JSON.</summary>
    /// <param name="path">Where, as a JSON path from the root, for example <c>$.CreatedUtc</c>.</param>
    /// <param name="message">What is wrong, one sentence.</param>
    public ContentJsonException(string path, string message) : base($"{path}: {message}") => Path = path;

    /// <summary>Where, as a JSON path from the root; <c>$</c> when it concerns the whole.</summary>
    public string Path { get; } = "$";
}
