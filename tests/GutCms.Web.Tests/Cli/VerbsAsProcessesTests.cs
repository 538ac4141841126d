using System.Buffers.Binary;
using GutCms.TestSupport;
using GutCms.TestSupport.Sites;

namespace GutCms.Web.Tests.Cli;

/// <summary>Each verb once as an operator runs it: a process of its own, with nothing of the tests in it. What the verbs do in detail, other tests look at in their own process.</summary>
public sealed class VerbsAsProcessesTests(VerbsAsProcessesTests.OperatorsSite fixture) : IClassFixture<VerbsAsProcessesTests.OperatorsSite>
{
    [Theory]
    [InlineData("admin  enabled  Administrator", "user", "list")]
    [InlineData("ada is now disabled.", "user", "disable", "ada")]
    [InlineData("ada is already enabled.", "user", "enable", "ada")]
    [InlineData("Password of ada, shown this once: ", "user", "reset-password", "ada")]
    [InlineData("Added app. Secret, shown this once: ", "client", "add", "app", "--role", "Delivery")]
    [InlineData("other", "client", "list")]
    [InlineData("other is revoked.", "client", "revoke", "other")]
    [InlineData("signs", "key", "list")]
    [InlineData("signs from now on.", "key", "rotate")]
    [InlineData("all as they were written", "audit", "verify")]
    [InlineData("entries in ", "audit", "export", "{folder}/audit.jsonl")]
    [InlineData("", "recipe", "check", "gutcms.roles")]
    [InlineData("Nothing changed.", "recipe", "run", "gutcms.roles")]
    [InlineData("\"ContentType\"", "recipe", "export")]
    public async Task Does_what_it_says(string output, params string[] arguments)
    {
        // Whatever order the tests run in, those whom the verbs are about are there.
        await using var site = await TestSite.CreateSeededAsync(SiteDatabase.Sqlite);
        Assert.Equal(0, (await site.RunAsync("user", "add", "ada", "--role", "Author")).ExitCode);
        Assert.Equal(0, (await site.RunAsync("client", "add", "other", "--role", "Delivery")).ExitCode);
        fixture.MakeGenuine(site);

        var result = await site.RunProcessAsync([.. arguments.Select(argument => argument.Replace("{folder}", site.Folder, StringComparison.Ordinal))]);

        Assert.True(result.ExitCode == 0, result.Error);
        Assert.Contains(output, result.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Hashes_a_password_with_all_rounds()
    {
        var result = await fixture.Site.RunProcessAsync(["user", "add", "ada", "--role", "Author"]);

        Assert.True(result.ExitCode == 0, result.Error);
        Assert.Contains("Added ada. Password, shown this once: ", result.Output, StringComparison.Ordinal);
        var hashes = await DatabaseDump.QueryAsync(fixture.Site, """SELECT "PasswordHash" FROM "Users" """);
        Assert.Equal(2, hashes.Count);
        Assert.All(hashes, hash => Assert.Equal(210_000u, BinaryPrimitives.ReadUInt32BigEndian(Convert.FromBase64String(hash).AsSpan(5))));
    }

    [Fact]
    public async Task Fails_in_one_line_when_a_certificate_is_not_there()
    {
        var result = await fixture.Site.RunProcessAsync(["certificate", "verify", Path.Combine(fixture.Site.Folder, "nothing.json")]);

        Assert.NotEqual(0, result.ExitCode);
        Assert.Single(result.Error.Split('\n', StringSplitOptions.RemoveEmptyEntries));
    }

    /// <summary>An empty site, which the first verb sets up.</summary>
    public sealed class OperatorsSite : IAsyncLifetime
    {
        /// <summary>The site.</summary>
        public TestSite Site { get; private set; } = null!;

        /// <inheritdoc/>
        public async ValueTask InitializeAsync() => Site = await TestSite.CreateAsync(SiteDatabase.Sqlite);

        /// <summary>Takes what only tests load out of a site's environment.</summary>
        public void MakeGenuine(TestSite site)
        {
            foreach (var variable in TestHost.Variables.Keys)
            {
                Assert.DoesNotContain(variable, Site.Environment.Keys);
                site.Environment.Remove(variable);
            }
        }

        /// <inheritdoc/>
        public ValueTask DisposeAsync() => Site.DisposeAsync();
    }
}
