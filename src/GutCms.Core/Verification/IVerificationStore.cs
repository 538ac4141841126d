using GutCms.Core.Audit;
using GutCms.Core.Reviews.Model;
using GutCms.Core.Storage;

namespace GutCms.Core.Verification;

/// <summary>Opens the site for a verification.</summary>
public interface IVerificationStore
{
    /// <summary>One moment of the database.</summary>
    Task<IVerificationReading> ReadAsync(CancellationToken cancellationToken);
}

/// <summary>What a verification reads beside what every unit of work offers; streamed, so that it takes little memory.</summary>
public interface IVerificationReading : IAsyncDisposable
{
    /// <summary>Everything else, of the same moment.</summary>
    IUnitOfWork Work { get; }

    /// <summary>How many items are live.</summary>
    /// <param name="after">Only those after this id; null: all.</param>
    /// <param name="cancellationToken">Cancels.</param>
    Task<int> CountLiveAsync(string? after, CancellationToken cancellationToken);

    /// <summary>Ids of live items in their order, byte by byte.</summary>
    /// <param name="after">Only those after this id; null: from the first.</param>
    /// <param name="most">At most so many.</param>
    /// <param name="cancellationToken">Cancels.</param>
    Task<IReadOnlyList<string>> ListLiveAsync(string? after, int most, CancellationToken cancellationToken);

    /// <summary>Those of these items that are live. Any number of ids.</summary>
    Task<IReadOnlySet<string>> FindLiveAsync(IReadOnlyCollection<string> contentItemIds, CancellationToken cancellationToken);

    /// <summary>Those of these entries of the log that are there, by number. Any number of them.</summary>
    Task<IReadOnlyDictionary<long, AuditEntry>> FindEntriesAsync(IReadOnlyCollection<long> sequences, CancellationToken cancellationToken);

    /// <summary>All decisions, ordered by id.</summary>
    IAsyncEnumerable<Decision> ListDecisionsAsync(CancellationToken cancellationToken);

    /// <summary>All withdrawals, ordered by item.</summary>
    IAsyncEnumerable<Withdrawal> ListWithdrawalsAsync(CancellationToken cancellationToken);

    /// <summary>All certificates that were issued, ordered by their places.</summary>
    IAsyncEnumerable<IssuedCertificate> ListCertificatesAsync(CancellationToken cancellationToken);

    /// <summary>Certificates of these items that the register says are valid.</summary>
    Task<IReadOnlyList<IssuedCertificate>> FindValidCertificatesAsync(IReadOnlyCollection<string> contentItemIds, CancellationToken cancellationToken);

    /// <summary>Ids of items that have a document and nothing live.</summary>
    Task<IReadOnlyList<string>> FindUnexpectedDocumentsAsync(CancellationToken cancellationToken);

    /// <summary>Documents of these items as they are served and listed, by item id.</summary>
    Task<IReadOnlyDictionary<string, StoredDocument>> FindDocumentsAsync(IReadOnlyCollection<string> contentItemIds, CancellationToken cancellationToken);
}

/// <summary>A document as it is stored.</summary>
/// <param name="Document">What is served.</param>
/// <param name="Title">Title in lists.</param>
/// <param name="Summary">JSON object in lists, UTF-8.</param>
public sealed record StoredDocument(DeliveredDocument Document, string Title, byte[] Summary)
{
    /// <summary>What its place in its series is told by, which no document says.</summary>
    public required StoredPlace Place { get; init; }
}

/// <summary>By what a document stands among those of a series.</summary>
/// <param name="SeriesId">The series; null: none.</param>
/// <param name="SeriesSlug">Last segment of its address; null: it is not live, or there is none.</param>
/// <param name="Position">Position in it; null: none.</param>
/// <param name="IsInOrder">What the order goes by is made of the position.</param>
/// <param name="PublishedUtc">First publication.</param>
public sealed record StoredPlace(string? SeriesId, string? SeriesSlug, decimal? Position, bool IsInOrder, DateTime PublishedUtc);

/// <summary>A checkpoint as it is kept.</summary>
/// <param name="Name">Name for people, for example of the file.</param>
/// <param name="Jws">Its content; checked by the verification.</param>
public sealed record KeptCheckpoint(string Name, string Jws);

/// <summary>Where checkpoints of the log are kept: outside of the database.</summary>
public interface ICheckpointKeeper
{
    /// <summary>The place in words, the same at every call; it stands in the log beside what was kept there.</summary>
    string Place { get; }

    /// <summary>All that are kept, in the order of their names.</summary>
    Task<IReadOnlyList<KeptCheckpoint>> ListAsync(CancellationToken cancellationToken);

    /// <summary>Keeps one; one of the same name stays as it is.</summary>
    /// <returns>Whether it was not there before.</returns>
    Task<bool> KeepAsync(string name, string jws, CancellationToken cancellationToken);
}
