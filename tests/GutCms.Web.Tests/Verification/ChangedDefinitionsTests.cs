using System.Text.Json.Nodes;
using GutCms.Core.Content.Checking;
using GutCms.Core.Content.Projecting;
using GutCms.Core.Recipes;
using GutCms.Core.Security;
using GutCms.Core.Storage;
using GutCms.Web.Features.Recipes;
using GutCms.Web.Tests.Storage;
using Microsoft.Extensions.DependencyInjection;

namespace GutCms.Web.Tests.Verification;

public sealed class ChangedDefinitionsOnSqliteTests() : ChangedDefinitionsTests(Provider.Sqlite);

public sealed class ChangedDefinitionsOnPostgreSqlTests() : ChangedDefinitionsTests(Provider.PostgreSql);

/// <summary>However definitions are changed, taken away or given other names, also those of what an article only contains: readers see what was granted.</summary>
public abstract class ChangedDefinitionsTests(Provider provider) : VerificationTests(provider)
{
    private const string Slug = "defined";

    public enum Change
    {
        DeleteQuestionsAndAnswers,
        DeleteSections,
        RenameBagOfTheArticle,
        RenameBagOfTheQuestions,
        RenameTextOfSections,
        RenameOwnPart,
        TakeAnswersAway,
        AddFieldToAnswers,
        AddFieldToEveryLevel,
        SwapBags,
    }

    // Whether the program makes another text of the article then.
    public static TheoryData<Change, bool> Changes => new()
    {
        { Change.DeleteQuestionsAndAnswers, true },
        { Change.DeleteSections, true },
        { Change.RenameBagOfTheArticle, true },
        { Change.RenameBagOfTheQuestions, true },
        { Change.RenameTextOfSections, true },
        { Change.RenameOwnPart, false },
        { Change.TakeAnswersAway, true },
        { Change.AddFieldToAnswers, false },
        { Change.AddFieldToEveryLevel, false },
        { Change.SwapBags, false },
    };

    [Theory]
    [MemberData(nameof(Changes))]
    public async Task What_was_granted_stays_and_comes_back_to_life_when_the_definitions_do(Change change, bool differs)
    {
        var definitions = await DefinitionsAsync();
        var id = await PublishedWithQuestionsAsync(definitions);
        var before = (await DeliveredAsync(Slug)).Expect(200);

        var report = await RunAsync([.. Steps(change, (JsonObject)definitions.DeepClone())]);

        var after = (await DeliveredAsync(Slug)).Expect(200);
        Assert.Equal((before["content"].ToJsonString(), (string?)before["contentHash"]), (after["content"].ToJsonString(), (string?)after["contentHash"]));
        Assert.Equal((string?)after["contentHash"], MedicalContent.Hash((JsonObject)after["content"]));
        Assert.Equal(differs ? "reviewDue" : "published", (string?)after["review"]["status"]);
        Assert.Equal(differs, report.Changes.Any(made => made.Outcome == RecipeOutcome.ReviewDue && made.Name.Contains(id, StringComparison.Ordinal)));
        Assert.Empty((await VerifyAsync()).Findings);

        await RunAsync(Step("ReplaceContentDefinition", definitions));
        var back = (await DeliveredAsync(Slug)).Expect(200);
        Assert.Equal(before["content"].ToJsonString(), back["content"].ToJsonString());
        Assert.Equal("published", (string?)back["review"]["status"]);
        Assert.Empty((await VerifyAsync()).Findings);
    }

    private static IEnumerable<JsonObject> Steps(Change change, JsonObject definitions)
    {
        var types = definitions["ContentTypes"]!.AsArray().OfType<JsonObject>().ToDictionary(type => (string)type["Name"]!, StringComparer.Ordinal);
        switch (change)
        {
            case Change.DeleteQuestionsAndAnswers:
                return [Delete("Faq", "FaqEntry")];
            case Change.DeleteSections:
                return [Delete("Section")];
            case Change.RenameBagOfTheArticle:
                return [Renamed(types["Article"], "Body", "Chapters")];
            case Change.RenameBagOfTheQuestions:
                return [Renamed(types["Faq"], "Entries", "Questions")];
            case Change.RenameTextOfSections:
                return [Renamed(types["Section"], "HtmlBodyPart", "Words")];
            case Change.RenameOwnPart:
                return [Renamed(types["Article"], "Article", "Main")];
            case Change.TakeAnswersAway:
                var parts = types["FaqEntry"]["ContentTypePartDefinitionRecords"]!.AsArray();
                parts.Remove(parts.Single(part => (string?)part!["Name"] == "HtmlBodyPart"));
                return [Replace(types["FaqEntry"])];
            case Change.AddFieldToAnswers:
                return [WithNote(types["FaqEntry"])];
            case Change.AddFieldToEveryLevel:
                return [WithNote(types["Faq"]), WithNote(types["FaqEntry"]), WithNote(types["Section"])];
            default:
                Rename(types["Article"], "Body", "Between");
                Rename(types["Article"], "References", "Body");
                Rename(types["Article"], "Between", "References");
                return [Replace(types["Article"])];
        }
    }

    private static JsonObject Delete(params string[] types) => new() { ["name"] = "DeleteContentDefinition", ["ContentTypes"] = new JsonArray([.. types.Select(type => (JsonNode)type)]) };

    private static JsonObject Replace(JsonObject type) => new() { ["name"] = "ReplaceContentDefinition", ["ContentTypes"] = new JsonArray(type.DeepClone()) };

    private static JsonObject Renamed(JsonObject type, string part, string name)
    {
        Rename(type, part, name);
        return Replace(type);
    }

    private static void Rename(JsonObject type, string part, string name) =>
        type["ContentTypePartDefinitionRecords"]!.AsArray().Single(record => (string?)record!["Name"] == part)!["Name"] = name;

    /// <summary>A part of the type's own name with a field, whose text the stored versions hold already.</summary>
    private static JsonObject WithNote(JsonObject type)
    {
        var name = (string)type["Name"]!;
        type["ContentTypePartDefinitionRecords"]!.AsArray().Add(new JsonObject { ["PartName"] = name, ["Name"] = name });
        var step = Replace(type);
        step["ContentParts"] = new JsonArray(new JsonObject
        {
            ["Name"] = name,
            ["ContentPartFieldDefinitionRecords"] = new JsonArray(new JsonObject { ["FieldName"] = "TextField", ["Name"] = "Note" }),
        });
        return step;
    }

    private static JsonObject Step(string name, JsonObject definitions)
    {
        var step = new JsonObject { ["name"] = name };
        foreach (var (member, records) in definitions)
        {
            step[member] = records!.DeepClone();
        }

        return step;
    }

    /// <summary>Approved and live: a section and two questions with answers, each with a text in a field that was defined when they were saved, and not when they were reviewed.</summary>
    private async Task<string> PublishedWithQuestionsAsync(JsonObject definitions)
    {
        await RunAsync([.. Steps(Change.AddFieldToEveryLevel, (JsonObject)definitions.DeepClone())]);
        var article = Article(Slug);
        article["Body"]!["ContentItems"]!.AsArray().Add(WithHiddenText(new JsonObject
        {
            ["ContentItemId"] = "1faqfaqfaqfaqfaqfaqfaqfaq0",
            ["ContentType"] = "Faq",
            ["DisplayText"] = "Questions",
            ["TitlePart"] = new JsonObject { ["Title"] = "Questions" },
            ["Entries"] = new JsonObject { ["ContentItems"] = new JsonArray(Question(1), Question(2)) },
        }));
        WithHiddenText((JsonObject)article["Body"]!["ContentItems"]![0]!);
        var id = (await PostAsync("author", "api/content?draft=true", article)).Expect(200).Id;
        await RunAsync(Step("ReplaceContentDefinition", definitions));
        (await PullAsync("author", id, "submit")).Expect(200);
        (await PullAsync("reviewer", id, "approve")).Expect(200);
        (await PullAsync("editor", id, "publish")).Expect(200);
        return id;
    }

    private static JsonObject Question(int number) => WithHiddenText(new JsonObject
    {
        ["ContentItemId"] = $"1qqqqqqqqqqqqqqqqqqqqqqqq{number}",
        ["ContentType"] = "FaqEntry",
        ["DisplayText"] = $"Question {number}",
        ["TitlePart"] = new JsonObject { ["Title"] = $"Question {number}" },
        ["HtmlBodyPart"] = new JsonObject { ["Html"] = $"<p>Answer {number}.</p>" },
    });

    private static JsonObject WithHiddenText(JsonObject nested)
    {
        nested[(string)nested["ContentType"]!] = new JsonObject { ["Note"] = new JsonObject { ["Text"] = "Take ten times the dose." } };
        return nested;
    }

    private async Task<JsonObject> DefinitionsAsync()
    {
        await using var scope = Site.Services.CreateAsyncScope();
        await using var work = await scope.ServiceProvider.GetRequiredService<IContentStore>().ReadAsync(Token);
        return DefinitionJson.Write(await work.GetDefinitionsAsync(Token));
    }

    private async Task<RecipeReport> RunAsync(params JsonObject[] steps)
    {
        var path = Path.Combine(Path.GetTempPath(), Guid.NewGuid() + ".recipe.json");
        await File.WriteAllTextAsync(path, new JsonObject { ["name"] = "change", ["steps"] = new JsonArray([.. steps]) }.ToJsonString(), Token);
        try
        {
            await using var scope = Site.Services.CreateAsyncScope();
            var source = new FileRecipeSource(path);
            var report = await scope.ServiceProvider.GetRequiredService<RecipeRunners>().For(source).RunAsync(source, new RecipeOptions(Actor.System, Trusted: true), null, Token);
            Assert.True(report.Succeeded, string.Join('\n', report.Faults));
            return report;
        }
        finally
        {
            File.Delete(path);
        }
    }
}
