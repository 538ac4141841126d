using System.Text.Json.Nodes;
using GutCms.Core.Audit;
using GutCms.Core.Security;
using GutCms.Core.Storage;
using GutCms.Web.Features.Users;
using GutCms.Web.Storage.UnitOfWork;
using Microsoft.EntityFrameworkCore;

namespace GutCms.Web.Features.WaysIn;

/// <summary>Takes every passkey of an account away.</summary>
internal static class EndPasskeys
{
    /// <summary>Does it, inside a transaction.</summary>
    /// <param name="work">The transaction.</param>
    /// <param name="actor">Who gives the account back.</param>
    /// <param name="userId">The account; one of a client has none.</param>
    /// <param name="nowUtc">UTC.</param>
    /// <param name="cancellationToken">Cancels.</param>
    public static async Task OfAsync(IUnitOfWork work, Actor actor, string userId, DateTime nowUtc, CancellationToken cancellationToken)
    {
        var context = EfUnitOfWork.ContextOf(work);
        var names = await context.Passkeys.Where(row => row.UserId == userId).OrderBy(row => row.AddedUtc).Select(row => row.Name).ToListAsync(cancellationToken);
        if (names.Count == 0)
        {
            return;
        }

        var user = await context.Users.AsNoTracking().SingleAsync(row => row.Id == userId, cancellationToken);
        await context.Passkeys.Where(row => row.UserId == userId).ExecuteDeleteAsync(cancellationToken);
        await AccountMails.TellAsync(work, actor, user, AccountMails.PasskeysRemoved, user.Email, nowUtc, cancellationToken);
        var details = new JsonObject { ["userId"] = userId, ["userName"] = user.UserName, ["passkeys"] = new JsonArray([.. names.Select(name => JsonValue.Create(name))]) };
        await work.Audit.AppendAsync(new(nowUtc, actor, AuditActions.UserPasskeyRemove) { Details = details }, cancellationToken);
    }
}
