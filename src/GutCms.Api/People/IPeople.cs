using GutCms.Core.Reviews.Model;
using GutCms.Core.Security;

namespace GutCms.Api.People;

/// <summary>An account, and what would become of it if its owner left.</summary>
/// <param name="Id">Id, as the log names it.</param>
/// <param name="UserName">Name to sign in with; of somebody anonymous what stands in its place.</param>
/// <param name="IsEnabled">May sign in.</param>
/// <param name="IsAnonymous">The person was made anonymous.</param>
/// <param name="HasActed">The record names the account as one that did something: it can be made anonymous, and not be removed.</param>
/// <param name="NamesUntilUtc">Until when its names stay though it is made anonymous, because decisions were signed with it, UTC; null: they go, or went, at once.</param>
public sealed record PersonAccount(string Id, string UserName, bool IsEnabled, bool IsAnonymous, bool HasActed, DateTime? NamesUntilUtc);

/// <summary>What became of a wish that somebody leaves.</summary>
/// <param name="Account">As it is now; null: it is gone, or nothing was done yet.</param>
/// <param name="ProposalId">Nothing was done: the wish waits under this id for a second administrator. Null: it was carried out.</param>
public sealed record Leaving(PersonAccount? Account, string? ProposalId);

/// <summary>The accounts of a host that keeps them itself. What can be undone by nobody is asked for by the id of an account, since a name may be somebody else's tomorrow.</summary>
public interface IPeople
{
    /// <summary>The account of a user name.</summary>
    Task<Outcome<PersonAccount>> FindAsync(Actor actor, string userName, CancellationToken cancellationToken);

    /// <summary>An account.</summary>
    Task<Outcome<PersonAccount>> GetAsync(Actor actor, string id, CancellationToken cancellationToken);

    /// <summary>Makes a person anonymous, for good. Somebody who is stays so, and it is no fault.</summary>
    Task<Outcome<Leaving>> ForgetAsync(Actor actor, string id, CancellationToken cancellationToken);

    /// <summary>Removes an account with which nothing was done, for good.</summary>
    Task<Outcome<Leaving>> RemoveAsync(Actor actor, string id, CancellationToken cancellationToken);
}
