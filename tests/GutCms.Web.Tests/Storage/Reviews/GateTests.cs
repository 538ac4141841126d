using GutCms.Core.Reviews.Model;
using GutCms.Core.Storage;
using static GutCms.Web.Tests.Storage.Reviews.SampleReviews;
using static GutCms.Web.Tests.Storage.TestContent;

namespace GutCms.Web.Tests.Storage.Reviews;

public sealed class GateOnSqliteTests() : GateTests(Provider.Sqlite);

public sealed class GateOnPostgreSqlTests() : GateTests(Provider.PostgreSql);

/// <summary>The second gate: whatever writes a row, the store or SQL past it, nothing of a type under policy is live without a grant for exactly its text.</summary>
public abstract class GateTests(Provider provider) : StorageTests(provider)
{
    private const string OtherHash = "sha256:2222222222222222222222222222222222222222222222222222222222222222";

    [Fact]
    public async Task The_store_inserts_no_live_version_without_a_grant()
    {
        await Storage.Store.WriteAsync(work => work.SavePolicyAsync());

        await Assert.ThrowsAsync<PublicationRefusedException>(() => Storage.Store.AddAsync(Article("gut")));

        Assert.Null(await Storage.Store.FindOneAsync("gut", VersionSelector.Latest));
        await Storage.Store.AddAsync(Article("gut", published: false));
        await Storage.Store.AddAsync(Disclaimer("free"));
    }

    [Fact]
    public async Task The_store_makes_a_draft_live_only_with_a_grant_for_its_text()
    {
        var hash = await DraftUnderPolicyAsync();

        await Assert.ThrowsAsync<PublicationRefusedException>(() => Storage.Store.WriteAsync(PublishAsync));
        await Assert.ThrowsAsync<PublicationRefusedException>(() => Storage.Store.WriteAsync(async work =>
        {
            await work.Reviews.AddGrantsAsync([await work.ApproveAsync("gut", OtherHash)], Token);
            await PublishAsync(work);
        }));
        Assert.Null(await Storage.Store.FindOneAsync("gut", VersionSelector.Published));

        await Storage.Store.WriteAsync(async work =>
        {
            await work.Reviews.AddGrantsAsync([await work.ApproveAsync("gut", hash)], Token);
            await PublishAsync(work);
        });
        Assert.NotNull(await Storage.Store.FindOneAsync("gut", VersionSelector.Published));

        // What is live does not become another text under way either.
        await Assert.ThrowsAsync<PublicationRefusedException>(() => Storage.Store.WriteAsync(work =>
            work.SetContentHashesAsync(new Dictionary<string, string> { [Id("gutv1")] = OtherHash }, Token)));
    }

    [Fact]
    public async Task A_refused_unit_of_work_keeps_nothing()
    {
        await Storage.Store.WriteAsync(work => work.SavePolicyAsync());
        await using var work = await Storage.Store.BeginAsync(Token);
        await work.SaveDocumentAsync("settings", "site", [], Token);
        await Assert.ThrowsAsync<PublicationRefusedException>(() => work.AddVersionsAsync([Article("gut")], null, Token));

        await Assert.ThrowsAsync<InvalidOperationException>(() => work.CommitAsync(Token));
        await work.DisposeAsync();
        Assert.Null(await Storage.Store.ReadAsync(read => read.GetDocumentAsync("settings", "site", Token)));
    }

    [Fact]
    public async Task Direct_SQL_is_refused_on_insert_and_on_update()
    {
        var hash = await DraftUnderPolicyAsync();
        const string columns = "\"ContentItemId\", \"ContentType\", \"DisplayText\", \"ModifiedUtc\", \"CreatedUtc\", \"Owner\", \"Author\", \"Json\", \"Uncited\"";
        var insert = $"INSERT INTO \"ContentVersions\" (\"Sequence\", \"ContentItemVersionId\", \"VersionNumber\", \"Latest\", \"Published\", \"ContentHash\", {columns}) "
            + $"SELECT 1000, '{Id("gutv9")}', 9, FALSE, TRUE, '{hash}', {columns} FROM \"ContentVersions\"";
        var grant = $"INSERT INTO \"ImportedMarks\" (\"VersionId\", \"ContentHash\", \"Recipe\", \"ImportedUtc\") VALUES ('{Id("gutv9")}', '{hash}', 'recipe', 1)";

        await AssertRefusedAsync(insert);
        await AssertRefusedAsync("UPDATE \"ContentVersions\" SET \"Published\" = TRUE");
        await AssertRefusedAsync("UPDATE \"ContentVersions\" SET \"Published\" = TRUE, \"ContentHash\" = NULL");

        await Storage.ExecuteAsync(grant);
        Assert.Equal(1, await Storage.ExecuteAsync(insert));
        await AssertRefusedAsync($"UPDATE \"ContentVersions\" SET \"ContentHash\" = '{OtherHash}' WHERE \"Published\"");
    }

    [Fact]
    public async Task The_mark_of_an_import_passes_for_exactly_its_text()
    {
        var hash = await DraftUnderPolicyAsync();
        await Storage.Store.WriteAsync(work => work.MarkImportedAsync([new(Id("gutv1"), OtherHash, "recipe", Monday)], Token));
        await Assert.ThrowsAsync<PublicationRefusedException>(() => Storage.Store.WriteAsync(PublishAsync));

        await Storage.Store.WriteAsync(async work =>
        {
            await work.MarkImportedAsync([new(Id("gutv1"), hash, "recipe", Monday)], Token);
            await PublishAsync(work);
        });

        Assert.NotNull(await Storage.Store.FindOneAsync("gut", VersionSelector.Published));
        Assert.Contains(PublicationBasis.Imported, (await Storage.Store.ReadAsync(work => work.Reviews.FindGrantsAsync([Id("gutv1")], Token)))[Id("gutv1")].Select(grant => grant.Basis));
    }

    /// <summary>A draft of a type under policy.</summary>
    /// <returns>Its content hash, as the store computes it.</returns>
    private async Task<string> DraftUnderPolicyAsync()
    {
        await Storage.Store.WriteAsync(async work =>
        {
            await work.SaveDefinitionsAsync(Definitions, Token);
            await work.SavePolicyAsync();
            await work.AddVersionsAsync([Article("gut", published: false)], null, Token);
        });
        return (await Storage.Store.ReadAsync(work => work.ListVersionsAsync(Id("gut"), Token))).Single().ContentHash!;
    }

    private static Task PublishAsync(IUnitOfWork work) => work.SetPublishedVersionAsync(Id("gut"), Id("gutv1"), Monday, Editor, Token);

    private async Task AssertRefusedAsync(string sql)
    {
        var refused = await Assert.ThrowsAnyAsync<System.Data.Common.DbException>(() => Storage.ExecuteAsync(sql));
        Assert.Contains("gutcms-gate", refused.Message, StringComparison.Ordinal);
    }
}
