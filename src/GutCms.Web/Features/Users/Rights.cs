using System.Collections.Frozen;
using GutCms.Core.Security;
using GutCms.Core.Storage;
using GutCms.Core.Texts;
using GutCms.Web.Storage.Model;
using GutCms.Web.Storage.UnitOfWork;
using GutCms.Web.Texts;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;

namespace GutCms.Web.Features.Users;

/// <summary>Power over accounts and clients: the checks of every use case that changes one, whichever door it came through. Roles are read in the transaction of the change.</summary>
internal static class Rights
{
    /// <summary>Nothing when the actor may.</summary>
    /// <exception cref="IdentityRefusedException">The actor may not.</exception>
    public static void Require(Actor actor, string permission, Sentence what)
    {
        if (!Authorization.Allows(actor, permission))
        {
            throw new NotPermittedException(SiteSentence.Of("May.Not", actor.UserName, what));
        }
    }

    /// <summary>
    /// Nothing when the actor could have given the user every role that the user holds. Whoever sets a password or a mail address of an account can enter it,
    /// and must not gain by it what they could not have given.
    /// </summary>
    /// <exception cref="IdentityRefusedException">The user holds a role that the actor may not give, or is nobody any more: nothing of such an account is changed, by anybody.</exception>
    public static async Task RequirePowerOverAsync(IUnitOfWork work, Actor actor, GutCmsUser user, CancellationToken cancellationToken)
    {
        RequireSomebody(user);
        var held = await EfUnitOfWork.ContextOf(work).UserRoles.AsNoTracking().Where(row => row.UserId == user.Id).Select(row => row.RoleName).ToListAsync(cancellationToken);
        await RequirePowerOverAsync(work, actor, held, SiteSentence.Of("May.User"), cancellationToken);
    }

    /// <summary>Nothing when the account is somebody's.</summary>
    /// <exception cref="IdentityRefusedException">The person was made anonymous.</exception>
    public static void RequireSomebody(GutCmsUser user)
    {
        if (user.AnonymousSinceUtc is not null)
        {
            throw new IdentityRefusedException(SiteSentence.Of("Account.Anonymous", user.UserName));
        }
    }

    /// <summary>Nothing when the actor could have given every one of these roles.</summary>
    /// <param name="work">The transaction.</param>
    /// <param name="actor">Who changes something.</param>
    /// <param name="roles">Roles of what is changed.</param>
    /// <param name="whom">For the message: <c>a user who holds</c>.</param>
    /// <param name="cancellationToken">Cancels.</param>
    /// <exception cref="IdentityRefusedException">There is a role that the actor may not give.</exception>
    public static async Task RequirePowerOverAsync(IUnitOfWork work, Actor actor, IReadOnlyCollection<string> roles, Sentence whom, CancellationToken cancellationToken)
    {
        var known = await RolesAsync(work, cancellationToken);
        if (roles.FirstOrDefault(role => !Granting.MayGiveRole(actor, role, known.GetValueOrDefault(role) ?? [])) is { } beyond)
        {
            throw new NotPermittedException(SiteSentence.Of("May.NotWithRole", actor.UserName, whom, beyond));
        }
    }

    /// <summary>Nothing when each of these roles exists and the actor may give it. Names are compared with regard to case.</summary>
    /// <param name="work">The transaction.</param>
    /// <param name="actor">Who gives.</param>
    /// <param name="given">Roles that are given.</param>
    /// <param name="taken">Roles that are taken; they need not exist any more.</param>
    /// <param name="cancellationToken">Cancels.</param>
    /// <exception cref="IdentityRefusedException">There is no such role, or the actor may not.</exception>
    public static async Task RequireGrantsAsync(IUnitOfWork work, Actor actor, IReadOnlyCollection<string> given, IReadOnlyCollection<string> taken, CancellationToken cancellationToken)
    {
        var known = await RolesAsync(work, cancellationToken);
        if (given.FirstOrDefault(role => !known.ContainsKey(role)) is { } unknown)
        {
            throw new IdentityRefusedException(SiteSentence.Of("Role.None", unknown, string.Join(", ", known.Keys)));
        }

        if (given.Concat(taken).FirstOrDefault(role => !Granting.MayGiveRole(actor, role, known.GetValueOrDefault(role) ?? [])) is { } beyond)
        {
            throw new NotPermittedException(SiteSentence.Of("Role.MayNotGive", actor.UserName, beyond));
        }
    }

    /// <summary>The user of that name.</summary>
    /// <exception cref="IdentityRefusedException">There is none.</exception>
    public static async Task<GutCmsUser> FindAsync(UserManager<GutCmsUser> users, string userName) =>
        await users.FindByNameAsync(userName) ?? throw new NoSuchUserException(SiteSentence.Of("Account.None", userName));

    /// <summary>The user of that id.</summary>
    /// <exception cref="IdentityRefusedException">There is none.</exception>
    public static async Task<GutCmsUser> FindByIdAsync(UserManager<GutCmsUser> users, string id) =>
        await users.FindByIdAsync(id) ?? throw new NoSuchUserException(SiteSentence.Of("Account.NoId", id));

    /// <summary>The user of that id; where none is given, of that name.</summary>
    /// <exception cref="IdentityRefusedException">There is none.</exception>
    public static Task<GutCmsUser> FindAsync(UserManager<GutCmsUser> users, string userName, string? id) => id is null ? FindAsync(users, userName) : FindByIdAsync(users, id);

    /// <summary>Nothing when the actor has power over the user and is somebody else: what cannot be undone nobody does to themselves.</summary>
    /// <exception cref="IdentityRefusedException">The actor has no power over them, or is the user.</exception>
    public static async Task RequireAnotherAsync(IUnitOfWork work, Actor actor, GutCmsUser user, CancellationToken cancellationToken)
    {
        await RequirePowerOverAsync(work, actor, user, cancellationToken);
        if (user.Id == actor.UserId)
        {
            throw new IdentityRefusedException(SiteSentence.Of("Account.NotYourself"));
        }
    }

    private static Task<IReadOnlyDictionary<string, FrozenSet<string>>> RolesAsync(IUnitOfWork work, CancellationToken cancellationToken) =>
        Accounts.RolesAsync(EfUnitOfWork.ContextOf(work), cancellationToken);
}
