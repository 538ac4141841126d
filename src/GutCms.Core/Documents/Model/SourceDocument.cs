using System.Collections.Immutable;

namespace GutCms.Core.Documents.Model;

/// <summary>A document as a reader of its form gives it.</summary>
internal sealed record SourceDocument
{
    /// <summary>Its text as HTML, with what is left out as <see cref="Markup.LeftOut"/>. Not sanitised.</summary>
    public string Html { get; init; } = "";

    /// <summary>Title outside the text; null when there is none.</summary>
    public string? Title { get; init; }

    /// <summary>The title is the document's and not that of a file or a window: it stands before a heading of the text.</summary>
    public bool IsTitleSure { get; init; }

    /// <summary>Subtitle; null when there is none.</summary>
    public string? Subtitle { get; init; }

    /// <summary>Teaser; null when there is none.</summary>
    public string? Excerpt { get; init; }

    /// <summary>Language tag; null when it is not said.</summary>
    public string? Language { get; init; }

    /// <summary>Encoding in which it was read though nothing in it says so; null: it is known.</summary>
    public string? AssumedEncoding { get; init; }

    /// <summary>Sources that stand outside the text.</summary>
    public ImmutableArray<SourceReference> References { get; init; } = [];

    /// <summary>What stands outside the text and is left out.</summary>
    public ImmutableArray<DocumentLoss> Losses { get; init; } = [];
}

/// <summary>A source that a document cites.</summary>
/// <param name="Citation">As it is printed.</param>
/// <param name="Doi">DOI; null: none.</param>
/// <param name="Pmid">PubMed id; null: none.</param>
/// <param name="Url">Address; null: none.</param>
internal sealed record SourceReference(string Citation, string? Doi = null, string? Pmid = null, string? Url = null);
