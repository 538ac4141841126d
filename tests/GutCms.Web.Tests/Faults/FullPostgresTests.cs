using System.Net;
using System.Text;
using System.Text.Json.Nodes;
using GutCms.TestSupport;
using GutCms.TestSupport.Editorial;
using Npgsql;

namespace GutCms.Web.Tests.Faults;

/// <summary>A site whose PostgreSQL tables lie on a disk that fills: changes are answered by 503 and leave nothing half-written, readers are served, and all goes on when there is room again.</summary>
public sealed class FullPostgresTests : IAsyncLifetime
{
    private const string Article = "api/delivery/articles/gut-health-and-mental-health";

    private SmallDisk _disk = null!;
    private PrivatePostgres _server = null!;
    private TestSite _site = null!;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        _disk = await SmallDisk.MountAsync(64);
        _server = await PrivatePostgres.StartAsync();
        await _disk.GiveToAsync("postgres");
        await _server.ExecuteAsync($"CREATE TABLESPACE small LOCATION '{_disk.Folder}'");
        await _server.ExecuteAsync("CREATE DATABASE site TABLESPACE small");
        _site = await TestSite.CreateAsync(SiteDatabase.Sqlite);
        _site.Environment["ConnectionStrings__GutCms"] = _server.ConnectionString;
    }

    public async ValueTask DisposeAsync()
    {
        if (_site is not null)
        {
            await _site.DisposeAsync();
        }

        if (_server is not null)
        {
            await _server.DisposeAsync();
        }

        if (_disk is not null)
        {
            await _disk.DisposeAsync();
        }
    }

    [Fact]
    public async Task Changes_are_refused_whole_readers_are_served_and_all_goes_on_when_there_is_room()
    {
        var host = await _site.StartAsync();
        using var admin = await EditorialClient.SignInAsync(host, "admin", TestSite.AdminPassword);
        var before = await host.Client.GetByteArrayAsync(Article, Token);
        var kept = new List<string>();

        _disk.Fill();
        await Eventually.HoldsAsync(async () =>
        {
            var (status, retryAfter, id) = await SaveAsync(admin);
            Assert.True(status is HttpStatusCode.OK or HttpStatusCode.ServiceUnavailable, $"{status}");
            Assert.Equal(status == HttpStatusCode.ServiceUnavailable, retryAfter);
            if (id is not null)
            {
                kept.Add(id);
            }

            return status == HttpStatusCode.ServiceUnavailable;
        });

        Assert.Equal(before, await host.Client.GetByteArrayAsync(Article, Token));
        using (var list = await host.Client.GetAsync("api/delivery/articles?first=1", Token))
        {
            Assert.Equal(HttpStatusCode.OK, list.StatusCode);
        }

        _disk.Free();
        await Eventually.HoldsAsync(async () =>
        {
            var (status, _, id) = await SaveAsync(admin);
            if (id is not null)
            {
                kept.Add(id);
            }

            return status == HttpStatusCode.OK;
        });

        // What was acknowledged is there, and of what was refused nothing.
        Assert.Equal(kept.Order(StringComparer.Ordinal), await DraftsAsync());
        await host.StopAsync();
        Assert.Equal(0, (await _site.RunAsync("audit", "verify")).ExitCode);
        Assert.Equal(0, (await _site.RunAsync("verify")).ExitCode);
    }

    private async Task<List<string>> DraftsAsync()
    {
        await using var connection = new NpgsqlConnection(_server.ConnectionString);
        await connection.OpenAsync(Token);
        await using var command = new NpgsqlCommand("SELECT DISTINCT \"ContentItemId\" FROM \"ContentPaths\" WHERE \"Path\" LIKE 'articles/full-%' ORDER BY 1", connection);
        await using var reader = await command.ExecuteReaderAsync(Token);
        List<string> ids = [];
        while (await reader.ReadAsync(Token))
        {
            ids.Add(reader.GetString(0));
        }

        return ids;
    }

    private static async Task<(HttpStatusCode Status, bool RetryAfter, string? Id)> SaveAsync(EditorialClient admin)
    {
        // Large enough that a few of them find no room in pages that are there.
        var article = SampleArticle.Create(SampleArticle.NewSlug("full"), $"<p>{Guid.NewGuid()} {string.Concat(Enumerable.Range(0, 2_000).Select(_ => Guid.NewGuid().ToString("N") + " "))}</p>");
        using var request = new HttpRequestMessage(HttpMethod.Post, "api/content?draft=true") { Content = new StringContent(article.ToJsonString(), Encoding.UTF8, "application/json") };
        request.Headers.Add("RequestVerificationToken", admin.Antiforgery);
        using var answer = await admin.Browser.Client.SendAsync(request, Token);
        var id = answer.StatusCode == HttpStatusCode.OK ? (string?)JsonNode.Parse(await answer.Content.ReadAsStringAsync(Token))!["ContentItemId"] : null;
        return (answer.StatusCode, answer.Headers.RetryAfter is not null, id);
    }
}
