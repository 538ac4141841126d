using GutCms.Core.Content.Items;
using GutCms.Core.Content.Projecting;
using GutCms.Core.Delivery;
using GutCms.Core.Storage;

namespace GutCms.Core.Recipes.Items;

/// <summary>
/// Items that trusted recipes brought in and nobody here has reviewed stay <em>imported</em> when a trusted recipe changes the disclaimer that they show:
/// their text is another then, so it gets a mark of its own. An item with a publication of its own keeps the version of the disclaimer that it was published with.
/// </summary>
internal static class ImportedTexts
{
    private const int BatchSize = 500;

    /// <summary>Remembers a disclaimer that was there before and that this run publishes anew.</summary>
    public static void Changed(RecipeContext context, string disclaimerId) => ChangedIn(context).Add(disclaimerId);

    /// <summary>Marks the items concerned. Called once, when every step is done.</summary>
    public static async Task CarryOnAsync(RecipeContext context, CancellationToken cancellationToken)
    {
        var changed = ChangedIn(context);
        if (changed.Count == 0)
        {
            return;
        }

        var language = await SiteLanguage.OfAsync(context.Work, cancellationToken);
        var disclaimers = new Disclaimers(context.Work);
        var referrers = await context.Work.FindReferrersAsync(changed, null, cancellationToken);
        foreach (var ids in referrers.Chunk(BatchSize))
        {
            var live = (await context.Work.FindAsync(ids, VersionSelector.Published, cancellationToken)).Values.Select(version => version.Item)
                .Where(item => ItemMeaning.DisclaimerOf(item) is { } id && changed.Contains(id)).ToList();
            var marks = await context.Work.FindImportedMarksAsync([.. live.Select(item => item.ContentItemVersionId)], cancellationToken);
            var pinned = await context.Work.Reviews.FindPublicationsAsync(ids, cancellationToken);
            var shown = await disclaimers.OfAsync(live, cancellationToken);
            var kept = await context.Work.FindTextsAsync([.. marks.Values.Select(mark => mark.ContentHash).Distinct(StringComparer.Ordinal)], cancellationToken);
            var texts = new Dictionary<string, string>(StringComparer.Ordinal);
            var renewed = live
                .Where(item => marks.ContainsKey(item.ContentItemVersionId) && !pinned.ContainsKey(item.ContentItemId))
                .Select(item =>
                {
                    var (mark, disclaimer) = (marks[item.ContentItemVersionId], shown.GetValueOrDefault(ItemMeaning.DisclaimerOf(item)!));

                    // Only the disclaimer is another: what was imported is not projected anew by the way, whatever the recipe did to definitions or language.
                    var text = disclaimer is not null && kept.TryGetValue(mark.ContentHash, out var json) && ShownText.Read(json, mark.ContentHash) is { } granted
                        ? MedicalContent.WithDisclaimer(granted, disclaimer, context.Definitions)
                        : MedicalContent.Project(item, disclaimer, context.Definitions, language);
                    var hash = MedicalContent.Hash(text);
                    texts[hash] = ShownText.ToJson(text);
                    return mark with { ContentHash = hash, ImportedUtc = context.NowUtc };
                })
                .ToList();
            await context.Work.KeepTextsAsync(texts, cancellationToken);
            await context.Work.MarkImportedAsync(renewed, cancellationToken);
            await context.Work.SetContentHashesAsync(renewed.ToDictionary(mark => mark.VersionId, mark => mark.ContentHash, StringComparer.Ordinal), cancellationToken);
        }
    }

    private static HashSet<string> ChangedIn(RecipeContext context)
    {
        if (!context.Items.TryGetValue(nameof(ImportedTexts), out var changed))
        {
            context.Items[nameof(ImportedTexts)] = changed = new HashSet<string>(StringComparer.Ordinal);
        }

        return (HashSet<string>)changed;
    }
}
