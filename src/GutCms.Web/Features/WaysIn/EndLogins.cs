using System.Text.Json.Nodes;
using GutCms.Core.Audit;
using GutCms.Core.Security;
using GutCms.Core.Storage;
using GutCms.Web.Features.Users;
using GutCms.Web.Storage.UnitOfWork;
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
        await AccountMails.TellAsync(work, actor, user, AccountMails.LoginsRemoved, user.Email, nowUtc, cancellationToken);
        var details = new JsonObject { ["userId"] = userId, ["userName"] = user.UserName, ["logins"] = new JsonArray([.. logins.Select(login => JsonValue.Create(login.ProviderDisplayName))]) };
        await work.Audit.AppendAsync(new(nowUtc, actor, AuditActions.UserLoginRemove) { Details = details }, cancellationToken);
        foreach (var issuer in logins.Select(login => login.LoginProvider).Distinct(StringComparer.Ordinal))
        {
            await ProviderRoles.ApplyAsync(work, user, issuer, wanted: [], mayWeaken: false, nowUtc, cancellationToken);
        }
    }
}
