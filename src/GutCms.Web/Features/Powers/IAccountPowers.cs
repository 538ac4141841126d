using GutCms.Core.Reviews.Model;
using GutCms.Core.Security;
using GutCms.Core.Storage;

namespace GutCms.Web.Features.Powers;

/// <summary>
/// Keeps who has what in hand of an account that is not their own, until its owner makes it his own again. Whatever changes an account or a client of somebody else
/// says so here, in the transaction of the change.
/// </summary>
internal interface IAccountPowers
{
    /// <summary>
    /// Records that somebody has now something in hand of an account: the actor and the people behind it. The program (set-up, the command line) is nobody, and over
    /// one's own account nobody has power: then nothing is recorded. What is in force already stays as it is.
    /// </summary>
    /// <param name="work">The transaction.</param>
    /// <param name="by">Who does it.</param>
    /// <param name="accountId">The account: a user id, or <c>client:</c> and a client id.</param>
    /// <param name="powers">What.</param>
    /// <param name="nowUtc">UTC.</param>
    /// <param name="cancellationToken">Cancels.</param>
    Task RecordAsync(IUnitOfWork work, Actor by, string accountId, IReadOnlyCollection<AccountPower> powers, DateTime nowUtc, CancellationToken cancellationToken);

    /// <summary>What is in force of an account, oldest first.</summary>
    Task<IReadOnlyList<AccountPowerHolder>> FindAsync(IUnitOfWork work, string accountId, CancellationToken cancellationToken);

    /// <summary>
    /// Whether two accounts are two people as far as is on record: neither has anything in hand of the other, and nobody has a way into both.
    /// For what takes a second person.
    /// </summary>
    Task<bool> AreTwoPeopleAsync(IUnitOfWork work, string userId, string otherUserId, CancellationToken cancellationToken);

    /// <summary>The owner has set a password by a mailed link. Ends what others had in hand, except of those who chose the mail address: the link went where they wanted.</summary>
    Task SetByMailAsync(IUnitOfWork work, string userId, DateTime nowUtc, CancellationToken cancellationToken);

    /// <summary>
    /// The password was changed in a session, by whoever knew the one before. Ends what others had in hand when nobody else had a way in; on a site
    /// without mail, nobody else knows the password from now on.
    /// </summary>
    Task ChangedInSessionAsync(IUnitOfWork work, string userId, bool hasMail, DateTime nowUtc, CancellationToken cancellationToken);

    /// <summary>A second factor was enrolled. When nobody else has a way in, nobody has taken it away any more.</summary>
    Task EnrolledAsync(IUnitOfWork work, string userId, DateTime nowUtc, CancellationToken cancellationToken);

    /// <summary>Ends what is in force of an account, of these kinds (null: all) and of anybody but some. Where a way in ends, every passkey and linked sign-in of the account ends too.</summary>
    Task EndAsync(IUnitOfWork work, string accountId, IReadOnlyCollection<AccountPower>? powers, IReadOnlyCollection<string> butOf, DateTime nowUtc, CancellationToken cancellationToken);
}
