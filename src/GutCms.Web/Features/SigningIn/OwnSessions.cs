using System.Text.Json.Nodes;
using GutCms.Core.Audit;
using GutCms.Core.Security;
using GutCms.Core.Storage;
using GutCms.Web.Features.Users;
using GutCms.Web.Storage.Model;
using GutCms.Web.Storage.UnitOfWork;
using Microsoft.EntityFrameworkCore;

namespace GutCms.Web.Features.SigningIn;

/// <summary>What somebody is signed in with, and its end.</summary>
internal sealed class OwnSessions(IContentStore store, TimeProvider time)
{
    /// <summary>The sessions of a person that have not ended, newest first.</summary>
    public async Task<IReadOnlyList<SessionRow>> ListAsync(Actor actor, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow().UtcDateTime;
        await using var work = await store.ReadAsync(cancellationToken);
        var context = EfUnitOfWork.ContextOf(work);
        return await (
            from row in context.Sessions.AsNoTracking()
            join user in context.Users on row.UserId equals user.Id
            where row.UserId == actor.UserId && row.Scheme == GutCmsSchemes.Session && row.Stamp == user.SecurityStamp && row.EndsUtc > now
            orderby row.BeganUtc descending, row.KeyHash
            select row).ToListAsync(cancellationToken);
    }

    /// <summary>Ends one session of a person, or all but the present one.</summary>
    /// <param name="actor">The person.</param>
    /// <param name="keyHash">The one to end; null: all but <paramref name="present"/>.</param>
    /// <param name="present">The session that asks.</param>
    /// <param name="cancellationToken">Cancels.</param>
    /// <returns>How many ended; a session of somebody else never does.</returns>
    public async Task<int> EndAsync(Actor actor, string? keyHash, string? present, CancellationToken cancellationToken)
    {
        await using var work = await store.BeginAsync(cancellationToken);
        var ended = await EfUnitOfWork.ContextOf(work).Sessions
            .Where(row => row.UserId == actor.UserId && (keyHash == null ? row.KeyHash != present : row.KeyHash == keyHash))
            .ExecuteDeleteAsync(cancellationToken);
        if (ended > 0)
        {
            await work.Audit.AppendAsync(
                new(time.GetUtcNow().UtcDateTime, actor, AuditActions.SessionEnd)
                {
                    Details = new JsonObject { ["userId"] = actor.UserId, ["userName"] = actor.UserName, ["sessions"] = ended },
                },
                cancellationToken);
            await work.CommitAsync(cancellationToken);
        }

        return ended;
    }
}
