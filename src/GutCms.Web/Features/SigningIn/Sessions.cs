using System.Security.Claims;
using System.Security.Cryptography;
using System.Text;
using GutCms.Core.Audit;
using GutCms.Core.Security;
using GutCms.Core.Storage;
using GutCms.Web.Features.Users;
using GutCms.Web.Storage.Databases;
using GutCms.Web.Storage.Model;
using GutCms.Web.Storage.UnitOfWork;
using Microsoft.AspNetCore.Authentication;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace GutCms.Web.Features.SigningIn;

/// <summary>
/// Begins and ends sessions. Each has a row in the database under the hash of a random key, and only the cookie holds the key: without its row a cookie is worth nothing, and
/// without the cookie a row is not.
/// </summary>
internal sealed class Sessions(IContentStore store, Database database, IOptions<SignInSettings> options, TimeProvider time)
{
    private const int KeyBytes = 32;
    private static readonly TimeSpan OwedFor = TimeSpan.FromMinutes(5);

    /// <summary>Signs a user in, who has proved everything that is owed. What this browser had before ends.</summary>
    public async Task BeginAsync(HttpContext http, GutCmsUser user, CancellationToken cancellationToken)
    {
        await http.SignOutAsync(GutCmsSchemes.SecondFactor);
        await OpenAsync(http, user, GutCmsSchemes.Session, TimeSpan.FromHours(options.Value.MaxSessionHours), provider: null, cancellationToken);
    }

    /// <summary>Remembers for five minutes that the first proof of a sign-in was given.</summary>
    /// <param name="http">The request.</param>
    /// <param name="user">Who gave it.</param>
    /// <param name="provider">Name of the provider that vouches for it; null: it was the password.</param>
    /// <param name="cancellationToken">Cancels.</param>
    public Task OweSecondFactorAsync(HttpContext http, GutCmsUser user, string? provider, CancellationToken cancellationToken) =>
        OpenAsync(http, user, GutCmsSchemes.SecondFactor, OwedFor, provider, cancellationToken);

    /// <summary>Id and security stamp of whoever owes the second factor, and the provider of the first proof; null when nobody does.</summary>
    public async Task<(string UserId, string Stamp, string? Provider)?> WhoOwesAsync(HttpContext http, CancellationToken cancellationToken)
    {
        var ticket = await http.AuthenticateAsync(GutCmsSchemes.SecondFactor);
        if (ticket.Principal is not { } principal)
        {
            return null;
        }

        await using var context = database.CreateContext();
        return await FindAsync(context, principal, GutCmsSchemes.SecondFactor, time, cancellationToken) is { } row ? (row.UserId, row.Stamp, principal.FindFirstValue(GutCmsClaims.Provider)) : null;
    }

    /// <summary>Ends the session of this browser, and with it every copy of its cookie.</summary>
    public async Task EndAsync(HttpContext http, Actor actor, CancellationToken cancellationToken)
    {
        var keys = await KeysOfAsync(http);
        await http.SignOutAsync(GutCmsSchemes.Session);
        await http.SignOutAsync(GutCmsSchemes.SecondFactor);
        if (keys.Count == 0)
        {
            return;
        }

        await using var work = await store.BeginAsync(cancellationToken);
        await EfUnitOfWork.ContextOf(work).Sessions.Where(row => keys.Contains(row.KeyHash)).ExecuteDeleteAsync(cancellationToken);
        if (actor.IsPerson)
        {
            await work.Audit.AppendAsync(new(time.GetUtcNow().UtcDateTime, actor, AuditActions.SignOut), cancellationToken);
        }

        await work.CommitAsync(cancellationToken);
    }

    /// <summary>The row that a cookie stands for; null when the session has ended, or never was one of this scheme.</summary>
    public static async Task<SessionRow?> FindAsync(GutCmsDbContext context, ClaimsPrincipal principal, string scheme, TimeProvider time, CancellationToken cancellationToken)
    {
        if (HashOf(principal) is not { } hash)
        {
            return null;
        }

        var userId = principal.FindFirstValue(GutCmsClaims.Subject);
        var stamp = principal.FindFirstValue(GutCmsClaims.Stamp);
        var now = time.GetUtcNow().UtcDateTime;
        return await context.Sessions.AsNoTracking().FirstOrDefaultAsync(
            row => row.KeyHash == hash && row.Scheme == scheme && row.UserId == userId && row.Stamp == stamp && row.EndsUtc > now, cancellationToken);
    }

    /// <summary>Hash of the key in a cookie; null when it has none.</summary>
    public static string? HashOf(ClaimsPrincipal principal) => principal.FindFirstValue(GutCmsClaims.SessionKey) is { } key ? Hash(key) : null;

    private async Task OpenAsync(HttpContext http, GutCmsUser user, string scheme, TimeSpan lifetime, string? provider, CancellationToken cancellationToken)
    {
        var key = Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(KeyBytes));
        var former = await KeysOfAsync(http);
        var now = time.GetUtcNow().UtcDateTime;
        await using (var work = await store.BeginAsync(cancellationToken))
        {
            var context = EfUnitOfWork.ContextOf(work);
            await context.Sessions.Where(row => former.Contains(row.KeyHash) || row.EndsUtc <= now).ExecuteDeleteAsync(cancellationToken);
            context.Sessions.Add(new()
            {
                KeyHash = Hash(key),
                UserId = user.Id,
                Scheme = scheme,
                Stamp = user.SecurityStamp!,
                Device = Devices.Describe(http.Request.Headers.UserAgent.ToString()),
                BeganUtc = now,
                EndsUtc = now + lifetime,
            });
            await work.CommitAsync(cancellationToken);
        }

        await http.SignInAsync(scheme, Principal(user, scheme, key, provider));
    }

    private static async Task<List<string>> KeysOfAsync(HttpContext http)
    {
        var keys = new List<string>();
        foreach (var scheme in new[] { GutCmsSchemes.Session, GutCmsSchemes.SecondFactor })
        {
            if ((await http.AuthenticateAsync(scheme)).Principal is { } principal && HashOf(principal) is { } hash)
            {
                keys.Add(hash);
            }
        }

        return keys;
    }

    private static ClaimsPrincipal Principal(GutCmsUser user, string scheme, string key, string? provider) => new(new ClaimsIdentity(
        [
            new(GutCmsClaims.Subject, user.Id), new(GutCmsClaims.Name, user.UserName!), new(GutCmsClaims.Stamp, user.SecurityStamp!), new(GutCmsClaims.Kind, GutCmsClaims.User),
            new(GutCmsClaims.SessionKey, key), .. provider is null ? Array.Empty<Claim>() : [new(GutCmsClaims.Provider, provider)],
        ],
        scheme,
        GutCmsClaims.Name,
        roleType: null));

    /// <summary>The key is random and long, so a plain hash keeps it.</summary>
    private static string Hash(string key) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(key)));
}
