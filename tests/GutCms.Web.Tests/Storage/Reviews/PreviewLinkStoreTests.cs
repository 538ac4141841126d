using GutCms.Core.Previews;
using GutCms.Core.Storage;
using GutCms.Web.Storage.Previews;
using static GutCms.Web.Tests.Storage.TestContent;

namespace GutCms.Web.Tests.Storage.Reviews;

public sealed class PreviewLinkStoreOnSqliteTests() : PreviewLinkStoreTests(Provider.Sqlite);

public sealed class PreviewLinkStoreOnPostgreSqlTests() : PreviewLinkStoreTests(Provider.PostgreSql);

public abstract class PreviewLinkStoreTests(Provider provider) : StorageTests(provider)
{
    private static readonly PreviewLink Link = new("link", "hash", Id("gut"), null, true, "editor-id", "editor", Monday, Monday.AddDays(7));

    private readonly EfPreviewLinks _links = new();

    [Fact]
    public async Task Returns_a_link_as_it_was_written_and_changed()
    {
        await Storage.Store.WriteAsync(work => _links.AddAsync(work, Link, Token));
        var opened = Link with { Openings = 1, LastOpenedUtc = Monday.AddHours(1) };
        await Storage.Store.WriteAsync(work => _links.SaveAsync(work, opened, Token));

        Assert.Equal(opened, await Storage.Store.ReadAsync(work => _links.FindByTokenAsync(work, "hash", Token)));
        Assert.Null(await Storage.Store.ReadAsync(work => _links.FindByTokenAsync(work, "other", Token)));
    }

    [Fact]
    public async Task Lists_the_links_of_an_item_newest_first()
    {
        await Storage.Store.WriteAsync(async work =>
        {
            await _links.AddAsync(work, Link, Token);
            await _links.AddAsync(work, Link with { LinkId = "later", TokenHash = "later", CreatedUtc = Monday.AddDays(1) }, Token);
            await _links.AddAsync(work, Link with { LinkId = "other", TokenHash = "other", ContentItemId = Id("skin") }, Token);
        });

        Assert.Equal(["later", "link"], (await Storage.Store.ReadAsync(work => _links.ListAsync(work, Id("gut"), Token))).Select(link => link.LinkId));
    }

    [Fact]
    public async Task No_two_links_have_one_token()
    {
        await Storage.Store.WriteAsync(work => _links.AddAsync(work, Link, Token));

        await Assert.ThrowsAsync<ContentConflictException>(() => Storage.Store.WriteAsync(work => _links.AddAsync(work, Link with { LinkId = "second" }, Token)));
    }
}
