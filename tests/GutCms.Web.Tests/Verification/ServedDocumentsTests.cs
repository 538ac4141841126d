using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using GutCms.Core.Content.Checking;
using GutCms.Core.Content.Items;
using GutCms.Core.Recipes;
using GutCms.Core.Reviews.Model;
using GutCms.Core.Reviews.Policies;
using GutCms.Core.Security;
using GutCms.Core.Storage;
using GutCms.TestSupport;
using GutCms.Web.Features.Recipes;
using GutCms.Web.Storage.Databases;
using GutCms.Web.Tests.ReviewApi;
using GutCms.Web.Tests.Storage;
using GutCms.Web.Tests.Storage.Reviews;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace GutCms.Web.Tests.Verification;

public sealed class ServedDocumentsOnSqliteTests() : ServedDocumentsTests(Provider.Sqlite, steps: 60);

public sealed class ServedDocumentsOnPostgreSqlTests() : ServedDocumentsTests(Provider.PostgreSql, steps: 20);

/// <summary>
/// Whatever happens in whatever order, each article and series that is served recomputes to a text that was granted, in a presentation that was granted with it, at the address that it
/// names. Recomputed here from the bytes that a reader gets and the rows of the database, without the program's own hashing, gate or verification.
/// </summary>
public abstract class ServedDocumentsTests(Provider provider, int steps) : ReviewApiTests(provider)
{
    private static readonly string[] Slugs = ["h-one", "h-two", "h-three"];
    private static readonly string[] SeriesSlugs = ["h-series", "h-other-series"];
    private static readonly string[] Paths = [.. Slugs.Concat(["h-elsewhere"]).Select(slug => "articles/" + slug), .. SeriesSlugs.Concat(["h-series-elsewhere"]).Select(slug => "series/" + slug)];

    private static readonly string[] Statements =
    [
        "UPDATE \"ContentVersions\" SET \"Published\" = TRUE WHERE \"Latest\" AND NOT \"Published\" AND \"ContentType\" = 'Article'",
        "UPDATE \"ContentVersions\" SET \"Json\" = '{}'",
        "UPDATE \"ContentVersions\" SET \"ContentHash\" = 'sha256:0' WHERE \"Published\"",
        "UPDATE \"DeliveryDocuments\" SET \"ContentHash\" = 'sha256:0'",
        "INSERT INTO \"PublicationGrants\" (\"VersionId\", \"ContentHash\", \"Basis\", \"ReviewId\", \"GrantedUtc\") SELECT \"ContentItemVersionId\", \"ContentHash\", 0, 'none', 0 FROM \"ContentVersions\" WHERE \"Latest\" AND NOT \"Published\"",
        "INSERT INTO \"PublicationGrants\" (\"VersionId\", \"ContentHash\", \"Basis\", \"GrantedUtc\") SELECT \"ContentItemVersionId\", \"ContentHash\", 2, 0 FROM \"ContentVersions\" WHERE \"Latest\" AND NOT \"Published\"",
        "DELETE FROM \"PublicationGrants\"",
        "DELETE FROM \"Documents\" WHERE \"Kind\" = 'review-policy'",
        "UPDATE \"Documents\" SET \"Json\" = '{}' WHERE \"Kind\" = 'review-policy'",
        "UPDATE \"Reviews\" SET \"State\" = 3, \"Revision\" = \"Revision\" + 1 WHERE \"ClosedUtc\" IS NULL",
        "UPDATE \"GrantedTexts\" SET \"Json\" = '{}'",
    ];

    private readonly Dictionary<string, string> _items = new(StringComparer.Ordinal);
    private int _number;

    [Fact]
    public async Task Each_document_that_is_served_is_a_text_that_was_granted()
    {
        var seed = HistorySeed.Take();
        var random = new Random(seed);
        var done = new List<string>();
        Assert.Equal("200", await PublishAsync(Slugs[0], random));
        Assert.Equal((1, null), await FindFaultAsync());
        for (var i = 0; i < RepeatScale.Of(steps); i++)
        {
            done.Add(await StepAsync(random));
            var (_, fault) = await FindFaultAsync();
            Assert.True(fault is null, $"{fault} Seed {seed} (GUTCMS_HISTORY_SEED), after: {string.Join("; ", done)}");
        }
    }

    private async Task<string> StepAsync(Random random)
    {
        var slug = Slugs[random.Next(Slugs.Length)];
        _number++;
        switch (random.Next(17))
        {
            case < 2:
                return $"publish {slug}: " + await PublishAsync(slug, random);
            case < 4:
                return $"edit {slug}: " + await TryAsync(slug, id => EditAsync(random.Next(2) == 0 ? "author" : "author2", id, $"Text {_number}."));
            case 4:
                return $"pull on {slug}: " + await TryAsync(slug, id => PullAsync("editor", id, random.Next(3) switch { 0 => "unpublish", 1 => "publish", _ => "submit" }));
            case 5:
                return $"withdraw {slug}: " + await TryAsync(slug, id => PullAsync("editor", id, "withdraw", new() { ["reason"] = "A reason." }));
            case 6:
                return "language: " + await RunAsync(new JsonObject { ["name"] = "Settings", ["LocalizationSettings"] = new JsonObject { ["DefaultCulture"] = random.Next(2) == 0 ? "en" : "de", ["SupportedCultures"] = new JsonArray("en", "de") } });
            case 7:
                return "definition: " + await ChangeDefinitionAsync();
            case 8:
                return "policy: " + await ChangePolicyAsync(random);
            case 9:
                return "disclaimer: " + await ChangeDisclaimerAsync();
            case 10:
                return ChangePeople(random);
            case 11:
                return $"around {slug}: " + await TryAsync(slug, id => SaveAsync(id, Around(random)));
            case 12:
                return $"address of {slug}: " + await TryAsync(slug, id => SaveAsync(id, new() { ["AutoroutePart"] = new JsonObject { ["Path"] = Paths[random.Next(Slugs.Length + 1)] } }));
            case 13:
                return "series: " + await ChangeSeriesAsync(SeriesSlugs[random.Next(SeriesSlugs.Length)], random);
            case 14:
                var series = SeriesSlugs[random.Next(SeriesSlugs.Length)];
                return $"publish {series}: " + await PublishAsync(series, random, "editor");
            default:
                return "SQL: " + await SqlAsync(Statements[random.Next(Statements.Length)]);
        }
    }

    private Task<string> PublishAsync(string slug, Random random, string submitter = "author") => TryAsync(slug, async id =>
    {
        await PullAsync(submitter, id, "submit");
        await PullAsync(random.Next(2) == 0 ? "reviewer" : "reviewer2", id, "approve");
        return await PullAsync("editor", id, "publish");
    });

    private async Task<string> TryAsync(string slug, Func<string, Task<Answer>> act)
    {
        if (!_items.TryGetValue(slug, out var id))
        {
            var isSeries = SeriesSlugs.Contains(slug);
            var made = await PostAsync(isSeries ? "editor" : "author", "api/content?draft=true", isSeries ? Series(slug) : Article(slug));
            if (made.Status == 409)
            {
                // Another item has been moved to this address meanwhile.
                return "address is taken";
            }

            _items[slug] = id = made.Expect(200).Id;
        }

        return (await act(id)).Status.ToString(CultureInfo.InvariantCulture);
    }

    private string ChangePeople(Random random)
    {
        var person = new[] { "reviewer", "reviewer2", "author2" }[random.Next(3)];
        var goes = random.Next(2) == 0;
        if (goes)
        {
            Site.Delete(person);
        }
        else
        {
            Site.Restore(person);
        }

        return $"people: {person} {(goes ? "goes" : "is there")}";
    }

    private static JsonObject Series(string slug) => new()
    {
        ["ContentType"] = "Series",
        ["DisplayText"] = slug,
        ["TitlePart"] = new JsonObject { ["Title"] = slug },
        ["AutoroutePart"] = new JsonObject { ["Path"] = "series/" + slug },
    };

    /// <summary>Another series, position or order of Hot Articles.</summary>
    private JsonObject Around(Random random)
    {
        var series = SeriesSlugs.Select(slug => _items.GetValueOrDefault(slug)).OfType<string>().OrderBy(_ => random.Next()).Take(random.Next(2));
        var hot = Slugs.Select(slug => _items.GetValueOrDefault(slug)).OfType<string>().OrderBy(_ => random.Next()).Take(random.Next(3));
        return new()
        {
            ["Article"] = new JsonObject
            {
                ["Series"] = new JsonObject { ["ContentItemIds"] = new JsonArray([.. series.Select(id => (JsonNode)id)]) },
                ["SeriesPosition"] = new JsonObject { ["Value"] = random.Next(1, 5) },
                ["HotArticles"] = new JsonObject { ["ContentItemIds"] = new JsonArray([.. hot.Select(id => (JsonNode)id)]) },
            },
        };
    }

    private Task<string> ChangeSeriesAsync(string slug, Random random) => TryAsync(slug, id => SaveAsync(id, random.Next(3) switch
    {
        0 => new() { ["AutoroutePart"] = new JsonObject { ["Path"] = Paths[Slugs.Length + 1 + random.Next(SeriesSlugs.Length + 1)] } },
        1 => new() { ["TitlePart"] = new JsonObject { ["Title"] = $"Take {_number} times the dose" } },
        _ => new() { ["Series"] = new JsonObject { ["Description"] = new JsonObject { ["Html"] = $"<p>Description {_number}.</p>" } } },
    }));

    private async Task<Answer> SaveAsync(string id, JsonObject change)
    {
        change["ContentItemId"] = id;
        return await PostAsync("editor", "api/content?draft=true", change, (await ReviewAsync(id)).Tag);
    }

    private async Task<string> RunAsync(JsonObject step)
    {
        var path = Path.Combine(Path.GetTempPath(), Guid.NewGuid() + ".recipe.json");
        await File.WriteAllTextAsync(path, new JsonObject { ["name"] = "change", ["steps"] = new JsonArray(step) }.ToJsonString(), Token);
        try
        {
            await using var scope = Site.Services.CreateAsyncScope();
            var source = new FileRecipeSource(path);
            return (await scope.ServiceProvider.GetRequiredService<RecipeRunners>().For(source).RunAsync(source, new RecipeOptions(Actor.System, Trusted: true), null, Token)).Succeeded ? "done" : "refused";
        }
        finally
        {
            File.Delete(path);
        }
    }

    /// <summary>A field of articles comes or goes.</summary>
    private async Task<string> ChangeDefinitionAsync()
    {
        await using var scope = Site.Services.CreateAsyncScope();
        var definitions = await scope.ServiceProvider.GetRequiredService<IContentStore>().ReadAsync(work => work.GetDefinitionsAsync(Token));
        var part = DefinitionJson.Write(definitions)["ContentParts"]!.AsArray().OfType<JsonObject>().Single(found => (string?)found["Name"] == "Article");
        var fields = part["ContentPartFieldDefinitionRecords"]!.AsArray();
        var known = fields.OfType<JsonObject>().FirstOrDefault(field => (string?)field["Name"] == "Further");
        if (known is not null)
        {
            fields.Remove(known);
        }
        else
        {
            fields.Add(new JsonObject { ["FieldName"] = "TextField", ["Name"] = "Further" });
        }

        return await RunAsync(new JsonObject { ["name"] = "ReplaceContentDefinition", ["ContentParts"] = new JsonArray(part.DeepClone()) });
    }

    private async Task<string> ChangePolicyAsync(Random random)
    {
        var policy = (await Site.Services.GetRequiredService<IContentStore>().ReadAsync(work => work.GetDocumentAsync(ReviewPolicyJson.DocumentKind, "Article", Token)))!;
        (policy["Version"], policy["ReviewEveryMonths"], policy["OnPresentationChange"]) = ($"v{_number}", random.Next(1, 12), random.Next(2) == 0 ? "void" : "record");
        return await RunAsync(new JsonObject { ["name"] = "ReviewPolicy", ["Policies"] = new JsonArray(policy.DeepClone()) });
    }

    /// <summary>A trusted recipe brings another wording of every disclaimer.</summary>
    private async Task<string> ChangeDisclaimerAsync()
    {
        var disclaimers = new List<JsonObject>();
        await using (var work = await Site.Services.GetRequiredService<IContentStore>().ReadAsync(Token))
        {
            await foreach (var version in work.ListAsync("Disclaimer", VersionSelector.Published, Token))
            {
                var item = ContentItemJson.Write(version.Item);
                item["ContentItemVersionId"] = ContentIds.New();
                item["Disclaimer"]!["Text"]!["Html"] = $"<p>Not advice, {_number}.</p>";
                disclaimers.Add(item);
            }
        }

        return await RunAsync(new JsonObject { ["name"] = "Content", ["Data"] = new JsonArray([.. disclaimers]) });
    }

    private async Task<string> SqlAsync(string statement)
    {
        await using var context = Site.Services.GetRequiredService<Database>().CreateContext();
        try
        {
            return $"{statement.Split(' ')[0]} {await context.Database.ExecuteSqlRawAsync(statement.Replace("{}", "{{}}", StringComparison.Ordinal), Token)}";
        }
        catch (System.Data.Common.DbException)
        {
            return $"{statement.Split('"')[0]}{statement.Split('"')[1]} refused";
        }
    }

    /// <summary>How many articles and series are served, and which is not as it was granted; null: none.</summary>
    private async Task<(int Served, string? Fault)> FindFaultAsync()
    {
        var granted = await GrantedAsync();
        var served = new Dictionary<string, JsonNode>(StringComparer.Ordinal);
        foreach (var path in Paths)
        {
            var answer = await GetAsync(null, "api/delivery/" + path);
            if (answer.Status == 200)
            {
                served[path] = answer.Body!;
            }
        }

        foreach (var (path, document) in served)
        {
            var (id, text, presentation) = ((string)document["id"]!, Hash(document["content"]), Hash(document["presentation"]));
            if (!_items.ContainsValue(id) || !granted.Any(row => row.Item == id && row.ContentHash == text && (row.PresentationHash ?? presentation) == presentation))
            {
                return (served.Count, $"{path} is served as {text} in the presentation {presentation}, which nobody granted.");
            }

            if ((string?)document["presentation"]!["path"] != path)
            {
                return (served.Count, $"{path} serves what was granted at {document["presentation"]!["path"]}.");
            }

            if (document["series"] is JsonObject series && served.Values.FirstOrDefault(other => (string?)other["id"] == (string?)series["id"]) is { } shown && (string?)shown["title"] != (string?)series["title"])
            {
                return (served.Count, $"{path} names a series '{series["title"]}', which is '{shown["title"]}'.");
            }
        }

        return (served.Count, null);
    }

    private static string Hash(JsonNode? node) => "sha256:" + Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(Canonical(node))));

    /// <summary>Items, hashes and presentations for which an approved review with standing decisions, or an import, is on record. No presentation: as the version has it.</summary>
    private async Task<List<(string Item, string ContentHash, string? PresentationHash)>> GrantedAsync()
    {
        await using var context = Site.Services.GetRequiredService<Database>().CreateContext();
        var approved = await (
            from grant in context.PublicationGrants
            join version in context.ContentVersions on grant.VersionId equals version.ContentItemVersionId
            where grant.Basis == PublicationBasis.Approved && context.Reviews.Any(review => review.ReviewId == grant.ReviewId && review.State == ReviewState.Approved)
                && context.Decisions.Any(decision => decision.ReviewId == grant.ReviewId && decision.VoidedUtc == null && decision.Outcome == DecisionOutcome.Approved)
            select new { version.ContentItemId, grant.ContentHash, grant.PresentationHash }).ToListAsync(Token);
        var imported = await (
            from mark in context.ImportedMarks
            join version in context.ContentVersions on mark.VersionId equals version.ContentItemVersionId
            select new { version.ContentItemId, mark.ContentHash, mark.PresentationHash }).ToListAsync(Token);
        return [.. approved.Concat(imported).Select(row => (row.ContentItemId, row.ContentHash, row.PresentationHash))];
    }

    /// <summary>RFC 8785 for objects, arrays, texts, whole numbers, true, false and null.</summary>
    private static string Canonical(JsonNode? node) => node switch
    {
        null => "null",
        JsonObject members => "{" + string.Join(',', members.OrderBy(member => member.Key, StringComparer.Ordinal).Select(member => Quoted(member.Key) + ":" + Canonical(member.Value))) + "}",
        JsonArray values => "[" + string.Join(',', values.Select(Canonical)) + "]",
        JsonValue value when value.TryGetValue<string>(out var text) => Quoted(text),
        _ => node.ToJsonString(),
    };

    private static string Quoted(string text)
    {
        var quoted = new StringBuilder("\"");
        foreach (var character in text)
        {
            quoted.Append(character switch
            {
                '"' => "\\\"",
                '\\' => "\\\\",
                '\b' => "\\b",
                '\t' => "\\t",
                '\n' => "\\n",
                '\f' => "\\f",
                '\r' => "\\r",
                < ' ' => $"\\u{(int)character:x4}",
                _ => character.ToString(),
            });
        }

        return quoted.Append('"').ToString();
    }
}
