using GutCms.Core.Content.Items;
using GutCms.Core.Content.Projecting;
using OrchardItem = global::OrchardCore.ContentManagement.ContentItem;

namespace GutCms.OrchardCore.Storage;

/// <summary>Fingerprints of what items say themselves and of how they are presented, whatever disclaimer they show: by these an edit is told from everything else that happens to a row.</summary>
internal sealed class OwnTexts(ContentReader content)
{
    // Only compared with one another, so it does not matter which language a text is taken for.
    private const string AnyLanguage = "en";

    public async Task<string> HashAsync(OrchardItem item) => await HashAsync(await content.ToCoreAsync(item));

    public async Task<string> HashAsync(ContentItem item) =>
        MedicalContent.Hash(MedicalContent.Project(item, null, await content.GetDefinitionsAsync(), AnyLanguage)) + " " + Presentation.HashOf(item);

    /// <summary>Hash of the presentation in a fingerprint; null in one from before presentations were a part of it.</summary>
    public static string? PresentationOf(string? ownHash) => ownHash?.Split(' ') is [_, var presentation] ? presentation : null;
}
