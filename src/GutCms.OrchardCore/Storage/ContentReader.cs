using System.Text.Json.Nodes;
using GutCms.Core.Content.Checking;
using GutCms.Core.Content.Definitions;
using GutCms.Core.Content.Items;
using GutCms.Core.Reviews.Model;
using GutCms.Core.Security;
using GutCms.Core.Storage;
using OrchardCore.ContentManagement.Metadata;
using OrchardCore.ContentManagement.Records;
using OrchardCore.Security.Services;
using OrchardCore.Settings;
using YesSql;
using YesSql.Services;
using OrchardItem = global::OrchardCore.ContentManagement.ContentItem;

namespace GutCms.OrchardCore.Storage;

/// <summary>Reads content, definitions and settings of an Orchard Core site through one session.</summary>
internal sealed class ContentReader(
    ISession session, Records records, IContentDefinitionManager types, TypeNames names, PolicySource policies, ISiteService site, IRoleService roles)
{
    private const int Chunk = 200;

    private ContentDefinitions? _definitions;

    /// <summary>The site's review policies.</summary>
    public PolicySource Policies => policies;

    public async Task<ContentDefinitions> GetDefinitionsAsync()
    {
        if (_definitions is null)
        {
            var json = new JsonObject
            {
                ["ContentTypes"] = new JsonArray([.. (await types.ListTypeDefinitionsAsync()).Select(Write)]),
                ["ContentParts"] = new JsonArray([.. (await types.ListPartDefinitionsAsync()).Select(Write)]),
            };
            _definitions = DefinitionJson.Read(json);
        }

        return _definitions;
    }

    /// <summary>The item as Core knows it, under the names of the definitions, as Orchard Core reads it.</summary>
    public async Task<ContentItem> ToCoreAsync(OrchardItem item)
    {
        var json = Items.ToJson(item);
        await names.NormaliseAsync(json);
        return ContentItemJson.Read(json);
    }

    /// <summary>The settings of the site in the form that Core reads.</summary>
    public async Task<JsonObject> GetSettingsAsync() => (JsonObject)(await site.GetSiteSettingsAsync()).Properties.DeepClone();

    /// <summary>Names of the site's roles.</summary>
    public async Task<IEnumerable<string>> ListRolesAsync() => (await roles.GetRolesAsync()).Select(role => role.RoleName);

    /// <summary>Language of texts that do not name theirs.</summary>
    public async Task<string> GetLanguageAsync() => ItemMeaning.SiteLanguage(await GetSettingsAsync());

    public async Task<List<OrchardItem>> FindItemsAsync(IReadOnlyCollection<string> ids, VersionSelector version)
    {
        var found = new List<OrchardItem>();
        foreach (var chunk in ids.Distinct(StringComparer.Ordinal).Chunk(Chunk))
        {
            found.AddRange(version == VersionSelector.Published
                ? await session.Query<OrchardItem, ContentItemIndex>(index => index.ContentItemId.IsIn(chunk) && index.Published).ListAsync()
                : await session.Query<OrchardItem, ContentItemIndex>(index => index.ContentItemId.IsIn(chunk) && index.Latest).ListAsync());
        }

        return found;
    }

    public async Task<List<OrchardItem>> FindVersionItemsAsync(IReadOnlyCollection<string> versionIds)
    {
        var found = new List<OrchardItem>();
        foreach (var chunk in versionIds.Distinct(StringComparer.Ordinal).Chunk(Chunk))
        {
            found.AddRange(await session.Query<OrchardItem, ContentItemIndex>(index => index.ContentItemVersionId.IsIn(chunk)).ListAsync());
        }

        return found;
    }

    /// <summary>The latest and the live version of those of the items that have a latest one.</summary>
    public async Task<Dictionary<string, ItemHead>> FindHeadsAsync(IReadOnlyCollection<string> ids)
    {
        var (heads, known) = (new Dictionary<string, ItemHead>(StringComparer.Ordinal), new Dictionary<string, string>(StringComparer.Ordinal));
        foreach (var chunk in ids.Distinct(StringComparer.Ordinal).Chunk(Chunk))
        {
            var rows = await session.QueryIndex<ContentItemIndex>(index => index.ContentItemId.IsIn(chunk) && (index.Latest || index.Published)).ListAsync();
            foreach (var item in rows.GroupBy(row => row.ContentItemId, StringComparer.Ordinal))
            {
                if (item.FirstOrDefault(row => row.Latest) is { } latest)
                {
                    var type = known.GetValueOrDefault(latest.ContentType) ?? (known[latest.ContentType] = await names.OfAsync(latest.ContentType));
                    heads[item.Key] = new(item.Key, type, latest.ContentItemVersionId, item.FirstOrDefault(row => row.Published)?.ContentItemVersionId) { Title = latest.DisplayText, Owner = latest.Owner };
                }
            }
        }

        return heads;
    }

    public async Task<IReadOnlyList<VersionSummary>> ListVersionsAsync(string contentItemId) => (await ListVersionsAsync([contentItemId])).GetValueOrDefault(contentItemId) ?? [];

    public async Task<IReadOnlyDictionary<string, IReadOnlyList<VersionSummary>>> ListVersionsAsync(IReadOnlyCollection<string> ids)
    {
        List<ContentItemIndex> rows = [];
        foreach (var chunk in ids.Distinct(StringComparer.Ordinal).Chunk(Chunk))
        {
            rows.AddRange(await session.QueryIndex<ContentItemIndex>(index => index.ContentItemId.IsIn(chunk)).ListAsync());
        }

        var notes = await records.FindAsync<VersionNote>(RecordKinds.Version, [.. rows.Select(row => row.ContentItemVersionId)]);
        return rows.GroupBy(row => row.ContentItemId, StringComparer.Ordinal).ToDictionary(item => item.Key, IReadOnlyList<VersionSummary> (item) => [.. item.OrderBy(row => row.DocumentId).Select((row, index) =>
        {
            var note = notes.GetValueOrDefault(row.ContentItemVersionId);
            return new VersionSummary(
                row.ContentItemVersionId, index + 1, note?.ContentHash, row.DisplayText, row.Latest, row.Published, note?.Origin,
                [.. note is null || (note.Authors.Count == 0 && note.Origin is not null) ? Named(row.Author) : note.Authors], row.ModifiedUtc);
        })], StringComparer.Ordinal);
    }

    public async Task<StoredVersion> StoredAsync(OrchardItem item)
    {
        var note = await records.FindAsync<VersionNote>(RecordKinds.Version, item.ContentItemVersionId);
        var earlier = await session.QueryIndex<ContentItemIndex>(index => index.ContentItemId == item.ContentItemId && index.DocumentId < item.Id).CountAsync();
        return new StoredVersion(await ToCoreAsync(item), earlier + 1, note?.Origin, note?.Origin is null) 
        {
            ContentHash = note?.ContentHash,
            FirstPublishedUtc = (await records.FindAsync<FirstPublication>(RecordKinds.FirstPublication, item.ContentItemId))?.AtUtc,
        };
    }

    /// <summary>A version that was written before the module was there, or past it, has at least the author whom it names.</summary>
    private static IEnumerable<VersionAuthor> Named(string? author) => string.IsNullOrEmpty(author) ? [] : [new VersionAuthor(null, author)];

    private static JsonNode Write(global::OrchardCore.ContentManagement.Metadata.Models.ContentTypeDefinition type) => new JsonObject
    {
        ["Name"] = type.Name,
        ["DisplayName"] = type.DisplayName,
        ["Settings"] = Without(type.Settings, DeliverySettings.OfType),
        ["ContentTypePartDefinitionRecords"] = new JsonArray([.. type.Parts.Select(part => (JsonNode)new JsonObject
        {
            ["PartName"] = part.PartDefinition.Name,
            ["Name"] = part.Name,
            ["Settings"] = part.Settings?.DeepClone() ?? new JsonObject(),
        })]),
    };

    private static JsonNode Write(global::OrchardCore.ContentManagement.Metadata.Models.ContentPartDefinition part) => new JsonObject
    {
        ["Name"] = part.Name,
        ["Settings"] = part.Settings?.DeepClone() ?? new JsonObject(),
        ["ContentPartFieldDefinitionRecords"] = new JsonArray([.. part.Fields.Select(field => (JsonNode)new JsonObject
        {
            ["FieldName"] = field.FieldDefinition.Name,
            ["Name"] = field.Name,
            ["Settings"] = Without(field.Settings, DeliverySettings.OfField),
        })]),
    };

    /// <summary>Settings without those of delivery, which the light host alone heeds: here it has the documents of GutCms's own types.</summary>
    private static JsonObject Without(JsonObject? settings, string group)
    {
        var kept = settings?.DeepClone().AsObject() ?? [];
        kept.Remove(group);
        return kept;
    }
}
