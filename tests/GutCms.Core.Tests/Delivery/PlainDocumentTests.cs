namespace GutCms.Core.Tests.Delivery;

public sealed class PlainDocumentTests : IAsyncDisposable
{
    private readonly PublishedSite _site = new();

    public ValueTask DisposeAsync() => _site.DisposeAsync();

    [Fact]
    public async Task Shows_a_series_with_its_published_articles_in_order()
    {
        await _site.PublishAsync(
            Samples.Series("s", title: "Series", description: "<p>All of it.</p>"),
            Samples.Article("b", series: "s", position: 2),
            Samples.Article("a", series: "s", position: 1));

        Assert.Equal(
            """{"id":"s","versionId":"s-v1","slug":"s","url":"/series/s","title":"Series","description":"<p>All of it.</p>","language":"en","content":{"type":"Series","language":"en","title":"Series","description":"<p>All of it.</p>"},"contentHash":"sha256:4a85fde1951d7083410c2c449f91054a35c0725bbadd7872872c83ec3e429886","presentation":{"path":"series/s"},"presentationHash":"sha256:bec08141b7e24b7752d92f5713389a4009064aad4c2fcd97e6c260d9f544db77","count":2,"articles":[{"position":1,"id":"a","slug":"a","title":"Title of a","url":"/articles/a"},{"position":2,"id":"b","slug":"b","title":"Title of b","url":"/articles/b"}],"review":{"status":"none","approvals":[],"lastReviewedUtc":null,"nextReviewUtc":null,"certificate":null},"publishedUtc":"2026-01-02T03:04:05Z","liveSinceUtc":"2026-01-02T03:04:05Z","modifiedUtc":"2026-01-02T04:04:05Z"}""",
            System.Text.Encoding.UTF8.GetString(_site.Delivered["s"].Document.Identity));
        Assert.Equal((2, "none"), ((int)_site.Summary("s")["count"]!, (string?)_site.Summary("s")["reviewStatus"]));
    }

    [Fact]
    public async Task Shows_a_series_without_articles_as_empty()
    {
        await _site.PublishAsync(Samples.Series("s"));

        Assert.Equal(0, (int)_site.Json("s")["count"]!);
        Assert.Null(_site.Json("s")["articles"]);
        Assert.Null(_site.Json("s")["description"]);
    }

    [Fact]
    public async Task Shows_a_disclaimer()
    {
        await _site.PublishAsync(Samples.Disclaimer("d", "<p>Ask.</p>", kind: "crisis"));

        Assert.Equal(
            """{"id":"d","versionId":"d-v1","kind":"crisis","title":"Title of d","html":"<p>Ask.</p>","language":"en","contentHash":"sha256:d238b6c755ae0fb53fa40f93cb6c35f4933d20af843793039baca73b21e71268","publishedUtc":"2026-01-02T03:04:05Z","liveSinceUtc":"2026-01-02T03:04:05Z","modifiedUtc":"2026-01-02T04:04:05Z"}""",
            System.Text.Encoding.UTF8.GetString(_site.Delivered["d"].Document.Identity));
    }
}
