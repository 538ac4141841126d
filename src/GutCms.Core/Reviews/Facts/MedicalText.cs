using GutCms.Core.Content.Definitions;
using GutCms.Core.Content.Items;
using GutCms.Core.Storage;

namespace GutCms.Core.Reviews.Facts;

/// <summary>What is needed to hash the text of a version.</summary>
/// <param name="Texts">The texts that were made so far.</param>
internal sealed record MedicalText(ProjectedTexts Texts)
{
    /// <summary>Type definitions.</summary>
    public ContentDefinitions Definitions => Texts.Definitions;

    /// <summary>Language of texts that do not name theirs.</summary>
    public string SiteLanguage => Texts.SiteLanguage;

    public static async Task<MedicalText> LoadAsync(IUnitOfWork work, CancellationToken cancellationToken)
    {
        var definitions = await work.GetDefinitionsAsync(cancellationToken);
        var settings = await work.GetDocumentAsync("settings", "site", cancellationToken);
        return new(new ProjectedTexts(definitions, ItemMeaning.SiteLanguage(settings)));
    }

    /// <summary>Content hash of a version as shown with a disclaimer.</summary>
    public string Hash(ContentItem item, ContentItem? disclaimer) => Texts.Of(item, disclaimer).Hash;
}
