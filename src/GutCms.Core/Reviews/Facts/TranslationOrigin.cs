using System.Text.Json.Nodes;
using GutCms.Core.Content.Items;
using GutCms.Core.Json;
using GutCms.Core.Storage;

namespace GutCms.Core.Reviews.Facts;

/// <summary>Which text a translation was made from, or was last said to say the same as.</summary>
/// <param name="SourceId">The item that it translates.</param>
/// <param name="VersionId">The version of it.</param>
/// <param name="ContentHash">Content hash of that version, with the disclaimer that it showed.</param>
/// <param name="AtUtc">When, UTC. Who said so is in the log.</param>
public sealed record TranslationOrigin(string SourceId, string VersionId, string ContentHash, DateTime AtUtc)
{
    /// <summary>Kind of the documents of the site that hold them, each named by the id of its translation.</summary>
    public const string DocumentKind = "translation";

    /// <summary>Member of the document that holds it.</summary>
    public const string Member = "Origin";

    // From here on one reading of all of them costs less than one of each.
    private const int Many = 10;

    /// <summary>Reads a document; null when it is none.</summary>
    public static TranslationOrigin? Read(JsonObject? document) =>
        document.Object(Member) is { } origin && origin.Text(nameof(SourceId)) is { } source && origin.Text(nameof(VersionId)) is { } version && origin.Text(nameof(ContentHash)) is { } hash
            ? new(source, version, hash, StoredInstants.Find(origin.Text(nameof(AtUtc))) ?? DateTime.UnixEpoch)
            : null;

    /// <summary>Puts it on file.</summary>
    /// <param name="work">The unit of work.</param>
    /// <param name="contentItemId">The translation.</param>
    /// <param name="cancellationToken">Cancels.</param>
    public Task SaveAsync(IUnitOfWork work, string contentItemId, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(work);
        return work.SaveDocumentAsync(DocumentKind, contentItemId, new JsonObject
        {
            [Member] = new JsonObject
            {
                [nameof(SourceId)] = SourceId,
                [nameof(VersionId)] = VersionId,
                [nameof(ContentHash)] = ContentHash,
                [nameof(AtUtc)] = StoredInstants.Write(AtUtc),
            },
        }, cancellationToken);
    }

    /// <summary>How translations stand to the texts that they were made from, by item; what is none is left out.</summary>
    /// <param name="work">The unit of work.</param>
    /// <param name="items">Any versions of items.</param>
    /// <param name="cancellationToken">Cancels.</param>
    public static async Task<IReadOnlyDictionary<string, TranslationStand>> FindAsync(IUnitOfWork work, IEnumerable<ContentItem> items, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(work);
        List<string> ids = [.. items.Where(item => ItemMeaning.TranslationsOf(item) is not null).Select(item => item.ContentItemId).Distinct(StringComparer.Ordinal)];
        var found = new Dictionary<string, TranslationOrigin>(StringComparer.Ordinal);
        var all = ids.Count > Many ? await work.ListDocumentsAsync(DocumentKind, cancellationToken) : null;
        foreach (var id in ids)
        {
            if (Read(all is null ? await work.GetDocumentAsync(DocumentKind, id, cancellationToken) : all.GetValueOrDefault(id)) is { } origin)
            {
                found[id] = origin;
            }
        }

        var sources = found.Count == 0 ? new Dictionary<string, StoredVersion>()
            : await work.FindAsync([.. found.Values.Select(origin => origin.SourceId).Distinct(StringComparer.Ordinal)], VersionSelector.Published, cancellationToken);
        return found.ToDictionary(entry => entry.Key, entry => new TranslationStand(entry.Value, sources.GetValueOrDefault(entry.Value.SourceId)), StringComparer.Ordinal);
    }
}

/// <summary>How a translation stands to the text that it was made from.</summary>
/// <param name="Origin">That text.</param>
/// <param name="Live">What is live of its item now; null: nothing is.</param>
public sealed record TranslationStand(TranslationOrigin Origin, StoredVersion? Live)
{
    /// <summary>Something else is live of the source than the text that it was made from. Drafts of the source do not count, and neither does a source that is not live.</summary>
    public bool IsStale => Live?.ContentHash is { } hash && hash != Origin.ContentHash;
}
