using GutCms.Core.Audit;
using GutCms.Core.Security;
using GutCms.Core.Storage;
using GutCms.Web.Features.Users;
using GutCms.Web.Storage.Model;
using GutCms.Web.Storage.UnitOfWork;
using GutCms.Web.Texts;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace GutCms.Web.Features.People;

/// <summary>What the record has of a person: it decides whether the account can be removed, or only be made anonymous.</summary>
/// <param name="HasActed">The log names the account as one that did something.</param>
/// <param name="NamedUntilUtc">Until when the account keeps its names though the person is made anonymous, UTC; null: they go at once.</param>
internal sealed record PersonTraces(bool HasActed, DateTime? NamedUntilUtc);

/// <summary>Finds what the record has of people. Reads only.</summary>
internal sealed class FindPersonTraces(IContentStore store, UserManagers managers, IOptions<RetentionOptions> options, TimeProvider time)
{
    /// <summary>Attempts at signing in that failed: whoever made them need not be the owner of the account.</summary>
    private static readonly string[] ByAnybody = [AuditActions.SignInFail, AuditActions.SignInLockOut];

    /// <summary>Of one.</summary>
    /// <exception cref="IdentityRefusedException">There is no such user, or the actor may not.</exception>
    public async Task<PersonTraces> ExecuteAsync(Actor actor, string userName, CancellationToken cancellationToken)
    {
        Rights.Require(actor, Permissions.ManageUsers, SiteSentence.Of("May.SeeUsers"));
        await using var work = await store.ReadAsync(cancellationToken);
        using var users = managers.In(work);
        return await OfAsync(work, (await Rights.FindAsync(users, userName)).Id, cancellationToken);
    }

    /// <summary>Of one, as a unit of work sees it.</summary>
    public async Task<PersonTraces> OfAsync(IUnitOfWork work, string userId, CancellationToken cancellationToken)
    {
        var context = EfUnitOfWork.ContextOf(work);
        return new(
            await context.AuditEntries.AnyAsync(entry => entry.ActorId == userId && !ByAnybody.Contains(entry.Action), cancellationToken),
            await NamedUntilAsync(context, userId, cancellationToken));
    }

    private async Task<DateTime?> NamedUntilAsync(GutCmsDbContext context, string userId, CancellationToken cancellationToken)
    {
        var signed = await context.Decisions.Where(decision => decision.ReviewerId == userId).OrderByDescending(decision => decision.DecidedUtc)
            .Select(decision => (DateTime?)decision.DecidedUtc).FirstOrDefaultAsync(cancellationToken);
        return signed?.AddDays(options.Value.SignerDays) is { } until && until > time.GetUtcNow().UtcDateTime ? until : null;
    }
}
