using System.Net.Http.Json;
using System.Text;
using System.Text.Json.Nodes;
using GutCms.Core.Delivery;
using GutCms.Core.Storage;
using GutCms.OrchardCore.Delivery;
using GutCms.OrchardCore.Storage;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;
using OrchardCore.Data.Documents;
using OrchardCore.Modules;
using YesSql;
using IModuleStartup = OrchardCore.Modules.IStartup;
using ISession = YesSql.ISession;

namespace GutCms.OrchardCore.Tests;

/// <summary>Delivery documents in memory: the same bytes for as long as nothing changes, and never what is no longer so.</summary>
[Collection<OrchardSites>]
public sealed class DeliveryMemoryTests(Newsroom newsroom)
{
    private readonly OrchardSite _site = newsroom.Site;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Serves_a_document_from_memory_and_another_publication_at_once()
    {
        var id = await newsroom.PublishedAsync("Kept in memory");
        var first = await FindAsync("kept-in-memory");
        Assert.Same(first, await FindAsync("kept-in-memory"));

        await ChangeAsync(id, "Kept in memory, second text");

        var second = await FindAsync("kept-in-memory");
        Assert.Contains("second text", Text(second), StringComparison.Ordinal);
        Assert.Contains("second text", await _site.Client.GetStringAsync("api/delivery/articles/kept-in-memory", Cancellation), StringComparison.Ordinal);
        Assert.DoesNotContain("second text", Text(first), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Forgets_what_was_taken_down()
    {
        var id = await newsroom.PublishedAsync("Taken out of memory");
        Assert.NotNull(await FindAsync("taken-out-of-memory"));

        await newsroom.Editor.DoAsync(id, "unpublish");

        Assert.Null(await FindAsync("taken-out-of-memory"));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Notices_within_its_interval_what_another_node_has_published(bool afterOneOfItsOwnWasGivenUp)
    {
        var (title, slug) = ($"On two nodes {afterOneOfItsOwnWasGivenUp}", $"on-two-nodes-{afterOneOfItsOwnWasGivenUp}".ToLowerInvariant());
        var id = await newsroom.PublishedAsync(title);
        var (time, cache) = (new FakeTimeProvider(), new DeliveryCache(new DeliveryCacheOptions()));
        if (afterOneOfItsOwnWasGivenUp)
        {
            await _site.InScopeAsync(async services =>
            {
                var session = services.GetRequiredService<ISession>();
                await new DeliveryChanges(session, services.GetRequiredService<IDocumentStore>(), cache).NoteAsync();
                await session.CancelAsync();
            });
        }

        await _site.InScopeAsync(async services =>
        {
            var store = services.GetRequiredService<IStore>();
            var other = new YesSqlDeliveryReader(store, cache, new DeliveryFreshness(store, cache, time));
            var before = await other.FindAsync(DeliveryKind.Article, slug, Cancellation);

            await ChangeAsync(id, "second text");

            Assert.Same(before, other.FindInMemory(DeliveryKind.Article, slug));
            time.Advance(DeliveryFreshness.Interval);
            Assert.Null(other.FindInMemory(DeliveryKind.Article, slug));
            Assert.Contains("second text", Text(await other.FindAsync(DeliveryKind.Article, slug, Cancellation)), StringComparison.Ordinal);
        });
    }

    [Theory]
    [InlineData("GET", "api/delivery/articles/answered-early", 200)]
    [InlineData("HEAD", "api/delivery/articles/answered-early", 200)]
    [InlineData("GET", "api/delivery/articles/ANSWERED-EARLY", 308)]
    [InlineData("GET", "api/delivery/articles/answered-early?a=b", 400)]
    [InlineData("POST", "api/delivery/articles/answered-early", 405)]
    [InlineData("GET", "api/delivery/series/answered-early", 404)]
    public async Task Answers_from_memory_as_the_endpoint_does(string method, string address, int status)
    {
        if (await FindAsync("answered-early") is null)
        {
            await newsroom.PublishedAsync("Answered early");
        }

        var answers = new List<(int, string?, string?)>();
        for (var times = 0; times < 2; times++)
        {
            using var request = new HttpRequestMessage(new(method), address);
            using var response = await _site.Client.SendAsync(request, Cancellation);
            answers.Add(((int)response.StatusCode, response.Headers.ETag?.Tag, response.Content.Headers.ContentType?.ToString()));
        }

        Assert.Equal(status, answers[0].Item1);
        Assert.Equal(answers[0], answers[1]);
    }

    [Theory]
    [InlineData(null, StatusCodes.Status200OK)]
    [InlineData(-150, StatusCodes.Status200OK)]
    [InlineData(-300, StatusCodes.Status418ImATeapot)]
    public async Task Answers_before_a_request_is_routed_unless_a_module_has_its_place_in_front(int? place, int status)
    {
        Assert.NotNull(await FindAsync("gut-health-and-mental-health"));
        await _site.InScopeAsync(async services =>
        {
            var app = new ApplicationBuilder(place is { } order ? new WithStartup(services, new AtPlace(order)) : services);
            new UnroutedDelivery().Configure(routed => routed.Run(context =>
            {
                context.Response.StatusCode = StatusCodes.Status418ImATeapot;
                return Task.CompletedTask;
            }))(app);
            var request = new DefaultHttpContext { Request = { Method = "GET", Path = "/api/delivery/articles/gut-health-and-mental-health" } };

            await app.Build()(request);

            Assert.Equal(status, request.Response.StatusCode);
            Assert.Equal(status == StatusCodes.Status200OK, request.Response.Headers.ContainsKey("ETag"));
        });
    }

    [Fact]
    public async Task Logs_nothing_of_an_ordinary_save()
    {
        var before = _site.Log.Text.Length;

        var id = await newsroom.PublishedAsync("Saved without noise");
        await ChangeAsync(id, "Saved without noise, second text");
        using var browser = await AdminBrowser.SignInAsync(_site, "emil");
        await browser.SendFormAsync($"Admin/Contents/ContentItems/{id}/Edit", ("submit.Save", "submit.SaveAndContinue"));
        using var read = await newsroom.Administrator.GetAsync($"api/content/{id}", Cancellation);

        Assert.Equal("", _site.Log.Text[before..].Trim());
    }

    private Task<DeliveredDocument?> FindAsync(string slug) =>
        _site.InScopeAsync(services => services.GetRequiredService<IDeliveryReader>().FindAsync(DeliveryKind.Article, slug, Cancellation).AsTask());

    private sealed class AtPlace(int place) : StartupBase
    {
        public override int ConfigureOrder => place;
    }

    private sealed class WithStartup(IServiceProvider inner, IModuleStartup startup) : IServiceProvider
    {
        public object? GetService(Type serviceType) =>
            serviceType == typeof(IEnumerable<IModuleStartup>) ? inner.GetServices<IModuleStartup>().Append(startup).ToArray() : inner.GetService(serviceType);
    }

    private static string Text(DeliveredDocument? document) => Encoding.UTF8.GetString(document!.Identity);

    private async Task ChangeAsync(string id, string subtitle)
    {
        var item = await newsroom.Administrator.GetFromJsonAsync<JsonObject>($"api/content/{id}", Cancellation);
        item!["Article"]!["Subtitle"] = new JsonObject { ["Text"] = subtitle };
        await newsroom.Author.SaveDraftAsync(item);
        await Editorial.ApproveAsync(newsroom.Author, newsroom.Reviewer, id);
        await newsroom.Editor.DoAsync(id, "publish");
    }
}
