using System.Text.Json.Nodes;
using GutCms.Core.Recipes;
using GutCms.Core.Security;
using GutCms.Web.Features.Recipes;
using GutCms.Web.Tests.ReviewApi;
using GutCms.Web.Tests.Storage;
using GutCms.Web.Tests.Verification;
using Microsoft.Extensions.DependencyInjection;

namespace GutCms.Web.Tests.DeliveredTypes;

/// <summary>A site that has brought a type along by a recipe: <c>Drug</c>, with what it is related to, and articles with drugs.</summary>
public abstract class DeliveredTypesSite(Provider provider) : VerificationTests(provider)
{
    internal static JsonObject Drug(string slug, string? title = null, params string[] related) => new()
    {
        ["ContentType"] = "Drug",
        ["TitlePart"] = new JsonObject { ["Title"] = title ?? slug },
        ["AutoroutePart"] = new JsonObject { ["Path"] = "drugs/" + slug },
        ["Drug"] = new JsonObject
        {
            ["Dose"] = new JsonObject { ["Text"] = "500 mg" },
            ["Group"] = new JsonObject { ["Text"] = slug.StartsWith('a') ? "first" : "second" },
            ["Strength"] = new JsonObject { ["Value"] = slug.Length },
            ["Related"] = new JsonObject { ["ContentItemIds"] = new JsonArray([.. related.Select(id => (JsonNode)id)]) },
        },
    };

    internal Task<RecipeReport> DefineDrugAsync(bool delivered = true) => RunAsync(new JsonObject
    {
        ["name"] = "ContentDefinition",
        ["ContentTypes"] = new JsonArray(new JsonObject
        {
            ["Name"] = "Drug",
            ["DisplayName"] = "Drug",
            ["Settings"] = new JsonObject { ["ContentTypeSettings"] = new JsonObject { ["Creatable"] = true, ["Draftable"] = true, ["Versionable"] = true }, ["DeliverySettings"] = new JsonObject { ["Delivered"] = delivered } },
            ["ContentTypePartDefinitionRecords"] = new JsonArray(Use("TitlePart"), Use("AutoroutePart"), Use("Drug")),
        }),
        ["ContentParts"] = new JsonArray(
            Part("Drug", Field("TextField", "Dose"), Field("TextField", "Group", indexed: true), Field("NumericField", "Strength", indexed: true), Field("BooleanField", "Old", indexed: true), Field("ContentPickerField", "Related", indexed: true)),
            Part("Article", Field("ContentPickerField", "Drugs", indexed: true, delivered: true), Field("ContentPickerField", "Hidden"))),
    });

    /// <summary>Terms of a taxonomy, which drugs have.</summary>
    internal Task<RecipeReport> DefineTopicsAsync() => RunAsync(new JsonObject
    {
        ["name"] = "ContentDefinition",
        ["ContentTypes"] = new JsonArray(Type("Topic", "TitlePart"), Type("Taxonomy", "TitlePart", "TaxonomyPart")),
        ["ContentParts"] = new JsonArray(Part("Drug", Field("TaxonomyField", "Topics", indexed: true))),
    });

    internal async Task<RecipeReport> RunAsync(JsonObject step, bool succeeds = true)
    {
        var path = Path.Combine(Path.GetTempPath(), Guid.NewGuid() + ".recipe.json");
        await File.WriteAllTextAsync(path, new JsonObject { ["name"] = "change", ["steps"] = new JsonArray(step) }.ToJsonString(), Token);
        try
        {
            await using var scope = Site.Services.CreateAsyncScope();
            var source = new FileRecipeSource(path);
            var report = await scope.ServiceProvider.GetRequiredService<RecipeRunners>().For(source).RunAsync(source, new RecipeOptions(Actor.System, DryRun: false, Trusted: true), null, Token);
            Assert.True(report.Succeeded == succeeds, string.Join('\n', report.Faults));
            return report;
        }
        finally
        {
            File.Delete(path);
        }
    }

    /// <summary>Saves a drug, which is live at once where its type has no policy.</summary>
    internal async Task<string> SavedAsync(JsonObject item, bool draft = false) => (await PostAsync("editor", draft ? "api/content?draft=true" : "api/content", item)).Expect(200).Id;

    internal async Task<Answer> ChangeAsync(string id, JsonObject change, bool draft = false)
    {
        change["ContentItemId"] = id;
        return await PostAsync("editor", draft ? "api/content?draft=true" : "api/content", change, (await ReviewAsync(id)).Tag);
    }

    internal async Task<string> ApprovedAndLiveAsync(JsonObject item)
    {
        var id = await SavedAsync(item, draft: true);
        await ApproveAsync(id);
        return id;
    }

    internal async Task ApproveAsync(string id)
    {
        (await PullAsync("editor", id, "submit")).Expect(200);
        (await PullAsync("reviewer", id, "approve")).Expect(200);
        (await PullAsync("editor", id, "publish")).Expect(200);
    }

    internal Task RequireReviewAsync(string type) => RunAsync(new JsonObject
    {
        ["name"] = "ReviewPolicy",
        ["Policies"] = new JsonArray(new JsonObject { ["ContentType"] = type, ["Version"] = "1", ["Stages"] = new JsonArray(new JsonObject { ["Name"] = "Medical", ["Role"] = "MedicalReviewer" }) }),
    });

    internal Task<Answer> ItemAsync(string address) => GetAsync(null, "api/delivery/items/" + address);

    /// <summary>Titles of a list, and its cursor.</summary>
    internal async Task<(string[] Titles, int Total, string? Next)> ListAsync(string query)
    {
        var page = (await ItemAsync(query)).Expect(200);
        return ([.. page["items"].AsArray().Select(item => (string)item!["title"]!)], (int)page["total"], (string?)page.Body!["nextCursor"]);
    }

    private static JsonObject Type(string name, params string[] parts) => new()
    {
        ["Name"] = name,
        ["DisplayName"] = name,
        ["Settings"] = new JsonObject { ["ContentTypeSettings"] = new JsonObject { ["Creatable"] = true, ["Draftable"] = true, ["Versionable"] = true } },
        ["ContentTypePartDefinitionRecords"] = new JsonArray([.. parts.Select(Use)]),
    };

    private static JsonObject Use(string part) => new() { ["PartName"] = part, ["Name"] = part, ["Settings"] = new JsonObject() };

    internal static JsonObject Part(string name, params JsonObject[] fields) => new() { ["Name"] = name, ["Settings"] = new JsonObject(), ["ContentPartFieldDefinitionRecords"] = new JsonArray([.. fields]) };

    internal static JsonObject Field(string type, string name, bool indexed = false, bool? delivered = null)
    {
        var settings = new JsonObject { ["Indexed"] = indexed };
        if (delivered is { } flag)
        {
            settings["Delivered"] = flag;
        }

        return new() { ["FieldName"] = type, ["Name"] = name, ["Settings"] = new JsonObject { ["ContentPickerFieldSettings"] = new JsonObject { ["Multiple"] = true }, ["DeliveryFieldSettings"] = settings } };
    }
}
