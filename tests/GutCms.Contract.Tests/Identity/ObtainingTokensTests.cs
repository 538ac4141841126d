using System.Net;
using GutCms.TestSupport;

namespace GutCms.Contract.Tests.Identity;

public abstract class ObtainingTokensTests(SiteFixture fixture)
{
    private HttpClient Client => fixture.Client;

    [Fact]
    public async Task Gives_a_token_with_the_rights_of_the_clients_roles_when_the_secret_is_right()
    {
        var secret = await TokenClient.AddAsync(fixture.Site, "reader-app", "--role", "Delivery");

        using var who = await TokenClient.WhoAsync(Client, await TokenClient.GetAsync(Client, "reader-app", secret));

        var account = await TokenClient.JsonAsync(who);
        Assert.True((bool?)account["isClient"]);
        Assert.Equal("client:reader-app", (string?)account["id"]);
        Assert.Equal(["AccessContentApi", "ExecuteGraphQL", "ViewContent"], account["permissions"]!.AsArray().Select(permission => (string?)permission));
        Assert.DoesNotContain(secret, await DatabaseDump.ReadAsync(fixture.Site), StringComparison.OrdinalIgnoreCase);
    }

    [Theory]
    [InlineData("client_credentials", "nobody", "x", "invalid_client")]
    [InlineData("password", "nobody", "x", "unsupported_grant_type")]
    public async Task Refuses_in_the_form_of_the_protocol_when_the_request_is_not_right(string grant, string client, string secret, string error)
    {
        using var response = await TokenClient.RequestAsync(Client, ("grant_type", grant), ("client_id", client), ("client_secret", secret));

        Assert.False(response.IsSuccessStatusCode);
        Assert.Equal(error, (string?)(await TokenClient.JsonAsync(response))["error"]);
    }

    [Fact]
    public async Task Leaves_only_reading_when_the_token_is_for_reading()
    {
        var secret = await TokenClient.AddAsync(fixture.Site, "narrow-app", "--role", "Editor");

        using var all = await TokenClient.WhoAsync(Client, await TokenClient.GetAsync(Client, "narrow-app", secret));
        using var reading = await TokenClient.WhoAsync(Client, await TokenClient.GetAsync(Client, "narrow-app", secret, "gutcms.read"));

        Assert.Contains("PublishContent", await PermissionsAsync(all));
        var narrowed = await PermissionsAsync(reading);
        Assert.DoesNotContain("PublishContent", narrowed);
        Assert.Contains("PreviewContent", narrowed);
    }

    [Fact]
    public async Task Never_lets_a_client_approve_when_its_role_does()
    {
        var secret = await TokenClient.AddAsync(fixture.Site, "reviewing-app", "--role", "MedicalReviewer");

        using var who = await TokenClient.WhoAsync(Client, await TokenClient.GetAsync(Client, "reviewing-app", secret));

        Assert.DoesNotContain("ApproveContent", await PermissionsAsync(who));
    }

    [Fact]
    public async Task Stops_working_at_once_when_the_client_is_revoked()
    {
        var secret = await TokenClient.AddAsync(fixture.Site, "leaving-app", "--role", "Delivery");
        var token = await TokenClient.GetAsync(Client, "leaving-app", secret);
        using var before = await TokenClient.WhoAsync(Client, token);

        Assert.Equal(0, (await fixture.Site.RunAsync("client", "revoke", "leaving-app")).ExitCode);

        using var after = await TokenClient.WhoAsync(Client, token);
        using var again = await TokenClient.RequestAsync(Client, ("grant_type", "client_credentials"), ("client_id", "leaving-app"), ("client_secret", secret));
        Assert.Equal(HttpStatusCode.OK, before.StatusCode);
        Assert.Equal(HttpStatusCode.Unauthorized, after.StatusCode);
        Assert.Equal(HttpStatusCode.Unauthorized, again.StatusCode);
    }

    [Theory]
    [InlineData("")]
    [InlineData("not-a-token")]
    public async Task Knows_nobody_when_the_token_is_none(string token)
    {
        using var who = await TokenClient.WhoAsync(Client, token);

        Assert.Equal(HttpStatusCode.Unauthorized, who.StatusCode);
        Assert.Equal("application/problem+json", who.Content.Headers.ContentType?.MediaType);
    }

    private static async Task<IReadOnlyList<string?>> PermissionsAsync(HttpResponseMessage response) =>
        [.. (await TokenClient.JsonAsync(response))["permissions"]!.AsArray().Select(permission => (string?)permission)];
}

[Collection<SqliteSites>]
public sealed class ObtainingTokensOnSqliteTests(SqliteSite site) : ObtainingTokensTests(site);

[Collection<PostgresSites>]
public sealed class ObtainingTokensOnPostgresTests(PostgresSite site) : ObtainingTokensTests(site);
