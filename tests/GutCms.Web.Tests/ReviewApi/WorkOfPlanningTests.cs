using GutCms.Core.Planning;
using GutCms.Core.Releases;
using GutCms.Core.Reports;
using GutCms.Core.Reviews.Model;
using GutCms.Core.Security;
using GutCms.Core.Workloads;
using GutCms.TestSupport;
using GutCms.Web.Tests.Storage;
using Microsoft.Extensions.DependencyInjection;

namespace GutCms.Web.Tests.ReviewApi;

/// <summary>What steering costs in commands to the database: as many for many reviews, releases and items as for few.</summary>
public sealed class WorkOfPlanningTests() : ReviewApiTests(Provider.PostgreSql)
{
    [Fact]
    public async Task Workload_calendar_releases_and_reports_ask_the_database_no_more_often_when_there_is_more()
    {
        await FillAsync("few", 2);
        var release = await PlanAsync("few");

        // Whatever is kept for the process is there by then.
        await MeasureAsync(release.ReleaseId);
        var few = await MeasureAsync(release.ReleaseId);
        await FillAsync("many", 9);
        var many = await MeasureAsync((await PlanAsync("many")).ReleaseId);

        Assert.Equal(few, many);
        Assert.All(few, each => Assert.InRange(each.Commands, 1, 30));
    }

    private async Task FillAsync(string name, int count)
    {
        for (var number = 0; number < count; number++)
        {
            var id = await DraftAsync($"{name}-waits-{number}");
            (await PullAsync("author", id, "submit")).Expect(200);
            (await PullAsync("editor", id, "assign", new() { ["assignees"] = new System.Text.Json.Nodes.JsonArray("reviewer-id") })).Expect(200);
            await ApprovedAsync($"{name}-approved-{number}");
        }
    }

    private async Task<Release> PlanAsync(string name)
    {
        await using var scope = Site.Services.CreateAsyncScope();
        var ids = new List<string>();
        for (var number = 0; number < (name == "few" ? 1 : 8); number++)
        {
            ids.Add(await ApprovedAsync($"{name}-released-{number}"));
        }

        return (await scope.ServiceProvider.GetRequiredService<SaveRelease>().ExecuteAsync(Editor, new(null, 0, name, Site.Time.GetUtcNow().UtcDateTime.AddDays(3), [.. ids]), Token)).Value!;
    }

    private Actor Editor => Site.Person("editor");

    private async Task<List<(string What, int Commands)>> MeasureAsync(string releaseId)
    {
        var now = Site.Time.GetUtcNow().UtcDateTime;
        return
        [
            ("workload", await CountAsync<GetWorkload>(async get => Assert.True((await get.ExecuteAsync(Editor, Token)).Succeeded))),
            ("loads", await CountAsync<GetLoads>(async get => Assert.NotEmpty(await get.ExecuteAsync(Editor, Token)))),
            ("calendar", await CountAsync<GetPlan>(async get => Assert.NotEmpty(await get.ExecuteAsync(Editor, GetPlan.Everything, now.AddDays(-1), now.AddDays(800), 2000, Token)))),
            ("release", await CountAsync<GetReleases>(async get => Assert.All((await get.ExecuteAsync(Editor, releaseId, Token)).Value!.Items, item => Assert.Equal((ReviewState.Approved, true), (item.State, item.Missing.IsEmpty))))),
            ("releases", await CountAsync<GetReleases>(async get => Assert.NotEmpty((await get.ListAsync(Editor, Token)).Value!))),
            ("reports", await CountAsync<GetReports>(async get => Assert.NotEmpty((await get.ExecuteAsync(Editor, null, null, Token)).Value!.People))),
        ];
    }

    private async Task<int> CountAsync<T>(Func<T, Task> act)
        where T : notnull
    {
        await using var scope = Site.Services.CreateAsyncScope();
        return await CountedCommands.OfAsync(() => act(scope.ServiceProvider.GetRequiredService<T>()));
    }
}
