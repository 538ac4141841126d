using System.Diagnostics;
using System.Globalization;
using GutCms.Core.Content.Definitions;
using GutCms.Core.Content.Items;
using GutCms.Core.Delivery;
using GutCms.Core.Reviews.Model;
using GutCms.Core.Reviews.Transitions;
using GutCms.Core.Security;
using GutCms.Core.Storage;
using GutCms.Core.Texts;

namespace GutCms.Core.Reviews.Acting;

/// <summary>
/// Which paths an item may have: none that another one has, none that ends like that of another delivered item of its type, whatever their languages, and none that readers are sent on from.
/// </summary>
internal static class FreePaths
{
    private const int PathsAtOnce = 20;

    /// <summary>Why an item may not have its path, whose that is as far as the actor may know it, and which one is free; null: it may have it.</summary>
    public static async Task<Refusal?> FindObjectionAsync(Attempt attempt, ContentItem item, ContentDefinitions definitions, CancellationToken cancellationToken)
    {
        if (ItemMeaning.PathOf(item) is not { } path || await FindClaimAsync(attempt.Work, item, path, definitions, cancellationToken) is not { } claim)
        {
            return null;
        }

        var (holder, site) = (await HolderAsync(attempt.Work, claim, cancellationToken), await SiteLanguage.OfAsync(attempt.Work, cancellationToken));
        var free = await NextAsync(attempt.Work, item, path, TagOf(item, holder, site), definitions, cancellationToken);
        var why = await SeenAsync(attempt, holder, cancellationToken) is { } seen
            ? Sentence.Of("PathMustBeFree.Title", claim.Why, ShownTitle.Said(seen.DisplayText), ItemMeaning.LanguageOf(seen, site))
            : claim.Why;
        return Drafts.Taken(Sentence.Of("PathMustBeFree.Free", why, free));
    }

    /// <summary>A path that an item may have: the one that is asked for, otherwise the same with the language of the item behind it where it is held by a text in another one, otherwise with a number.</summary>
    public static async Task<string> FindAsync(IUnitOfWork work, ContentItem item, string path, ContentDefinitions definitions, CancellationToken cancellationToken) =>
        await FindClaimAsync(work, item, path, definitions, cancellationToken) is { } claim
            ? await NextAsync(work, item, path, TagOf(item, await HolderAsync(work, claim, cancellationToken), await SiteLanguage.OfAsync(work, cancellationToken)), definitions, cancellationToken)
            : path;

    private static async Task<string> NextAsync(IUnitOfWork work, ContentItem item, string path, string? tag, ContentDefinitions definitions, CancellationToken cancellationToken)
    {
        foreach (var names in Names(path, tag).Chunk(PathsAtOnce))
        {
            var owners = await work.FindPathOwnersAsync(names, cancellationToken);
            foreach (var name in names.Where(name => !owners.TryGetValue(name, out var owner) || owner == item.ContentItemId))
            {
                if (await FindClaimBySlugAsync(work, ItemMeaning.WithPath(item, name), definitions, cancellationToken) is null)
                {
                    return name;
                }
            }
        }

        throw new UnreachableException("There is always another number.");
    }

    private static IEnumerable<string> Names(string path, string? tag)
    {
        if (tag is not null && !path.EndsWith("-" + tag, StringComparison.OrdinalIgnoreCase))
        {
            yield return $"{path}-{tag}";
        }

        for (var number = 2; ; number++)
        {
            yield return string.Create(CultureInfo.InvariantCulture, $"{path}-{number}");
        }
    }

    /// <summary>The language of an item as it stands in a path; null: the holder of the path is in the same one.</summary>
    private static string? TagOf(ContentItem item, ContentItem? holder, string site)
    {
        var tag = ItemMeaning.LanguageOf(item, site);
        return holder is null || tag.Equals(ItemMeaning.LanguageOf(holder, site), StringComparison.OrdinalIgnoreCase) || !LanguageTags.IsWellFormed(tag) ? null : tag.ToLowerInvariant();
    }

    private static async Task<ContentItem?> HolderAsync(IUnitOfWork work, Claim claim, CancellationToken cancellationToken) => await FindAsync(work, claim.HolderId, VersionSelector.Latest, cancellationToken);

    private static async Task<Claim?> FindClaimAsync(IUnitOfWork work, ContentItem item, string path, ContentDefinitions definitions, CancellationToken cancellationToken) =>
        (await work.FindPathOwnersAsync([path], cancellationToken)).TryGetValue(path, out var owner) && owner != item.ContentItemId
            ? new(Sentence.Of("PathMustBeFree", path, owner), owner)
            : await FindClaimBySlugAsync(work, ItemMeaning.WithPath(item, path), definitions, cancellationToken);

    private static async Task<Claim?> FindClaimBySlugAsync(IUnitOfWork work, ContentItem item, ContentDefinitions definitions, CancellationToken cancellationToken)
    {
        if (!DeliveredTypes.IsFoundBySlug(item, definitions))
        {
            return null;
        }

        var slug = ItemMeaning.SlugOf(item);
        return (await work.FindSlugOwnersAsync(item.ContentType, [slug], cancellationToken)).TryGetValue(slug, out var same) && same != item.ContentItemId ? new(Sentence.Of("PathMustBeFree.Slug", slug, same), same)
            : await FormerAddress.FindClaimantAsync(work, item, definitions, cancellationToken) is { } claimant ? new(Sentence.Of("PathMustBeFree.Former", slug, claimant), claimant)
            : null;
    }

    /// <summary>An item, by its latest version, as far as the actor may know it; null: not at all.</summary>
    private static async Task<ContentItem?> SeenAsync(Attempt attempt, ContentItem? latest, CancellationToken cancellationToken) =>
        latest is null || Sees.Draft(latest, attempt.Actor) ? latest
        : Authorization.MaySee(attempt.Actor, latest.ContentType, latest.Owner, published: true) ? await FindAsync(attempt.Work, latest.ContentItemId, VersionSelector.Published, cancellationToken)
        : null;

    private static async Task<ContentItem?> FindAsync(IUnitOfWork work, string id, VersionSelector version, CancellationToken cancellationToken) =>
        (await work.FindAsync([id], version, cancellationToken)).GetValueOrDefault(id)?.Item;

    private sealed record Claim(Sentence Why, string HolderId);
}
