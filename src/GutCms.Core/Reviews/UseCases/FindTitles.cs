using GutCms.Core.Content.Items;
using GutCms.Core.Reviews.Acting;
using GutCms.Core.Security;
using GutCms.Core.Storage;
using GutCms.Core.Texts;

namespace GutCms.Core.Reviews.UseCases;

/// <summary>Gives items their titles, and finds items by theirs, as far as the actor may see them. Reads only.</summary>
public sealed class FindTitles(ReviewPorts ports, ListContent list)
{
    private const int MostFound = 100;
    private const int MostCharacters = 200;

    /// <summary>Titles by item: of the latest version, otherwise of the live one, whichever the actor may see. One without a title is called so. Items that are gone or are not to be seen are absent.</summary>
    public async Task<IReadOnlyDictionary<string, string>> ExecuteAsync(Actor actor, IReadOnlyCollection<string> contentItemIds, CancellationToken cancellationToken)
    {
        string[] ids = [.. contentItemIds.Distinct(StringComparer.Ordinal)];
        await using var work = await ports.Store.ReadAsync(cancellationToken);
        var titles = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var version in new[] { VersionSelector.Published, VersionSelector.Latest })
        {
            foreach (var (id, stored) in await work.FindAsync(ids, version, cancellationToken))
            {
                if (Authorization.MaySee(actor, stored.Item.ContentType, stored.Item.Owner, version == VersionSelector.Published))
                {
                    titles[id] = ShownTitle.Of(stored.Item.DisplayText);
                }
            }
        }

        return titles;
    }

    /// <summary>Items whose latest title has all of these words, in any order and without regard to case and accents; at most a hundred, what was written last first.</summary>
    public async Task<IReadOnlyList<string>> SearchAsync(Actor actor, string words, CancellationToken cancellationToken)
    {
        if (words.Length > MostCharacters)
        {
            return [];
        }

        var found = await list.ExecuteAsync(actor, new(Status: ContentListStatus.Latest, Search: words, First: MostFound), cancellationToken);
        return found.Succeeded ? [.. found.Value.Items.Where(item => HasAll(item, words)).Select(item => item.ContentItemId)] : [];
    }

    // The search looks into texts as well.
    private static bool HasAll(ContentItem item, string words)
    {
        var compare = System.Globalization.CultureInfo.InvariantCulture.CompareInfo;
        return words.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)
            .All(word => compare.IndexOf(item.DisplayText ?? "", word, System.Globalization.CompareOptions.IgnoreCase | System.Globalization.CompareOptions.IgnoreNonSpace) >= 0);
    }
}
