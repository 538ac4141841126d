using GutCms.Core.Security;
using GutCms.Core.Storage;

namespace GutCms.Web.Features.WaysIn;

/// <summary>
/// Takes every passkey and every linked sign-in of an account away when it goes back into its owner's hands: by a new password from outside, and whenever somebody else's way into it
/// ends. Who has added them nobody knows, and one that stayed would be a way in that is not on record.
/// </summary>
internal static class EndWaysIn
{
    /// <summary>Does it, inside a transaction.</summary>
    /// <param name="work">The transaction.</param>
    /// <param name="actor">Who gives the account back.</param>
    /// <param name="userId">The account; one of a client has none.</param>
    /// <param name="hadPassword">
    /// The account had a password. One that has none came from a provider, and nobody could link it with another, since that asks for a password: what it came by stays.
    /// </param>
    /// <param name="nowUtc">UTC.</param>
    /// <param name="cancellationToken">Cancels.</param>
    public static async Task OfAsync(IUnitOfWork work, Actor actor, string userId, bool hadPassword, DateTime nowUtc, CancellationToken cancellationToken)
    {
        await EndPasskeys.OfAsync(work, actor, userId, nowUtc, cancellationToken);
        if (hadPassword)
        {
            await EndLogins.OfAsync(work, actor, userId, nowUtc, cancellationToken);
        }
    }
}
