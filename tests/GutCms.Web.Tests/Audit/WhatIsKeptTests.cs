using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using GutCms.TestSupport;
using GutCms.Web.Features.People;
using GutCms.Web.Features.Proposals;
using GutCms.Web.Features.Users;

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
        await Eventually.HoldsAsync(async () => (await DatabaseDump.QueryAsync(site, "SELECT \"LinkId\" FROM \"PreviewLinks\"")).Count == 2);
        Assert.Equal(["new"], await DatabaseDump.QueryAsync(site, "SELECT \"SourceId\" FROM \"SourceAddresses\""));
        Assert.Equal(["good", "lately"], await DatabaseDump.QueryAsync(site, "SELECT \"LinkId\" FROM \"PreviewLinks\" ORDER BY \"LinkId\""));
    }

    [Fact]
    public async Task Events_that_were_given_up_and_secrets_of_proposals_go_after_their_time_and_no_sooner()
    {
        await using var site = await TestSite.CreateSeededAsync(database);
        await DatabaseDump.ExecuteAsync(site, Events(("old", 91), ("lately", 89)));
        await DatabaseDump.ExecuteAsync(site, Proposals(("expired", -1), ("open", 1)));
        site.Environment["GutCms__Jobs__IntervalSeconds"] = "1";

        await site.StartAsync();

        await Eventually.HoldsAsync(async () => (await SecretsAsync(site)).Count == 1);
        Assert.Equal(["open"], await SecretsAsync(site));
        Assert.Equal(["expired", "open"], await DatabaseDump.QueryAsync(site, "SELECT \"Name\" FROM \"Documents\" WHERE \"Kind\" = 'proposal' ORDER BY \"Name\""));
        Assert.Equal(["lately"], await DatabaseDump.QueryAsync(site, "SELECT \"MessageId\" FROM \"Outbox\" WHERE \"GivenUpUtc\" IS NOT NULL"));
    }

    [Fact]
    public async Task A_name_that_cannot_go_holds_up_nothing_else()
    {
        await using var site = await TestSite.CreateSeededAsync(database);
        var ids = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var name in (string[])["alma", "bela", "vera"])
        {
            Assert.Equal(0, (await site.RunAsync("user", "add", name, "--role", "Author")).ExitCode);
            ids[name] = Assert.Single(await DatabaseDump.QueryAsync(site, $"SELECT \"Id\" FROM \"Users\" WHERE \"UserName\" = '{name}'"));
        }

        // Somebody has the name that alma is to get.
        var taken = AnonymousNames.Of(ids["alma"]);
        await DatabaseDump.ExecuteAsync(site, $"UPDATE \"Users\" SET \"UserName\" = '{taken}', \"NormalizedUserName\" = '{taken.ToUpperInvariant()}' WHERE \"UserName\" = 'vera'");
        await DatabaseDump.ExecuteAsync(site, $"UPDATE \"Users\" SET \"AnonymousSinceUtc\" = {DaysAgo(1)} WHERE \"UserName\" IN ('alma', 'bela')");
        await DatabaseDump.ExecuteAsync(site, $"INSERT INTO \"SourceAddresses\" (\"SourceId\", \"DayUtc\", \"Address\") VALUES ('old', {DaysAgo(31)}, '192.0.2.1')");
        site.Environment["GutCms__Jobs__IntervalSeconds"] = "1";

        await site.StartAsync();

        await Eventually.HoldsAsync(async () => (await DatabaseDump.QueryAsync(site, "SELECT \"SourceId\" FROM \"SourceAddresses\"")).Count == 0);
        Assert.Equal(["alma"], await NameAsync(site, ids["alma"]));
        Assert.Equal([AnonymousNames.Of(ids["bela"])], await NameAsync(site, ids["bela"]));

        await DatabaseDump.ExecuteAsync(site, $"UPDATE \"Users\" SET \"UserName\" = 'vera', \"NormalizedUserName\" = 'VERA' WHERE \"Id\" = '{ids["vera"]}'");

        await Eventually.HoldsAsync(async () => (await NameAsync(site, ids["alma"])).Single() == taken);
    }

    [Fact]
    public async Task Previews_of_sites_go_a_week_after_their_end_and_no_sooner()
    {
        await using var site = await TestSite.CreateSeededAsync(database);
        foreach (var (name, days) in new[] { ("old", 8), ("lately", 6) })
        {
            var ended = TimeProvider.System.GetUtcNow().UtcDateTime.AddDays(-days).ToString("O", CultureInfo.InvariantCulture);
            var json = new JsonObject
            {
                ["id"] = name,
                ["tokenHash"] = name,
                ["scope"] = "Item",
                ["target"] = "item",
                ["items"] = new JsonArray(),
                ["createdBy"] = "id",
                ["createdByName"] = "alma",
                ["createdUtc"] = ended,
                ["expiresUtc"] = ended,
            };
            await DatabaseDump.ExecuteAsync(site, $"INSERT INTO \"Documents\" (\"Kind\", \"Name\", \"Json\") VALUES ('site-preview', '{name}', '{json.ToJsonString()}')");
        }

        site.Environment["GutCms__Jobs__IntervalSeconds"] = "1";

        await site.StartAsync();

        await Eventually.HoldsAsync(async () => (await DatabaseDump.QueryAsync(site, "SELECT \"Name\" FROM \"Documents\" WHERE \"Kind\" = 'site-preview'")).Count == 1);
        Assert.Equal(["lately"], await DatabaseDump.QueryAsync(site, "SELECT \"Name\" FROM \"Documents\" WHERE \"Kind\" = 'site-preview'"));
    }

    [Fact]
    public async Task Runs_of_recipes_and_recipes_that_were_tried_go_after_their_time_and_no_sooner()
    {
        await using var site = await TestSite.CreateSeededAsync(database);
        var blob = database == SiteDatabase.Sqlite ? "x'01'" : "'\\x01'::bytea";
        foreach (var (id, days) in new[] { ("old", 31), ("tried", 29), ("lately", -1) })
        {
            await DatabaseDump.ExecuteAsync(
                site,
                "INSERT INTO \"RecipeRuns\" (\"Id\", \"FileName\", \"Mode\", \"StartedById\", \"StartedBy\", \"StartedUtc\", \"SeenUtc\", \"IsRunning\", \"HasFaults\", \"Recipe\") "
                + $"VALUES ('{id}', 'one.recipe.json', 'DryRun', 'id', 'alma', {DaysAgo(days)}, {DaysAgo(days)}, 1 = 0, 1 = 0, {blob})");
        }

        site.Environment["GutCms__Jobs__IntervalSeconds"] = "1";

        await site.StartAsync();

        await Eventually.HoldsAsync(async () => (await DatabaseDump.QueryAsync(site, "SELECT \"Id\" FROM \"RecipeRuns\" WHERE \"Recipe\" IS NOT NULL")).Count == 1);
        Assert.Equal(["lately"], await DatabaseDump.QueryAsync(site, "SELECT \"Id\" FROM \"RecipeRuns\" WHERE \"Recipe\" IS NOT NULL"));
        Assert.Equal(["lately", "tried"], await DatabaseDump.QueryAsync(site, "SELECT \"Id\" FROM \"RecipeRuns\" ORDER BY \"Id\""));
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

    private static Task<IReadOnlyList<string>> NameAsync(TestSite site, string id) => DatabaseDump.QueryAsync(site, $"SELECT \"UserName\" FROM \"Users\" WHERE \"Id\" = '{id}'");

    private static Task<IReadOnlyList<string>> SecretsAsync(TestSite site) => DatabaseDump.QueryAsync(site, "SELECT \"Name\" FROM \"Documents\" WHERE \"Kind\" = 'proposal' AND \"Json\" LIKE '%a secret%'");

    private static string Events(params (string Id, int GivenUpDaysAgo)[] events) =>
        "INSERT INTO \"Outbox\" (\"MessageId\", \"Event\", \"OccurredUtc\", \"ActorId\", \"ActorName\", \"ContentItemId\", \"ContentType\", \"Data\", \"Attempts\", \"GivenUpUtc\") VALUES "
        + string.Join(", ", events.Select(given => $"('{given.Id}', 'accountChanged', {DaysAgo(100)}, '', 'System', '', '', '{{}}', 12, {DaysAgo(given.GivenUpDaysAgo)})"));

    private static string Proposals(params (string Id, int ExpiresInDays)[] proposals)
    {
        var now = TimeProvider.System.GetUtcNow().UtcDateTime;
        return "INSERT INTO \"Documents\" (\"Kind\", \"Name\", \"Json\") VALUES "
            + string.Join(", ", proposals.Select(proposal =>
                $"('proposal', '{proposal.Id}', '{JsonSerializer.Serialize(new Proposal(proposal.Id, ProposalKind.Policy, "Article", [], "id", "alma", now.AddDays(-13), now.AddDays(proposal.ExpiresInDays)) { Payload = "a secret" })}')"));
    }

    private static string Links(params (string Id, int EndedDaysAgo, int? RevokedDaysAgo)[] links) =>
        "INSERT INTO \"PreviewLinks\" (\"LinkId\", \"TokenHash\", \"ContentItemId\", \"MayComment\", \"CreatedById\", \"CreatedByName\", \"CreatedUtc\", \"ExpiresUtc\", \"Openings\", \"Comments\", \"RevokedUtc\") VALUES "
        + string.Join(", ", links.Select(link => $"('{link.Id}', 'hash of {link.Id}', 'item', 1 = 1, 'id', 'alma', {DaysAgo(100)}, {DaysAgo(link.EndedDaysAgo)}, 3, 0, {(link.RevokedDaysAgo is { } revoked ? DaysAgo(revoked).ToString(System.Globalization.CultureInfo.InvariantCulture) : "NULL")})"));

    [GeneratedRegex(@"^\| (`[^|]*`) \|", RegexOptions.Multiline)]
    private static partial Regex Rows();

    [GeneratedRegex("`([A-Za-z_]+)`")]
    private static partial Regex Names();
}
