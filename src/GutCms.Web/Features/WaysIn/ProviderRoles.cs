using System.Collections.Frozen;
using System.Collections.Immutable;
using System.Text.Json.Nodes;
using GutCms.Core.Audit;
using GutCms.Core.Reviews.Standing;
using GutCms.Core.Security;
using GutCms.Core.Storage;
using GutCms.Web.Features.Proposals;
using GutCms.Web.Storage.Model;
using GutCms.Web.Storage.UnitOfWork;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;

namespace GutCms.Web.Features.WaysIn;

/// <summary>
/// Gives and takes the roles that a claim of a provider gives. What a provider gave is remembered, and it takes only that: a role that somebody was given here stays. What would
/// weaken the review is left to administrators, of whom it takes two, unless the configuration says otherwise.
/// </summary>
internal static class ProviderRoles
{
    // Type of the Identity claims that remember it, before the issuer.
    private const string GivenBy = "gutcms-role-by:";

    /// <summary>Brings the roles of an account in line with what a provider says, inside a transaction.</summary>
    /// <param name="work">The transaction.</param>
    /// <param name="user">The account.</param>
    /// <param name="issuer">The provider.</param>
    /// <param name="wanted">The roles that it gives now; those that the site does not have are not given.</param>
    /// <param name="mayWeaken">Also where that weakens the review.</param>
    /// <param name="nowUtc">UTC.</param>
    /// <param name="cancellationToken">Cancels.</param>
    public static async Task ApplyAsync(
        IUnitOfWork work, GutCmsUser user, string issuer, IReadOnlyCollection<string> wanted, bool mayWeaken, DateTime nowUtc, CancellationToken cancellationToken)
    {
        var context = EfUnitOfWork.ContextOf(work);
        var given = (await context.UserClaims.AsNoTracking().Where(row => row.UserId == user.Id).ToListAsync(cancellationToken))
            .Where(row => row.ClaimType!.StartsWith(GivenBy, StringComparison.Ordinal)).ToLookup(row => row.ClaimType == GivenBy + issuer, row => row.ClaimValue!);
        var first = await new ReviewKeeper().LookAsync(work, cancellationToken);
        var changes = new Changes(work, user, issuer, mayWeaken, nowUtc) { Standing = first };
        foreach (var role in wanted.Where(first.Roles.ContainsKey).Except(changes.Held))
        {
            await changes.MakeAsync(role, gives: true, cancellationToken);
        }

        foreach (var role in given[true].Except(wanted, StringComparer.Ordinal).Except(given[false], StringComparer.Ordinal))
        {
            await changes.MakeAsync(role, gives: false, cancellationToken);
        }

        var weakenings = Weakening.Between(first, changes.Standing);
        if (!weakenings.IsEmpty)
        {
            var details = new JsonObject { ["alone"] = true, ["confirmedBy"] = "provider named in the configuration", ["issuer"] = issuer, ["weakenings"] = ReviewKeeper.Describe(weakenings, FrozenDictionary<string, string>.Empty) };
            await work.Audit.AppendAsync(new(nowUtc, Actor.System, AuditActions.ReviewWeaken) { Details = details }, cancellationToken);
        }
    }

    private sealed class Changes(IUnitOfWork work, GutCmsUser user, string issuer, bool mayWeaken, DateTime nowUtc)
    {
        private readonly GutCmsDbContext _context = EfUnitOfWork.ContextOf(work);

        /// <summary>How the review stands with the changes so far.</summary>
        public required ReviewStanding Standing { get; set; }

        public ImmutableArray<string> Held => Standing.People.First(person => person.UserId == user.Id).Roles;

        public async Task MakeAsync(string role, bool gives, CancellationToken cancellationToken)
        {
            var next = With(gives ? Held.Add(role) : Held.Remove(role));
            var action = gives ? AuditActions.RoleGrant : AuditActions.RoleRevoke;
            var weakens = Weakening.Between(Standing, next);
            if (!mayWeaken && !weakens.IsEmpty)
            {
                await RecordAsync(AuditActions.Refused(action), role, "It weakens the review, which takes two administrators.", cancellationToken);
                return;
            }

            await _context.UserClaims.Where(row => row.UserId == user.Id && row.ClaimType == GivenBy + issuer && row.ClaimValue == role).ExecuteDeleteAsync(cancellationToken);
            if (gives)
            {
                _context.UserRoles.Add(new GutCmsUserRole { UserId = user.Id, RoleName = role });
                _context.UserClaims.Add(new IdentityUserClaim<string> { UserId = user.Id, ClaimType = GivenBy + issuer, ClaimValue = role });
                await _context.SaveChangesAsync(cancellationToken);
            }
            else if (await _context.UserRoles.Where(row => row.UserId == user.Id && row.RoleName == role).ExecuteDeleteAsync(cancellationToken) == 0)
            {
                // An administrator has taken it before.
                return;
            }

            Standing = next;
            await RecordAsync(action, role, reason: null, cancellationToken);
        }

        private ReviewStanding With(ImmutableArray<string> roles) =>
            new(Standing.Policies, Standing.Roles, [.. Standing.People.Select(person => person.UserId == user.Id ? person with { Roles = roles } : person)]);

        private Task<AuditEntry> RecordAsync(string action, string role, string? reason, CancellationToken cancellationToken)
        {
            var details = new JsonObject { ["userId"] = user.Id, ["userName"] = user.UserName, ["role"] = role, ["issuer"] = issuer };
            if (reason is not null)
            {
                details["reason"] = reason;
            }

            return work.Audit.AppendAsync(new(nowUtc, Actor.System, action) { Details = details }, cancellationToken);
        }
    }
}
