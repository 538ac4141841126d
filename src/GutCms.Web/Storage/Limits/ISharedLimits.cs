namespace GutCms.Web.Storage.Limits;

/// <summary>
/// What all nodes of a site count together. Each node counts for itself as well and asks here only where its own count permits, so that whoever is turned away costs the database nothing, and
/// that there still is a limit, the node's own, while the database cannot be asked.
/// </summary>
internal interface ISharedLimits
{
    /// <summary>Part of a minute by which is counted; after it there may be something left again.</summary>
    static readonly TimeSpan Segment = TimeSpan.FromSeconds(15);

    /// <summary>Uses some of a limit, if anything of it is left in this minute.</summary>
    /// <param name="limit">Which limit: a word.</param>
    /// <param name="who">Whose: an address, a name, an id. Only a hash of it is kept.</param>
    /// <param name="units">How much.</param>
    /// <param name="most">How much there is in a minute.</param>
    /// <param name="cancellationToken">Cancels.</param>
    /// <returns>False: nothing was left, and nothing was used.</returns>
    ValueTask<bool> TakeAsync(string limit, string who, long units, long most, CancellationToken cancellationToken);

    /// <summary>Uses some of a limit, whatever is left.</summary>
    /// <param name="limit">Which limit.</param>
    /// <param name="who">Whose.</param>
    /// <param name="units">How much.</param>
    /// <param name="cancellationToken">Cancels.</param>
    ValueTask ChargeAsync(string limit, string who, long units, CancellationToken cancellationToken);

    /// <summary>Removes what no minute has any more.</summary>
    Task ForgetAsync(CancellationToken cancellationToken);
}
