using GutCms.Core.Security;
using GutCms.Core.Storage;
using GutCms.Web.Storage.Model;
using GutCms.Web.Storage.UnitOfWork;
using GutCms.Web.Texts;
using Microsoft.EntityFrameworkCore;

namespace GutCms.Web.Features.Users;

/// <summary>What nobody but the program itself says about an account, whichever door it came through.</summary>
internal static class AccountData
{
    /// <summary>Nothing when the data may be said by the actor.</summary>
    /// <param name="work">The transaction.</param>
    /// <param name="actor">Who says it.</param>
    /// <param name="user">The user as on file; null: a new one.</param>
    /// <param name="data">What is said.</param>
    /// <param name="cancellationToken">Cancels.</param>
    /// <exception cref="IdentityRefusedException">It names an id of its own or another's, calls an address confirmed, has a new account called as anonymous people are, or is about somebody who was made anonymous.</exception>
    public static async Task CheckAsync(IUnitOfWork work, Actor actor, GutCmsUser? user, UserData data, CancellationToken cancellationToken)
    {
        if (user is not null)
        {
            Rights.RequireSomebody(user);
        }
        else if (AnonymousNames.IsOne(data.UserName))
        {
            throw new IdentityRefusedException(SiteSentence.Of("Account.NameOfNobody", data.UserName, AnonymousNames.Beginning));
        }

        if (data.UserId is { Length: > 0 } id && id != user?.Id)
        {
            if (id.Contains(':', StringComparison.Ordinal) || await EfUnitOfWork.ContextOf(work).Users.AsNoTracking().AnyAsync(other => other.Id == id, cancellationToken))
            {
                throw new IdentityRefusedException(SiteSentence.Of("Account.IdOfOther", id, data.UserName));
            }

            // Entries of the log and versions name ids, also of accounts that are gone.
            if (!actor.IsSystem)
            {
                throw new IdentityRefusedException(SiteSentence.Of("Account.IdOfSite", data.UserName));
            }
        }

        if (data.EmailConfirmed == true && !actor.IsSystem && !(user is { EmailConfirmed: true } && (data.Email is null || data.Email == user.Email)))
        {
            throw new IdentityRefusedException(SiteSentence.Of("Account.NotConfirmed", data.UserName));
        }
    }
}
