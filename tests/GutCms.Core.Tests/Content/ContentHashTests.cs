using System.Text.Json.Nodes;
using CsCheck;
using GutCms.Core.Content.Checking;
using GutCms.Core.Content.Items;
using GutCms.Core.Content.Projecting;

namespace GutCms.Core.Tests.Content;

public class HashingMedicalContentTests
{
    // Computed apart from this program: Python's hashlib over the members sorted by name, without white space.
    [Fact]
    public void Is_the_SHA256_of_the_canonical_form() => Assert.Equal(
        "sha256:fcc51e4fc845614e24501a3b663fe71a55dd547b51c8a058072cccd1188ecf76",
        MedicalContent.Hash(new JsonObject { ["type"] = "Article", ["language"] = "en", ["title"] = "Gut–brain" }));

    [Fact]
    public void Stays_the_same_when_an_editor_opens_and_saves_the_seed() => Assert.All(SeedContent.Items, item => Assert.Equal(
        Hash(item), Hash(EditorSave.Of(item, SeedContent.Definitions))));

    [Fact]
    public void Stays_the_same_when_an_editor_opens_and_saves_any_article() => Articles.Sample(
        article => Sample.Hash(article) == Sample.Hash(EditorSave.Of(article, SeedContent.Definitions)), iter: 500);

    [Fact]
    public void Stays_the_same_when_the_item_is_written_and_read() => Articles.Sample(
        article => Sample.Hash(article) == Sample.Hash(ContentItemJson.Parse(ContentItemJson.ToUtf8(article))), iter: 300);

    [Fact]
    public void Stays_the_same_when_the_item_is_sanitised() => Articles.Sample(
        article => Sample.Hash(article) == Sample.Hash(ContentSanitizer.Sanitize(article, SeedContent.Definitions)), iter: 300);

    [Fact]
    public void Stays_the_same_when_only_ids_dates_owners_and_order_of_members_change()
    {
        var other = Sample.Changed(parts =>
        {
            parts["Article"]!["SeriesPosition"] = new JsonObject { ["Value"] = 7 };
            parts["Article"]!["HotArticles"] = new JsonObject { ["ContentItemIds"] = new JsonArray(ContentIds.New()) };
            parts["ReviewPart"] = new JsonObject { ["State"] = "Approved" };
            parts["AutoroutePart"] = new JsonObject { ["Path"] = "articles/other" };
            parts["Body"]!["ContentItems"]![0]!["ContentItemId"] = ContentIds.New();
            var title = parts["TitlePart"];
            parts.Remove("TitlePart");
            parts.Add("TitlePart", title);
        }) with
        { ContentItemId = ContentIds.New(), ContentItemVersionId = ContentIds.New(), CreatedUtc = DateTime.UnixEpoch, Owner = "x", Author = "y", DisplayText = "z", Latest = false };

        Assert.Equal(Sample.Hash(Sample.Article), Sample.Hash(other));
    }

    [Fact]
    public void Differs_for_every_change_of_a_text_that_a_reader_can_see() => Gen.Select(Gen.Int[0, VisibleTexts.Count - 1], Gen.String[Gen.Char['!', '~'], 1, 5]).Sample((index, added) =>
    {
        var path = VisibleTexts[index];
        var changed = Sample.Changed(parts => Append(parts, path, added.Replace('<', '(').Replace('&', '+')));
        return Sample.Hash(changed) != Sample.Hash(Sample.Article);
    }, iter: 500);

    [Fact]
    public void Differs_when_blocks_or_references_change_their_order_or_go()
    {
        var swapped = Sample.Changed(parts =>
        {
            var body = parts["Body"]!["ContentItems"]!.AsArray();
            var first = body[0];
            body.RemoveAt(0);
            body.Add(first);
        });
        var without = Sample.Changed(parts => parts["References"]!["ContentItems"]!.AsArray().RemoveAt(0));
        var notRetracted = Sample.Changed(parts => parts["References"]!["ContentItems"]![0]!["Reference"]!["Retracted"]!["Value"] = false);

        Assert.Equal(4, new[] { Sample.Article, swapped, without, notRetracted }.Select(Sample.Hash).Distinct().Count());
    }

    [Fact]
    public void Differs_when_the_disclaimer_changes()
    {
        var other = Sample.Disclaimer with { Parts = JsonNode.Parse("""{ "Disclaimer": { "Kind": { "Text": "educational" }, "Text": { "Html": "<p>Not advice!</p>" } } }""")!.AsObject() };
        var renamed = Sample.Disclaimer with { Parts = Sample.Disclaimer.Parts.DeepClone().AsObject() };
        renamed.Parts["TitlePart"]!["Title"] = "Another name in lists";

        Assert.NotEqual(Sample.Hash(Sample.Article), MedicalContent.Hash(MedicalContent.Project(Sample.Article, other, SeedContent.Definitions, "en")));
        Assert.Equal(Sample.Hash(Sample.Article), MedicalContent.Hash(MedicalContent.Project(Sample.Article, renamed, SeedContent.Definitions, "en")));
    }

    [Fact]
    public void Keeps_texts_as_they_are_when_Unicode_has_two_forms_of_them() => Assert.NotEqual(
        Sample.Hash(Sample.Changed(parts => parts["TitlePart"]!["Title"] = "\u00E9")),
        Sample.Hash(Sample.Changed(parts => parts["TitlePart"]!["Title"] = "e\u0301")));

    private static readonly Gen<string?> AnyText = Gen.OneOf(Gen.Const((string?)null), Gen.Const((string?)""), Gen.String[Gen.Char['\t', '\u02FF'], 0, 12].Select(text => (string?)text), Gen.Const((string?)"a\nb"));

    private static readonly Gen<ContentItem> Articles = Gen.Select(AnyText.Array[8], HtmlSoup.Tidy, Gen.Bool, (texts, html, flag) => Sample.Changed(parts =>
    {
        parts["TitlePart"]!["Title"] = texts[0];
        parts["Article"]!["Subtitle"] = texts[1] is null ? null : new JsonObject { ["Text"] = texts[1] };
        parts["Article"]!["Excerpt"]!["Text"] = texts[2];
        var block = parts["Body"]!["ContentItems"]![0]!;
        block["TitlePart"]!["Title"] = texts[3];
        block["HtmlBodyPart"]!["Html"] = html + (flag ? "<script>alert('x')</script>" : "");
        var reference = parts["References"]!["ContentItems"]![0]!["Reference"]!.AsObject();
        reference["Doi"]!["Text"] = texts[4];
        reference["Url"]!["Url"] = texts[5];
        reference["Retracted"] = flag ? new JsonObject { ["Value"] = false } : null;
        if (flag)
        {
            parts.Remove("LocalizationPart");
            parts["Article"]!["HotArticles"] = null;
        }
    }));

    private static readonly IReadOnlyList<string[]> VisibleTexts =
    [
        ["TitlePart", "Title"], ["Article", "Subtitle", "Text"], ["Article", "Excerpt", "Text"], ["LocalizationPart", "Culture"],
        ["Body", "ContentItems", "0", "TitlePart", "Title"], ["Body", "ContentItems", "0", "HtmlBodyPart", "Html"],
        ["Body", "ContentItems", "1", "TitlePart", "Title"],
        ["Body", "ContentItems", "1", "Entries", "ContentItems", "0", "TitlePart", "Title"],
        ["Body", "ContentItems", "1", "Entries", "ContentItems", "0", "HtmlBodyPart", "Html"],
        ["References", "ContentItems", "0", "TitlePart", "Title"],
        .. new[] { "Doi", "Pmid", "Grade" }.Select(name => new[] { "References", "ContentItems", "0", "Reference", name, "Text" }),
        ["References", "ContentItems", "0", "Reference", "Url", "Url"], ["References", "ContentItems", "0", "Reference", "Url", "Text"],
    ];

    private static void Append(JsonObject parts, string[] path, string added)
    {
        JsonNode at = parts;
        foreach (var name in path[..^1])
        {
            at = at is JsonArray array ? array[int.Parse(name, System.Globalization.CultureInfo.InvariantCulture)]! : at[name] ?? (at[name] = new JsonObject());
        }

        at[path[^1]] = (string?)at[path[^1]] + added;
    }

    private static string Hash(ContentItem item) => MedicalContent.Hash(MedicalContent.Project(item, SeedContent.Disclaimer, SeedContent.Definitions, "en"));
}
