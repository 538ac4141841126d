using System.Text.Json.Nodes;

namespace GutCms.Web.Features.Settings;

/// <summary>Settings that were made in the admin, as the lowest source of the configuration: whatever else says something about a key wins.</summary>
internal sealed class StoredSettings : ConfigurationProvider, IConfigurationSource
{
    /// <summary>Kind of the document that holds them.</summary>
    public const string DocumentKind = "site-settings";

    /// <summary>Name of the document.</summary>
    public const string DocumentName = "site";

    /// <inheritdoc/>
    public IConfigurationProvider Build(IConfigurationBuilder builder) => this;

    /// <summary>The value on file for a key; null when there is none.</summary>
    public string? Of(string key) => Data.TryGetValue(key, out var value) ? value : null;

    /// <summary>Takes over what is on file. Values that this version of the program would not take are left out.</summary>
    public void Take(JsonObject? document)
    {
        var values = ValuesOf(document).Where(pair => SiteSetting.Find(pair.Key) is { } setting && setting.FaultOf(pair.Value) is null)
            .ToDictionary(pair => pair.Key, string? (pair) => pair.Value, StringComparer.OrdinalIgnoreCase);
        if (values.Count != Data.Count || values.Any(pair => Of(pair.Key) != pair.Value))
        {
            Data = values;
            OnReload();
        }
    }

    /// <summary>The values in a document, by key.</summary>
    public static IReadOnlyDictionary<string, string> ValuesOf(JsonObject? document) => (document?["values"] as JsonObject ?? [])
        .Where(member => member.Value is JsonValue).ToDictionary(member => member.Key, member => member.Value!.ToString(), StringComparer.Ordinal);

    /// <summary>How often they were changed.</summary>
    public static int RevisionOf(JsonObject? document) => (int?)document?["revision"] ?? 0;
}
