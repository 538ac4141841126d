using GutCms.Core.Security;
using GutCms.Core.Storage;
using static GutCms.Web.Tests.Storage.TestContent;

namespace GutCms.Web.Tests.Storage.Reviews;

public sealed class VersionHistoryOnSqliteTests() : VersionHistoryTests(Provider.Sqlite);

public sealed class VersionHistoryOnPostgreSqlTests() : VersionHistoryTests(Provider.PostgreSql);

public abstract class VersionHistoryTests(Provider provider) : StorageTests(provider)
{
    [Fact]
    public async Task Lists_versions_oldest_first_with_hash_and_authors()
    {
        await Storage.Store.AddAsync("recipe", Article("gut"), Article("other"));
        await Storage.Store.WriteAsync(async work =>
        {
            await work.AddVersionAsync(Article("gut", version: 2, published: false), "sha256:2", [new("author-id", "author"), new(null, "ada")], Token);
            await work.AddVersionAsync(Article("gut", version: 3, published: false), "sha256:2", [], Token);
        });

        var versions = await Storage.Store.ReadAsync(work => work.ListVersionsAsync(Id("gut"), Token));

        Assert.Equal([1, 2, 3], versions.Select(version => version.Number));
        Assert.Equal(("recipe", true, false), (versions[0].Origin, versions[0].Published, versions[0].Latest));
        Assert.Equal([new VersionAuthor(null, "ada")], versions[0].Authors);
        Assert.Equal([new VersionAuthor("author-id", "author"), new VersionAuthor(null, "ada")], versions[1].Authors);
        Assert.Equal("sha256:2", versions[1].ContentHash);
        Assert.Empty(versions[2].Authors);
        var both = await Storage.Store.ReadAsync(work => work.ListVersionsAsync([Id("gut"), Id("other"), Id("none")], Token));
        Assert.Equal([(Id("gut"), 3), (Id("other"), 1)], both.Select(item => (item.Key, item.Value.Count)).Order());
        Assert.Equal(versions.Select(version => version.VersionId), both[Id("gut")].Select(version => version.VersionId));
        Assert.Equal([new VersionAuthor("author-id", "author"), new VersionAuthor(null, "ada")], both[Id("gut")][1].Authors);
        var head = (await Storage.Store.ReadAsync(work => work.FindHeadsAsync([Id("gut")], Token)))[Id("gut")];
        var latest = (await Storage.Store.FindOneAsync("gut", VersionSelector.Latest))!.Item;
        Assert.Equal((latest.DisplayText, latest.Owner, Id("gutv1"), false), (head.Title, head.Owner, head.LiveVersionId, head.LatestIsLive));
        Assert.True(versions[2].Latest);
    }

    [Fact]
    public async Task A_deleted_item_is_gone_and_its_versions_stay()
    {
        await Storage.Store.WriteAsync(async work =>
        {
            await work.AddVersionAsync(Article("gut", published: false), "sha256:1", [], Token);
            await work.DeleteAsync(Id("gut"), Token);
        });

        Assert.Null(await Storage.Store.FindOneAsync("gut", VersionSelector.Latest));
        Assert.Single(await Storage.Store.ReadAsync(work => work.ListVersionsAsync(Id("gut"), Token)));
        Assert.Single(await Storage.Store.ReadAsync(work => work.FindVersionsAsync([Id("gutv1")], Token)));
        await Storage.Store.AddAsync(Article("other", path: "articles/gut"));
    }
}
