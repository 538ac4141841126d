using System.Collections.Immutable;
using GutCms.Core.Reviews.Model;
using GutCms.Core.Storage;

namespace GutCms.Core.Reviews.Ports;

/// <summary>A person who may decide.</summary>
/// <param name="UserId">User id.</param>
/// <param name="UserName">User name.</param>
/// <param name="PrintedName">Name as it stands under a signature.</param>
/// <param name="Credential">Credential text; null when none.</param>
public sealed record Reviewer(string UserId, string UserName, string PrintedName, string? Credential)
{
    /// <summary>Others in whose hands the account is, as things stand; empty: it is its owner's alone, as far as is on record.</summary>
    public ImmutableArray<AccountPowerHolder> InHandsOf { get; init; } = [];

    /// <summary>The account has a password. Without one its owner comes in by another way, and decides nothing until there is one.</summary>
    public bool HasPassword { get; init; } = true;
}

/// <summary>Knows who could decide. Must only read: it is asked while a unit of work is open.</summary>
public interface IReviewerDirectory
{
    /// <summary>
    /// The people who hold each of these roles, are enabled, have a printed name and hold <c>ApproveContent</c> for the type (through whichever role);
    /// by role, each list ordered by user name. A role that nobody holds has an empty list.
    /// </summary>
    Task<IReadOnlyDictionary<string, IReadOnlyList<Reviewer>>> FindReviewersAsync(IReadOnlyCollection<string> roles, string contentType, CancellationToken cancellationToken);

    /// <summary>The same as a unit of work sees it, for hosts that keep users in its database: one moment, and no second connection while one is held.</summary>
    Task<IReadOnlyDictionary<string, IReadOnlyList<Reviewer>>> FindReviewersAsync(
        IUnitOfWork work, IReadOnlyCollection<string> roles, string contentType, CancellationToken cancellationToken) => FindReviewersAsync(roles, contentType, cancellationToken);

    /// <summary>Those of some user names by which no enabled account goes, as a unit of work sees it. A host that tells nobody by name, because a policy says so, knows of none.</summary>
    Task<IReadOnlyCollection<string>> FindUnknownAsync(IUnitOfWork work, IReadOnlyCollection<string> userNames, CancellationToken cancellationToken) => Task.FromResult<IReadOnlyCollection<string>>([]);
}
