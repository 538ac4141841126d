using System.Globalization;
using System.Text.Json.Nodes;
using GutCms.Api;
using GutCms.Core.Reviews.Due;
using GutCms.Core.Security;
using GutCms.TestSupport;
using GutCms.TestSupport.Editorial;
using GutCms.Web.Features.Editorial;
using GutCms.Web.Features.Events;
using GutCms.Web.Features.Identity;
using GutCms.Web.Features.Keys;
using GutCms.Web.Features.Mail;
using GutCms.Web.Features.Notices.Telling;
using GutCms.Web.Features.Recipes;
using GutCms.Web.Features.Reviews;
using GutCms.Web.Features.Settings;
using GutCms.Web.Features.Setup;
using GutCms.Web.Features.Tokens;
using GutCms.Web.Storage;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Time.Testing;

namespace GutCms.Web.Tests.Notices;

/// <summary>Two months of a site by a clock of its own: who is told what on which day, by a policy, while somebody is away, when somebody leaves, and of a live text.</summary>
public sealed class ReminderMonthsTests
{
    private const string Policy = """
        { "name": "months", "steps": [ { "name": "ReviewPolicy", "Policies": [ { "ContentType": "Article", "Version": "2", "ReviewEveryMonths": 2, "RequireDisclaimer": true, "Stages": [
          { "Name": "Medical", "Role": "MedicalReviewer", "Reminders": { "BeforeDays": 3, "EveryDays": 4, "EscalateAfterDays": 5, "EscalateTo": [ "Editor", "@otto" ] } } ] } ] } ] }
        """;

    private static readonly string[] Assigners = ["admin", "emil", "otto"];
    private static readonly DateTime Today = TimeProvider.System.GetUtcNow().UtcDateTime.Date;
    private static readonly DateTime Due = Today.AddDays(10);

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Each_step_reaches_those_whom_it_concerns_once_and_on_its_day()
    {
        await using var site = await TestSite.CreateSeededAsync(SiteDatabase.Sqlite);
        site.Environment["GutCms__Jobs__IntervalSeconds"] = "3600";
        var (asked, live) = await PrepareAsync(site);
        var clock = new FakeTimeProvider(TimeProvider.System.GetUtcNow());
        await using var app = Build(site, clock);
        var next = Instant((await DatabaseDump.QueryAsync(site, $"SELECT \"NextReviewUtc\" FROM \"Publications\" WHERE \"ContentItemId\" = '{live}'")).Single());
        for (var tick = Today.AddDays(1); tick < next.AddDays(1); tick = tick.AddHours(12))
        {
            if (tick == Due.AddDays(18))
            {
                await RunAsync(site, "user", "disable", "rita");
            }

            clock.AdjustTime(tick);
            await TickAsync(app);
        }

        string[] asks = ["rita reminder -3", "rita reminder 0", "rolf submitted 1", "rita reminder 4", "rolf reminder 4", "emil escalated 5", "rita reminder 8", "rolf reminder 8", "otto escalated 10", "rita reminder 12", "rolf reminder 12", "rita reminder 16"];
        int[] weeks = [18, 25, 32, 39, 46];
        Assert.Equal(
            [.. asks, .. weeks.SelectMany(day => Assigners.Select(person => $"{person} stuck {day}"))],
            (await ToldAsync(site, asked, Due)).Where(told => told.Day < 50).Select(told => told.Text));

        // Its author has left by then.
        string[] steps = ["reviewDueSoon -30", "reviewDueSoon -7", "reviewDue 0"];
        Assert.Equal(
            [.. steps.SelectMany(step => Assigners.Append("rolf").Select(person => $"{person} {step}"))],
            (await ToldAsync(site, live, next)).Select(told => told.Text));
    }

    private static async Task TickAsync(WebApplication app)
    {
        await using var scope = app.Services.CreateAsyncScope();
        await scope.ServiceProvider.GetRequiredService<MarkReviewsDue>().ExecuteAsync(Actor.System, Token);
        await app.Services.GetRequiredService<TellEvents>().ExecuteAsync(Token);
        await scope.ServiceProvider.GetRequiredService<Remind>().ExecuteAsync(Token);
    }

    /// <summary>What was told of an item since the clock was set forward, by the days from an instant on.</summary>
    private static async Task<IReadOnlyList<(string Text, int Day)>> ToldAsync(TestSite site, string item, DateTime from)
    {
        var rows = await DatabaseDump.QueryAsync(site, $"SELECT \"UserName\" || ' ' || \"Kind\" || '|' || \"OccurredUtc\" FROM \"Notices\" WHERE \"ContentItemId\" = '{item}'");
        return [.. rows.Select(row => row.Split('|')).Select(row => (Text: row[0], At: Instant(row[1])))
            .Where(row => row.At >= Today.AddDays(1)).Select(row => (row.Text, row.At, Day: (int)Math.Floor((row.At - from).TotalDays)))
            .OrderBy(row => row.At).ThenBy(row => row.Text, StringComparer.Ordinal).Select(row => ($"{row.Text} {row.Day}", row.Day))];
    }

    private static DateTime Instant(string ticks) => new(long.Parse(ticks, CultureInfo.InvariantCulture), DateTimeKind.Utc);

    /// <summary>A text that waits for Rita, who will be away and then leave, and a live one whose author has left.</summary>
    private static async Task<(string Asked, string Live)> PrepareAsync(TestSite site)
    {
        var recipe = Path.Combine(site.Folder, "months.recipe.json");
        await File.WriteAllTextAsync(recipe, Policy, Token);
        var passwords = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var (name, role) in new[] { ("otto", "Administrator"), ("emil", "Editor"), ("alex", "Author"), ("anna", "Author"), ("rita", "MedicalReviewer"), ("rolf", "MedicalReviewer") })
        {
            passwords[name] = (await RunAsync(site, "user", "add", name, "--role", role, "--printed-name", "Dr " + name, "--credential", "MD")).Output.Trim().Split(' ')[^1];
        }

        await RunAsync(site, "recipe", "run", recipe);
        var host = await site.StartAsync();
        using var emil = await EditorialClient.SignInAsync(host, "emil", passwords["emil"]);
        using var rolf = await EditorialClient.SignInAsync(host, "rolf", passwords["rolf"]);
        using var rita = await EditorialClient.SignInAsync(host, "rita", passwords["rita"]);
        var live = await SubmitAsync(host, "anna", passwords["anna"]);
        await rolf.DoAsync(live, "approve");
        await emil.DoAsync(live, "publish");
        var asked = await SubmitAsync(host, "alex", passwords["alex"]);
        await emil.DoAsync(asked, "assign", new JsonObject { ["assignees"] = new JsonArray(await IdAsync(rita)), ["dueUtc"] = Due.ToString("O", CultureInfo.InvariantCulture) });
        using var away = await rita.Browser.SendFormAsync(
            "account/away", new Dictionary<string, string> { ["From"] = $"{Due.AddDays(1):yyyy-MM-dd}", ["Until"] = $"{Due.AddDays(14):yyyy-MM-dd}", ["Deputy"] = await IdAsync(rolf) });
        Assert.Equal(302, (int)away.StatusCode);
        await RunAsync(site, "user", "disable", "anna");
        await host.StopAsync();
        return (asked, live);
    }

    private static async Task<string> SubmitAsync(GutCmsHost host, string name, string password)
    {
        using var author = await EditorialClient.SignInAsync(host, name, password);
        var id = await author.DraftAsync(SampleArticle.Create(SampleArticle.NewSlug("months")));
        await author.DoAsync(id, "submit");
        return id;
    }

    private static async Task<string> IdAsync(EditorialClient person) => (string)(await person.GetAsync("api/account")).Body["id"]!;

    private static async Task<CommandResult> RunAsync(TestSite site, params string[] arguments)
    {
        var result = await site.RunAsync(arguments);
        Assert.True(result.ExitCode == 0, result.Error);
        return result;
    }

    /// <summary>What tells people, over the data of a site that does not run, and by a clock that is set.</summary>
    private static WebApplication Build(TestSite site, TimeProvider clock)
    {
        var builder = WebApplication.CreateBuilder(new WebApplicationOptions { ApplicationName = "GutCms.Web", ContentRootPath = AppContext.BaseDirectory, EnvironmentName = "Production" });
        builder.Configuration.AddInMemoryCollection(new Dictionary<string, string?> { ["GutCms:DataDirectory"] = site.DataDirectory });
        builder.Logging.ClearProviders();
        builder.Services.AddGutCmsStorage(builder.Configuration);
        builder.Services.AddGutCmsSettings(builder.Configuration);
        builder.Services.AddGutCmsKeys(builder.Configuration);
        builder.Services.AddGutCmsIdentity();
        builder.Services.AddGutCmsTokens();
        builder.Services.AddGutCmsMail();
        builder.Services.AddGutCmsSetup();
        builder.Services.AddGutCmsRecipes();
        builder.Services.AddGutCmsReviews();
        builder.Services.AddGutCmsNotices();
        builder.Services.AddGutCmsEditorial();
        builder.Services.AddGutCmsApi();

        // After the clock of the site, in its place.
        builder.Services.AddSingleton(clock);
        return builder.Build();
    }
}
