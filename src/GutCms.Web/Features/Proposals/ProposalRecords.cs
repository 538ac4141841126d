using System.Text.Json.Nodes;
using GutCms.Core.Security;
using GutCms.Core.Storage;
using GutCms.Web.Features.Users;
using GutCms.Web.Storage.UnitOfWork;
using Microsoft.EntityFrameworkCore;

namespace GutCms.Web.Features.Proposals;

/// <summary>Puts what happens to proposals on record, and tells everyone concerned: administrators, whoever proposed, and the accounts that it is about.</summary>
internal static class ProposalRecords
{
    /// <summary>Appends to the log and to the outbox. Whoever leaves for good is named by the id of the account alone: the log keeps what is written into it for good.</summary>
    public static async Task RecordAsync(IUnitOfWork work, Actor actor, string action, Proposal proposal, DateTime nowUtc, CancellationToken cancellationToken)
    {
        Dictionary<string, string> leaving = proposal.LeavingId is { } id ? new(StringComparer.OrdinalIgnoreCase) { [proposal.Subject] = id } : [];
        await work.Audit.AppendAsync(
            new(nowUtc, actor, action)
            {
                Details = new JsonObject
                {
                    ["proposalId"] = proposal.Id,
                    ["kind"] = proposal.Kind.ToString(),
                    ["subject"] = Proposal.IsLeaving(proposal.Kind) ? proposal.LeavingId : proposal.Subject,
                    ["proposedBy"] = proposal.ProposedByName,
                    ["weakenings"] = ReviewKeeper.Describe(proposal.Weakenings, leaving),
                },
            },
            cancellationToken);
        var standing = await new ReviewKeeper().LookAsync(work, cancellationToken);
        var subjects = proposal.Weakenings.Where(ReviewKeeper.IsAboutAccount).Select(weakening => weakening.Subject).ToList();
        var ids = standing.People.Where(person => subjects.Contains(person.UserName)).Select(person => person.UserId)
            .Concat(standing.Administrators.Keys).Append(proposal.ProposedById).Where(told => told != actor.UserId).Distinct(StringComparer.Ordinal).ToList();
        var users = await EfUnitOfWork.ContextOf(work).Users.AsNoTracking().Where(user => ids.Contains(user.Id) && user.IsEnabled).ToListAsync(cancellationToken);
        foreach (var user in users)
        {
            await AccountMails.TellAsync(work, actor, user, action, user.Email, nowUtc, cancellationToken);
        }
    }
}
