using GutCms.TestSupport;

namespace GutCms.Web.Tests.Cli;

/// <summary>The verbs for users, clients, keys and the audit log, on one site.</summary>
public sealed class OperatorCommandTests : IAsyncLifetime
{
    private TestSite _site = null!;

    public async ValueTask InitializeAsync() => _site = await TestSite.CreateSeededAsync(SiteDatabase.Sqlite);

    public ValueTask DisposeAsync() => _site.DisposeAsync();

    [Fact]
    public async Task Shows_a_random_administrator_once_when_none_is_configured()
    {
        await using var site = await TestSite.CreateAsync(SiteDatabase.Sqlite);
        site.Environment["GutCms__Setup__AdminPassword"] = null;

        var first = await site.RunAsync("user", "list");
        var second = await site.RunAsync("user", "list");

        Assert.Contains("admin  ", first.Error, StringComparison.Ordinal);
        Assert.Equal("admin  enabled  Administrator\n", first.Output);
        Assert.Equal("", second.Error);
    }

    [Fact]
    public async Task Leaves_nothing_behind_when_the_configured_password_is_too_weak()
    {
        await using var site = await TestSite.CreateAsync(SiteDatabase.Sqlite);
        site.Environment["GutCms__Setup__AdminPassword"] = "short";

        var result = await site.RunAsync("user", "list");

        Assert.Equal(3, result.ExitCode);
        Assert.Contains("GutCms:Setup:AdminPassword", result.Error, StringComparison.Ordinal);
        Assert.False(File.Exists(DatabaseDump.SqliteFile(site)));
    }

    [Fact]
    public async Task Refuses_demo_accounts_when_it_is_not_development()
    {
        var result = await _site.RunAsync("serve", "--demo");

        Assert.Equal(2, result.ExitCode);
        Assert.Contains("Development", result.Error, StringComparison.Ordinal);
        Assert.DoesNotContain("demo-", await DatabaseDump.ReadAsync(_site), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Shows_demo_accounts_of_every_role_when_it_is_development()
    {
        _site.Environment["ASPNETCORE_ENVIRONMENT"] = "Development";
        await using var host = await _site.StartAsync("--demo");

        foreach (var name in new[] { "demo-author", "demo-editor-1", "demo-editor-2", "demo-reviewer-1", "demo-reviewer-2", "demo-reviewer-3", "demo-site" })
        {
            Assert.Contains(name, host.Error, StringComparison.Ordinal);
        }
    }

    [Theory]
    [InlineData("There is no user 'nobody'", "user", "disable", "nobody")]
    [InlineData("There is no user 'nobody'", "user", "reset-password", "nobody")]
    [InlineData("There is a user 'admin' already", "user", "add", "admin")]
    [InlineData("There is no role 'Nobody'", "user", "add", "ada", "--role", "Nobody")]
    [InlineData("There is no client 'nobody'", "client", "revoke", "nobody")]
    [InlineData("is no client id", "client", "add", "a client")]
    [InlineData("is no redirect address", "client", "add", "app", "--redirect-uri", "http://app.example/")]
    public async Task Says_in_one_line_what_is_refused(string message, params string[] arguments)
    {
        var result = await _site.RunAsync(arguments);

        Assert.Equal(1, result.ExitCode);
        Assert.Contains(message, result.Error, StringComparison.Ordinal);
        Assert.Single(result.Error.Split('\n', StringSplitOptions.RemoveEmptyEntries));
    }

    [Fact]
    public async Task Finds_what_was_changed_or_cut_off_when_the_log_is_verified()
    {
        Assert.Equal(0, (await _site.RunAsync("key", "rotate")).ExitCode);
        var export = Path.Combine(_site.Folder, "audit.jsonl");
        Assert.Equal(0, (await _site.RunAsync("audit", "export", export)).ExitCode);

        var intact = await _site.RunAsync("audit", "verify", "--checkpoint", export);
        var exported = await _site.RunAsync("audit", "verify", "--export", export);
        var text = await File.ReadAllTextAsync(export, TestContext.Current.CancellationToken);
        await File.WriteAllTextAsync(export, text.Replace("\"actorName\":\"system\"", "\"actorName\":\"ada\"", StringComparison.Ordinal), TestContext.Current.CancellationToken);
        var altered = await _site.RunAsync("audit", "verify", "--export", export);

        Assert.Equal(0, intact.ExitCode);
        Assert.Equal(0, exported.ExitCode);
        Assert.Equal(1, altered.ExitCode);
        Assert.Contains("Edited", altered.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Says_that_an_imported_article_has_no_certificate()
    {
        await using var host = await _site.StartAsync();

        var result = await _site.RunAsync("certificate", "verify", host.Address + "api/delivery/articles/gut-health-and-mental-health");

        Assert.Equal(1, result.ExitCode);
        Assert.Contains("carries no certificate (review: imported)", result.Error, StringComparison.Ordinal);
    }
}
