using System.Net.Http.Json;
using System.Text.Json.Nodes;
using GutCms.TestSupport;
using GutCms.TestSupport.Editorial;
using GutCms.Web.Features.Users;

namespace GutCms.Web.Tests.Identity;

public sealed class ForgettingPeopleByApiOnSqliteTests() : ForgettingPeopleByApiTests(SiteDatabase.Sqlite);

public sealed class ForgettingPeopleByApiOnPostgreSqlTests() : ForgettingPeopleByApiTests(SiteDatabase.PostgreSql);

/// <summary>People who leave for good, as tools of others ask for it: by the id of the account, as often as they like.</summary>
public abstract class ForgettingPeopleByApiTests(SiteDatabase database) : IAsyncLifetime
{
    private TestSite _site = null!;
    private GutCmsHost _host = null!;
    private EditorialClient _admin = null!;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        _site = await TestSite.CreateSeededAsync(database);
        _host = await _site.StartAsync();
        _admin = await EditorialClient.SignInAsync(_host, "admin", TestSite.AdminPassword);
    }

    public async ValueTask DisposeAsync()
    {
        _admin?.Dispose();
        await _site.DisposeAsync();
        GC.SuppressFinalize(this);
    }

    [Fact]
    public async Task A_person_is_forgotten_once_however_often_it_is_asked_for()
    {
        using var alma = await AddAsync("alma", "Author");
        Assert.Equal(200, await alma.StatusAsync("admin"));
        var (found, _) = await _admin.GetAsync("api/people?userName=ALMA");
        var id = (string)found["id"]!;
        Assert.Equal((true, false, true), ((bool)found["isEnabled"]!, (bool)found["isAnonymous"]!, (bool)found["hasActed"]!));

        var (status, first) = await SendAsync(_admin, HttpMethod.Post, $"api/people/{id}/forget");
        var (again, second) = await SendAsync(_admin, HttpMethod.Post, $"api/people/{id}/forget");

        Assert.Equal((200, 200), (status, again));
        Assert.Equal(first!.ToJsonString(), second!.ToJsonString());
        Assert.Equal((AnonymousNames.Of(id), true, false), ((string)first["userName"]!, (bool)first["isAnonymous"]!, (bool)first["isEnabled"]!));
        Assert.Null(first["namesUntilUtc"]);
        Assert.NotEqual(200, await alma.StatusAsync("admin"));
        Assert.Equal(["admin user.forget"], await RecordedAsync("user.forget"));
        Assert.Equal(first.ToJsonString(), (await _admin.GetAsync($"api/people/{id}")).Body.ToJsonString());
        Assert.Equal(404, await _admin.StatusAsync("api/people?userName=alma"));
    }

    [Fact]
    public async Task Only_an_account_with_which_nothing_was_done_is_removed()
    {
        using var alma = await AddAsync("alma", "Author");
        Assert.Equal(0, (await _site.RunAsync("user", "add", "mistake", "--role", "Author")).ExitCode);
        var (acted, unused) = (await IdAsync("alma"), await IdAsync("mistake"));

        var (refused, problem) = await SendAsync(_admin, HttpMethod.Delete, $"api/people/{acted}");
        var (removed, nothing) = await SendAsync(_admin, HttpMethod.Delete, $"api/people/{unused}");

        Assert.Equal((409, "urn:gutcms:problem:conflict"), (refused, (string)problem!["type"]!));
        Assert.Contains("Something was done with the account alma", (string)problem["detail"]!, StringComparison.Ordinal);
        Assert.Equal(204, removed);
        Assert.Null(nothing);
        Assert.Equal(200, await _admin.StatusAsync($"api/people/{acted}"));
        Assert.Equal(404, await _admin.StatusAsync($"api/people/{unused}"));
        Assert.Equal(["admin user.remove"], await RecordedAsync("user.remove"));
        Assert.Equal(["admin user.remove.refused"], await RecordedAsync("user.remove.refused"));
    }

    [Fact]
    public async Task Nobody_without_the_right_learns_or_changes_anything_and_nobody_forgets_themselves()
    {
        using var alma = await AddAsync("alma", "Author");
        var (own, other) = (await IdAsync("admin"), await IdAsync("alma"));
        using (var stranger = await _host.Client.PostAsync($"api/people/{other}/forget", content: null, Token))
        {
            Assert.Equal(401, (int)stranger.StatusCode);
        }

        using (var forged = await _admin.Browser.Client.PostAsync($"api/people/{other}/forget", content: null, Token))
        {
            Assert.Equal(400, (int)forged.StatusCode);
        }

        foreach (var (method, path) in new[]
        {
            (HttpMethod.Get, "api/people?userName=admin"), (HttpMethod.Get, "api/people?userName=nobody"), (HttpMethod.Get, $"api/people/{own}"), (HttpMethod.Post, $"api/people/{own}/forget"),
            (HttpMethod.Post, $"api/people/{other}/forget"), (HttpMethod.Delete, $"api/people/{own}"), (HttpMethod.Post, "api/people/nobody/forget"),
        })
        {
            var (status, problem) = await SendAsync(alma, method, path);
            Assert.True(status == 403, $"{path}: {status}");
            Assert.Equal("urn:gutcms:problem:forbidden", (string)problem!["type"]!);
        }

        foreach (var (method, path, expected) in new[]
        {
            (HttpMethod.Post, $"api/people/{own}/forget", 409), (HttpMethod.Post, "api/people/nobody/forget", 404), (HttpMethod.Delete, "api/people/nobody", 404),
            (HttpMethod.Get, "api/people", 400), (HttpMethod.Get, "api/people?name=alma", 400),
        })
        {
            Assert.Equal((path, expected), (path, (await SendAsync(_admin, method, path)).Status));
        }

        Assert.Equal(["False"], await DatabaseDump.QueryAsync(_site, "SELECT CASE WHEN COUNT(*) = 0 THEN 'False' ELSE 'True' END FROM \"Users\" WHERE \"AnonymousSinceUtc\" IS NOT NULL"));
        Assert.Equal(200, await _admin.StatusAsync("admin/users"));
    }

    [Fact]
    public async Task The_last_but_one_administrator_stays_until_a_second_one_confirms_it_and_waits_once()
    {
        using var bertha = await AddAsync("bertha", "Administrator");
        var id = await IdAsync("bertha");

        var (status, first) = await SendAsync(_admin, HttpMethod.Post, $"api/people/{id}/forget");
        var (again, second) = await SendAsync(_admin, HttpMethod.Post, $"api/people/{id}/forget");

        Assert.Equal((202, 202), (status, again));
        Assert.Equal((string)first!["proposalId"]!, (string)second!["proposalId"]!);
        Assert.Equal([(string)first["proposalId"]!], await DatabaseDump.QueryAsync(_site, "SELECT \"Name\" FROM \"Documents\" WHERE \"Kind\" = 'proposal'"));
        Assert.Equal(200, await bertha.StatusAsync("admin"));
        Assert.Empty(await RecordedAsync("user.forget"));
        using var alma = await AddAsync("alma", "Author");
        Assert.Equal(200, (await SendAsync(_admin, HttpMethod.Post, $"api/people/{await IdAsync("alma")}/forget")).Status);
    }

    private static async Task<(int Status, JsonObject? Body)> SendAsync(EditorialClient person, HttpMethod method, string path)
    {
        using var request = new HttpRequestMessage(method, path);
        request.Headers.Add("RequestVerificationToken", person.Antiforgery);
        using var response = await person.Browser.Client.SendAsync(request, Token);
        return ((int)response.StatusCode, response.Content.Headers.ContentLength is 0 or null && response.Content.Headers.ContentType is null ? null : await response.Content.ReadFromJsonAsync<JsonObject>(Token));
    }

    private async Task<EditorialClient> AddAsync(string name, string role)
    {
        var added = await _site.RunAsync("user", "add", name, "--role", role, "--printed-name", "Dr " + name);
        Assert.True(added.ExitCode == 0, added.Error);
        return await EditorialClient.SignInAsync(_host, name, added.Output.Trim().Split(' ')[^1]);
    }

    private async Task<string> IdAsync(string name) => (string)(await _admin.GetAsync($"api/people?userName={name}")).Body["id"]!;

    private Task<IReadOnlyList<string>> RecordedAsync(string action) =>
        DatabaseDump.QueryAsync(_site, $"SELECT \"ActorName\" || ' ' || \"Action\" FROM \"AuditEntries\" WHERE \"Action\" = '{action}' ORDER BY \"Sequence\"");
}
