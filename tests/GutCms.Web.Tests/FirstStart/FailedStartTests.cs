using System.Net;
using System.Net.Sockets;
using GutCms.TestSupport;

namespace GutCms.Web.Tests.FirstStart;

public abstract class FailedStartTests(SiteDatabase database)
{
    private const int Environment = 3;

    protected static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Ends_in_one_line_when_the_port_is_in_use()
    {
        await using var site = await TestSite.CreateAsync(database);
        using var other = new TcpListener(IPAddress.Loopback, 0);
        other.Start();
        var port = ((IPEndPoint)other.LocalEndpoint).Port;

        var result = await site.RunAsync("serve", "--urls", $"http://127.0.0.1:{port}");

        AssertOneLine(result, $"127.0.0.1:{port}", "already in use", "--urls");
        Assert.False(Directory.Exists(site.DataDirectory));
    }

    [Fact]
    public async Task Ends_in_one_line_when_the_address_makes_no_sense()
    {
        await using var site = await TestSite.CreateAsync(database);

        var result = await site.RunAsync("serve", "--urls", "nonsense");

        AssertOneLine(result, "nonsense", "--urls");
    }

    [Fact]
    public async Task Ends_in_one_line_when_the_data_directory_cannot_be_written()
    {
        await using var site = await TestSite.CreateAsync(database);
        var file = Path.Combine(site.Folder, "file");
        await File.WriteAllTextAsync(file, "in the way", Cancellation);
        site.Environment["GutCms__DataDirectory"] = Path.Combine(file, "data");

        var result = await site.RunAsync("serve");

        AssertOneLine(result, Path.Combine(file, "data"), "GutCms__DataDirectory");
    }

    [Fact]
    public async Task Ends_in_one_line_when_a_setting_is_bad()
    {
        await using var site = await TestSite.CreateAsync(database);
        site.Environment["GutCms__PublicUrl"] = "ftp://example.org/";

        var result = await site.RunAsync("serve");

        AssertOneLine(result, "GutCms:PublicUrl", "ftp://example.org/");
        Assert.False(Directory.Exists(site.DataDirectory));
    }

    [Fact]
    public async Task Ends_in_one_line_when_the_set_up_recipe_does_not_exist()
    {
        await using var site = await TestSite.CreateAsync(database);
        site.Environment["GutCms__Setup__Recipe"] = "no/such.recipe.json";

        var result = await site.RunAsync("serve");

        AssertOneLine(result, "no/such.recipe.json", "GutCms__Setup__Recipe");
    }

    [Theory]
    [InlineData("""{ "name": "broken", "steps": [ { "name": "NoSuchStep" } ] }""", "$.steps[0]")]
    [InlineData("""{ "name": "broken", "steps": [ """, "broken.recipe.json")]
    [InlineData("""{ "name": "broken", "steps": [ { "name": "Settings", "SiteName": "x" }, { "name": "Recipes", "Values": [ { "name": "gutcms.definitions" }, { "name": "missing" } ] } ] }""", "missing")]
    public async Task Begins_afresh_when_the_set_up_recipe_was_broken_before(string recipe, string named)
    {
        await using var site = await TestSite.CreateAsync(database);
        var path = Path.Combine(site.Folder, "broken.recipe.json");
        await File.WriteAllTextAsync(path, recipe, Cancellation);
        site.Environment["GutCms__Setup__Recipe"] = path;

        var result = await site.RunAsync("serve");

        AssertOneLine(result, named, path);
        if (database == SiteDatabase.Sqlite)
        {
            Assert.DoesNotContain(Directory.EnumerateFiles(site.DataDirectory), file => !file.EndsWith("-lock", StringComparison.Ordinal));
        }

        site.Environment.Remove("GutCms__Setup__Recipe");
        var host = await site.StartAsync();
        using var response = await host.Client.GetAsync("api/delivery/articles/gut-health-and-mental-health", Cancellation);
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
    }

    [Fact]
    public async Task Ends_in_one_line_and_changes_nothing_when_the_database_is_newer()
    {
        await using var site = await TestSite.CreateAsync(database);
        await (await site.StartAsync()).StopAsync();
        await DatabaseDump.ExecuteAsync(
            site, "INSERT INTO \"__EFMigrationsHistory\" (\"MigrationId\", \"ProductVersion\") VALUES ('29991231000000_FromTheFuture', '99.0.0')");
        var before = await DatabaseDump.ReadAsync(site);

        var result = await site.RunAsync("serve");

        AssertOneLine(result, "newer");
        Assert.Equal(before, await DatabaseDump.ReadAsync(site));
    }

    // What a first start tells before it fails.
    private static readonly string[] Progress = ["Creating or updating the tables of ", "First start: running ", "checking ", "writing ", "Making the keys "];

    protected static void AssertOneLine(CommandResult result, params string[] named)
    {
        Assert.Equal(Environment, result.ExitCode);
        var line = Assert.Single(result.Error.Split('\n', StringSplitOptions.RemoveEmptyEntries), line => !Progress.Any(told => line.StartsWith(told, StringComparison.Ordinal)));
        Assert.All(named, name => Assert.Contains(name, line, StringComparison.Ordinal));
        Assert.DoesNotContain("   at ", result.Output, StringComparison.Ordinal);
    }
}

public sealed class FailedStartOnSqliteTests() : FailedStartTests(SiteDatabase.Sqlite)
{
    [Fact]
    public async Task Ends_in_one_line_when_the_file_is_no_database()
    {
        await using var site = await TestSite.CreateAsync(SiteDatabase.Sqlite);
        Directory.CreateDirectory(site.DataDirectory);
        await File.WriteAllTextAsync(DatabaseDump.SqliteFile(site), new string('x', 5000), Cancellation);
        site.Environment["GutCms__AllowReadableDataDirectory"] = "true";

        var result = await site.RunAsync("serve");

        AssertOneLine(result, DatabaseDump.SqliteFile(site));
        Assert.Equal(5000, new FileInfo(DatabaseDump.SqliteFile(site)).Length);
    }
}

public sealed class FailedStartOnPostgresTests() : FailedStartTests(SiteDatabase.PostgreSql)
{
    [Theory]
    [InlineData("Host=127.0.0.1;Port=1;Username=a;Password=topsecret;Database=b;Timeout=5")]
    [InlineData("Host=127.0.0.1;NoSuchKey=1;Password=topsecret")]
    public async Task Ends_in_one_line_without_the_password_when_the_server_cannot_be_reached(string connectionString)
    {
        await using var site = await TestSite.CreateAsync(SiteDatabase.PostgreSql);
        site.Environment["ConnectionStrings__GutCms"] = connectionString;

        var result = await site.RunAsync("serve");

        AssertOneLine(result, "PostgreSQL");
        Assert.DoesNotContain("topsecret", result.Output + result.Error, StringComparison.Ordinal);
    }
}
