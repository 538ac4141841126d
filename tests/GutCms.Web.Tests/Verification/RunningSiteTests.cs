using System.Net;
using System.Text.Json.Nodes;
using GutCms.TestSupport;
using Microsoft.Data.Sqlite;
using Npgsql;

namespace GutCms.Web.Tests.Verification;

public sealed class RunningSiteOnSqliteTests() : RunningSiteTests(SiteDatabase.Sqlite);

public sealed class RunningSiteOnPostgreSqlTests() : RunningSiteTests(SiteDatabase.PostgreSql);

/// <summary>What readers, administrators and whoever keeps checkpoints meet at the running executable, when somebody has changed its database past the program.</summary>
public abstract class RunningSiteTests(SiteDatabase database) : IAsyncLifetime
{
    private const string Article = "gut-health-and-mental-health";
    private const string Document = "(SELECT d.\"Id\" FROM \"DeliveryDocuments\" d WHERE d.\"Kind\" = 0 AND d.\"Key\" = '" + Article + "')";
    private const string Other = "(SELECT MIN(o.\"Id\") FROM \"DeliveryDocuments\" o WHERE o.\"Kind\" = 0 AND o.\"Key\" <> '" + Article + "')";

    private TestSite _site = null!;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() => _site = await TestSite.CreateSeededAsync(database);

    public async ValueTask DisposeAsync()
    {
        await _site.DisposeAsync();
        GC.SuppressFinalize(this);
    }

    [Fact]
    public async Task Bytes_that_do_not_fit_their_tag_are_not_served_from_the_first_request_on()
    {
        await ExecuteAsync($"UPDATE \"DeliveryDocuments\" SET \"Identity\" = (SELECT x.\"Identity\" FROM \"DeliveryDocuments\" x WHERE x.\"Id\" = {Other}) WHERE \"Id\" = {Document}");
        var host = await _site.StartAsync();

        await AssertNotServedAsync(host.Client, $"api/delivery/articles/{Article}");
        await AssertNotServedAsync(host.Client, $"articles/{Article}");
    }

    [Fact]
    public async Task A_whole_document_of_another_text_is_found_held_back_named_and_healed()
    {
        string[] columns = ["Identity", "Gzip", "Brotli", "ETag", "Title", "Summary"];
        await ExecuteAsync($"UPDATE \"DeliveryDocuments\" SET {string.Join(", ", columns.Select(column => $"\"{column}\" = (SELECT x.\"{column}\" FROM \"DeliveryDocuments\" x WHERE x.\"Id\" = {Other})"))} WHERE \"Id\" = {Document}");
        var host = await _site.StartAsync();
        await Eventually.HoldsAsync(async () => (await ReadyAsync(host.Client)).Contains("degraded", StringComparison.OrdinalIgnoreCase));

        await AssertNotServedAsync(host.Client, $"api/delivery/articles/{Article}");
        await AssertNotServedAsync(host.Client, $"articles/{Article}");
        var list = await host.Client.GetStringAsync("api/delivery/articles?first=100", Token);
        Assert.DoesNotContain($"\"{Article}\"", list, StringComparison.Ordinal);
        Assert.Contains("DocumentAltered", host.Error + host.Output, StringComparison.Ordinal);

        using (var admin = new TestBrowser(host))
        {
            await admin.SignInAsync("admin", TestSite.AdminPassword);
            Assert.Contains("<a href=\"/admin/self-check\">See what was found</a>", await admin.Client.GetStringAsync("admin", Token), StringComparison.Ordinal);
            // Documents are held back as soon as they are found; the page names them when the check has come to its end.
            await Eventually.HoldsAsync(async () => (await admin.Client.GetStringAsync("admin/self-check", Token))
                .Contains("The text in the document does not have the hash sha256:", StringComparison.Ordinal));
        }

        Assert.Equal(0, (await _site.RunAsync("verify", "--rewrite")).ExitCode);
        await Eventually.HoldsAsync(async () =>
        {
            using var answer = await host.Client.GetAsync($"api/delivery/articles/{Article}", Token);
            return answer.StatusCode == HttpStatusCode.OK;
        });
    }

    [Fact]
    public async Task A_site_whose_log_was_cut_does_not_start_where_the_operator_wants_it_so()
    {
        await (await _site.StartAsync()).StopAsync();
        await ExecuteAsync("UPDATE \"AuditEntries\" SET \"ActorName\" = 'somebody else' WHERE \"Sequence\" = 3");
        _site.Environment["GutCms__SelfCheck__StopOnLogFault"] = "true";

        var refused = await Assert.ThrowsAsync<InvalidOperationException>(() => _site.StartAsync());

        Assert.Contains("code 3", refused.Message, StringComparison.Ordinal);
        Assert.Contains("its audit log is not whole (LogBroken)", refused.Message, StringComparison.Ordinal);
        _site.Environment["GutCms__SelfCheck__StopOnLogFault"] = "false";
        var host = await _site.StartAsync();
        await Eventually.HoldsAsync(async () => (await ReadyAsync(host.Client)).Contains("degraded", StringComparison.OrdinalIgnoreCase));
        using var article = await host.Client.GetAsync($"api/delivery/articles/{Article}", Token);
        Assert.Equal(HttpStatusCode.OK, article.StatusCode);
    }

    [Fact]
    public async Task A_log_that_is_whole_lets_a_strict_site_start()
    {
        _site.Environment["GutCms__SelfCheck__StopOnLogFault"] = "true";

        var host = await _site.StartAsync();

        Assert.DoesNotContain("degraded", await ReadyAsync(host.Client), StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public async Task A_checkpoint_goes_by_mail_and_to_an_address_and_is_the_one_that_is_kept()
    {
        using var mails = new MailSink();
        using var posts = new PostSink();
        // The site that was copied may have made one already; what is done after it asks for another.
        _site.Environment["GutCms__SelfCheck__CheckpointEntries"] = "1";
        Assert.Equal(0, (await _site.RunAsync("key", "rotate")).ExitCode);
        _site.Environment["GutCms__Mail__Host"] = "127.0.0.1";
        _site.Environment["GutCms__Mail__Port"] = mails.Port.ToString(System.Globalization.CultureInfo.InvariantCulture);
        _site.Environment["GutCms__Mail__Security"] = "None";
        _site.Environment["GutCms__SelfCheck__CheckpointMail"] = "keeper@example.org";
        _site.Environment["GutCms__SelfCheck__CheckpointUrl"] = posts.Address.AbsoluteUri;
        await _site.StartAsync();

        var (type, posted) = await posts.ReceivedAsync(Token);
        var mail = await mails.ReceivedAsync(Token);

        Assert.Equal("application/jose", type);
        Assert.Contains("To: keeper@example.org", mail, StringComparison.Ordinal);
        Assert.Contains(posted, mail.Replace("=\r\n", "", StringComparison.Ordinal), StringComparison.Ordinal);
        var kept = Assert.Single(Directory.GetFiles(Path.Combine(_site.DataDirectory, "checkpoints"), "*.jws").OrderDescending(StringComparer.Ordinal).Take(1));
        Assert.Equal((await File.ReadAllTextAsync(kept, Token)).Trim(), posted);
    }

    [Fact]
    public async Task A_site_that_sends_no_mail_does_not_start_with_an_address_for_checkpoints()
    {
        _site.Environment["GutCms__SelfCheck__CheckpointMail"] = "keeper@example.org";

        var refused = await Assert.ThrowsAsync<InvalidOperationException>(() => _site.StartAsync());

        Assert.Contains("GutCms:SelfCheck:CheckpointMail is set, but this site sends no mail", refused.Message, StringComparison.Ordinal);
    }

    private static async Task AssertNotServedAsync(HttpClient client, string path)
    {
        using var answer = await client.GetAsync(path, Token);
        Assert.Equal(HttpStatusCode.ServiceUnavailable, answer.StatusCode);
        Assert.True(answer.Headers.CacheControl?.NoStore, $"{path}: {answer.Headers.CacheControl}");
        var problem = JsonNode.Parse(await answer.Content.ReadAsStringAsync(Token))!;
        Assert.Equal("urn:gutcms:problem:unavailable", (string?)problem["type"]);
    }

    private static async Task<string> ReadyAsync(HttpClient client)
    {
        using var answer = await client.GetAsync("health/ready", Token);
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        return await answer.Content.ReadAsStringAsync(Token);
    }

    /// <summary>As somebody with the rights of the database's owner.</summary>
    private async Task ExecuteAsync(string statement)
    {
        if (_site.ConnectionString is { } address)
        {
            await using var server = new NpgsqlConnection(address);
            await server.OpenAsync(Token);
            await using var command = new NpgsqlCommand("SET session_replication_role = replica; " + statement, server);
            Assert.NotEqual(0, await command.ExecuteNonQueryAsync(Token));
            return;
        }

        await using var file = new SqliteConnection($"Data Source={DatabaseDump.SqliteFile(_site)};Pooling=False");
        await file.OpenAsync(Token);
        var triggers = new List<string>();
        await using (var names = new SqliteCommand("SELECT name FROM sqlite_master WHERE type = 'trigger'", file))
        await using (var reader = await names.ExecuteReaderAsync(Token))
        {
            while (await reader.ReadAsync(Token))
            {
                triggers.Add(reader.GetString(0));
            }
        }

        await using var change = new SqliteCommand(string.Concat(triggers.Select(trigger => $"DROP TRIGGER \"{trigger}\"; ")) + statement, file);
        Assert.Equal(1, await change.ExecuteNonQueryAsync(Token));
    }
}
