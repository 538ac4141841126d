using System.Globalization;
using System.Runtime.CompilerServices;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using GutCms.Core.Content.Checking;
using GutCms.Core.Content.Items;
using GutCms.Core.Json;
using GutCms.Core.Recipes.Items;
using GutCms.Core.Recipes.Running;
using GutCms.Core.Reviews.Policies;
using GutCms.Core.Storage;

namespace GutCms.Core.Recipes.Export;

/// <summary>Writes a site as a recipe that leads to the same state again: in an empty site, or in this one, where it changes nothing.</summary>
/// <remarks>
/// Streamed: memory does not grow with the number of items. Of an item with a published version and a newer draft both are written, the published one
/// first. What <c>ReviewPart</c> says is left out. Users, keys, reviews and the audit log are not part of it: it is no backup.
/// </remarks>
/// <param name="store">The content.</param>
/// <param name="time">The clock, for <c>exportUtc</c>.</param>
public sealed class RecipeExporter(IContentStore store, TimeProvider time)
{
    private const int FlushAt = 64 * 1024;

    private static readonly JsonWriterOptions Format = new() { Indented = true, NewLine = "\n", Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>Writes the recipe as UTF-8.</summary>
    public async Task ExportAsync(Stream to, ExportOptions options, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(to);
        ArgumentException.ThrowIfNullOrEmpty(options?.Name);
        var work = await store.ReadAsync(cancellationToken);
        await using var _ = work;

        // What the head of the recipe says of its content is known when all of it was seen.
        var (literal, absent) = (new LiteralText(), new AbsentItems(work, options.Drafts));
        await foreach (var step in SmallStepsAsync(work, options, cancellationToken))
        {
            literal.Protect(step);
        }

        await foreach (var item in ItemsAsync(work, options, cancellationToken))
        {
            literal.Protect(ContentItemJson.Write(item));
            await absent.AddAsync(item, cancellationToken);
        }

        await absent.CompleteAsync(cancellationToken);
        await WriteAsync(work, to, options, literal, absent, cancellationToken);
    }

    private async Task WriteAsync(IUnitOfWork work, Stream to, ExportOptions options, LiteralText literal, AbsentItems absent, CancellationToken cancellationToken)
    {
        var writer = new Utf8JsonWriter(to, Format);
        await using var _ = writer;
        writer.WriteStartObject();
        writer.WriteString("name", options.Name);
        writer.WriteString("exportUtc", time.GetUtcNow().UtcDateTime.ToString("yyyy-MM-ddTHH:mm:ssZ", CultureInfo.InvariantCulture));
        WriteHead(writer, literal, absent);
        writer.WriteStartArray("steps");
        await foreach (var step in SmallStepsAsync(work, options, cancellationToken))
        {
            literal.Protect(step);
            step.WriteTo(writer);
        }

        if (options.Content)
        {
            await WriteContentAsync(work, writer, options, literal, cancellationToken);
        }

        writer.WriteEndArray();
        writer.WriteEndObject();
        await writer.FlushAsync(cancellationToken);
    }

    private static void WriteHead(Utf8JsonWriter writer, LiteralText literal, AbsentItems absent)
    {
        if (literal.IsNeeded)
        {
            writer.WriteBoolean(RecipeHeader.Literal, true);
        }

        if (absent.Found.Count > 0)
        {
            writer.WriteStartArray(RecipeHeader.Absent);
            foreach (var id in absent.Found)
            {
                writer.WriteStringValue(id);
            }

            writer.WriteEndArray();
        }
    }

    private static async IAsyncEnumerable<JsonObject> SmallStepsAsync(IUnitOfWork work, ExportOptions options, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        if (options.Features && (await work.GetDocumentAsync(SiteDocuments.Features, SiteDocuments.Site, cancellationToken)).Texts("Enabled").ToList() is { Count: > 0 } features)
        {
            yield return new JsonObject { ["name"] = "Feature", ["enable"] = new JsonArray([.. features.Select(feature => JsonValue.Create(feature))]) };
        }

        if (options.Settings && await work.GetDocumentAsync(SiteDocuments.Settings, SiteDocuments.Site, cancellationToken) is { Count: > 0 } settings)
        {
            yield return Step("Settings", settings);
        }

        if (options.Definitions && await work.GetDefinitionsAsync(cancellationToken) is var definitions && definitions.Types.Length + definitions.Parts.Length > 0)
        {
            yield return Step("ContentDefinition", DefinitionJson.Write(definitions));
        }

        if (options.Roles && await work.ListDocumentsAsync(SiteDocuments.Role, cancellationToken) is { Count: > 0 } roles)
        {
            yield return new JsonObject { ["name"] = "Roles", ["Roles"] = Array(roles) };
        }

        if (options.ReviewPolicies && await work.ListDocumentsAsync(ReviewPolicyJson.DocumentKind, cancellationToken) is { Count: > 0 } policies)
        {
            yield return new JsonObject { ["name"] = "ReviewPolicy", ["Policies"] = Array(policies) };
        }
    }

    private static async Task WriteContentAsync(IUnitOfWork work, Utf8JsonWriter writer, ExportOptions options, LiteralText literal, CancellationToken cancellationToken)
    {
        writer.WriteStartObject();
        writer.WriteString("name", "Content");
        writer.WriteStartArray("data");
        await foreach (var item in ItemsAsync(work, options, cancellationToken))
        {
            var json = ContentItemJson.Write(item);
            if (json.ContainsKey(RecipeItem.ReviewPart))
            {
                json[RecipeItem.ReviewPart] = new JsonObject();
            }

            literal.Protect(json);
            json.WriteTo(writer);
            if (writer.BytesPending > FlushAt)
            {
                await writer.FlushAsync(cancellationToken);
            }
        }

        writer.WriteEndArray();
        writer.WriteEndObject();
    }

    private static async IAsyncEnumerable<ContentItem> ItemsAsync(IUnitOfWork work, ExportOptions options, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        if (!options.Content)
        {
            yield break;
        }

        await foreach (var stored in work.ListAsync(null, VersionSelector.Published, cancellationToken))
        {
            if (Wanted(stored.Item, options) && !(options.Drafts && stored.Item.Latest))
            {
                yield return stored.Item with { Latest = !options.Drafts };
            }
        }

        if (!options.Drafts)
        {
            yield break;
        }

        await foreach (var stored in work.ListAsync(null, VersionSelector.Latest, cancellationToken))
        {
            if (Wanted(stored.Item, options))
            {
                yield return stored.Item;
            }
        }
    }

    private static bool Wanted(ContentItem item, ExportOptions options) => options.ContentTypes?.Contains(item.ContentType) ?? true;

    private static JsonObject Step(string name, JsonObject properties)
    {
        var step = new JsonObject { ["name"] = name };
        foreach (var (property, value) in properties)
        {
            step[property] = value?.DeepClone();
        }

        return step;
    }

    private static JsonArray Array(IReadOnlyDictionary<string, JsonObject> documents) => new([.. documents.Values.Select(document => document.DeepClone())]);
}
