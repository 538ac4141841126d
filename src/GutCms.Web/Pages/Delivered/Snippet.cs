using System.Text.Encodings.Web;
using Microsoft.AspNetCore.Html;

namespace GutCms.Web.Pages.Delivered;

/// <summary>Text around a match; the matches are marked, everything else is encoded.</summary>
/// <param name="text">Plain text with matches between U+0002 and U+0003.</param>
internal sealed class Snippet(string text) : IHtmlContent
{
    private const char Start = '\u0002';
    private const char End = '\u0003';

    /// <inheritdoc/>
    public void WriteTo(TextWriter writer, HtmlEncoder encoder)
    {
        // Each piece after a start mark is a match up to its end mark; the first piece has none before it.
        var pieces = text.Split(Start);
        encoder.Encode(writer, pieces[0].Replace($"{End}", "", StringComparison.Ordinal));
        foreach (var piece in pieces.Skip(1))
        {
            var end = piece.IndexOf(End, StringComparison.Ordinal) is var at and >= 0 ? at : piece.Length;
            writer.Write("<mark>");
            encoder.Encode(writer, piece[..end]);
            writer.Write("</mark>");
            encoder.Encode(writer, piece[end..].Replace($"{End}", "", StringComparison.Ordinal));
        }
    }
}
