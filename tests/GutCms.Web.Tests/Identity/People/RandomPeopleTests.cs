using System.Text.Json.Nodes;
using GutCms.TestSupport;
using GutCms.TestSupport.Editorial;
using GutCms.Web.Storage.Model;
using Microsoft.AspNetCore.Identity;

namespace GutCms.Web.Tests.Identity.People;

public sealed class RandomPeopleOnSqliteTests(ITestOutputHelper output) : RandomPeopleTests(SiteDatabase.Sqlite, output);

public sealed class RandomPeopleOnPostgresTests(ITestOutputHelper output) : RandomPeopleTests(SiteDatabase.PostgreSql, output);

/// <summary>
/// People with random rights try random sequences of what changes texts, users, clients, roles and policies, over HTTP. Whatever is live at the end was approved by somebody who
/// is independent of its authors, and whatever weakened the review was made by two people, by <see cref="PeopleWalk"/> through the audit log.
/// </summary>
public abstract class RandomPeopleTests(SiteDatabase database, ITestOutputHelper output)
{
    private const int Sequences = 2;
    private const int Steps = 140;
    private const string Password = "a password for everybody";
    private static readonly string[] People = ["ann", "bob", "eve", "dan", "joe"];
    private static readonly string[] Roles = ["Administrator", "Editor", "MedicalReviewer", "Author"];

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Whatever_is_live_was_approved_by_somebody_independent_of_its_authors()
    {
        for (var seed = 1; seed <= RepeatScale.Of(Sequences); seed++)
        {
            await RunAsync(seed);
        }
    }

    private async Task RunAsync(int seed)
    {
        var random = new Random(seed);
        await using var site = await TestSite.CreateSeededAsync(database);
        var recipe = Path.Combine(site.Folder, "people.recipe.json");
        await File.WriteAllTextAsync(recipe, Setup(random).ToJsonString(), Token);
        var run = await site.RunAsync("recipe", "run", recipe);
        Assert.True(run.ExitCode == 0, run.Error);
        var host = await site.StartAsync();
        var (hands, items) = (new List<Hand>(People.Select(name => new Hand(host, name, Password))), new List<string>());
        for (var step = 0; step < Steps; step++)
        {
            var hand = hands[random.Next(hands.Count)];
            if (await hand.ComeInAsync())
            {
                await new RandomStep(host, random, hand, hands, items).TakeAsync();
            }
        }

        hands.ForEach(hand => hand.Dispose());
        using var auditor = await EditorialClient.SignInAsync(host, "admin", TestSite.AdminPassword);
        var walk = new PeopleWalk();
        foreach (var entry in await LogAsync(auditor))
        {
            walk.Take(entry);
        }

        var live = 0;
        foreach (var item in items.Distinct(StringComparer.Ordinal))
        {
            using var delivered = await host.Client.GetAsync($"api/delivery/content/{item}", Token);
            live += delivered.IsSuccessStatusCode ? 1 : 0;
        }

        var counts = string.Join(", ", walk.Counts.OrderBy(count => count.Key, StringComparer.Ordinal).Select(count => $"{count.Key}: {count.Value}"));
        output.WriteLine($"Seed {seed}: {live} live. {counts}");
        Assert.True(walk.Faults.Count == 0, $"Seed {seed}: {string.Join('\n', walk.Faults)}");
        Assert.True(walk.Refused > 0 && walk.Counts.GetValueOrDefault("content.publish") > 0, $"Seed {seed}: nothing was refused or published, so nothing was proved. {counts}");
    }

    /// <summary>Random roles, but two at least who may do each thing.</summary>
    private static JsonObject Setup(Random random)
    {
        var hash = new PasswordHasher<GutCmsUser>().HashPassword(new GutCmsUser(), Password);
        var users = People.Select((name, number) => (JsonNode)new JsonObject
        {
            ["UserName"] = name,
            ["PasswordHash"] = hash,
            ["PrintedName"] = "Dr " + name,
            ["RoleNames"] = new JsonArray([.. Roles.Where((_, role) => (number + role) % 3 == 0 || random.Next(2) == 0).Select(role => (JsonNode)role)]),
        });
        return new()
        {
            ["name"] = "people",
            ["steps"] = new JsonArray(new JsonObject { ["name"] = "Users", ["Users"] = new JsonArray([.. users]) }),
        };
    }

    private static async Task<IEnumerable<JsonObject>> LogAsync(EditorialClient auditor)
    {
        var entries = new List<JsonObject>();
        for (string? after = null; ;)
        {
            var (page, _) = await auditor.GetAsync("api/audit?first=100" + (after is null ? "" : "&after=" + after));
            entries.AddRange(page["items"]!.AsArray().Select(entry => entry!.AsObject()));
            if ((after = page["nextCursor"]?.ToString()) is null)
            {
                return entries.OrderBy(entry => (long)entry["sequence"]!);
            }
        }
    }
}
