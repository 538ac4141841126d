using System.Text.RegularExpressions;
using GutCms.TestSupport;
using GutCms.Web.Features.People;

namespace GutCms.Web.Tests.Audit;

public sealed class WhatIsKeptOnSqliteTests() : WhatIsKeptTests(SiteDatabase.Sqlite);

public sealed class WhatIsKeptOnPostgreSqlTests() : WhatIsKeptTests(SiteDatabase.PostgreSql);

/// <summary>What is kept for a time only goes after it, and the documentation says of every table how long it is kept.</summary>
public abstract partial class WhatIsKeptTests(SiteDatabase database)
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task The_documentation_names_every_table_once()
    {
        await using var site = await TestSite.CreateSeededAsync(database);
        var documentation = await File.ReadAllTextAsync(Path.Combine(GutCmsExecutable.RepositoryRoot, "docs", "retention.md"), Token);
        var named = Rows().Matches(documentation[documentation.IndexOf("## By table", StringComparison.Ordinal)..]).SelectMany(row => Names().Matches(row.Groups[1].Value)).Select(name => name.Groups[1].Value).ToList();

        // The tables that SQLite makes for full text have the name of theirs before them.
        var tables = (await DatabaseDump.CountAsync(site)).Keys.Where(table => !table.StartsWith("DeliverySearch_", StringComparison.Ordinal) && !table.StartsWith("EditorialSearch_", StringComparison.Ordinal));

        Assert.Equal(named.Distinct().Order(StringComparer.Ordinal), named.Order(StringComparer.Ordinal));
        Assert.Equal(tables.Order(StringComparer.Ordinal), named.Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task Addresses_and_ended_preview_links_go_after_their_time_and_no_sooner()
    {
        await using var site = await TestSite.CreateSeededAsync(database);
        await DatabaseDump.ExecuteAsync(site, $"INSERT INTO \"SourceAddresses\" (\"SourceId\", \"DayUtc\", \"Address\") VALUES ('old', {DaysAgo(31)}, '192.0.2.1'), ('new', {DaysAgo(29)}, '192.0.2.1')");
        await DatabaseDump.ExecuteAsync(site, Links(("ended", 91, null), ("revoked", -1, 91), ("lately", 89, null), ("good", -1, null)));
        site.Environment["GutCms__Jobs__IntervalSeconds"] = "1";

        await site.StartAsync();

        await Eventually.HoldsAsync(async () => (await DatabaseDump.QueryAsync(site, "SELECT \"SourceId\" FROM \"SourceAddresses\"")).Count == 1);
        Assert.Equal(["new"], await DatabaseDump.QueryAsync(site, "SELECT \"SourceId\" FROM \"SourceAddresses\""));
        Assert.Equal(["good", "lately"], await DatabaseDump.QueryAsync(site, "SELECT \"LinkId\" FROM \"PreviewLinks\" ORDER BY \"LinkId\""));
    }

    [Fact]
    public async Task The_log_of_the_admin_shows_where_an_attempt_came_from_for_as_long_as_that_is_kept()
    {
        await using var site = await TestSite.CreateSeededAsync(database);
        var host = await site.StartAsync();
        (await host.Client.GetAsync("api/audit", Token)).Dispose();
        (await host.Client.GetAsync("api/review/queue", Token)).Dispose();
        using var admin = new TestBrowser(host);
        (await admin.SignInAsync("admin", TestSite.AdminPassword)).Dispose();

        var source = Assert.Single(await DatabaseDump.QueryAsync(site, "SELECT \"SourceId\" FROM \"SourceAddresses\""));
        var entries = await DatabaseDump.QueryAsync(site, "SELECT \"Details\" FROM \"AuditEntries\" WHERE \"Action\" = 'access.refused'");
        Assert.Equal(2, entries.Count);
        Assert.All(entries, entry => Assert.Contains($"\"source\":\"{source}\"", entry, StringComparison.Ordinal));
        Assert.All(entries, entry => Assert.DoesNotContain("127.0.0.1", entry, StringComparison.Ordinal));
        Assert.Contains("127.0.0.1", await admin.Client.GetStringAsync("admin/audit?area=access", Token), StringComparison.Ordinal);
        await DatabaseDump.ExecuteAsync(site, "DELETE FROM \"SourceAddresses\"");
        Assert.DoesNotContain("127.0.0.1", await admin.Client.GetStringAsync("admin/audit?area=access", Token), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Every_document_that_is_a_persons_own_goes_with_the_person()
    {
        await using var site = await TestSite.CreateSeededAsync(database);
        Assert.Equal(0, (await site.RunAsync("user", "add", "alma", "--role", "Author")).ExitCode);
        var id = Assert.Single(await DatabaseDump.QueryAsync(site, "SELECT \"Id\" FROM \"Users\" WHERE \"UserName\" = 'alma'"));
        foreach (var kind in PersonalData.Documents)
        {
            await DatabaseDump.ExecuteAsync(site, $"INSERT INTO \"Documents\" (\"Kind\", \"Name\", \"Json\") VALUES ('{kind}', '{id}', '{{}}'), ('{kind}', 'somebody-else', '{{}}')");
        }

        Assert.Equal(0, (await site.RunAsync("user", "forget", "alma", "--yes")).ExitCode);

        Assert.Empty(await DatabaseDump.QueryAsync(site, $"SELECT \"Kind\" FROM \"Documents\" WHERE \"Name\" = '{id}'"));
        Assert.Equal(PersonalData.Documents.Count, (await DatabaseDump.QueryAsync(site, "SELECT \"Kind\" FROM \"Documents\" WHERE \"Name\" = 'somebody-else'")).Count);
    }

    private static long DaysAgo(int days) => TimeProvider.System.GetUtcNow().UtcDateTime.Date.AddDays(-days).Ticks;

    private static string Links(params (string Id, int EndedDaysAgo, int? RevokedDaysAgo)[] links) =>
        "INSERT INTO \"PreviewLinks\" (\"LinkId\", \"TokenHash\", \"ContentItemId\", \"MayComment\", \"CreatedById\", \"CreatedByName\", \"CreatedUtc\", \"ExpiresUtc\", \"Openings\", \"Comments\", \"RevokedUtc\") VALUES "
        + string.Join(", ", links.Select(link => $"('{link.Id}', 'hash of {link.Id}', 'item', 1 = 1, 'id', 'alma', {DaysAgo(100)}, {DaysAgo(link.EndedDaysAgo)}, 3, 0, {(link.RevokedDaysAgo is { } revoked ? DaysAgo(revoked).ToString(System.Globalization.CultureInfo.InvariantCulture) : "NULL")})"));

    [GeneratedRegex(@"^\| (`[^|]*`) \|", RegexOptions.Multiline)]
    private static partial Regex Rows();

    [GeneratedRegex("`([A-Za-z_]+)`")]
    private static partial Regex Names();
}
