using System.Collections.Immutable;
using GutCms.Core.Delivery;
using GutCms.Core.Storage;
using GutCms.Core.Texts;

namespace GutCms.Core.Reviews.Reading;

/// <summary>A former address and where its item is now. An item that was deleted has no claim to one.</summary>
/// <param name="From">The former address.</param>
/// <param name="ToKey">Slug of the item's document; null: the item is not live, so readers are sent nowhere.</param>
/// <param name="Title">Title that readers see; of an item that is not live the one of its newest version, or that it has none.</param>
public sealed record Redirect(FormerAddress From, string? ToKey, string Title)
{
    /// <summary>Path of the item's document without leading slash; null: it has none.</summary>
    public string? To => ToKey is null ? null : FormerAddress.PathOf(From.Kind, ToKey);
}

/// <summary>Lists where readers are sent on from, as <see cref="Absences"/> does it one by one.</summary>
public sealed class Redirects(IContentStore store)
{
    /// <summary>All of them by address. An address that was released, or at which another item is live, is left out.</summary>
    /// <param name="cancellationToken">Cancels.</param>
    public async Task<ImmutableArray<Redirect>> ListAsync(CancellationToken cancellationToken)
    {
        await using var work = await store.ReadAsync(cancellationToken);
        return await ListAsync(work, cancellationToken);
    }

    internal static async Task<ImmutableArray<Redirect>> ListAsync(IUnitOfWork work, CancellationToken cancellationToken)
    {
        var known = (await work.ListDocumentsAsync(FormerAddress.DocumentKind, cancellationToken)).Values.Select(FormerAddress.Read).OfType<FormerAddress>()
            .Where(former => former.ContentItemId is not null).ToList();
        var stamps = await work.FindDeliveryStampsAsync([.. known.Select(former => former.ContentItemId!).Distinct(StringComparer.Ordinal)], cancellationToken);
        var hidden = await work.FindAsync([.. known.Select(former => former.ContentItemId!).Where(id => !stamps.ContainsKey(id)).Distinct(StringComparer.Ordinal)], VersionSelector.Latest, cancellationToken);
        var found = new List<Redirect>(known.Count);
        var definitions = await work.GetDefinitionsAsync(cancellationToken);
        foreach (var ofType in known.GroupBy(former => DeliveredTypes.TypeOf(former.Kind, former.Key, definitions), StringComparer.Ordinal))
        {
            var holders = await work.FindSlugOwnersAsync(ofType.Key, [.. ofType.Select(Slug)], cancellationToken);
            found.AddRange(ofType.Where(former => !holders.ContainsKey(Slug(former))).Select(former => Of(former, stamps, hidden)).OfType<Redirect>());
        }

        return [.. found.OrderBy(redirect => redirect.From.Path, StringComparer.Ordinal)];
    }

    private static string Slug(FormerAddress former) => DeliveredTypes.SlugOf(former.Kind, former.Key);

    private static Redirect? Of(FormerAddress former, IReadOnlyDictionary<string, DeliveryStamp> stamps, IReadOnlyDictionary<string, StoredVersion> hidden) =>
        stamps.GetValueOrDefault(former.ContentItemId!) is { } now ? new(former, now.Key, now.Title)
        : hidden.GetValueOrDefault(former.ContentItemId!) is { } draft ? new(former, null, ShownTitle.Of(draft.Item.DisplayText))
        : null;
}
