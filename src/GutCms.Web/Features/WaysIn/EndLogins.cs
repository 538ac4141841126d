using System.Text.Json.Nodes;
using GutCms.Core.Audit;
using GutCms.Core.Security;
using GutCms.Core.Storage;
using GutCms.Web.Features.Users;
using GutCms.Web.Storage.Model;
using GutCms.Web.Storage.UnitOfWork;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;

namespace GutCms.Web.Features.WaysIn;

/// <summary>Takes every linked sign-in of an account away, with the roles that came by it.</summary>
internal static class EndLogins
{
    /// <summary>Does it, inside a transaction.</summary>
    public static async Task OfAsync(IUnitOfWork work, Actor actor, string userId, DateTime nowUtc, CancellationToken cancellationToken)
    {
        var context = EfUnitOfWork.ContextOf(work);
        var logins = await context.UserLogins.AsNoTracking().Where(row => row.UserId == userId).OrderBy(row => row.LoginProvider).ThenBy(row => row.ProviderKey).ToListAsync(cancellationToken);
        if (logins.Count == 0)
        {
            return;
        }

        var user = await context.Users.AsNoTracking().SingleAsync(row => row.Id == userId, cancellationToken);
        await context.UserLogins.Where(row => row.UserId == userId).ExecuteDeleteAsync(cancellationToken);
        await RecordAsync(work, actor, user, logins, nowUtc, cancellationToken);
    }

    /// <summary>What follows when linked sign-ins of an account were removed, in the same transaction: its owner is told, it goes on record, and where none of a provider is left, its roles go.</summary>
    public static async Task RecordAsync(
        IUnitOfWork work, Actor actor, GutCmsUser user, IReadOnlyList<IdentityUserLogin<string>> removed, DateTime nowUtc, CancellationToken cancellationToken)
    {
        await AccountMails.TellAsync(work, actor, user, AccountMails.LoginsRemoved, user.Email, nowUtc, cancellationToken);
        var details = new JsonObject { ["userId"] = user.Id, ["userName"] = user.UserName, ["logins"] = new JsonArray([.. removed.Select(login => JsonValue.Create(login.ProviderDisplayName))]) };
        await work.Audit.AppendAsync(new(nowUtc, actor, AuditActions.UserLoginRemove) { Details = details }, cancellationToken);
        var left = await EfUnitOfWork.ContextOf(work).UserLogins.AsNoTracking().Where(row => row.UserId == user.Id).Select(row => row.LoginProvider).ToListAsync(cancellationToken);
        foreach (var issuer in removed.Select(login => login.LoginProvider).Distinct(StringComparer.Ordinal).Except(left, StringComparer.Ordinal))
        {
            await ProviderRoles.ApplyAsync(work, user, issuer, wanted: [], mayWeaken: false, nowUtc, cancellationToken);
        }
    }
}
