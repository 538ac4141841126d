using System.Text.Json.Nodes;
using GutCms.Core.Diff;
using GutCms.Core.Diff.Marking;

namespace GutCms.Core.Tests.Diff;

public sealed class MarkedTextTests
{
    [Fact]
    public void Marks_what_changed_and_names_what_is_dangerous()
    {
        var html = Section("<p>Take 10 mg daily.</p>", "<p>Take 20 mg daily.</p>").Html!;

        Assert.Equal(
            "<p>Take <span class=\"change is-loud\" id=\"change-1\" tabindex=\"-1\"><del><span class=\"visually-hidden\">Change.Removed </span>10</del>"
            + "<ins><span class=\"visually-hidden\">Change.Added </span>20</ins><span class=\"change-why\">Caution.Number</span></span> mg daily.</p>",
            html);
    }

    [Fact]
    public void Leaves_white_space_around_an_added_word_outside_of_the_mark() =>
        Assert.Contains("meals <span class=\"change\"", Section("<p>Eat meals.</p>", "<p>Eat meals slowly.</p>").Html, StringComparison.Ordinal);

    [Fact]
    public void Puts_a_removed_item_of_a_list_into_an_item()
    {
        var html = Section("<ul><li>one thing</li><li>other stuff</li></ul>", "<ul><li>one thing</li></ul>").Html!;

        Assert.StartsWith("<ul><li>one thing</li><li class=\"was\">", html, StringComparison.Ordinal);
        Assert.EndsWith("</li></ul>", html, StringComparison.Ordinal);
        Assert.Contains("other stuff</del>", html, StringComparison.Ordinal);
    }

    [Fact]
    public void Puts_a_removed_paragraph_into_a_paragraph() =>
        Assert.Contains("<del>", Section("<p>First words here.</p><p>Gone now.</p><p>Last words here.</p>", "<p>First words here.</p><p>Last words here.</p>").Html, StringComparison.Ordinal);

    [Fact]
    public void Marks_a_changed_formula_as_a_whole()
    {
        var html = Section("<p>Ratio <math><mn>1</mn></math> now.</p>", "<p>Ratio <math><mn>2</mn></math> now.</p>").Html!;

        Assert.Contains("is-loud", html, StringComparison.Ordinal);
        Assert.Contains("Change.Removed </span><math><mn>1</mn></math></del>", html, StringComparison.Ordinal);
        Assert.Contains("Change.Added </span><math><mn>2</mn></math></ins>", html, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("<b>Old</b> title", "<b onclick=alert(1)>New</b> title")]
    [InlineData("<script>a</script>", "<script>b</script>")]
    public void Shows_tags_in_plain_texts_as_text(string before, string after)
    {
        var title = Mark(new JsonObject { ["title"] = before }, new JsonObject { ["title"] = after }).Title;

        Assert.DoesNotContain("<b", title, StringComparison.Ordinal);
        Assert.DoesNotContain("<script", title, StringComparison.Ordinal);
    }

    [Fact]
    public void Shows_fields_of_a_site_as_text_whatever_they_hold()
    {
        var marked = new TextMarker(new ChangeMarks(Names)).Mark(new JsonObject { ["title"] = "T", ["fields"] = new JsonObject { ["note"] = "<img src=x onerror=alert(1)>" } }, null, [], []);

        Assert.Equal("&lt;img src=x onerror=alert(1)&gt;", Assert.Single(marked.Details).Html);
    }

    [Fact]
    public void Shows_the_picture_of_both_texts_where_it_changed_and_what_is_said_about_it()
    {
        static JsonObject Text(string path, string alt) => new()
        {
            ["title"] = "T",
            ["picture"] = new JsonObject { ["path"] = path, ["alt"] = alt },
            ["body"] = new JsonArray(new JsonObject { ["kind"] = "figure", ["id"] = "figure", ["picture"] = new JsonObject { ["path"] = path, ["alt"] = alt } }),
        };

        var same = Mark(Text("a/original.jpg", "One"), Text("a/original.jpg", "One"));
        Assert.Equal(new MarkedPicture("a/original.jpg", "One", RunChange.Equal), Assert.Single(same.Pictures));
        Assert.Equal(0, same.Changes);

        var marked = Mark(Text("a/original.jpg", "One"), Text("b/original.jpg", "Two"));
        MarkedPicture[] both = [new MarkedPicture("a/original.jpg", "One", RunChange.Removed), new MarkedPicture("b/original.jpg", "Two", RunChange.Added)];
        Assert.Equal(both, marked.Pictures);
        Assert.Equivalent(both, marked.Body.SelectMany(block => block.Pictures), strict: true);
        Assert.Contains("<del>", marked.Details.Single(detail => detail.Name == "picture.alt").Html, StringComparison.Ordinal);
        Assert.True(marked.Changes >= 4);

        // One that is new, and one that is gone.
        var without = new JsonObject { ["title"] = "T" };
        Assert.Equal([RunChange.Added], Mark(without, Text("b/original.jpg", "Two")).Pictures.Select(picture => picture.Change));
        var gone = Mark(Text("a/original.jpg", "One"), without);
        Assert.Equal([RunChange.Removed], gone.Pictures.Select(picture => picture.Change));
        Assert.Equal([RunChange.Removed], Assert.Single(gone.Body).Pictures.Select(picture => picture.Change));
    }

    [Fact]
    public void Shows_lists_of_a_site_and_what_changed_in_them_as_text()
    {
        static JsonObject Text(params string[] tags) => new()
        {
            ["title"] = "T",
            ["fields"] = new JsonObject { ["tags"] = new JsonArray([.. tags.Select(tag => (JsonNode)tag)]), ["pictures"] = new JsonArray(new JsonObject { ["path"] = tags[0] + ".png", ["html"] = "<b>x</b>" }) },
        };

        var plain = new TextMarker(new ChangeMarks(Names)).Mark(Text("red", "<i>blue</i>"), null, [], []);
        Assert.Equal(["red · &lt;i&gt;blue&lt;/i&gt;", "red.png · &lt;b&gt;x&lt;/b&gt;"], plain.Details.Select(detail => detail.Html));

        var marked = Mark(Text("red", "blue"), Text("red", "green"));
        Assert.True(marked.Changes > 0);
        var tags = marked.Details.Single(detail => detail.Name == "fields.tags").Html;
        Assert.Contains("green", tags, StringComparison.Ordinal);
        Assert.Contains("blue", tags, StringComparison.Ordinal);
        Assert.StartsWith("red", tags, StringComparison.Ordinal);
    }

    [Fact]
    public void Says_which_blocks_are_new_removed_and_moved()
    {
        var marked = Mark(Body(("One", "<p>The first part is about sleep.</p>"), ("Two", "<p>The second part is about food.</p>"), ("Three", "<p>Gone without a trace.</p>")), Body(("Two", "<p>The second part is about food.</p>"), ("One", "<p>The first part is about sleep.</p>"), ("New", "<p>Take 5 mg.</p>")));

        Assert.Equal(
            [("Two", false, DiffChange.Unchanged), ("One", true, DiffChange.Unchanged), ("New", false, DiffChange.Added), ("Three", false, DiffChange.Removed)],
            marked.Body.Select(block => (block.Heading!, block.Moved, block.Change)).OrderBy(block => block.Change switch { DiffChange.Removed => 2, DiffChange.Added => 1, _ => 0 }).ThenBy(block => block.Moved));
        Assert.Contains("loud-word", marked.Body.Single(block => block.Change == DiffChange.Added).Html, StringComparison.Ordinal);
        Assert.Equal(3, marked.Changes);
    }

    private static MarkedBlock Section(string before, string after) => Assert.Single(Mark(Body(("H", before)), Body(("H", after))).Body);

    private static JsonObject Body(params (string Heading, string Html)[] blocks) => new()
    {
        ["title"] = "T",
        ["body"] = new JsonArray([.. blocks.Select(block => (JsonNode)new JsonObject { ["kind"] = "section", ["id"] = block.Heading, ["heading"] = block.Heading, ["html"] = block.Html })]),
    };

    private static MarkedText Mark(JsonObject before, JsonObject after) => new TextMarker(new ChangeMarks(Names)).Mark(after, VersionDiff.Compare(before, after), [], []);

    /// <summary>Every text is its name.</summary>
    private static ChangeWords Names { get; } = new("Change.Added", "Change.Removed", words => "Form: " + words, caution => "Caution." + caution);
}
