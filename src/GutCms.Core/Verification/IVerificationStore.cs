using GutCms.Core.Content;
using GutCms.Core.Delivery;
using GutCms.Core.Reviews;

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

    /// <summary>All decisions, ordered by id.</summary>
    IAsyncEnumerable<Decision> ListDecisionsAsync(CancellationToken cancellationToken);

    /// <summary>All withdrawals, ordered by item.</summary>
    IAsyncEnumerable<Withdrawal> ListWithdrawalsAsync(CancellationToken cancellationToken);

    /// <summary>Ids of items that have a document and nothing live.</summary>
    Task<IReadOnlyList<string>> FindUnexpectedDocumentsAsync(CancellationToken cancellationToken);

    /// <summary>Documents of these items as they are served and listed, by item id.</summary>
    Task<IReadOnlyDictionary<string, StoredDocument>> FindDocumentsAsync(IReadOnlyCollection<string> contentItemIds, CancellationToken cancellationToken);
}

/// <summary>A document as it is stored.</summary>
/// <param name="Document">What is served.</param>
/// <param name="Title">Title in lists.</param>
/// <param name="Summary">JSON object in lists, UTF-8.</param>
public sealed record StoredDocument(DeliveredDocument Document, string Title, byte[] Summary);

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
