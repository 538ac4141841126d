using System.Security.Claims;
using GutCms.Core;
using GutCms.Core.Audit;
using GutCms.Core.Reviews;
using GutCms.Web.Storage.Model;
using Microsoft.AspNetCore.Authentication;

namespace GutCms.Web.Features.Identity;

/// <summary>Begins and ends sessions. Each beginning makes a new cookie; one that a browser brought along is replaced.</summary>
internal sealed class Sessions(IReviewContentStore store, TimeProvider time)
{
    /// <summary>Signs a user in, who has proved everything that is owed.</summary>
    public static async Task BeginAsync(HttpContext http, GutCmsUser user)
    {
        await http.SignOutAsync(GutCmsSchemes.SecondFactor);
        await http.SignInAsync(GutCmsSchemes.Session, Principal(user, GutCmsSchemes.Session));
    }

    /// <summary>Remembers for five minutes that the password was proved.</summary>
    public static Task OweSecondFactorAsync(HttpContext http, GutCmsUser user) =>
        http.SignInAsync(GutCmsSchemes.SecondFactor, Principal(user, GutCmsSchemes.SecondFactor));

    /// <summary>Id and security stamp of whoever owes the second factor; null when nobody does.</summary>
    public static async Task<(string UserId, string Stamp)?> WhoOwesAsync(HttpContext http)
    {
        var ticket = await http.AuthenticateAsync(GutCmsSchemes.SecondFactor);
        return ticket.Principal?.FindFirstValue(GutCmsClaims.Subject) is { } userId && ticket.Principal.FindFirstValue(GutCmsClaims.Stamp) is { } stamp
            ? (userId, stamp)
            : null;
    }

    /// <summary>Ends the session of this browser.</summary>
    public async Task EndAsync(HttpContext http, Actor actor, CancellationToken cancellationToken)
    {
        await http.SignOutAsync(GutCmsSchemes.Session);
        await http.SignOutAsync(GutCmsSchemes.SecondFactor);
        if (actor.IsPerson)
        {
            await using var work = await store.BeginReviewAsync(cancellationToken);
            await work.Audit.AppendAsync(new(time.GetUtcNow().UtcDateTime, actor, AuditActions.SignOut), cancellationToken);
            await work.CommitAsync(cancellationToken);
        }
    }

    private static ClaimsPrincipal Principal(GutCmsUser user, string scheme) => new(new ClaimsIdentity(
        [new(GutCmsClaims.Subject, user.Id), new(GutCmsClaims.Name, user.UserName!), new(GutCmsClaims.Stamp, user.SecurityStamp!), new(GutCmsClaims.Kind, GutCmsClaims.User)],
        scheme,
        GutCmsClaims.Name,
        roleType: null));
}
