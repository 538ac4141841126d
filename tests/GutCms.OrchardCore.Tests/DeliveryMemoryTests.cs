using System.Net.Http.Json;
using System.Text;
using System.Text.Json.Nodes;
using GutCms.Api.Delivery;
using GutCms.Core.Delivery;
using GutCms.Core.Storage;
using GutCms.OrchardCore.Delivery;
using GutCms.OrchardCore.Storage;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;
using OrchardCore.Data.Documents;
using YesSql;
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
    [InlineData(false)]
    [InlineData(true)]
    public async Task Answers_before_a_request_is_routed_unless_a_module_has_its_place_in_front(bool isThere)
    {
        var (place, routed, seen, answered) = (new DeliveryPlace(), 0, 0, false);
        await _site.InScopeAsync(async services =>
        {
            var app = new ApplicationBuilder(services);
            new UnroutedDelivery(place).Configure(_ => { })(app);
            app.Use(next => context =>
            {
                routed++;
                return next(context);
            });
            place.MarkBeginning(app);
            if (isThere)
            {
                app.Use(next => context =>
                {
                    seen++;
                    return next(context);
                });
            }

            place.MarkDelivery(app);
            app.UseGutCmsDeliveryFromMemory();

            // What is in memory is served for as long as it is fresh, so it is asked for until it was.
            var pipeline = app.Build();
            for (var times = 0; times < 100 && !answered; times++)
            {
                await services.GetRequiredService<IDeliveryReader>().FindAsync(DeliveryKind.Article, "gut-health-and-mental-health", Cancellation);
                (routed, seen) = (0, 0);
                var context = new DefaultHttpContext { Request = { Method = "GET", Path = "/api/delivery/articles/gut-health-and-mental-health" } };
                await pipeline(context);
                answered = context.Response.Headers.ContainsKey("ETag");
            }
        });

        Assert.Equal(isThere ? (false, 1, 1, true) : (true, 0, 0, true), (place.HasNothingInFront, routed, seen, answered));
    }

    [Fact]
    public async Task Has_nothing_in_front_on_a_site_without_reverse_proxy_and_security_headers() =>
        Assert.True(await _site.InScopeAsync(services => Task.FromResult(services.GetRequiredService<DeliveryPlace>().HasNothingInFront)));

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
