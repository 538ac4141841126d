using System.Data.Common;
using static GutCms.Web.Tests.Storage.TestContent;

namespace GutCms.Web.Tests.Storage;

public sealed class ConstraintsOnSqliteTests() : ConstraintTests(Provider.Sqlite);

public sealed class ConstraintsOnPostgreSqlTests() : ConstraintTests(Provider.PostgreSql);

/// <summary>What the database itself refuses, whoever asks.</summary>
public abstract class ConstraintTests(Provider provider) : StorageTests(provider)
{
    [Fact]
    public async Task Refuses_a_second_latest_version()
    {
        await AddTwoVersionsAsync();
        await RefusedAsync($"UPDATE \"ContentVersions\" SET \"Latest\" = TRUE WHERE \"ContentItemVersionId\" = '{Id("gutv1")}'");
    }

    [Fact]
    public async Task Refuses_a_second_published_version()
    {
        await AddTwoVersionsAsync();
        await RefusedAsync($"UPDATE \"ContentVersions\" SET \"Published\" = TRUE WHERE \"ContentItemVersionId\" = '{Id("gutv1")}'");
    }

    [Fact]
    public async Task Allows_the_flags_to_move_from_one_version_to_another()
    {
        await AddTwoVersionsAsync();
        Assert.Equal(1, await Storage.ExecuteAsync($"UPDATE \"ContentVersions\" SET \"Published\" = FALSE, \"Latest\" = FALSE WHERE \"ContentItemVersionId\" = '{Id("gutv2")}'"));
        Assert.Equal(1, await Storage.ExecuteAsync(
            $"UPDATE \"ContentVersions\" SET \"Published\" = TRUE, \"Latest\" = TRUE, \"PublishedUtc\" = 1, \"ContentHash\" = 'sha256:1' WHERE \"ContentItemVersionId\" = '{Id("gutv1")}'"));
    }

    [Theory]
    [InlineData("\"Json\" = '{}'")]
    [InlineData("\"DisplayText\" = 'x'")]
    [InlineData("\"ContentItemId\" = 'x'")]
    [InlineData("\"ContentItemVersionId\" = 'x'")]
    [InlineData("\"ContentType\" = 'x'")]
    [InlineData("\"VersionNumber\" = 7")]
    [InlineData("\"Sequence\" = 77")]
    [InlineData("\"Author\" = 'x'")]
    [InlineData("\"Owner\" = 'x'")]
    [InlineData("\"Origin\" = 'x'")]
    [InlineData("\"Path\" = 'x'")]
    [InlineData("\"SeriesPosition\" = 1")]
    [InlineData("\"ModifiedUtc\" = 1")]
    [InlineData("\"CreatedUtc\" = 1")]
    public async Task Refuses_to_change_a_version(string assignment)
    {
        await Storage.Store.AddAsync(Article("gut"));
        await RefusedAsync($"UPDATE \"ContentVersions\" SET {assignment}");
    }

    [Fact]
    public async Task Refuses_to_delete_a_version()
    {
        await Storage.Store.AddAsync(Article("gut"));
        await RefusedAsync("DELETE FROM \"ContentVersions\"");
    }

    [Fact]
    public async Task Refuses_a_path_twice()
    {
        await Storage.Store.AddAsync(Article("gut"), Article("other"));
        await RefusedAsync($"INSERT INTO \"ContentPaths\" (\"Path\", \"ContentItemId\") VALUES ('articles/gut', '{Id("other")}')");
    }

    [Fact]
    public async Task Refuses_a_version_of_no_item()
    {
        await RefusedAsync(
            "INSERT INTO \"ContentVersions\" (\"Sequence\", \"ContentItemId\", \"ContentItemVersionId\", \"ContentType\", \"VersionNumber\", \"Latest\", \"Published\", \"Json\", \"Uncited\") "
            + "VALUES (1, 'none', 'v', 'Article', 1, FALSE, FALSE, '{}', FALSE)");
    }

    [Fact]
    public async Task Refuses_an_address_twice()
    {
        await Storage.Store.DeliverAsync(Record("one"), Record("two"));
        await RefusedAsync($"UPDATE \"DeliveryDocuments\" SET \"Key\" = 'one' WHERE \"ContentItemId\" = '{Id("two")}'");
    }

    private Task AddTwoVersionsAsync() => Storage.Store.AddAsync(Article("gut"), Article("gut", version: 2));

    private async Task RefusedAsync(string sql) => await Assert.ThrowsAnyAsync<DbException>(() => Storage.ExecuteAsync(sql));
}
