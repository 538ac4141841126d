using GutCms.Core.Storage;
using GutCms.Core.Texts;
using GutCms.Web.Storage.Model;
using GutCms.Web.Storage.UnitOfWork;
using Microsoft.AspNetCore.Identity;

namespace GutCms.Web.Features.Users;

/// <summary>Makes user managers that work inside a given context, so that a change of a user and its audit entry are one transaction.</summary>
internal sealed class UserManagers(IServiceScopeFactory scopes) : IDisposable
{
    // What the framework registers per scope (hasher, validators) holds no state.
    private readonly IServiceScope _scope = scopes.CreateScope();

    /// <summary>The manager inside a unit of work.</summary>
    public UserManager<GutCmsUser> In(IUnitOfWork work) => Over(EfUnitOfWork.ContextOf(work));

    /// <summary>The manager over a context; owned by the caller.</summary>
    public UserManager<GutCmsUser> Over(GutCmsDbContext context) =>
        ActivatorUtilities.CreateInstance<UserManager<GutCmsUser>>(
            _scope.ServiceProvider, StoreOver(context));

    /// <summary>The store inside a unit of work, for what the manager does not offer.</summary>
    public GutCmsUserStore StoreIn(IUnitOfWork work) => StoreOver(EfUnitOfWork.ContextOf(work));

    private GutCmsUserStore StoreOver(GutCmsDbContext context) => ActivatorUtilities.CreateInstance<GutCmsUserStore>(_scope.ServiceProvider, context);

    /// <inheritdoc/>
    public void Dispose() => _scope.Dispose();
}

/// <summary>What the framework's result says, as an exception where only a bug or a bad argument can cause it.</summary>
internal static class IdentityResults
{
    /// <summary>Nothing on success.</summary>
    /// <exception cref="IdentityRefusedException">It failed; the message holds every reason.</exception>
    public static void OrThrow(this IdentityResult result)
    {
        if (!result.Succeeded)
        {
            throw new IdentityRefusedException(Sentence.Join(" ", result.Errors.Select(SaidError.Of)));
        }
    }
}

/// <summary>A change of a user or client that the rules do not permit; the message says why, in words for whoever asked.</summary>
internal class IdentityRefusedException(Sentence sentence) : Exception(sentence.ToString())
{
    /// <summary>Why, for people; the message is the same in English, for the record.</summary>
    public Sentence Sentence => sentence;
}

/// <summary>A change that the actor may not make, whoever else may.</summary>
internal sealed class NotPermittedException(Sentence sentence) : IdentityRefusedException(sentence);

/// <summary>There is no such user.</summary>
internal sealed class NoSuchUserException(Sentence sentence) : IdentityRefusedException(sentence);
