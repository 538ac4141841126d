using System.Text.Json.Nodes;
using GutCms.Core.Content.Checking;
using GutCms.Core.Content.Definitions;
using GutCms.Core.Content.Items;
using GutCms.Core.Content.Projecting;
using GutCms.Core.Media;

namespace GutCms.Core.Tests.Content;

/// <summary>A picture is part of the text that shows it: its bytes, by their hash, and every word about it.</summary>
public sealed class PicturesInTextsTests
{
    private static readonly string Sha = new('a', 64);

    private static readonly string Path = $"{Sha}/original.jpg";

    [Fact]
    public void The_text_holds_the_picture_with_what_is_said_about_it()
    {
        var content = Project(Picture(Path, "A gut", caption: "A gut.\r\nSeen from the left", credit: "Ann", license: "CC BY 4.0"), Figure(Picture(Path, null, decorative: true)));

        Assert.Equal($$"""{"path":"{{Path}}","alt":"A gut","caption":"A gut.\nSeen from the left","credit":"Ann","license":"CC BY 4.0"}""", content["picture"]!.ToJsonString());
        Assert.Equal($$$"""[{"kind":"figure","id":"figure","picture":{"path":"{{{Path}}}","decorative":true}}]""", content["body"]!.ToJsonString());
        Assert.Null(content["parts"]);
        Assert.Null(content["other"]);
    }

    [Fact]
    public void Whatever_changes_of_it_makes_another_hash()
    {
        var hashes = new[]
        {
            Picture(Path, "A gut"), Picture($"{new string('b', 64)}/original.jpg", "A gut"), Picture(Path, "A liver"), Picture(Path, null, decorative: true), Picture(Path, "A gut", caption: "c"),
            Picture(Path, "A gut", credit: "c"), Picture(Path, "A gut", license: "c"), new JsonObject(),
        }.Select(picture => MedicalContent.Hash(Project(picture))).ToList();

        Assert.Distinct(hashes);
        Assert.Equal(hashes[^1], MedicalContent.Hash(Project(Picture("", "", caption: ""))));
    }

    [Fact]
    public void Nothing_that_is_stored_beside_the_first_picture_is_left_out_of_the_hash()
    {
        var picture = Picture(Path, "A gut");
        picture["Picture"]!["Paths"]!.AsArray().Add("x.png");
        Assert.Equal("""[{"path":"x.png"}]""", Project(picture)["picture"]!["more"]!.ToJsonString());

        // Under another type of field than the shipped one as well.
        var foreign = DefinitionJson.Merge(ContentDefinitions.Empty, JsonNode.Parse("""
            { "ContentTypes": [ { "Name": "Note", "ContentTypePartDefinitionRecords": [ { "PartName": "FigurePart" } ] } ],
              "ContentParts": [ { "Name": "FigurePart", "ContentPartFieldDefinitionRecords": [ { "FieldName": "TextField", "Name": "Picture" }, { "FieldName": "TextField", "Name": "Legend" } ] } ] }
            """)!.AsObject());
        var note = new ContentItem { ContentType = "Note", Parts = JsonNode.Parse("""{ "FigurePart": { "Picture": { "Text": "p" }, "Legend": { "Text": "l" } } }""")!.AsObject() };
        Assert.Equal("""{"type":"Note","language":"en","picture":{"path":"p"},"parts":{"figurePart":{"legend":"l"}}}""", MedicalContent.Project(note, null, foreign, "en").ToJsonString());
    }

    [Fact]
    public void A_picture_has_an_alternative_text_or_is_decorative_before_anybody_else_has_to_do_with_it()
    {
        Assert.Empty(Faults(Picture(Path, "A gut")));
        Assert.Empty(Faults(Picture(Path, null, decorative: true)));
        Assert.Empty(Faults(new JsonObject()));

        // A draft may lack it.
        var lacking = Assert.Single(Faults(Picture(Path, " ")));
        Assert.Equal(("$.FigurePart.Picture.MediaTexts", true), (lacking.Path, lacking.IsMissing));
        Assert.Equal("$.Body.ContentItems[0].FigurePart.Picture.MediaTexts", Assert.Single(Completeness.FindMissing(Item([], Figure(Picture(Path, null))), SeedContent.Definitions)).Path);
        var alone = Assert.Single(Faults(Picture(null, null, caption: "A gut")));
        Assert.Equal(("$.FigurePart.Picture.Paths", true), (alone.Path, alone.IsMissing));
        var both = Assert.Single(Faults(Picture(Path, "A gut", decorative: true)));
        Assert.Equal(("$.FigurePart.Picture.MediaTexts", false), (both.Path, both.IsMissing));
    }

    [Fact]
    public void Only_the_path_of_a_picture_that_the_library_knows_is_one()
    {
        var file = new MediaFile
        {
            Sha256 = Sha,
            FileName = "gut.jpg",
            MediaType = "image/jpeg",
            Bytes = 1,
            Width = 400,
            Height = 300,
            UploadedBy = "a",
            UploadedByName = "a",
            UploadedUtc = DateTime.UnixEpoch,
        };
        var known = new Dictionary<string, MediaFile> { [Sha] = file };
        var item = Item(Picture(Path, "A gut"), Figure(Picture($"{Sha}/original.png", "x")), Figure(Picture($"{new string('b', 64)}/original.jpg", "x")), Figure(Picture("../look/logo.png", "x")));

        var shown = ShownPicture.In(item, SeedContent.Definitions);

        Assert.Equal(["$.Body.ContentItems[0].FigurePart.Picture.Paths[0]", "$.Body.ContentItems[1].FigurePart.Picture.Paths[0]", "$.Body.ContentItems[2].FigurePart.Picture.Paths[0]"],
            shown.Where(picture => picture.FaultIn(known) is not null).Select(picture => "$" + picture.Path).Order(StringComparer.Ordinal));
        Assert.Null(shown.Single(picture => picture.Path == ".FigurePart.Picture.Paths[0]").FaultIn(known));
        Assert.Equal([Sha, new string('b', 64)], ShownPicture.IdsOf(shown).Order(StringComparer.Ordinal));
    }

    private static JsonObject Picture(string? path, string? alt, bool decorative = false, string? caption = null, string? credit = null, string? license = null) => new()
    {
        ["Picture"] = new JsonObject { ["Paths"] = path is null ? [] : new JsonArray(path), ["MediaTexts"] = alt is null ? [] : new JsonArray(alt) },
        ["Decorative"] = new JsonObject { ["Value"] = decorative },
        ["Caption"] = new JsonObject { ["Text"] = caption },
        ["Credit"] = new JsonObject { ["Text"] = credit },
        ["License"] = new JsonObject { ["Text"] = license },
    };

    private static JsonObject Figure(JsonObject picture) => new() { ["ContentItemId"] = ContentIds.New(), ["ContentType"] = "Figure", ["DisplayText"] = "", ["FigurePart"] = picture };

    private static ContentItem Item(JsonObject picture, params JsonObject[] body) => new()
    {
        ContentType = "Article",
        DisplayText = "T",
        Parts = new JsonObject
        {
            ["TitlePart"] = new JsonObject { ["Title"] = "T" },
            ["AutoroutePart"] = new JsonObject { ["Path"] = "articles/t" },
            ["Article"] = new JsonObject { ["Disclaimer"] = new JsonObject { ["ContentItemIds"] = new JsonArray(SeedContent.Disclaimer.ContentItemId) } },
            ["FigurePart"] = picture,
            ["Body"] = new JsonObject { ["ContentItems"] = new JsonArray([.. body]) },
        },
    };

    private static IReadOnlyList<ContentFault> Faults(JsonObject picture) => ContentValidator.Validate(Item(picture), SeedContent.Definitions);

    private static JsonObject Project(JsonObject picture, params JsonObject[] body) => MedicalContent.Project(Item(picture, body), null, SeedContent.Definitions, "en");
}
