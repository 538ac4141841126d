namespace GutCms.Core.Storage;

/// <summary>
/// Keeps the network addresses of people who are not signed in apart from the log, which forgets nothing: entries name a source by a random id, which means something for as long as the address
/// is kept. A host without one has the addresses in the entries.
/// </summary>
public interface IAddressBook
{
    /// <summary>Member of an entry's details that names a source.</summary>
    const string Source = "source";

    /// <summary>The id of an address on a day, which is the same for all entries of that day; made when there is none.</summary>
    /// <param name="work">The transaction of the entry.</param>
    /// <param name="address">An address, or the network of several.</param>
    /// <param name="nowUtc">UTC.</param>
    /// <param name="cancellationToken">Cancels.</param>
    Task<string> NameAsync(IUnitOfWork work, string address, DateTime nowUtc, CancellationToken cancellationToken);

    /// <summary>The addresses of sources, as far as they are still kept.</summary>
    Task<IReadOnlyDictionary<string, string>> FindAsync(IUnitOfWork work, IReadOnlyCollection<string> sources, CancellationToken cancellationToken);
}
