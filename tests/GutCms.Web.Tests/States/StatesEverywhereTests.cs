using System.Collections.Frozen;
using System.Text.Json.Nodes;
using GutCms.Core.Editorial;
using GutCms.Core.Reviews.Acting;
using GutCms.Core.Reviews.Model;
using GutCms.Core.Reviews.UseCases;
using GutCms.Core.Reviews.Views;
using GutCms.Core.Security;
using GutCms.TestSupport;
using GutCms.Web.Storage.Databases;
using GutCms.Web.Storage.Editorial;
using GutCms.Web.Tests.Storage;
using Microsoft.Extensions.DependencyInjection;

namespace GutCms.Web.Tests.States;

public sealed class StatesEverywhereOnSqliteTests() : StatesEverywhereTests(Provider.Sqlite, steps: 60);

public sealed class StatesEverywhereOnPostgreSqlTests() : StatesEverywhereTests(Provider.PostgreSql, steps: 25);

/// <summary>Whatever happens in whatever order, an item is in the same state in lists, dashboard, queue, review API, content API, on its page in the admin, and for readers.</summary>
public abstract class StatesEverywhereTests(Provider provider, int steps) : Histories(provider)
{
    private static readonly Actor Watcher = new("watcher-id", "watcher")
    {
        Permissions = new[] { "PreviewContent", "EditContent", "ApproveContent", "PublishContent" }.ToFrozenSet(StringComparer.Ordinal),
    };

    private readonly HashSet<ReviewState> _seen = [];

    private ReviewPorts Ports => Site.Services.GetRequiredService<ReviewPorts>();

    private Database Database => Site.Services.GetRequiredService<Database>();

    private EditorialLists Lists => new(Database);

    [Fact]
    public async Task Each_item_is_in_the_same_state_everywhere()
    {
        var seed = HistorySeed.Take();
        var random = new Random(seed);
        var done = new List<string>();
        await BeginAsync();

        // A short history goes on until it has seen something, at most for as long as a whole one.
        for (var i = 0; i < RepeatScale.Of(steps) || (_seen.Count <= 2 && i < steps); i++)
        {
            done.Add(await StepAsync(random));
            var fault = await FindFaultAsync();
            Assert.True(fault is null, $"{fault} Seed {seed} (GUTCMS_HISTORY_SEED), after: {string.Join("; ", done)}");
        }

        Assert.True(_seen.Count > 2, $"Only {string.Join(", ", _seen)} came about. Seed {seed}: {string.Join("; ", done)}");
    }

    [Fact]
    public async Task Text_published_before_its_type_had_a_policy_is_imported_everywhere_once_it_has_one()
    {
        await BeginAsync();
        var id = await DraftAsync("early");
        (await PullAsync("editor", id, "publish")).Expect(200);
        Assert.Null(await FindFaultAsync("early", id));
        Assert.Equal("published", (string?)(await ReviewAsync(id))["state"]);

        Assert.Equal("done", await PolicyComesAsync());
        Assert.Equal("imported", (string?)(await ReviewAsync(id))["state"]);
        Assert.Null(await FindFaultAsync("early", id));

        (await PullAsync("author", id, "submit")).Expect(200);
        (await PullAsync("reviewer", id, "approve")).Expect(200);
        (await PullAsync("editor", id, "publish")).Expect(200);
        Assert.Equal("published", (string?)(await ReviewAsync(id))["state"]);
        Assert.Null(await FindFaultAsync("early", id));
    }

    [Fact]
    public async Task Queue_of_ones_own_follows_the_owner()
    {
        var id = await DraftAsync("handed-over");
        (await PullAsync("author", id, "submit")).Expect(200);
        (await PostAsync("administrator", "api/content?draft=true", new JsonObject { ["ContentItemId"] = id, ["Owner"] = "author2-id" }, (await ReviewAsync(id)).Tag)).Expect(200);

        Assert.Equal("inReview", (string?)(await ReviewAsync(id))["state"]);
        Assert.False(await IsQueuedAsync(id, "author"));
        Assert.True(await IsQueuedAsync(id, "author2"));
    }

    private async Task<string?> FindFaultAsync()
    {
        var seeded = (string)(await DeliveredAsync(SeededArticle)).Expect(200)["id"]!;
        foreach (var (slug, id) in Items.Append(new(SeededArticle, seeded)).Append(new(SeededDisclaimer, SeededDisclaimer)).ToList())
        {
            if (await FindFaultAsync(slug, id) is { } fault)
            {
                return fault;
            }
        }

        return null;
    }

    /// <summary>Where the item is in another state than the review API says; null: nowhere.</summary>
    private async Task<string?> FindFaultAsync(string slug, string id)
    {
        var view = (await ReviewAsync(id)).Body!;
        var (latest, live) = (StateOf(view["state"]), StateOf(view["published"]?["state"]));
        _seen.Add(latest!.Value);
        List<(string Place, ReviewState? Expected, ReviewState? Found)> places =
        [
            ("the list", latest, (await ListedAsync(id))?.State),
            ("the page", latest, (await PageAsync(id)).State),
            ("the page, live", live, (await PageAsync(id)).Published?.State),
            ("the content API", live, await ContentAsync(id, "published")),
            ("the content API, latest", latest, await ContentAsync(id, "latest")),
        ];
        if (slug != SeededDisclaimer)
        {
            places.Add(("readers", live, await ShownAsync(slug, live)));
        }

        foreach (var state in Enum.GetValues<ReviewState>())
        {
            // What is live and due is found by that, while it is written anew.
            var isListed = latest == state || (state == ReviewState.ReviewDue && live == state);
            places.Add(($"the list of {state}", isListed ? latest : null, (await ListedAsync(id, state))?.State));
        }

        places.AddRange(await DashboardAsync(id, latest.Value, live));
        places.Add(("the queue", latest == ReviewState.InReview ? latest : null, await IsQueuedAsync(id) ? ReviewState.InReview : null));
        var wrong = places.Where(place => place.Expected != place.Found).Select(place => $"{place.Place}: expected {place.Expected?.ToString() ?? "nothing"}, found {place.Found?.ToString() ?? "nothing"}").ToList();
        return wrong.Count == 0 ? null : $"{slug} is {latest}, live {live?.ToString() ?? "nothing"}. In {string.Join("; ", wrong)}.";
    }

    private async Task<EditorialRow?> ListedAsync(string id, ReviewState? state = null)
    {
        var page = await new ListEditorialContent(Ports, Lists).ExecuteAsync(Watcher, new(new(State: state), First: 100), Token);
        Assert.True(page.Value!.Page.Next is null, "The list has more than a page.");
        return page.Value.Page.Rows.SingleOrDefault(row => row.ContentItemId == id);
    }

    private async Task<ReviewView> PageAsync(string id) => (await new GetReview(Ports).ExecuteAsync(Watcher, id, Token)).Value!;

    private async Task<ReviewState?> ContentAsync(string id, string version)
    {
        var answer = await GetAsync("editor", $"api/content/{id}?version={version}");
        return answer.Status == 404 ? null : StateOf(answer.Expect(200)["ReviewPart"]["State"]);
    }

    /// <summary>What readers are told. Of a text that is not exactly the one on record, in a type without policy, they are told nothing.</summary>
    private async Task<ReviewState?> ShownAsync(string slug, ReviewState? live)
    {
        var answer = await DeliveredAsync(slug);
        return answer.Status != 200 ? null : (string?)answer["review"]["status"] == "none" ? live : StateOf(answer["review"]["status"]);
    }

    private async Task<bool> IsQueuedAsync(string id, string user = "reviewer") =>
        (await GetAsync(user, "api/review/queue?first=100")).Expect(200)["items"].AsArray().Any(item => item!.ToJsonString().Contains(id, StringComparison.Ordinal));

    private async Task<IEnumerable<(string, ReviewState?, ReviewState?)>> DashboardAsync(string id, ReviewState latest, ReviewState? live)
    {
        var told = await new GetDashboard(Ports, Lists, new DashboardQueries(Database)).ExecuteAsync(Watcher, Token);
        (ReviewState State, GetDashboard.Part Part)[] parts = [(ReviewState.InReview, told.ToDecide!), (ReviewState.Approved, told.ToPublish!)];
        return parts.Where(part => part.Part.Rows.Count == part.Part.Total)
            .Select(part => ($"the dashboard ({part.State})", latest == part.State ? latest : (ReviewState?)null, part.Part.Rows.SingleOrDefault(row => row.ContentItemId == id)?.State))
            .Append(("the dashboard (due)", live == ReviewState.ReviewDue ? live : null, told.ReviewDue.Rows.Count == told.ReviewDue.Total ? told.ReviewDue.Rows.SingleOrDefault(row => row.ContentItemId == id)?.State : live == ReviewState.ReviewDue ? live : null))
            .Concat(told.Published.Where(row => row.ContentItemId == id).Select(row => ("the dashboard, live", live, (ReviewState?)row.State)));
    }

    private static ReviewState? StateOf(JsonNode? name) => (string?)name is { } given ? Enum.Parse<ReviewState>(given, ignoreCase: true) : null;
}
