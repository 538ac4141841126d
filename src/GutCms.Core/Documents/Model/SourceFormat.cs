namespace GutCms.Core.Documents.Model;

/// <summary>Form of a document that becomes a draft.</summary>
public enum SourceFormat
{
    /// <summary>Word (.docx), without macros.</summary>
    Word,

    /// <summary>HTML.</summary>
    Html,

    /// <summary>Markdown: CommonMark with tables, footnotes, definition lists and a header of <c>key: value</c> lines.</summary>
    Markdown,

    /// <summary>An article in JATS XML (ANSI/NISO Z39.96).</summary>
    Jats,

    /// <summary>An export of WordPress (WXR), which holds many articles.</summary>
    WordPress,
}
