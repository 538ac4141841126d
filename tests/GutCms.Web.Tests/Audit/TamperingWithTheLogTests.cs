using GutCms.TestSupport;

namespace GutCms.Web.Tests.Audit;

public sealed class TamperingWithTheLogOnSqliteTests() : TamperingWithTheLogTests(SiteDatabase.Sqlite);

public sealed class TamperingWithTheLogOnPostgresTests() : TamperingWithTheLogTests(SiteDatabase.PostgreSql);

/// <summary>Somebody with the rights of the database's owner changes the log; <c>audit verify</c> says which entry and how.</summary>
public abstract class TamperingWithTheLogTests(SiteDatabase database)
{
    [Fact]
    public async Task Names_what_was_edited_deleted_reordered_or_cut_off()
    {
        await using var site = await TestSite.CreateSeededAsync(database);
        Assert.Equal(0, (await site.RunAsync("key", "rotate")).ExitCode);
        var checkpoint = Path.Combine(site.Folder, "audit.jsonl");
        Assert.Equal(0, (await site.RunAsync("audit", "export", checkpoint)).ExitCode);
        await UnlockAsync(site);
        var last = long.Parse((await DatabaseDump.QueryAsync(site, "SELECT MAX(\"Sequence\") FROM \"AuditEntries\""))[0], System.Globalization.CultureInfo.InvariantCulture);
        Assert.True(last > 10);
        await DatabaseDump.ExecuteAsync(site, "CREATE TABLE \"Kept\" AS SELECT * FROM \"AuditEntries\"");

        await AssertFoundAsync(site, "Edited", 5, "UPDATE \"AuditEntries\" SET \"ActorName\" = 'somebody else' WHERE \"Sequence\" = 5");
        await AssertFoundAsync(site, "Edited", 5, "UPDATE \"AuditEntries\" SET \"Details\" = '{}', \"ContentHash\" = 'sha256:0' WHERE \"Sequence\" = 5");
        await AssertFoundAsync(site, "Deleted", 5, "DELETE FROM \"AuditEntries\" WHERE \"Sequence\" = 5");

        // The number belongs to the entry, so exchanging two numbers shows as a change of the first.
        await AssertFoundAsync(
            site,
            "Edited",
            5,
            "UPDATE \"AuditEntries\" SET \"Sequence\" = -5 WHERE \"Sequence\" = 5",
            "UPDATE \"AuditEntries\" SET \"Sequence\" = 5 WHERE \"Sequence\" = 6",
            "UPDATE \"AuditEntries\" SET \"Sequence\" = 6 WHERE \"Sequence\" = -5");

        await DatabaseDump.ExecuteAsync(site, $"DELETE FROM \"AuditEntries\" WHERE \"Sequence\" > {last - 3}");
        Assert.Equal(0, (await site.RunAsync("audit", "verify")).ExitCode);
        var cut = await site.RunAsync("audit", "verify", "--checkpoint", checkpoint);
        Assert.Equal(1, cut.ExitCode);
        Assert.Contains("Truncated", cut.Error, StringComparison.Ordinal);
    }

    private static async Task AssertFoundAsync(TestSite site, string fault, long sequence, params string[] statements)
    {
        foreach (var statement in statements)
        {
            await DatabaseDump.ExecuteAsync(site, statement);
        }

        var result = await site.RunAsync("audit", "verify");

        Assert.Equal(1, result.ExitCode);
        Assert.Contains($"({fault})", result.Error, StringComparison.Ordinal);
        Assert.Contains($" {sequence} ", result.Error.Replace('.', ' ').Replace(',', ' '), StringComparison.Ordinal);
        await DatabaseDump.ExecuteAsync(site, "DELETE FROM \"AuditEntries\"");
        await DatabaseDump.ExecuteAsync(site, "INSERT INTO \"AuditEntries\" SELECT * FROM \"Kept\"");
        Assert.Equal(0, (await site.RunAsync("audit", "verify")).ExitCode);
    }

    /// <summary>Takes away what keeps everybody else from changing the log.</summary>
    private static async Task UnlockAsync(TestSite site)
    {
        string[] statements = site.Database == SiteDatabase.Sqlite
            ? ["DROP TRIGGER \"AuditEntries_NotChanged\"", "DROP TRIGGER \"AuditEntries_NotDeleted\""]
            : ["ALTER TABLE \"AuditEntries\" DISABLE TRIGGER ALL"];
        foreach (var statement in statements)
        {
            await DatabaseDump.ExecuteAsync(site, statement);
        }
    }
}
