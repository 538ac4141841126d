using System.Collections.Immutable;
using System.Text.Json;
using System.Text.Json.Nodes;
using CsCheck;
using GutCms.Core.Diff;

namespace GutCms.Core.Tests.Diff;

public class ComparingVersionsTests
{
    [Fact]
    public void Finds_nothing_when_the_versions_are_identical() => Projections.Any.Sample(content =>
    {
        var diff = VersionDiff.Compare(content, (JsonObject)content.DeepClone());

        Assert.False(diff.HasChanges);
        Assert.Empty(diff.Summary.Cautions);
        Assert.Equal("", DiffText.Render(diff));
    }, iter: 100);

    [Fact]
    public void Finds_something_when_the_versions_differ_at_all() =>
        Gen.Select(Projections.Any, Projections.Any).Sample((from, to) => Assert.Equal(!JsonNode.DeepEquals(from, to), VersionDiff.Compare(from, to).HasChanges), iter: 100);

    [Fact]
    public void Rebuilds_both_sides_when_given_any_two_versions() => Gen.Select(Projections.Any, Projections.Any).Sample((from, to) =>
    {
        var diff = VersionDiff.Compare(from, to);

        CheckMembers(diff.Members, from, to);
        CheckLists(diff.Lists, from, to);
    }, iter: 100);

    [Fact]
    public void Says_which_texts_changed_when_they_stand_outside_lists()
    {
        var from = new JsonObject { ["title"] = "A", ["subtitle"] = "old", ["fields"] = new JsonObject { ["level"] = 3 } };
        var to = new JsonObject { ["title"] = "A", ["excerpt"] = "new", ["fields"] = new JsonObject { ["level"] = 4 } };

        var diff = VersionDiff.Compare(from, to);

        Assert.Equal([("excerpt", DiffChange.Added), ("fields.level", DiffChange.Changed), ("subtitle", DiffChange.Removed)], diff.Members.Select(member => (member.Path, member.Change)));
        Assert.Equal(3, diff.Summary.MembersChanged);
    }

    [Fact]
    public void Says_moved_and_nothing_else_when_a_block_only_moves()
    {
        var from = Projections.Article("<p>One.</p>", "<p>Two.</p>", "<p>Three.</p>");
        var to = (JsonObject)from.DeepClone();
        var blocks = to["body"]!.AsArray();
        var last = blocks[2]!;
        blocks.RemoveAt(2);
        blocks.Insert(0, last);

        var diff = VersionDiff.Compare(from, to);

        Assert.Equal([(2, 0, true, DiffChange.Unchanged), (0, 1, false, DiffChange.Unchanged), (1, 2, false, DiffChange.Unchanged)], Body(diff).Select(block => (block.FromIndex!.Value, block.ToIndex!.Value, block.Moved, block.Change)));
        Assert.Equal((0, 0, 1, 0), (diff.Summary.BlocksAdded, diff.Summary.BlocksRemoved, diff.Summary.BlocksMoved, diff.Summary.BlocksChanged));
    }

    [Fact]
    public void Says_moved_and_changed_when_a_block_does_both()
    {
        var from = Projections.Article("<p>One.</p>", "<p>Two.</p>", "<p>Take 10 mg with food.</p>");
        var to = (JsonObject)from.DeepClone();
        var blocks = to["body"]!.AsArray();
        var last = blocks[2]!;
        blocks.RemoveAt(2);
        blocks.Insert(0, last);
        last["html"] = "<p>Take 10 g with food.</p>";

        var block = Body(VersionDiff.Compare(from, to))[0];

        Assert.Equal((true, DiffChange.Changed), (block.Moved, block.Change));
        Assert.Equal(["html"], block.Members.Select(member => member.Path));
    }

    [Fact]
    public void Says_added_and_removed_when_blocks_come_and_go()
    {
        var diff = VersionDiff.Compare(Projections.Article("<p>One.</p>", "<p>Going away for 3 days.</p>"), Projections.Article("<p>One.</p>"));

        Assert.Equal([DiffChange.Unchanged, DiffChange.Removed], Body(diff).Select(block => block.Change));
        Assert.Equal("Going away for 3 days.", DiffText.Before(Body(diff)[1].Members.Single(member => member.Path == "html").Runs));
        Assert.True(diff.Summary.Cautions[DiffCaution.Number] > 0);
        Assert.Equal(1, VersionDiff.Compare(Projections.Article("<p>One.</p>"), Projections.Article("<p>One.</p>", "<p>Two.</p>")).Summary.BlocksAdded);
    }

    [Fact]
    public void Follows_a_block_when_its_heading_changes()
    {
        var from = Projections.Article("<p>The vagus nerve carries signals from the gut to the brain and back.</p>");
        var to = (JsonObject)from.DeepClone();
        to["body"]![0]!["heading"] = "How signals travel";
        to["body"]![0]!["id"] = "how-signals-travel";

        var block = Assert.Single(Body(VersionDiff.Compare(from, to)));

        Assert.Equal(DiffChange.Changed, block.Change);
        Assert.Equal("heading", Assert.Single(block.Members).Path);
        Assert.Equal("How signals travel", block.Heading);
    }

    [Fact]
    public void Takes_two_blocks_for_different_ones_when_neither_heading_nor_words_agree()
    {
        var from = Projections.Article("<p>The vagus nerve carries signals.</p>");
        var to = (JsonObject)from.DeepClone();
        to["body"]![0]!["heading"] = "Diet";
        to["body"]![0]!["html"] = "<p>Eat more fibre every morning.</p>";

        Assert.Equal([DiffChange.Removed, DiffChange.Added], Body(VersionDiff.Compare(from, to)).Select(block => block.Change).Order().Reverse());
    }

    [Fact]
    public void Goes_into_an_answer_when_only_that_changes()
    {
        static JsonObject Faq(string answer) => new()
        {
            ["body"] = new JsonArray(new JsonObject
            {
                ["kind"] = "faq",
                ["heading"] = "Questions",
                ["entries"] = new JsonArray(
                    new JsonObject { ["question"] = "Is it safe?", ["answerHtml"] = answer },
                    new JsonObject { ["question"] = "Does it help?", ["answerHtml"] = "<p>Perhaps.</p>" }),
            }),
        };

        var faq = Assert.Single(Body(VersionDiff.Compare(Faq("<p>It is safe.</p>"), Faq("<p>It is not safe.</p>"))));

        var entry = Assert.Single(faq.Lists).Blocks[0];
        Assert.Equal(("Is it safe?", DiffChange.Changed), (entry.Heading, entry.Change));
        Assert.Contains(entry.Members[0].Runs, run => run is { Change: RunChange.Added, Text: "not" } && run.Cautions.Contains(DiffCaution.Negation));
    }

    [Theory]
    [InlineData("<p>See <a href=\"/a\">this</a>.</p>", "<p>See <a href=\"/b\">this</a>.</p>", "<a href=\"/a\">", "<a href=\"/b\">")]
    [InlineData("<p>It is <strong>safe</strong>.</p>", "<p>It is <em>safe</em>.</p>", "<strong>|</strong>", "<em>|</em>")]
    [InlineData("<p>One</p><p>Two</p>", "<ul><li>One</li><li>Two</li></ul>", "<p>|</p>|<p>|</p>", "<ul>|<li>|</li>|<li>|</li>|</ul>")]
    public void Says_so_when_only_markup_changes(string before, string after, string removed, string added)
    {
        var member = Assert.Single(VersionDiff.Compare(new JsonObject { ["html"] = before }, new JsonObject { ["html"] = after }).Members);

        Assert.Equal(removed.Split('|'), member.Runs.Where(run => run.Change == RunChange.Removed).Select(run => run.Markup));
        Assert.Equal(added.Split('|'), member.Runs.Where(run => run.Change == RunChange.Added).Select(run => run.Markup));
        Assert.True(member.MarkupOnly);
    }

    [Fact]
    public void Does_not_call_it_markup_when_a_word_changes_too() =>
        Assert.False(VersionDiff.Compare(new JsonObject { ["html"] = "<p>a <em>b</em></p>" }, new JsonObject { ["html"] = "<p>a c</p>" }).Members[0].MarkupOnly);

    [Fact]
    public void Follows_a_reference_when_only_its_grade_changes()
    {
        static JsonObject With(string grade) => new() { ["references"] = new JsonArray(new JsonObject { ["citation"] = "A. Author, 2024", ["grade"] = grade }) };

        var list = Assert.Single(VersionDiff.Compare(With("low"), With("high")).Lists);

        Assert.Equal(("references", "grade"), (list.Name, Assert.Single(list.Blocks[0].Members).Path));
    }

    [Fact]
    public void Stands_a_removed_block_where_it_stood_when_others_remain()
    {
        var from = Projections.Article("<p>One.</p>", "<p>Two words here.</p>", "<p>Three.</p>");
        var to = (JsonObject)from.DeepClone();
        to["body"]!.AsArray().RemoveAt(1);

        Assert.Equal(["Part A", "Part B", "Part C"], Body(VersionDiff.Compare(from, to)).Select(block => block.Heading));
    }

    [Fact]
    public void Reads_as_text_when_rendered() => Assert.Equal(
        "title: Gut [-and-]{+or+} brain\nbody[0] changed: Part A\n  html: Take 10 [-mg !Unit-]{+g !Unit+} now.\n",
        DiffText.Render(VersionDiff.Compare(Projections.Article("<p>Take 10 mg now.</p>"), Titled("Gut or brain", Projections.Article("<p>Take 10 g now.</p>")))));

    [Fact]
    public void Is_plain_data_when_written_as_json()
    {
        var diff = VersionDiff.Compare(Projections.Article("<p>Take 10 mg.</p>"), Projections.Article("<p>Take 10 g.</p>"));

        var json = JsonSerializer.Serialize(diff, JsonSerializerOptions.Web);

        Assert.Contains("""{"change":"Removed","text":"mg","markup":null,"cautions":["Unit"]}""", json, StringComparison.Ordinal);
        Assert.Contains("\"cautions\":{\"Unit\":2}", json, StringComparison.Ordinal);
        Assert.Equal(json, JsonSerializer.Serialize(JsonSerializer.Deserialize<VersionDiff>(json, JsonSerializerOptions.Web), JsonSerializerOptions.Web));
    }

    private static JsonObject Titled(string title, JsonObject content)
    {
        content["title"] = title;
        return content;
    }

    private static ImmutableArray<BlockDiff> Body(VersionDiff diff) => Assert.Single(diff.Lists, list => list.Name == "body").Blocks;

    private static void CheckMembers(ImmutableArray<MemberDiff> members, JsonNode? from, JsonNode? to)
    {
        foreach (var member in members)
        {
            var isHtml = member.Path.EndsWith("html", StringComparison.OrdinalIgnoreCase);
            Assert.Equal(At(from, member.Path), isHtml ? DiffText.HtmlBefore(member.Runs) : DiffText.Before(member.Runs));
            Assert.Equal(At(to, member.Path), isHtml ? DiffText.HtmlAfter(member.Runs) : DiffText.After(member.Runs));
        }
    }

    private static void CheckLists(ImmutableArray<ListDiff> lists, JsonNode? from, JsonNode? to)
    {
        foreach (var list in lists)
        {
            var (before, after) = (from?[list.Name]?.AsArray(), to?[list.Name]?.AsArray());
            Assert.Equal(Enumerable.Range(0, before?.Count ?? 0), list.Blocks.Select(block => block.FromIndex).OfType<int>().Order());
            Assert.Equal(Enumerable.Range(0, after?.Count ?? 0), list.Blocks.Select(block => block.ToIndex).OfType<int>());
            foreach (var block in list.Blocks)
            {
                var (earlier, later) = (block.FromIndex is { } one ? before![one] : null, block.ToIndex is { } other ? after![other] : null);
                Assert.Equal(block.Change == DiffChange.Unchanged, JsonNode.DeepEquals(earlier, later));
                CheckMembers(block.Members, earlier, later);
                CheckLists(block.Lists, earlier, later);
            }
        }
    }

    private static string At(JsonNode? node, string path) =>
        path.Split('.').Aggregate(node, (at, name) => at?[name]) is { } value ? value.GetValueKind() == JsonValueKind.String ? value.GetValue<string>() : value.ToJsonString() : "";
}
