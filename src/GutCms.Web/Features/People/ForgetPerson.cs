using System.Globalization;
using System.Text.Json.Nodes;
using GutCms.Api.People;
using GutCms.Core.Audit;
using GutCms.Core.Reviews.Standing;
using GutCms.Core.Security;
using GutCms.Core.Storage;
using GutCms.Web.Features.Audit;
using GutCms.Web.Features.Proposals;
using GutCms.Web.Features.Users;
using GutCms.Web.Storage.Model;
using GutCms.Web.Storage.UnitOfWork;
using GutCms.Web.Texts;
using Microsoft.EntityFrameworkCore;

namespace GutCms.Web.Features.People;

/// <summary>
/// Makes a person anonymous, for good: ways in, roles, addresses and settings go, and the account stays as the one that the record names, closed to everybody. Names go too, of somebody who has signed decisions
/// once these are old enough (<see cref="RetentionOptions.SignerDays"/>).
/// </summary>
internal sealed partial class ForgetPerson(
    IContentStore store, UserManagers managers, FindPersonTraces traces, ForgetNames names, IReviewKeeper keeper, ProposeChange proposals, RefusedChanges refused, TimeProvider time, ILogger<ForgetPerson> logger)
{
    /// <summary>Does it.</summary>
    /// <returns>Until when the names stay, UTC; null: they are gone.</returns>
    /// <exception cref="IdentityRefusedException">There is no such user, or the actor may not.</exception>
    /// <exception cref="WaitsForConfirmationException">It weakens the review and waits for a second administrator.</exception>
    public Task<DateTime?> ExecuteAsync(Actor actor, string userName, CancellationToken cancellationToken) => RunAsync(actor, userName, id: null, cancellationToken);

    /// <summary>Does it to the owner of an account, whatever the account is called by then. Somebody who is anonymous stays so.</summary>
    /// <returns>Until when the names stay, UTC; null: they are gone.</returns>
    /// <exception cref="IdentityRefusedException">There is no such account, or the actor may not.</exception>
    /// <exception cref="WaitsForConfirmationException">It weakens the review and waits for a second administrator.</exception>
    public Task<DateTime?> ExecuteAsync(Actor actor, PersonAccount person, CancellationToken cancellationToken) => RunAsync(actor, person.UserName, person.Id, cancellationToken);

    /// <summary>Lets the names go of those whose decisions have become old enough. Nothing to do: takes no lock. A fault with one of them is logged and holds up nobody else.</summary>
    /// <returns>How many people lost theirs.</returns>
    public async Task<int> ForgetDueNamesAsync(CancellationToken cancellationToken)
    {
        var forgotten = 0;
        foreach (var id in await FindDueAsync(cancellationToken))
        {
            try
            {
                forgotten += await ForgetNamesOfAsync(id, cancellationToken) ? 1 : 0;
            }
            catch (Exception fault) when (fault is not OperationCanceledException || !cancellationToken.IsCancellationRequested)
            {
                NamesStay(logger, fault, id);
            }
        }

        return forgotten;
    }

    private Task<DateTime?> RunAsync(Actor actor, string userName, string? id, CancellationToken cancellationToken) => refused.RunAsync(
        actor, AuditActions.UserForget, "userName", userName, () => proposals.RunAsync(actor, ProposalKind.Forgetting, userName, () => [], () => ForgetAsync(actor, userName, id, cancellationToken), cancellationToken));

    private async Task<bool> ForgetNamesOfAsync(string id, CancellationToken cancellationToken)
    {
        await using var work = await store.BeginAsync(cancellationToken);
        var user = await EfUnitOfWork.ContextOf(work).Users.SingleOrDefaultAsync(row => row.Id == id, cancellationToken);
        if (user is null || user.UserName == AnonymousNames.Of(id))
        {
            return false;
        }

        await names.ExecuteAsync(work, user, cancellationToken);
        await RecordAsync(work, Actor.System, id, untilUtc: null, cancellationToken);
        await work.CommitAsync(cancellationToken);
        return true;
    }

    private async Task<DateTime?> ForgetAsync(Actor actor, string userName, string? id, CancellationToken cancellationToken)
    {
        Rights.Require(actor, Permissions.ManageUsers, SiteSentence.Of("May.ChangeUsers"));
        await using var work = await store.BeginAsync(cancellationToken);
        using var users = managers.In(work);
        var user = await Rights.FindAsync(users, userName, id);
        if (id is not null && user.AnonymousSinceUtc is not null)
        {
            return (await traces.OfAsync(work, id, cancellationToken)).NamedUntilUtc;
        }

        await Rights.RequireAnotherAsync(work, actor, user, cancellationToken);
        var (before, now) = (await keeper.LookAsync(work, cancellationToken), time.GetUtcNow().UtcDateTime);
        var until = (await traces.OfAsync(work, user.Id, cancellationToken)).NamedUntilUtc;
        await PersonalData.RemoveAsync(EfUnitOfWork.ContextOf(work), user.Id, cancellationToken);
        Close(user, now);
        (await users.UpdateSecurityStampAsync(user)).OrThrow();
        if (until is null)
        {
            await names.ExecuteAsync(work, user, cancellationToken);
        }

        await RecordAsync(work, actor, user.Id, until, cancellationToken);
        await keeper.JudgeAsync(work, before, actor, now, cancellationToken);
        await work.CommitAsync(cancellationToken);
        return until;
    }

    /// <summary>That there was a second factor stays said, since nobody signs in any more: its end would look as if somebody had taken it away.</summary>
    private static void Close(GutCmsUser user, DateTime nowUtc)
    {
        (user.Email, user.EmailConfirmed, user.PhoneNumber, user.PhoneNumberConfirmed) = (null, false, null, false);
        (user.PasswordHash, user.LockoutEnd, user.AccessFailedCount) = (null, null, 0);
        (user.IsEnabled, user.AnonymousSinceUtc) = (false, nowUtc);
    }

    private Task<AuditEntry> RecordAsync(IUnitOfWork work, Actor actor, string userId, DateTime? untilUtc, CancellationToken cancellationToken)
    {
        // By the id alone: the log keeps what is written into it for good.
        var details = new JsonObject { ["userId"] = userId, ["names"] = untilUtc is null };
        if (untilUtc is { } until)
        {
            details["namesUntilUtc"] = until.ToString("O", CultureInfo.InvariantCulture);
        }

        return work.Audit.AppendAsync(new(time.GetUtcNow().UtcDateTime, actor, AuditActions.UserForget) { Details = details }, cancellationToken);
    }

    private async Task<IReadOnlyList<string>> FindDueAsync(CancellationToken cancellationToken)
    {
        await using var work = await store.ReadAsync(cancellationToken);
        var anonymous = await EfUnitOfWork.ContextOf(work).Users.AsNoTracking().Where(user => user.AnonymousSinceUtc != null).Select(user => new { user.Id, user.UserName }).ToListAsync(cancellationToken);
        List<string> due = [];
        foreach (var user in anonymous.Where(user => user.UserName != AnonymousNames.Of(user.Id)))
        {
            if ((await traces.OfAsync(work, user.Id, cancellationToken)).NamedUntilUtc is null)
            {
                due.Add(user.Id);
            }
        }

        return due;
    }

    [LoggerMessage(LogLevel.Error, "The names of the anonymous account {Id} could not be taken away; it will be tried again.")]
    private static partial void NamesStay(ILogger logger, Exception fault, string id);
}
