using System.Text.Json.Nodes;
using GutCms.Core.Content.Checking;
using GutCms.Core.Content.Definitions;
using GutCms.Core.Content.Items;
using GutCms.Core.Storage;
using GutCms.Web.Storage.Databases;

namespace GutCms.Web.Storage.Content;

/// <summary>Small documents of the site, definitions among them.</summary>
internal sealed class DocumentStore(SqlSession session)
{
    private const int MaxKindLength = 64;
    private const int MaxNameLength = 255;

    private ContentDefinitions? _definitions;
    private string? _language;

    public async Task<ContentDefinitions> GetDefinitionsAsync(CancellationToken cancellationToken) =>
        _definitions ??= await GetAsync(SiteDocuments.Definitions, SiteDocuments.Site, cancellationToken) is { } json ? DefinitionJson.Read(json) : ContentDefinitions.Empty;

    public async Task SaveDefinitionsAsync(ContentDefinitions definitions, CancellationToken cancellationToken)
    {
        await SaveAsync(SiteDocuments.Definitions, SiteDocuments.Site, DefinitionJson.Write(definitions), cancellationToken);
        _definitions = definitions;
    }

    /// <summary>Language of texts that do not say their own.</summary>
    public async Task<string> GetSiteLanguageAsync(CancellationToken cancellationToken) =>
        _language ??= ItemMeaning.SiteLanguage(await GetAsync(SiteDocuments.Settings, SiteDocuments.Site, cancellationToken));

    public async Task<JsonObject?> GetAsync(string kind, string name, CancellationToken cancellationToken)
    {
        var rows = await session.QueryAsync(
            "SELECT \"Json\" FROM \"Documents\" WHERE \"Kind\" = @kind AND \"Name\" = @name",
            reader => reader.GetString(0), cancellationToken, ("@kind", kind), ("@name", name));
        return rows.Count == 0 ? null : StoredJson.Parse(rows[0]);
    }

    public async Task<IReadOnlyDictionary<string, JsonObject>> ListAsync(string kind, CancellationToken cancellationToken)
    {
        var rows = await session.QueryAsync(
            "SELECT \"Name\", \"Json\" FROM \"Documents\" WHERE \"Kind\" = @kind ORDER BY \"Name\"",
            reader => (Name: reader.GetString(0), Json: reader.GetString(1)), cancellationToken, ("@kind", kind));
        var documents = new OrderedDictionary<string, JsonObject>(rows.Count, StringComparer.Ordinal);
        foreach (var (name, json) in rows)
        {
            documents.Add(name, StoredJson.Parse(json));
        }

        return documents;
    }

    public async Task SaveAsync(string kind, string name, JsonObject document, CancellationToken cancellationToken)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan(kind.Length, MaxKindLength, nameof(kind));
        ArgumentOutOfRangeException.ThrowIfGreaterThan(name.Length, MaxNameLength, nameof(name));
        await session.ExecuteAsync(
            "INSERT INTO \"Documents\" (\"Kind\", \"Name\", \"Json\") VALUES (@kind, @name, @json) "
            + "ON CONFLICT (\"Kind\", \"Name\") DO UPDATE SET \"Json\" = excluded.\"Json\"",
            cancellationToken, ("@kind", kind), ("@name", name), ("@json", StoredJson.Write(document)));
        Forget(kind);
    }

    public async Task RemoveAsync(string kind, string name, CancellationToken cancellationToken)
    {
        await session.ExecuteAsync("DELETE FROM \"Documents\" WHERE \"Kind\" = @kind AND \"Name\" = @name", cancellationToken, ("@kind", kind), ("@name", name));
        Forget(kind);
    }

    private void Forget(string kind)
    {
        _definitions = kind == SiteDocuments.Definitions ? null : _definitions;
        _language = kind == SiteDocuments.Settings ? null : _language;
    }
}
