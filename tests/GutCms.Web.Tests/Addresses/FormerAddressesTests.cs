using System.Net;
using System.Text.Json.Nodes;
using GutCms.Core.Recipes;
using GutCms.Core.Reviews.Acting;
using GutCms.Core.Reviews.Model;
using GutCms.Core.Reviews.UseCases;
using GutCms.Core.Security;
using GutCms.Web.Features.Recipes;
using GutCms.Web.Tests.ReviewApi;
using GutCms.Web.Tests.Storage;
using Microsoft.Extensions.DependencyInjection;

namespace GutCms.Web.Tests.Addresses;

public sealed class FormerAddressesOnSqliteTests() : FormerAddressesTests(Provider.Sqlite);

public sealed class FormerAddressesOnPostgreSqlTests() : FormerAddressesTests(Provider.PostgreSql);

/// <summary>Whoever follows a link that was right once reaches what it led to, or is told why not.</summary>
public abstract class FormerAddressesTests(Provider provider) : ReviewApiTests(provider)
{
    private ReviewPorts Ports => Site.Services.GetRequiredService<ReviewPorts>();

    [Fact]
    public async Task Former_address_leads_to_the_present_one()
    {
        var id = await PublishedAsync("first-name");
        await MoveAsync(id, "second-name");

        await LeadsAsync("articles/first-name", "articles/second-name");
        Assert.Equal([("/articles/first-name", "/articles/second-name", id)], await ListedAsync());

        // An address that was left is the item's own again, and the one in between leads to it.
        await MoveAsync(id, "third-name");
        await MoveAsync(id, "first-name");
        (await DeliveredAsync("first-name")).Expect(200);
        await LeadsAsync("articles/second-name", "articles/first-name");
        Assert.Equal([("/articles/second-name", "/articles/first-name", id), ("/articles/third-name", "/articles/first-name", id)], await ListedAsync());
    }

    [Fact]
    public async Task Address_outlives_a_time_in_which_nothing_was_live()
    {
        var id = await PublishedAsync("taken-down");
        (await PullAsync("editor", id, "unpublish")).Expect(200);
        (await DeliveredAsync("taken-down")).Expect(404);
        Assert.Empty(await ListedAsync());

        await MoveAsync(id, "back-again");

        await LeadsAsync("articles/taken-down", "articles/back-again");
    }

    [Fact]
    public async Task Former_address_of_something_withdrawn_says_so()
    {
        var id = await PublishedAsync("harmful");
        await MoveAsync(id, "harmful-too");
        (await PullAsync("editor", id, "withdraw", new() { ["reason"] = "The dose was wrong." })).Expect(200);

        foreach (var slug in (string[])["harmful", "harmful-too"])
        {
            Assert.Equal("The dose was wrong.", (string?)(await DeliveredAsync(slug)).Expect(410)["reason"]);
        }

        Assert.Empty(await ListedAsync());
    }

    [Fact]
    public async Task Nobody_takes_over_a_former_address_before_it_is_released()
    {
        var id = await PublishedAsync("well-known");
        await MoveAsync(id, "renamed");

        Assert.Equal([Rules.PathMustBeFree], (await PostAsync("author", "api/content?draft=true", Article("well-known"))).Expect(409).Unmet);
        var recipe = await ImportAsync("well-known");
        Assert.Contains("former address", Assert.Single(recipe.Faults).Message, StringComparison.Ordinal);
        var pathless = Article("well-known");
        pathless.Remove("AutoroutePart");
        Assert.Equal("articles/well-known-2", (string?)(await PostAsync("author", "api/content?draft=true", pathless)).Expect(200)["AutoroutePart"]["Path"]);

        Assert.Equal(RefusalKind.Forbidden, (await new ReleaseAddress(Ports).ExecuteAsync(Site.Person("author"), "articles/well-known", Token)).Refusal!.Kind);
        await LeadsAsync("articles/well-known", "articles/renamed");
        Assert.True((await new ReleaseAddress(Ports).ExecuteAsync(Site.Person("editor"), "/articles/Well-Known", Token)).Succeeded);

        (await DeliveredAsync("well-known")).Expect(404);
        Assert.Empty(await ListedAsync());
        Assert.Equal(RefusalKind.NotFound, (await new ReleaseAddress(Ports).ExecuteAsync(Site.Person("editor"), "articles/well-known", Token)).Refusal!.Kind);
        await PublishedAsync("well-known");
        (await DeliveredAsync("well-known")).Expect(200);
    }

    [Fact]
    public async Task Address_of_an_earlier_site_is_added_by_whoever_may_publish()
    {
        var id = await PublishedAsync("here-now");
        var keep = new KeepAddress(Ports);
        Assert.Equal(RefusalKind.Forbidden, (await keep.ExecuteAsync(Site.Person("author"), new("articles/elsewhere", "articles/here-now"), Token)).Refusal!.Kind);
        (await DeliveredAsync("elsewhere")).Expect(404);

        Assert.True((await keep.ExecuteAsync(Site.Person("editor"), new("/articles/Elsewhere/", "articles/here-now"), Token)).Succeeded);

        await LeadsAsync("articles/elsewhere", "articles/here-now");
        Assert.Equal([("/articles/elsewhere", "/articles/here-now", id)], await ListedAsync());
        var entry = (await new ListAddresses(Ports).ExecuteAsync(Site.Person("editor"), Token)).Value!.Redirects.Single();
        Assert.Equal("here-now", entry.Title);
        Assert.Equal(RefusalKind.Forbidden, (await new ListAddresses(Ports).ExecuteAsync(Site.Person("nobody"), Token)).Refusal!.Kind);
    }

    [Theory]
    [InlineData("about", "articles/target", RefusalKind.Invalid)]
    [InlineData("disclaimers/one", "articles/target", RefusalKind.Invalid)]
    [InlineData("articles/free", "articles/nothing", RefusalKind.Invalid)]
    [InlineData("series/free", "articles/target", RefusalKind.Invalid)]
    [InlineData("articles/target", "articles/target", RefusalKind.Conflict)]
    [InlineData("articles/" + SeededArticle, "articles/target", RefusalKind.Conflict)]
    public async Task Address_that_cannot_lead_anywhere_is_refused(string from, string to, RefusalKind expected)
    {
        await PublishedAsync("target");

        Assert.Equal(expected, (await new KeepAddress(Ports).ExecuteAsync(Site.Person("editor"), new(from, to), Token)).Refusal?.Kind);

        Assert.Empty(await ListedAsync());
    }

    [Fact]
    public async Task Address_has_one_spelling()
    {
        await PublishedAsync("caf\u00e9");

        foreach (var other in (string[])["Caf\u00e9", "cafe\u0301", "CAFE\u0301", "caf\u00e9/"])
        {
            await LeadsAsync("articles/" + other, "articles/caf%C3%A9");
        }
    }

    private async Task LeadsAsync(string from, string to)
    {
        using var client = Site.As(null);
        using var answer = await client.GetAsync("api/delivery/" + from, Token);
        Assert.Equal((HttpStatusCode.PermanentRedirect, "/api/delivery/" + to), (answer.StatusCode, answer.Headers.Location?.OriginalString));
        Assert.True(answer.Headers.CacheControl?.Public, "A cache does not keep where it leads.");
        Assert.Equal("urn:gutcms:problem:moved", (string?)JsonNode.Parse(await answer.Content.ReadAsStringAsync(Token))!["type"]);
    }

    private async Task<List<(string?, string?, string?)>> ListedAsync()
    {
        var list = (await GetAsync(null, "api/delivery/redirects")).Expect(200);
        var items = list["items"].AsArray().Select(item => ((string?)item!["from"], (string?)item["to"], (string?)item["id"])).ToList();
        Assert.Equal(items.Count, (int)list["total"]);
        return items;
    }

    private async Task<RecipeReport> ImportAsync(string slug)
    {
        var item = Article(slug);
        (item["ContentItemId"], item["ContentItemVersionId"], item["Latest"]) = ("4c1p5k0f0n2v0q0w0e0r0t0y0a", "4c1p5k0f0n2v0q0w0e0r0t0y0b", true);
        var path = Path.Combine(Path.GetTempPath(), Guid.NewGuid() + ".recipe.json");
        await File.WriteAllTextAsync(path, new JsonObject { ["name"] = "takes over", ["steps"] = new JsonArray(new JsonObject { ["name"] = "Content", ["Data"] = new JsonArray(item) }) }.ToJsonString(), Token);
        try
        {
            await using var scope = Site.Services.CreateAsyncScope();
            var source = new FileRecipeSource(path);
            return await scope.ServiceProvider.GetRequiredService<RecipeRunners>().For(source).RunAsync(source, new RecipeOptions(Actor.System, Trusted: true), null, Token);
        }
        finally
        {
            File.Delete(path);
        }
    }
}
