using System.Text.Json.Nodes;
using GutCms.TestSupport;

namespace GutCms.Web.Tests.Cli;

public sealed class ContentImportCommandTests : IAsyncLifetime
{
    private const string Document = "# Sleep\n\n## Why\n\nBecause.\n\n![A brain](brain.png)\n\n## References\n\n1. Doe J. Sleep. 2020. doi:10.5555/abc\n";

    private TestSite _site = null!;

    public async ValueTask InitializeAsync() => _site = await TestSite.CreateSeededAsync(SiteDatabase.Sqlite);

    public ValueTask DisposeAsync() => _site.DisposeAsync();

    [Fact]
    public async Task Document_becomes_a_draft_and_what_is_left_out_is_named()
    {
        var file = await WriteAsync("sleep.md", Document);
        var dry = await _site.RunAsync("content", "import", file, "--dry-run");
        var strict = await _site.RunAsync("content", "import", file, "--strict");
        var before = await _site.RunAsync("recipe", "export", "--type", "Article");

        var done = await _site.RunAsync("content", "import", file, "--json");
        var export = await _site.RunAsync("recipe", "export", "--type", "Article");

        Assert.Equal((0, 1, 0), (dry.ExitCode, strict.ExitCode, done.ExitCode));
        Assert.Contains("would be  Sleep", dry.Output, StringComparison.Ordinal);
        Assert.Contains("“A brain” Below “Why”.", dry.Output, StringComparison.Ordinal);
        Assert.Contains("1 thing would be left out; nothing was saved.", strict.Error, StringComparison.Ordinal);
        Assert.DoesNotContain("10.5555/abc", before.Output, StringComparison.Ordinal);
        var draft = JsonNode.Parse(done.Output)!["drafts"]![0]!;
        Assert.Equal(("Sleep", "picture"), ((string?)draft["title"], (string?)draft["leftOut"]![0]!["kind"]));
        Assert.Contains((string)draft["contentItemId"]!, export.Output, StringComparison.Ordinal);
        Assert.Contains("10.5555/abc", export.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task File_that_cannot_be_read_and_an_owner_that_nobody_is_are_refused_in_one_line()
    {
        var other = await _site.RunAsync("content", "import", await WriteAsync("a.pdf", "%PDF-1.7"));
        var missing = await _site.RunAsync("content", "import", "nothing.docx");
        var nobody = await _site.RunAsync("content", "import", await WriteAsync("sleep.md", Document), "--owner", "nobody");

        Assert.Equal((1, 3, 1), (other.ExitCode, missing.ExitCode, nobody.ExitCode));
        Assert.Contains("a.pdf: Files of this form are not read.", other.Error, StringComparison.Ordinal);
        Assert.Contains("There is no user 'nobody'.", nobody.Error, StringComparison.Ordinal);
    }

    private async Task<string> WriteAsync(string name, string text)
    {
        var path = Path.Combine(_site.Folder, name);
        await File.WriteAllTextAsync(path, text);
        return path;
    }
}
