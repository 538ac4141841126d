using System.Collections.Immutable;
using GutCms.Core.Content.Items;
using GutCms.Core.Json;
using GutCms.Core.Reviews.UseCases;
using GutCms.Core.Security;
using GutCms.Core.Storage;
using GutCms.Core.Texts;

namespace GutCms.Core.Editorial;

/// <summary>An item that another can refer to.</summary>
/// <param name="ContentItemId">The item.</param>
/// <param name="ContentType">Its type; empty when it is gone or may not be seen.</param>
/// <param name="Title">Its title, or that it has none.</param>
/// <param name="Text">A line about it; null when there is none.</param>
/// <param name="IsLive">It is live.</param>
/// <param name="Path">Its path, without a slash at either end; null when it has none.</param>
public sealed record Pickable(string ContentItemId, string ContentType, string Title, string? Text, bool IsLive, string? Path = null)
{
    /// <summary>The actor may see its drafts, and so open it in the admin.</summary>
    public bool MayOpen { get; init; }
}

/// <summary>Finds items to refer to: what is live, and drafts that the actor may see. Reads only.</summary>
public sealed class FindPickable(GetContent read, ListContent list)
{
    private const int Most = 20;

    /// <summary>Items of these types whose title contains a text, what was written last first; at most 20 of each type.</summary>
    public async Task<ImmutableArray<Pickable>> SearchAsync(Actor actor, IReadOnlyCollection<string> contentTypes, string? words, CancellationToken cancellationToken)
    {
        Dictionary<string, Pickable> found = new(StringComparer.Ordinal);
        foreach (var type in contentTypes)
        {
            foreach (var status in (ContentListStatus[])[ContentListStatus.Latest, ContentListStatus.Published])
            {
                var page = await list.ExecuteAsync(actor, new(type, status, string.IsNullOrWhiteSpace(words) ? null : words.Trim(), First: Most), cancellationToken);
                foreach (var item in page.Value?.Items ?? [])
                {
                    found[item.ContentItemId] = Of(actor, item, item.Published || status == ContentListStatus.Published || found.ContainsKey(item.ContentItemId));
                }
            }
        }

        return [.. found.Values.OrderBy(item => item.Title, StringComparer.Ordinal)];
    }

    /// <summary>These items, in this order. One that is gone or may not be seen has an empty type and its id as title.</summary>
    public async Task<ImmutableArray<Pickable>> FindAsync(Actor actor, IEnumerable<string> contentItemIds, CancellationToken cancellationToken)
    {
        List<Pickable> found = [];
        foreach (var id in contentItemIds)
        {
            var live = await read.ExecuteAsync(actor, new(id, VersionSelector.Published), cancellationToken);
            var shown = live.Succeeded ? live : await read.ExecuteAsync(actor, new(id, VersionSelector.Latest), cancellationToken);
            found.Add(shown.Succeeded ? Of(actor, shown.Value.Item, live.Succeeded) : new(id, "", id, null, IsLive: false));
        }

        return [.. found];
    }

    private static Pickable Of(Actor actor, ContentItem item, bool isLive) => new(
        item.ContentItemId,
        item.ContentType,
        ShownTitle.Of(item.DisplayText),
        item.Parts.Object(item.ContentType).Object("Excerpt").Text("Text") ?? item.Parts.Object(item.ContentType).Object("Kind").Text("Text"),
        isLive,
        ItemMeaning.PathOf(item))
    { MayOpen = Authorization.MaySee(actor, item.ContentType, item.Owner, published: false) };
}
