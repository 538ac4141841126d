using System.Runtime.CompilerServices;
using GutCms.Core.Content.Definitions;
using GutCms.Core.Content.Items;
using GutCms.Core.Storage;

namespace GutCms.Core.Reviews.Facts;

/// <summary>What is needed to hash the text of a version.</summary>
/// <param name="Texts">The texts that were made so far.</param>
internal sealed record MedicalText(ProjectedTexts Texts)
{
    // What a transaction has made of its texts, for as long as it lives.
    private static readonly ConditionalWeakTable<IUnitOfWork, MedicalText> Made = [];

    /// <summary>Type definitions.</summary>
    public ContentDefinitions Definitions => Texts.Definitions;

    /// <summary>Language of texts that do not name theirs.</summary>
    public string SiteLanguage => Texts.SiteLanguage;

    /// <summary>Loads it; within a transaction the texts that were made already stay, unless definitions or language have become others.</summary>
    public static async Task<MedicalText> LoadAsync(IUnitOfWork work, CancellationToken cancellationToken)
    {
        var definitions = await work.GetDefinitionsAsync(cancellationToken);
        var language = await Delivery.SiteLanguage.OfAsync(work, cancellationToken);
        if (Made.TryGetValue(work, out var made) && ReferenceEquals(made.Definitions, definitions) && made.SiteLanguage == language)
        {
            return made;
        }

        var text = new MedicalText(new ProjectedTexts(definitions, language));
        Made.AddOrUpdate(work, text);
        return text;
    }

    /// <summary>Content hash of a version as shown with a disclaimer.</summary>
    public string Hash(ContentItem item, ContentItem? disclaimer) => Texts.Of(item, disclaimer).Hash;
}
