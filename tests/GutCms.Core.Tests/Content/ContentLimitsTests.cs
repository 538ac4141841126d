using System.Text.Json.Nodes;
using GutCms.Core.Content.Checking;
using GutCms.Core.Documents.UseCases;
using GutCms.Core.Reviews.Model;
using GutCms.Core.Reviews.UseCases;
using GutCms.Core.Storage;
using GutCms.Core.Tests.Recipes;
using GutCms.Core.Tests.Reviews;
using GutCms.Core.Tests.Reviews.Memory;

namespace GutCms.Core.Tests.Content;

/// <summary>An item is as large as it may be and no larger, whichever way it comes in; what is too large is told before anybody has to wait for it.</summary>
public sealed class ContentLimitsTests
{
    private static readonly ContentLimits Small = new() { Blocks = 3, Characters = 1_000, References = 2 };

    public static TheoryData<int, int, int, string?> Sizes => new()
    {
        { 3, 100, 2, null },
        { 4, 100, 2, "It has 4 blocks, counted at every depth, and may have 3. Make two items of it." },
        { 1, 2_000, 2, "characters, markup included, and may have 1000. Make two items of it." },
        { 1, 100, 3, "It picks 3 other items and may pick 2. Take some out." },
    };

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory]
    [MemberData(nameof(Sizes))]
    public void What_is_too_large_is_named_with_the_limit(int blocks, int characters, int references, string? fault)
    {
        var faults = Small.FindFaults(Article(blocks, characters, references)).Select(found => found.Message).ToList();

        Assert.Equal(fault is null ? 0 : 1, faults.Count);
        Assert.EndsWith(fault ?? "", faults.FirstOrDefault() ?? "", StringComparison.Ordinal);
    }

    [Fact]
    public void Blocks_count_at_every_depth()
    {
        var json = Article(1, 100, 1);
        json["Body"]!["ContentItems"]![0]!["Entries"] = new JsonObject { ["ContentItems"] = new JsonArray([.. Enumerable.Range(0, 3).Select(_ => (JsonNode)new JsonObject { ["ContentType"] = "FaqEntry" })]) };

        Assert.Single(Small.FindFaults(json));
    }

    [Theory]
    [InlineData(3, true)]
    [InlineData(4, false)]
    public async Task A_save_and_an_import_of_documents_do_not_wait_for_the_store_to_refuse(int blocks, bool isTaken)
    {
        var site = new MemorySite();
        var ports = site.Ports with { Limits = Small, Store = isTaken ? site.Store : new NobodyWrites() };
        var json = Article(blocks, 100, 0);

        var outcomes = new[]
        {
            (await new SaveContent(ports).ExecuteAsync(site.Editor, new(json, Deeds.NoTag), Token)).Refusal,
            (await new SaveAndPublish(ports).ExecuteAsync(site.Editor, new(json, Deeds.NoTag), Token)).Refusal,
            (await new ImportDrafts(ports).ExecuteAsync(site.Editor, [json], Token)).Refusal,
        };

        Assert.Equal(isTaken ? [false, false, false] : [true, true, true], outcomes.Select(refusal => refusal?.Faults.Any(fault => fault.Message.Contains("may have 3", StringComparison.Ordinal)) == true));
        Assert.All(outcomes.Where(_ => !isTaken), refusal => Assert.Equal(RefusalKind.Invalid, refusal!.Kind));
    }

    [Fact]
    public async Task An_old_version_that_is_larger_than_is_permitted_since_does_not_come_back()
    {
        var site = new MemorySite();
        var old = await site.SaveAsync(site.Editor, Article(5, 100, 0));
        await site.SaveAsync(site.Editor, With(Article(2, 100, 0), old.Item.ContentItemId));

        var request = new RestoreVersion.Request(old.Item.ContentItemId, Deeds.NoTag, old.Item.ContentItemVersionId);

        Deeds.Refused(await new RestoreVersion(site.Ports with { Limits = Small }).ExecuteAsync(site.Editor, request, Token), RefusalKind.Invalid);
        Deeds.Done(await new RestoreVersion(site.Ports).ExecuteAsync(site.Editor, request, Token));
    }

    [Theory]
    [InlineData(1_000, true)]
    [InlineData(1_001, false)]
    public async Task A_recipe_brings_nothing_that_is_larger(int blocks, bool isTaken)
    {
        var site = await RecipeSite.WithTypesAsync();
        var item = JsonNode.Parse(RecipeTexts.Article)!;
        item["Article"] = new JsonObject();
        item["Body"] = Article(blocks, 100, 0)["Body"]!.DeepClone();

        var report = await site.RunAsync(RecipeTexts.Recipe(RecipeTexts.Content(item.ToJsonString())));

        Assert.Equal(isTaken ? [] : ["$.steps[0].Data[0]"], report.Faults.Where(fault => fault.Message.Contains("blocks", StringComparison.Ordinal)).Select(fault => fault.Path));
    }

    private static JsonObject With(JsonObject json, string id)
    {
        json["ContentItemId"] = id;
        return json;
    }

    private static JsonObject Article(int blocks, int characters, int references)
    {
        var json = Deeds.Article("large", null);
        json["Article"] = references == 0 ? [] : new JsonObject { ["HotArticles"] = new JsonObject { ["ContentItemIds"] = new JsonArray([.. Enumerable.Range(0, references).Select(number => (JsonNode)$"4art{number:D22}")]) } };
        json["Body"] = new JsonObject
        {
            ["ContentItems"] = new JsonArray([.. Enumerable.Range(0, blocks).Select(number => (JsonNode)new JsonObject
            {
                ["ContentItemId"] = $"4sec{number:D22}",
                ["ContentType"] = "Section",
                ["DisplayText"] = "Part",
                ["TitlePart"] = new JsonObject { ["Title"] = "Part" },
                ["HtmlBodyPart"] = new JsonObject { ["Html"] = number == 0 ? $"<p>{new string('x', characters)}</p>" : "" },
            })]),
        };
        return json;
    }

    /// <summary>A store to which nobody may come.</summary>
    private sealed class NobodyWrites : IContentStore
    {
        public Task<IUnitOfWork> BeginAsync(CancellationToken cancellationToken) => throw new InvalidOperationException("It was asked to write.");

        public Task<IUnitOfWork> ReadAsync(CancellationToken cancellationToken) => throw new InvalidOperationException("It was asked to read.");
    }
}
