using System.Globalization;
using System.IO.Compression;
using System.Text;

namespace GutCms.Core.Tests.Documents;

/// <summary>Writes small documents of Word, as the program packs them.</summary>
internal sealed class WordFiles
{
    private const string Names = """xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships" xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math" xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing" xmlns:pic="http://schemas.openxmlformats.org/drawingml/2006/picture" """;
    private const string Relation = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";

    private readonly Dictionary<string, byte[]> _parts = new(StringComparer.Ordinal);
    private readonly StringBuilder _relations = new();

    public WordFiles()
    {
        With("_rels/.rels", $"""<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="{Relation}/officeDocument" Target="word/document.xml"/></Relationships>""");
        With("[Content_Types].xml", """<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"/>""");
        WithPart("styles", "styles.xml", """
            <w:styles NAMES>
              <w:docDefaults><w:rPrDefault><w:rPr><w:lang w:val="en-GB"/></w:rPr></w:rPrDefault></w:docDefaults>
              <w:style w:type="paragraph" w:styleId="Titel"><w:name w:val="Title"/></w:style>
              <w:style w:type="paragraph" w:styleId="Untertitel"><w:name w:val="Subtitle"/></w:style>
              <w:style w:type="paragraph" w:styleId="berschrift1"><w:name w:val="heading 1"/></w:style>
              <w:style w:type="paragraph" w:styleId="berschrift2"><w:name w:val="heading 2"/></w:style>
              <w:style w:type="paragraph" w:styleId="Own"><w:name w:val="Our heading"/><w:basedOn w:val="berschrift2"/></w:style>
              <w:style w:type="paragraph" w:styleId="Liste"><w:name w:val="List Paragraph"/></w:style>
              <w:style w:type="paragraph" w:styleId="Beschriftung"><w:name w:val="caption"/></w:style>
              <w:style w:type="paragraph" w:styleId="Zitat"><w:name w:val="Quote"/></w:style>
              <w:style w:type="paragraph" w:styleId="Verzeichnis1"><w:name w:val="toc 1"/></w:style>
              <w:style w:type="character" w:styleId="Fett"><w:name w:val="Strong"/><w:rPr><w:b/></w:rPr></w:style>
            </w:styles>
            """);
    }

    /// <summary>A file with this text and nothing else.</summary>
    public static byte[] Of(string body) => new WordFiles().Write(body);

    /// <summary>A paragraph in a style.</summary>
    public static string Paragraph(string style, string text) => $"""<w:p><w:pPr><w:pStyle w:val="{style}"/></w:pPr><w:r><w:t xml:space="preserve">{text}</w:t></w:r></w:p>""";

    /// <summary>A paragraph.</summary>
    public static string Paragraph(string text) => $"""<w:p><w:r><w:t xml:space="preserve">{text}</w:t></w:r></w:p>""";

    /// <summary>An item of a list.</summary>
    public static string Item(int list, int level, string text) => $"""<w:p><w:pPr><w:pStyle w:val="Liste"/><w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="{list}"/></w:numPr></w:pPr><w:r><w:t>{text}</w:t></w:r></w:p>""";

    /// <summary>Adds a file to the archive.</summary>
    public WordFiles With(string name, string text) => With(name, Encoding.UTF8.GetBytes(text));

    /// <summary>Adds a file to the archive.</summary>
    public WordFiles With(string name, byte[] bytes)
    {
        _parts[name] = bytes;
        return this;
    }

    /// <summary>Adds a part that the text refers to.</summary>
    public WordFiles WithPart(string type, string name, string xml)
    {
        _relations.Append(CultureInfo.InvariantCulture, $"""<Relationship Id="part-{name}" Type="{Relation}/{type}" Target="{name}"/>""");
        return With("word/" + name, xml.Replace("NAMES", Names, StringComparison.Ordinal));
    }

    /// <summary>Adds an address that the text refers to.</summary>
    public WordFiles WithLink(string id, string address)
    {
        _relations.Append(CultureInfo.InvariantCulture, $"""<Relationship Id="{id}" Type="{Relation}/hyperlink" Target="{address}" TargetMode="External"/>""");
        return this;
    }

    /// <summary>Writes the file.</summary>
    public byte[] Write(string body)
    {
        With("word/document.xml", $"""<?xml version="1.0" encoding="UTF-8"?><w:document {Names}><w:body>{body}<w:sectPr/></w:body></w:document>""");
        With("word/_rels/document.xml.rels", $"""<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">{_relations}</Relationships>""");
        using var file = new MemoryStream();
        using (var zip = new ZipArchive(file, ZipArchiveMode.Create))
        {
            foreach (var (name, bytes) in _parts)
            {
                using var entry = zip.CreateEntry(name).Open();
                entry.Write(bytes);
            }
        }

        return file.ToArray();
    }
}
