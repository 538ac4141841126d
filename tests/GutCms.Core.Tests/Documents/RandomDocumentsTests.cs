using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using CsCheck;

namespace GutCms.Core.Tests.Documents;

/// <summary>Of documents that nobody wrote each word arrives once, in its order within its place, or is named among what is left out.</summary>
public sealed partial class RandomDocumentsTests
{
    private static readonly string[] HtmlBlocks =
    [
        "<h1>{w}</h1>", "<h2>{w}</h2>", "<h3>{w} {w}</h3>", "<p>{w} <b>{w}</b> {w}</p>", "<p>{w}<sup>{w}</sup> <a href=\"/x\">{w}</a> {w}</p>", "<ul><li>{w}<ol><li>{w}</li></ol></li><li><p>{w}</p><p>{w}</p></li></ul>",
        "<table><tr><th>{w}</th><td>{w}</td></tr><tr><td colspan=2>{w}</td></tr></table>", "<p>{w} <del>{w}</del> <ins>{w}</ins></p>", "<div>{w}<p>{w}</p>{w}</div>", "<blockquote><p>{w}</p></blockquote>",
        "<dl><dt>{w}</dt><dd>{w}</dd></dl>", "<dl><dt>{w}?</dt><dd>{w}</dd><dt>{w}?</dt><dd>{w}</dd></dl>", "<h2>FAQ</h2><h3>{w}?</h3><p>{w}</p>", "<h2>References</h2><ol><li>{w} 2020</li><li>{w} 2021</li></ol>",
        "<p>{w}<img alt=\"{w}\" src=x>{w}</p>", "<pre>{w}\n{w}</pre>", "<figure><img alt=\"{w}\" src=x><figcaption>{w}</figcaption></figure>", "<nav>{w}</nav>", "<details><summary>{w}</summary>{w}</details>", "{w} <x-y>{w}</x-y>",
        "<p>{w} <select><option>{w}</option></select> <button>{w}</button></p>", "<textarea>{w}</textarea>", "<p dir=rtl lang=he>{w}</p>", "<p>{w}<br>{w}</p>", "<math><mi>{w}</mi></math>", "<marquee>{w}</marquee>",
    ];

    private static readonly string[] MarkdownBlocks =
    [
        "# {w}", "## {w} {w}", "### {w}", "{w} **{w}** *{w}*", "- {w}\n- {w}\n  - {w}", "1. {w}\n2. {w}\n\n   {w}", "> {w}\n> {w}", "| {w} | {w} |\n|---|---|\n| {w} | {w} |", "~~{w}~~ {w}^{w}^ H~{w}~", "![{w}](x.png) {w}",
        "    {w}", "```\n{w}\n```", "{w}\n:   {w}", "<div>{w}</div>", "[{w}](https://site.example/a) {w}", "{w}  \n{w}", "***\n{w}", "<del>{w}</del> {w}", "## FAQ\n\n### {w}?\n\n{w}", "## References\n\n1. {w} 2020\n2. {w} 2021",
    ];

    private static readonly string[] WordBlocks =
    [
        "<w:p><w:pPr><w:pStyle w:val=\"berschrift1\"/></w:pPr><w:r><w:t>{w}</w:t></w:r></w:p>", "<w:p><w:pPr><w:pStyle w:val=\"berschrift2\"/></w:pPr><w:r><w:t>{w}</w:t></w:r></w:p>",
        "<w:p><w:r><w:t xml:space=\"preserve\">{w} </w:t></w:r><w:r><w:rPr><w:b/></w:rPr><w:t>{w}</w:t></w:r></w:p>", "<w:p><w:r><w:t xml:space=\"preserve\">{w} </w:t></w:r><w:del w:author=\"x\"><w:r><w:delText>{w}</w:delText></w:r></w:del><w:ins w:author=\"x\"><w:r><w:t>{w}</w:t></w:r></w:ins></w:p>",
        "<w:p><w:r><w:rPr><w:vanish/></w:rPr><w:t>{w}</w:t></w:r><w:r><w:t xml:space=\"preserve\"> {w}</w:t></w:r></w:p>", "<w:tbl><w:tr><w:tc><w:p><w:r><w:t>{w}</w:t></w:r></w:p></w:tc><w:tc><w:p><w:r><w:t>{w}</w:t></w:r></w:p><w:p><w:r><w:t>{w}</w:t></w:r></w:p></w:tc></w:tr></w:tbl>",
        "<w:p><w:pPr><w:pStyle w:val=\"Beschriftung\"/></w:pPr><w:r><w:t>{w}</w:t></w:r></w:p>", "<w:p><w:pPr><w:pStyle w:val=\"Zitat\"/></w:pPr><w:r><w:t>{w}</w:t></w:r></w:p>", "<w:p><w:r><w:t>{w}</w:t><w:tab/><w:t>{w}</w:t><w:br/><w:t>{w}</w:t></w:r></w:p>",
        "<w:p><w:pPr><w:pStyle w:val=\"Titel\"/></w:pPr><w:r><w:t>{w}</w:t></w:r></w:p>", "<w:p><w:pPr><w:pStyle w:val=\"Verzeichnis1\"/></w:pPr><w:r><w:t>{w}</w:t></w:r></w:p>", "<w:p><w:r><w:rPr><w:vertAlign w:val=\"superscript\"/></w:rPr><w:t>{w}</w:t></w:r><w:r><w:t xml:space=\"preserve\"> {w}</w:t></w:r></w:p>",
        "<w:p><w:smartTag><w:r><w:t>{w}</w:t></w:r></w:smartTag><w:sdt><w:sdtContent><w:r><w:t xml:space=\"preserve\"> {w}</w:t></w:r></w:sdtContent></w:sdt></w:p>", "<w:p><w:pPr><w:numPr><w:ilvl w:val=\"0\"/><w:numId w:val=\"1\"/></w:numPr></w:pPr><w:r><w:t>{w}</w:t></w:r></w:p>",
    ];

    [Fact]
    public void Html() => Blocks(HtmlBlocks).Sample(blocks => Check(string.Concat(blocks), "a.html", Encoding.UTF8.GetBytes));

    [Fact]
    public void Markdown() => Blocks(MarkdownBlocks).Sample(blocks => Check(string.Join("\n\n", blocks), "a.md", Encoding.UTF8.GetBytes));

    [Fact]
    public void Word() => Blocks(WordBlocks).Sample(blocks => Check(string.Concat(blocks), "a.docx", WordFiles.Of), iter: 50);

    private static Gen<string[]> Blocks(string[] of) => Gen.Int[0, of.Length - 1].Select(index => of[index]).Array[0, 12];

    private static void Check(string template, string name, Func<string, byte[]> write)
    {
        var count = 0;
        var text = Place().Replace(template, _ => string.Create(CultureInfo.InvariantCulture, $"wort{++count:D3}x"));
        if (text.Length == 0)
        {
            return;
        }

        var draft = Understood.Of(write(text), name);
        var kept = Words(string.Join(' ', Texts(draft.Item).Prepend(draft.Title)));
        var named = Words(string.Join(' ', draft.Losses.Select(loss => loss.Text)));

        var given = Words(text);
        Assert.Equal(given.Where(word => !kept.Contains(word)).Order(), given.Where(word => !kept.Contains(word) && named.Contains(word)).Order());
        Assert.All(Texts(draft.Item), written => Assert.Equal(given.Where(Words(written).Contains), Words(written).Distinct()));
    }

    // DisplayText says the title again.
    private static IEnumerable<string> Texts(JsonNode? node, string name = "") => node switch
    {
        JsonObject json => json.Where(member => member.Key != "DisplayText").SelectMany(member => Texts(member.Value, member.Key)),
        JsonArray array => array.SelectMany(value => Texts(value, name)),
        JsonValue value when value.TryGetValue<string>(out var text) && name is "Html" or "Title" or "Text" => [(string)value!],
        _ => [],
    };

    private static List<string> Words(string text) => [.. OneWord().Matches(text).Select(match => match.Value)];

    [GeneratedRegex("wort[0-9]{3}x")]
    private static partial Regex OneWord();

    [GeneratedRegex(@"\{w\}")]
    private static partial Regex Place();
}
