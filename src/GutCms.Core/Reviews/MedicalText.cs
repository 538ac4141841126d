using System.Text.Json.Nodes;
using GutCms.Core.Content;

namespace GutCms.Core.Reviews;

/// <summary>What is needed to hash the text of a version.</summary>
/// <param name="Definitions">Type definitions.</param>
/// <param name="SiteLanguage">Language of texts that do not name theirs.</param>
internal sealed record MedicalText(ContentDefinitions Definitions, string SiteLanguage)
{
    /// <summary>Type whose items are disclaimers.</summary>
    public const string DisclaimerType = "Disclaimer";

    public static async Task<MedicalText> LoadAsync(IUnitOfWork work, CancellationToken cancellationToken)
    {
        var definitions = await work.GetDefinitionsAsync(cancellationToken);
        var settings = await work.GetDocumentAsync("settings", "site", cancellationToken);
        var culture = (settings?["LocalizationSettings"] as JsonObject)?["DefaultCulture"] is JsonValue value && value.TryGetValue<string>(out var text) ? text : null;
        return new(definitions, string.IsNullOrEmpty(culture) ? "en" : culture);
    }

    /// <summary>Content hash of a version as shown with a disclaimer.</summary>
    public string Hash(ContentItem item, ContentItem? disclaimer) =>
        MedicalContent.Hash(MedicalContent.Project(item, disclaimer, Definitions, SiteLanguage));

    /// <summary>Id of the disclaimer that a version refers to; null when none.</summary>
    public static string? DisclaimerOf(ContentItem item) =>
        ((item.Parts[item.ContentType] as JsonObject)?["Disclaimer"] as JsonObject)?["ContentItemIds"] is JsonArray { Count: > 0 } ids
        && ids[0] is JsonValue value && value.TryGetValue<string>(out var id) && id.Length > 0 ? id : null;

    /// <summary>Path of a version without a leading slash; null when it has none.</summary>
    public static string? PathOf(ContentItem item) =>
        (item.Parts["AutoroutePart"] as JsonObject)?["Path"] is JsonValue value && value.TryGetValue<string>(out var path) && path.Trim('/').Length > 0 ? path.Trim('/') : null;
}
