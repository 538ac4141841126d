using System.Text.Json.Nodes;
using GutCms.Core.Content.Checking;

namespace GutCms.Core.Tests.Content;

public class SanitizingItemsTests
{
    private const string Dirty = "<p onclick=\"x()\">a<script>b</script></p>";

    [Fact]
    public void Returns_the_same_instance_when_nothing_changes() =>
        Assert.Same(Sample.Article, ContentSanitizer.Sanitize(Sample.Article, SeedContent.Definitions));

    [Fact]
    public void Cleans_nested_items_fields_and_what_is_not_defined_and_leaves_the_argument_alone()
    {
        var dirty = Sample.Changed(parts =>
        {
            parts["Body"]!["ContentItems"]![0]!["HtmlBodyPart"]!["Html"] = Dirty;
            parts["Body"]!["ContentItems"]![1]!["Entries"]!["ContentItems"]![0]!["HtmlBodyPart"]!["Html"] = Dirty;
            parts["Undefined"] = new JsonObject { ["Field"] = new JsonObject { ["Html"] = Dirty } };
            parts["List"] = new JsonArray(new JsonObject { ["Html"] = Dirty });
        });

        var clean = ContentSanitizer.Sanitize(dirty, SeedContent.Definitions).Parts.ToJsonString(Sample.Readable);

        Assert.DoesNotContain("script", clean, StringComparison.Ordinal);
        Assert.DoesNotContain("onclick", clean, StringComparison.Ordinal);
        Assert.Contains("script", dirty.Parts.ToJsonString(), StringComparison.Ordinal);
    }

    [Fact]
    public void Gives_notes_of_an_article_names_of_their_own()
    {
        const string Note = "<p>a<a href=\"#note-a\">1</a></p><p id=\"note-a\">b</p>";
        var item = Sample.Changed(parts =>
        {
            parts["Body"]!["ContentItems"]![0]!["HtmlBodyPart"]!["Html"] = Note;
            parts["Undefined"] = new JsonObject { ["Html"] = Note };
        });

        var clean = ContentSanitizer.Sanitize(item, SeedContent.Definitions);

        Assert.Equal(Note, (string?)clean.Parts["Body"]!["ContentItems"]![0]!["HtmlBodyPart"]!["Html"]);
        Assert.Equal(Note.Replace("note-a", "note-a-2", StringComparison.Ordinal), (string?)clean.Parts["Undefined"]!["Html"]);
        Assert.Same(clean, ContentSanitizer.Sanitize(clean, SeedContent.Definitions));
    }

    [Fact]
    public void Leaves_texts_alone_that_are_not_HTML()
    {
        var item = Sample.Changed(parts => parts["TitlePart"]!["Title"] = "a < b & <script>");

        Assert.Equal("a < b & <script>", (string?)ContentSanitizer.Sanitize(item, SeedContent.Definitions).Parts["TitlePart"]!["Title"]);
    }
}
