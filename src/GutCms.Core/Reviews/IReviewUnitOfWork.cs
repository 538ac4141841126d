using System.Collections.Immutable;
using GutCms.Core.Audit;
using GutCms.Core.Content;

namespace GutCms.Core.Reviews;

/// <summary>A unit of work that knows reviews, audit log, outbox and the history of versions beside content.</summary>
public interface IReviewUnitOfWork : IUnitOfWork
{
    /// <summary>Reviews and what belongs to them.</summary>
    IReviewStore Reviews { get; }

    /// <summary>The audit log.</summary>
    IAuditLog Audit { get; }

    /// <summary>Events to be told after the commit.</summary>
    IOutbox Outbox { get; }

    /// <summary>Versions by version id, whichever item they belong to, current or not.</summary>
    Task<IReadOnlyDictionary<string, StoredVersion>> FindVersionsAsync(IReadOnlyCollection<string> versionIds, CancellationToken cancellationToken);

    /// <summary>Items whose live version picks a disclaimer, and further items, by item id. An item without a latest version is left out.</summary>
    Task<IReadOnlyDictionary<string, DisclaimerUse>> FindDisclaimerUsesAsync(string disclaimerId, IReadOnlyCollection<string> furtherItemIds, CancellationToken cancellationToken);

    /// <summary>All versions of an item without their content, oldest first. Versions of a deleted item stay.</summary>
    Task<IReadOnlyList<VersionSummary>> ListVersionsAsync(string contentItemId, CancellationToken cancellationToken);

    /// <summary>As <see cref="IUnitOfWork.AddVersionsAsync"/> for one version, and records who wrote it.</summary>
    /// <param name="item">The version.</param>
    /// <param name="contentHash">Content hash that is stored with it.</param>
    /// <param name="authors">Who wrote the text; empty when nobody did, because a save changed nothing that readers see.</param>
    /// <param name="cancellationToken">Cancels.</param>
    /// <exception cref="ContentConflictException">A version id, path or flag is taken.</exception>
    Task AddVersionAsync(ContentItem item, string contentHash, ImmutableArray<VersionAuthor> authors, CancellationToken cancellationToken);

    /// <summary>Records who wrote versions that <see cref="IUnitOfWork.AddVersionsAsync"/> has written in this unit of work, by version id.</summary>
    Task AddAuthorsAsync(IReadOnlyDictionary<string, ImmutableArray<VersionAuthor>> authors, CancellationToken cancellationToken);

    /// <summary>Sets the content hash of versions, by version id, when the disclaimer that they show becomes another. A live version needs a grant for the new hash.</summary>
    Task SetContentHashesAsync(IReadOnlyDictionary<string, string> hashes, CancellationToken cancellationToken);

    /// <summary>Takes an item away: no version is latest or published any more, its path is free, its versions stay for the record.</summary>
    Task DeleteAsync(string contentItemId, CancellationToken cancellationToken);
}

/// <summary>Opens units of work that know reviews.</summary>
public interface IReviewContentStore : IContentStore
{
    /// <summary>As <see cref="IContentStore.BeginAsync"/>.</summary>
    Task<IReviewUnitOfWork> BeginReviewAsync(CancellationToken cancellationToken);

    /// <summary>As <see cref="IContentStore.ReadAsync"/>.</summary>
    Task<IReviewUnitOfWork> ReadReviewAsync(CancellationToken cancellationToken);
}

/// <summary>Who wrote a version.</summary>
/// <param name="UserId">User id; null when only the name is known (versions that a recipe brought).</param>
/// <param name="UserName">User name.</param>
public sealed record VersionAuthor(string? UserId, string UserName);

/// <summary>A version without its content.</summary>
/// <param name="VersionId">Id.</param>
/// <param name="Number">1 for the first, then counting up.</param>
/// <param name="ContentHash">Content hash as stored with it; null when it was written before hashes were kept.</param>
/// <param name="DisplayText">Title; null when none.</param>
/// <param name="Latest">It is the newest.</param>
/// <param name="Published">It is live.</param>
/// <param name="Origin">Name of the recipe that wrote it; null when a person or an API client did.</param>
/// <param name="Authors">Who wrote it. For a version that a recipe brought: its <c>Author</c> and whoever ran the recipe, as far as known.</param>
/// <param name="ModifiedUtc">UTC; null when unknown.</param>
public sealed record VersionSummary(
    string VersionId,
    int Number,
    string? ContentHash,
    string? DisplayText,
    bool Latest,
    bool Published,
    string? Origin,
    ImmutableArray<VersionAuthor> Authors,
    DateTime? ModifiedUtc);
