using GutCms.TestSupport;
using GutCms.TestSupport.Editorial;

namespace GutCms.Web.Tests.Limits;

/// <summary>A site holds to the limits that its configuration names, and says them.</summary>
public sealed class LimitsOfASiteTests
{
    [Fact]
    public async Task Each_limit_is_told_to_whoever_meets_it()
    {
        await using var site = await TestSite.CreateSeededAsync(SiteDatabase.Sqlite);
        site.Environment["GutCms__Limits__Blocks"] = "10";
        site.Environment["GutCms__Limits__RequestBytes"] = "100000";
        site.Environment["GutCms__Limits__WorkPerMinute"] = "100";
        var host = await site.StartAsync();
        using var admin = await EditorialClient.SignInAsync(host, "admin", TestSite.AdminPassword);

        var (status, large) = await admin.PostAsync("api/content?draft=true", SampleArticle.Create("large", $"<p>{new string('x', 120_000)}</p>"), null);
        Assert.Equal((413, true), (status, ((string)large["detail"]!).Contains("100000", StringComparison.Ordinal)));

        var article = SampleArticle.Create("blocks");
        var sections = article["Body"]!["ContentItems"]!.AsArray();
        for (var number = 0; number < 10; number++)
        {
            var section = sections[0]!.DeepClone();
            section["ContentItemId"] = $"4sec{number:D22}";
            sections.Add(section);
        }

        (status, var blocks) = await admin.PostAsync("api/content?draft=true", article, null);
        Assert.Equal((400, "It has 11 blocks, counted at every depth, and may have 10. Make two items of it."), (status, (string?)blocks["errors"]!["$"]![0]));

        sections.RemoveAt(10);
        var id = await admin.DraftAsync(article);
        var statuses = new List<int>();
        while (statuses.Count < 20 && statuses.LastOrDefault() != 429)
        {
            statuses.Add(await admin.StatusAsync($"api/content/{id}/diff"));
        }

        Assert.Equal((200, 429), (statuses[0], statuses[^1]));
    }

    [Fact]
    public async Task A_limit_that_is_none_ends_the_start_with_its_name()
    {
        await using var site = await TestSite.CreateSeededAsync(SiteDatabase.Sqlite);
        site.Environment["GutCms__Limits__Blocks"] = "3";

        var result = await site.RunAsync("serve");

        Assert.Equal(3, result.ExitCode);
        Assert.Contains("Blocks", result.Error, StringComparison.Ordinal);
    }
}
