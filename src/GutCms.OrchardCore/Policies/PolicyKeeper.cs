using System.Collections.Frozen;
using System.Collections.Immutable;
using System.Text.Json.Nodes;
using GutCms.Core.Audit;
using GutCms.Core.Reviews.Policies;
using GutCms.Core.Reviews.Standing;
using GutCms.Core.Security;
using GutCms.Core.Storage;
using GutCms.OrchardCore.Identity;
using GutCms.OrchardCore.Storage;
using OrchardCore.Users.Indexes;
using OrchardCore.Users.Models;
using YesSql;
using YesSql.Services;

namespace GutCms.OrchardCore.Policies;

/// <summary>
/// Lets nobody make a policy ask for less alone, but the program, a site's set-up, and the only administrator that a site has. Whatever weakens one is on record with who stood behind it.
/// </summary>
/// <remarks>Of policies only: accounts and roles are changed on Orchard Core's own pages, of which the module learns nothing.</remarks>
internal sealed class PolicyKeeper(SitePermissions permissions) : IReviewKeeper
{
    /// <summary>The proposal that is being carried out in this scope; null: none.</summary>
    public PolicyConfirmation? Confirming { get; set; }

    /// <inheritdoc/>
    public async Task<ReviewStanding> LookAsync(IUnitOfWork work, CancellationToken cancellationToken)
    {
        var policies = (await work.ListDocumentsAsync(ReviewPolicyJson.DocumentKind, cancellationToken)).ToDictionary(entry => entry.Key, entry => ReviewPolicyJson.TryRead(entry.Value).Policy, StringComparer.Ordinal);
        var roles = new Dictionary<string, FrozenSet<string>>(StringComparer.Ordinal);
        foreach (var role in (await work.ListDocumentsAsync(SiteDocuments.Role, cancellationToken)).Keys)
        {
            roles[role] = await permissions.OfAsync([role]);
        }

        return new(policies, roles, await ListPowerfulAsync(work, roles));
    }

    /// <inheritdoc/>
    public async Task JudgeAsync(IUnitOfWork work, ReviewStanding before, Actor actor, DateTime nowUtc, CancellationToken cancellationToken)
    {
        var weakenings = Weakening.Between(before, await LookAsync(work, cancellationToken));
        if (Confirming is { } confirmation)
        {
            await confirmation.UseAsync(work, weakenings, nowUtc, cancellationToken);
        }
        else if (weakenings.IsEmpty)
        {
            return;
        }
        else if (MustWait(before, actor))
        {
            throw new MustBeConfirmedException(weakenings);
        }

        var behind = Confirming is { } second ? second.By.UserName : actor.IsSystem ? "program or set-up" : "only administrator";
        await work.Audit.AppendAsync(
            new(nowUtc, actor, AuditActions.ReviewWeaken)
            {
                Details = new JsonObject { ["alone"] = Confirming is null, ["confirmedBy"] = behind, ["weakenings"] = Describe(weakenings) },
            },
            cancellationToken);
    }

    /// <summary>Whether what this actor weakens waits for somebody else.</summary>
    public static bool MustWait(ReviewStanding standing, Actor actor) => !actor.IsSystem && standing.Administrators.Keys.Any(id => id != actor.UserId);

    private static JsonArray Describe(ImmutableArray<Weakening> weakenings) =>
        [.. weakenings.Select(weakening => (JsonNode)new JsonObject { ["kind"] = weakening.Kind.ToString(), ["subject"] = weakening.Subject, ["detail"] = weakening.Detail })];

    /// <summary>Everybody who holds a role with a power of administrators: nobody else is one.</summary>
    private static async Task<List<StandingPerson>> ListPowerfulAsync(IUnitOfWork work, Dictionary<string, FrozenSet<string>> roles)
    {
        var powerful = roles.Where(role => role.Value.Contains(Permissions.SiteOwner) || role.Value.Overlaps(Granting.OfAdministrators)).Select(role => role.Key.ToUpperInvariant()).ToArray();
        var users = await ((YesSqlUnitOfWork)work).Session.Query<User, UserByRoleNameIndex>(index => index.RoleName.IsIn(powerful)).ListAsync();
        return [.. users.DistinctBy(user => user.UserId).Select(user => new StandingPerson(user.UserId, user.UserName, user.IsEnabled, user.TwoFactorEnabled, [.. user.RoleNames.Order(StringComparer.Ordinal)]))];
    }
}

/// <summary>A confirmation that is being carried out: good for exactly what was shown, once, in the transaction of the change.</summary>
/// <param name="proposal">The proposal.</param>
/// <param name="by">Who confirms.</param>
internal sealed class PolicyConfirmation(PolicyProposal proposal, Actor by)
{
    /// <summary>Who confirms.</summary>
    public Actor By => by;

    /// <summary>Marks the proposal as confirmed.</summary>
    /// <exception cref="StaleProposalException">It weakens the review in another way by now, or was decided meanwhile.</exception>
    public async Task UseAsync(IUnitOfWork work, ImmutableArray<Weakening> weakenings, DateTime nowUtc, CancellationToken cancellationToken)
    {
        if (!weakenings.Select(weakening => weakening.Detail).SequenceEqual(proposal.Weaknesses)
            || await PolicyProposal.FindAsync(work, proposal.Id, cancellationToken) is not { } stored || !stored.IsOpen(nowUtc))
        {
            throw new StaleProposalException();
        }

        var confirmed = stored with { State = ProposalState.Confirmed, DecidedByName = by.UserName, DecidedUtc = nowUtc };
        await confirmed.SaveAsync(work, cancellationToken);
        await PolicyProposals.RecordAsync(work, by, AuditActions.ProposalConfirm, confirmed, nowUtc, cancellationToken);
    }
}

/// <summary>The site has changed since a proposal was made: it would do something else than what was shown.</summary>
internal sealed class StaleProposalException() : Exception("The proposal would do something else by now.");
