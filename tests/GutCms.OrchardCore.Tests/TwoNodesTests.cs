using System.Net;
using System.Text.Json.Nodes;
using GutCms.OrchardCore.Storage;
using GutCms.TestSupport;
using Microsoft.Extensions.DependencyInjection;
using OrchardCore.Locking.Distributed;
using OrchardCore.Notifications;
using OrchardCore.Notifications.Indexes;
using OrchardCore.Users.Indexes;
using OrchardCore.Users.Models;
using YesSql;

namespace GutCms.OrchardCore.Tests;

/// <summary>Two processes of one site, on PostgreSQL and Redis, as the documentation has them set up: what one does holds on the other.</summary>
[Collection<TwoNodes>]
public sealed class TwoNodesTests(NodePair pair)
{
    private const int Many = 12;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Session_and_token_of_one_hold_on_the_other()
    {
        await pair.StartAsync();

        var review = await pair.ReviewerThere.GetAsync("api/review/queue", Cancellation);
        var content = await pair.AuthorThere.GetAsync("api/content", Cancellation);
        using var stranger = new HttpClient { BaseAddress = pair.There };
        var refused = await stranger.GetAsync("api/review/queue", Cancellation);

        Assert.Equal((HttpStatusCode.OK, HttpStatusCode.OK, HttpStatusCode.Unauthorized), (review.StatusCode, content.StatusCode, refused.StatusCode));
    }

    [Fact]
    public async Task What_one_publishes_the_other_delivers_also_over_what_it_has_in_memory()
    {
        await pair.StartAsync();
        const string Address = "api/delivery/articles/written-on-one-node";
        using var reader = new HttpClient { BaseAddress = pair.There };
        var draft = await pair.AuthorHere.SaveDraftAsync(Editorial.NewArticle("Written on one node"));
        var id = (string)draft["ContentItemId"]!;
        await pair.AuthorThere.DoAsync(id, "submit");
        using (var tooEarly = await pair.EditorHere.PullAsync(id, "publish"))
        {
            Assert.True(tooEarly.StatusCode == HttpStatusCode.Conflict, $"{tooEarly.StatusCode} {pair.Site.Log.Text}");
        }

        await pair.ReviewerThere.DecideAsync(id, "approve");
        await pair.EditorHere.DoAsync(id, "publish");
        await Eventually.HoldsAsync(async () => (await reader.GetAsync(Address, Cancellation)).StatusCode == HttpStatusCode.OK);

        // In the memory of the other by now; a change here has to reach it.
        await reader.GetStringAsync(Address, Cancellation);
        draft["Body"]!["ContentItems"]![0]!["HtmlBodyPart"]!["Html"] = "<p>Other words, of both nodes.</p>";
        draft["ContentItemVersionId"] = null;
        await pair.AuthorThere.SaveDraftAsync(draft);
        await pair.AuthorHere.DoAsync(id, "submit");
        await pair.ReviewerHere.DecideAsync(id, "approve");
        await pair.EditorHere.DoAsync(id, "publish");

        await Eventually.HoldsAsync(async () => (await reader.GetStringAsync(Address, Cancellation)).Contains("Other words, of both nodes.", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Many_articles_at_once_over_both_leave_a_whole_log_and_are_told_of_once()
    {
        await pair.StartAsync();

        var ids = await Task.WhenAll(Enumerable.Range(0, Many).Select(number => PublishAsync($"At once number {number}", number % 2 == 0)));

        Assert.Equal(Many, ids.Distinct().Count());
        var numbers = await pair.Site.InScopeAsync(async services =>
            (await services.GetRequiredService<ISession>().QueryIndex<GutCmsAuditIndex>(GutCmsAuditRecord.Collection).ListAsync()).Select(entry => entry.Sequence).Order().ToList());
        Assert.Equal(Enumerable.Range(1, numbers.Count).Select(number => (long)number), numbers);
        await Eventually.HoldsAsync(() => pair.Site.InScopeAsync(async services => (await services.GetRequiredService<Records>().ListOpenAsync<JsonObject>(RecordKinds.Outbox)).Count == 0));
        var told = await ToldAsync("rosa");
        Assert.All(Enumerable.Range(0, Many), number => Assert.Single(told, text => text.Contains($"number {number}”", StringComparison.Ordinal) && text.Contains("waits for your review", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task Keys_are_of_both()
    {
        await pair.StartAsync();
        using var reader = new HttpClient { BaseAddress = pair.There };

        var here = await pair.Site.Client.GetStringAsync(".well-known/jwks.json", Cancellation);
        var there = await reader.GetStringAsync(".well-known/jwks.json", Cancellation);

        // One of before Redis, and one of since.
        Assert.Equal(here, there);
        Assert.Equal(2, JsonNode.Parse(here)!["keys"]!.AsArray().Count);
    }

    [Fact]
    public async Task Locks_are_of_both()
    {
        await pair.StartAsync();

        var kind = await pair.Site.InScopeAsync(services => Task.FromResult(services.GetRequiredService<IDistributedLock>().GetType().Name));

        Assert.Equal("RedisLock", kind);
    }

    /// <summary>From draft to published, each step on the node on which the one before was not.</summary>
    private async Task<string> PublishAsync(string title, bool beginsHere)
    {
        var id = (string)(await (beginsHere ? pair.AuthorHere : pair.AuthorThere).SaveDraftAsync(Editorial.NewArticle(title)))["ContentItemId"]!;
        await (beginsHere ? pair.AuthorThere : pair.AuthorHere).DoAsync(id, "submit");
        await (beginsHere ? pair.ReviewerHere : pair.ReviewerThere).DecideAsync(id, "approve");
        await (beginsHere ? pair.EditorThere : pair.EditorHere).DoAsync(id, "publish");
        return id;
    }

    private Task<List<string>> ToldAsync(string userName) => pair.Site.InScopeAsync(async services =>
    {
        var session = services.GetRequiredService<ISession>();
        var name = userName.ToUpperInvariant();
        var user = (await session.Query<User, UserIndex>(index => index.NormalizedUserName == name).FirstOrDefaultAsync()).UserId;
        return (await session.Query<Notification, NotificationIndex>(index => index.UserId == user, NotificationConstants.NotificationCollection).ListAsync()).Select(notification => $"{notification.Subject} {notification.Summary}").ToList();
    });
}

/// <summary>Alone, since it takes the whole machine.</summary>
[CollectionDefinition(DisableParallelization = true)]
public sealed class TwoNodes : ICollectionFixture<NodePair>;

/// <summary>The two processes and the people of their site, on each. Started by the first test that asks, which is skipped where the machine has no PostgreSQL or no Redis.</summary>
public sealed class NodePair : IAsyncLifetime
{
    private RedisServer? _redis;
    private OtherNode? _other;
    private Task? _started;

    /// <summary>The site in this process.</summary>
    public OrchardSite Site { get; private set; } = null!;

    /// <summary>Address of the other process.</summary>
    public Uri There => _other!.Address;

    public HttpClient AuthorHere { get; private set; } = null!;

    public HttpClient AuthorThere { get; private set; } = null!;

    public HttpClient ReviewerHere { get; private set; } = null!;

    public HttpClient ReviewerThere { get; private set; } = null!;

    public HttpClient EditorHere { get; private set; } = null!;

    public HttpClient EditorThere { get; private set; } = null!;

    public ValueTask InitializeAsync() => ValueTask.CompletedTask;

    /// <summary>Starts them, once.</summary>
    public Task StartAsync() => _started ??= StartBothAsync();

    public async ValueTask DisposeAsync()
    {
        foreach (var client in new[] { AuthorHere, AuthorThere, ReviewerHere, ReviewerThere, EditorHere, EditorThere })
        {
            client?.Dispose();
        }

        if (_other is not null)
        {
            await _other.DisposeAsync();
        }

        if (Site is not null)
        {
            await Site.DisposeAsync();
        }

        if (_redis is not null)
        {
            await _redis.DisposeAsync();
        }
    }

    private async Task StartBothAsync()
    {
        var server = Environment.GetEnvironmentVariable(TenantDatabase.Variable) is { Length: > 0 } named ? named : Require.Postgres();
        _redis = await RedisServer.StartAsync();
        var settings = new Dictionary<string, string?> { ["OrchardCore:OrchardCore_Redis:Configuration"] = _redis.Address };
        Site = OrchardSite.OnPostgres(server, settings);
        await Site.InitializeAsync();
        await Site.SwitchAsync(on: true, "OrchardCore.Redis.Cache", "OrchardCore.Redis.Bus", "OrchardCore.Redis.Lock", "OrchardCore.Redis.DataProtection");
        AuthorHere = await Site.AddPersonAsync("anna", "Author");
        (await Site.AddPersonAsync("rosa", "MedicalReviewer")).Dispose();
        EditorHere = await Site.AddPersonAsync("emil", "Editor");
        var rosa = await AdminBrowser.SignInAsync(Site, "rosa");
        ReviewerHere = rosa.At(Site.Client.BaseAddress!);
        _other = await OtherNode.StartAsync(Site, settings);
        (AuthorThere, EditorThere, ReviewerThere) = (Elsewhere(AuthorHere), Elsewhere(EditorHere), rosa.At(There));
    }

    /// <summary>The same token at the other process.</summary>
    private HttpClient Elsewhere(HttpClient here)
    {
        var there = new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false }) { BaseAddress = There, Timeout = TimeSpan.FromMinutes(2) };
        there.DefaultRequestHeaders.Authorization = here.DefaultRequestHeaders.Authorization;
        return there;
    }
}
