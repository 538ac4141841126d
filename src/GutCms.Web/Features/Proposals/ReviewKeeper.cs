using System.Collections.Immutable;
using System.Text.Json.Nodes;
using GutCms.Core.Audit;
using GutCms.Core.Reviews.Policies;
using GutCms.Core.Reviews.Standing;
using GutCms.Core.Security;
using GutCms.Core.Storage;
using GutCms.Web.Features.Users;
using GutCms.Web.Storage.UnitOfWork;
using Microsoft.EntityFrameworkCore;

namespace GutCms.Web.Features.Proposals;

/// <summary>
/// Lets nobody weaken the review alone, but the command line, trusted recipes, and the only administrator that a site has. Whatever weakens it is on record with who stood behind it.
/// </summary>
internal sealed class ReviewKeeper : IReviewKeeper
{
    private static readonly AsyncLocal<Confirmation?> Confirming = new();

    /// <summary>A confirmed proposal is being carried out.</summary>
    public static bool IsConfirming => Confirming.Value is not null;

    /// <inheritdoc/>
    public async Task<ReviewStanding> LookAsync(IUnitOfWork work, CancellationToken cancellationToken)
    {
        var policies = new Dictionary<string, ReviewPolicy?>(StringComparer.Ordinal);
        foreach (var (type, json) in await work.ListDocumentsAsync(ReviewPolicyJson.DocumentKind, cancellationToken))
        {
            try
            {
                policies[type] = ReviewPolicyJson.Read(json);
            }
            catch (FormatException)
            {
                policies[type] = null;
            }
        }

        var context = EfUnitOfWork.ContextOf(work);
        var held = (await context.UserRoles.AsNoTracking().ToListAsync(cancellationToken)).ToLookup(row => row.UserId, row => row.RoleName);
        var users = await context.Users.AsNoTracking().Select(user => new { user.Id, user.UserName, user.IsEnabled, user.TwoFactorEnabled }).ToListAsync(cancellationToken);
        return new(
            policies,
            await Accounts.RolesAsync(context, cancellationToken),
            [.. users.Select(user => new StandingPerson(user.Id, user.UserName!, user.IsEnabled, user.TwoFactorEnabled, [.. held[user.Id].Order(StringComparer.Ordinal)]))]);
    }

    /// <inheritdoc/>
    public async Task JudgeAsync(IUnitOfWork work, ReviewStanding before, Actor actor, DateTime nowUtc, CancellationToken cancellationToken)
    {
        var weakenings = Weakening.Between(before, await LookAsync(work, cancellationToken));
        if (Confirming.Value is { } confirmation)
        {
            await confirmation.UseAsync(work, weakenings, nowUtc, cancellationToken);
        }
        else if (weakenings.IsEmpty)
        {
            return;
        }
        else if (!actor.IsSystem && before.Administrators.Keys.Any(id => id != actor.UserId))
        {
            throw new MustBeConfirmedException(weakenings);
        }

        var behind = Confirming.Value is { } second ? second.By.UserName : actor.IsSystem ? "command line or trusted recipe" : "only administrator";
        var left = await FindLeftAsync(work, before, cancellationToken);
        await work.Audit.AppendAsync(
            new(nowUtc, actor, AuditActions.ReviewWeaken) { Details = new JsonObject { ["alone"] = Confirming.Value is null, ["confirmedBy"] = behind, ["weakenings"] = Describe(weakenings, left) } }, cancellationToken);
    }

    /// <summary>Carries a change out as confirmed: its use case runs as always, and is judged by what was confirmed.</summary>
    public static async Task RunConfirmedAsync(Confirmation confirmation, Func<Task> change)
    {
        Confirming.Value = confirmation;
        try
        {
            await change();
        }
        finally
        {
            Confirming.Value = null;
        }
    }

    /// <summary>Whether the subject of a weakening is a user name.</summary>
    public static bool IsAboutAccount(Weakening weakening) => weakening.Kind is not (WeakeningKind.Policy or WeakeningKind.RoleApproves);

    /// <summary>Weakenings for the log.</summary>
    /// <param name="weakenings">Them.</param>
    /// <param name="left">Ids, by user name, of those whom the log is not to name otherwise.</param>
    public static JsonArray Describe(IEnumerable<Weakening> weakenings, IReadOnlyDictionary<string, string> left) =>
        [.. weakenings.Take(50).Select(weakening => (JsonNode)new JsonObject
        {
            ["kind"] = weakening.Kind.ToString(),
            ["subject"] = IsAboutAccount(weakening) ? left.GetValueOrDefault(weakening.Subject, weakening.Subject) : weakening.Subject,
            ["detail"] = weakening.Detail,
        })];

    /// <summary>Ids, by the user name that they had, of those whose account is gone or is nobody's any more.</summary>
    private static async Task<Dictionary<string, string>> FindLeftAsync(IUnitOfWork work, ReviewStanding before, CancellationToken cancellationToken)
    {
        var there = (await EfUnitOfWork.ContextOf(work).Users.AsNoTracking().Where(user => user.AnonymousSinceUtc == null).Select(user => user.Id).ToListAsync(cancellationToken)).ToHashSet(StringComparer.Ordinal);
        return before.People.Where(person => !there.Contains(person.UserId)).ToDictionary(person => person.UserName, person => person.UserId, StringComparer.Ordinal);
    }
}

/// <summary>A confirmation that is being carried out: good for exactly what was shown, once, in the transaction of the change.</summary>
/// <param name="proposal">The proposal.</param>
/// <param name="by">Who confirms.</param>
internal sealed class Confirmation(Proposal proposal, Actor by)
{
    /// <summary>Who confirms.</summary>
    public Actor By => by;

    /// <summary>The change was judged and found to be what was confirmed.</summary>
    public bool Used { get; private set; }

    /// <summary>Marks the proposal as confirmed.</summary>
    /// <exception cref="StaleProposalException">The change weakens the review in another way by now, or the proposal was decided meanwhile.</exception>
    public async Task UseAsync(IUnitOfWork work, ImmutableArray<Weakening> weakenings, DateTime nowUtc, CancellationToken cancellationToken)
    {
        if (Used || !weakenings.SequenceEqual(proposal.Weakenings) || await Proposal.FindAsync(work, proposal.Id, cancellationToken) is not { } stored || !stored.IsOpen(nowUtc))
        {
            throw new StaleProposalException();
        }

        await (stored with { State = ProposalState.Confirmed, Payload = null, DecidedByName = by.UserName, DecidedUtc = nowUtc }).SaveAsync(work, cancellationToken);
        await ProposalRecords.RecordAsync(work, by, AuditActions.ProposalConfirm, proposal, nowUtc, cancellationToken);
        Used = true;
    }
}

/// <summary>The world has changed since a proposal was made: it would do something else than what was shown.</summary>
internal sealed class StaleProposalException() : Exception("The proposal would do something else by now.");
