using System.Text.Json.Nodes;
using GutCms.Core.Editorial;

namespace GutCms.Core.Tests.Editorial;

public sealed class ContentMergeTests
{
    private static readonly JsonObject Origin = Item("Title", "Subtitle", ("a", "One"), ("b", "Two"));

    [Fact]
    public void Nothing_is_to_be_chosen_when_both_are_the_same() =>
        Assert.Empty(ContentMerge.Compare(Origin, Item("Mine", "Subtitle", ("a", "One")), Item("Mine", "Subtitle", ("a", "One"))));

    [Fact]
    public void Empty_and_absent_are_the_same()
    {
        var mine = Item("Title", "");
        var theirs = Item("Title", "");
        theirs["Article"] = new JsonObject();

        Assert.Empty(ContentMerge.Compare(Origin, mine, theirs));
    }

    [Fact]
    public void Side_that_changed_alone_is_suggested()
    {
        var units = ContentMerge.Compare(Origin, Item("Mine", "Subtitle", ("a", "One"), ("b", "Two")), Item("Title", "Theirs", ("a", "One"), ("b", "Two")));

        Assert.Equal([("TitlePart.Title", MergeSide.Mine), ("Article.Subtitle", MergeSide.Theirs)], units.Select(unit => (unit.Key, unit.Suggested!.Value)));
    }

    [Fact]
    public void Nothing_is_suggested_when_both_changed_it()
    {
        var unit = Assert.Single(ContentMerge.Compare(Origin, Item("Mine", "Subtitle", ("a", "One"), ("b", "Two")), Item("Theirs", "Subtitle", ("a", "One"), ("b", "Two"))));

        Assert.Null(unit.Suggested);
    }

    [Fact]
    public void Changes_of_different_fields_and_blocks_are_all_kept()
    {
        var mine = Item("Mine", "Subtitle", ("a", "One by me"), ("b", "Two"), ("c", "Three by me"));
        var theirs = Item("Title", "Theirs", ("a", "One"), ("b", "Two by them"));

        var merged = Merge(mine, theirs);

        Assert.Equal("""{"Title":"Mine"}""", merged["TitlePart"]!.ToJsonString());
        Assert.Equal("Mine", (string?)merged["DisplayText"]);
        Assert.Equal("Theirs", (string?)merged["Article"]!["Subtitle"]!["Text"]);
        Assert.Equal([("a", "One by me"), ("b", "Two by them"), ("c", "Three by me")], Blocks(merged));
    }

    [Fact]
    public void Choice_overrules_the_suggestion()
    {
        var mine = Item("Mine", "Subtitle", ("a", "One"), ("b", "Two"));
        var theirs = Item("Theirs", "Subtitle", ("a", "One"), ("b", "Two"));

        var merged = Merge(mine, theirs, ("TitlePart.Title", MergeSide.Theirs));

        Assert.Equal("Theirs", (string?)merged["TitlePart"]!["Title"]);
    }

    [Fact]
    public void Block_that_one_removed_and_the_other_left_alone_is_gone() =>
        Assert.Equal([("b", "Two")], Blocks(Merge(Item("Title", "Subtitle", ("b", "Two")), Item("Theirs", "Subtitle", ("a", "One"), ("b", "Two")))));

    [Fact]
    public void Block_that_one_removed_and_the_other_changed_is_to_be_chosen()
    {
        var mine = Item("Title", "Subtitle", ("b", "Two"));
        var theirs = Item("Title", "Subtitle", ("a", "One by them"), ("b", "Two"));

        var unit = ContentMerge.Compare(Origin, mine, theirs).Single(difference => difference.Key == "Body/a");

        Assert.Null(unit.Mine);
        Assert.Null(unit.Suggested);
        Assert.Equal([("b", "Two"), ("a", "One by them")], Blocks(Merge(mine, theirs, ("Body/a", MergeSide.Theirs))));
    }

    [Fact]
    public void Order_is_kept_when_only_one_moved_blocks() =>
        Assert.Equal([("b", "Two"), ("a", "One by them")], Blocks(Merge(Item("Title", "Subtitle", ("b", "Two"), ("a", "One")), Item("Title", "Subtitle", ("a", "One by them"), ("b", "Two")))));

    [Fact]
    public void Ids_and_dates_are_those_of_what_is_stored()
    {
        var theirs = Item("Theirs", "Subtitle");
        theirs["ContentItemVersionId"] = "theirs";

        Assert.Equal("theirs", (string?)Merge(Item("Mine", "Subtitle"), theirs)["ContentItemVersionId"]);
    }

    private static JsonObject Merge(JsonObject mine, JsonObject theirs, params (string Key, MergeSide Side)[] choices) =>
        ContentMerge.Apply(ContentMerge.Compare(Origin, mine, theirs), choices.ToDictionary(choice => choice.Key, choice => choice.Side), mine, theirs);

    private static IEnumerable<(string?, string?)> Blocks(JsonObject item) =>
        item["Body"]!["ContentItems"]!.AsArray().Select(block => ((string?)block!["ContentItemId"], (string?)block["HtmlBodyPart"]!["Html"]));

    private static JsonObject Item(string title, string subtitle, params (string Id, string Html)[] blocks) => new()
    {
        ["ContentItemId"] = "item",
        ["ContentItemVersionId"] = "version",
        ["ContentType"] = "Article",
        ["DisplayText"] = title,
        ["TitlePart"] = new JsonObject { ["Title"] = title },
        ["Article"] = new JsonObject { ["Subtitle"] = new JsonObject { ["Text"] = subtitle } },
        ["Body"] = new JsonObject
        {
            ["ContentItems"] = new JsonArray([.. blocks.Select(JsonNode? (block) => new JsonObject { ["ContentItemId"] = block.Id, ["ContentType"] = "Section", ["HtmlBodyPart"] = new JsonObject { ["Html"] = block.Html } })]),
        },
    };
}
