using GutCms.Core.Content.Items;
using GutCms.Core.Storage;

namespace GutCms.Web.Storage.Content;

/// <summary>Prepares versions for writing: text, references, content hash with the published disclaimer that an item is shown with.</summary>
internal sealed class VersionPreparation(DocumentStore documents, ContentQueries queries)
{
    /// <summary>Smaller batches are not worth a second core.</summary>
    private const int WorthwhileInParallel = 8;

    private readonly Dictionary<string, ContentItem?> _disclaimers = new(StringComparer.Ordinal);

    /// <summary>Prepares a batch; the result is in the same order.</summary>
    /// <param name="items">The versions.</param>
    /// <param name="made">Texts that have been made already; by other definitions or another language than those of now they are of no use.</param>
    /// <param name="cancellationToken">Cancels.</param>
    public async Task<PreparedVersion[]> PrepareAsync(IReadOnlyList<ContentItem> items, ProjectedTexts? made, CancellationToken cancellationToken)
    {
        var definitions = await documents.GetDefinitionsAsync(cancellationToken);
        var language = await documents.GetSiteLanguageAsync(cancellationToken);
        var texts = made is not null && ReferenceEquals(made.Definitions, definitions) && made.SiteLanguage == language ? made : new ProjectedTexts(definitions, language, most: 0);
        var references = new IReadOnlyList<ContentReference>[items.Count];
        ForAll(items.Count, i => references[i] = ContentReferences.Of(items[i], definitions), cancellationToken);
        await LoadDisclaimersAsync(items, cancellationToken);
        var prepared = new PreparedVersion[items.Count];
        ForAll(
            items.Count,
            i => prepared[i] = PreparedVersion.Create(items[i], references[i], texts.Of(items[i], Disclaimer(items[i])).Hash),
            cancellationToken);
        return prepared;
    }

    /// <summary>Forgets what is known of items whose published version changes.</summary>
    public void Forget(string contentItemId) => _disclaimers.Remove(contentItemId);

    private static void ForAll(int count, Action<int> action, CancellationToken cancellationToken)
    {
        if (count >= WorthwhileInParallel)
        {
            Parallel.For(0, count, new ParallelOptions { CancellationToken = cancellationToken }, action);
            return;
        }

        for (var i = 0; i < count; i++)
        {
            action(i);
        }
    }

    private async Task LoadDisclaimersAsync(IReadOnlyList<ContentItem> items, CancellationToken cancellationToken)
    {
        var wanted = items.Select(ItemMeaning.DisclaimerOf).OfType<string>().Where(id => !_disclaimers.ContainsKey(id)).ToHashSet(StringComparer.Ordinal);
        if (wanted.Count > 0)
        {
            var found = await queries.FindAsync(wanted, VersionSelector.Published, cancellationToken);
            foreach (var id in wanted)
            {
                _disclaimers[id] = found.GetValueOrDefault(id)?.Item;
            }
        }

        foreach (var item in items.Where(item => item.Published && (wanted.Contains(item.ContentItemId) || _disclaimers.ContainsKey(item.ContentItemId))))
        {
            _disclaimers[item.ContentItemId] = item;
        }
    }

    private ContentItem? Disclaimer(ContentItem item) => ItemMeaning.DisclaimerOf(item) is { } id ? _disclaimers.GetValueOrDefault(id) : null;
}
