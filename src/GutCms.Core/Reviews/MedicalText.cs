using GutCms.Core.Content;

namespace GutCms.Core.Reviews;

/// <summary>What is needed to hash the text of a version.</summary>
/// <param name="Definitions">Type definitions.</param>
/// <param name="SiteLanguage">Language of texts that do not name theirs.</param>
internal sealed record MedicalText(ContentDefinitions Definitions, string SiteLanguage)
{
    public static async Task<MedicalText> LoadAsync(IUnitOfWork work, CancellationToken cancellationToken)
    {
        var definitions = await work.GetDefinitionsAsync(cancellationToken);
        var settings = await work.GetDocumentAsync("settings", "site", cancellationToken);
        return new(definitions, ItemMeaning.SiteLanguage(settings));
    }

    /// <summary>Content hash of a version as shown with a disclaimer.</summary>
    public string Hash(ContentItem item, ContentItem? disclaimer) =>
        MedicalContent.Hash(MedicalContent.Project(item, disclaimer, Definitions, SiteLanguage));
}
