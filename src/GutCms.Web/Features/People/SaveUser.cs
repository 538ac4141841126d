using System.Text.Json.Nodes;
using GutCms.Core.Audit;
using GutCms.Core.Reviews.Model;
using GutCms.Core.Security;
using GutCms.Core.Storage;
using GutCms.Web.Features.Users;
using GutCms.Web.Features.Powers;
using GutCms.Web.Storage.Model;
using GutCms.Web.Storage.UnitOfWork;
using GutCms.Web.Texts;
using Microsoft.EntityFrameworkCore;

namespace GutCms.Web.Features.People;

/// <summary>Creates a user, or changes data and roles of the one of that name, inside a transaction of the caller. Recorded.</summary>
internal sealed class SaveUser(UserManagers managers, IAccountPowers powers)
{
    private const int LongestName = 255;

    /// <summary>Changes that the owner of the account is told; of a mail address the old one is told.</summary>
    private static readonly string[] ToldOf = [nameof(UserData.PrintedName), nameof(UserData.Credential), nameof(UserData.IsEnabled)];

    /// <summary>Does it. The caller has checked that the actor may manage users; whether the actor may give each role is checked here.</summary>
    /// <returns>True: created, false: changed, null: it was like that.</returns>
    /// <exception cref="IdentityRefusedException">A rule does not permit it; the message says which.</exception>
    public async Task<bool?> ExecuteAsync(IUnitOfWork work, Actor actor, UserData data, DateTime nowUtc, CancellationToken cancellationToken)
    {
        Check(data);
        var context = EfUnitOfWork.ContextOf(work);
        using var users = managers.In(work);
        var user = await users.FindByNameAsync(data.UserName);
        var isNew = user is null;
        var address = user?.Email;
        await AccountData.CheckAsync(work, actor, user, data, cancellationToken);
        if (isNew)
        {
            user = new GutCmsUser { UserName = data.UserName, LockoutEnabled = true };
            user.Id = data.UserId is { Length: > 0 } id ? id : user.Id;
            Apply(user, data);
            user.PasswordHash = data.PasswordHash;
            (await (data.Password is { } password ? users.CreateAsync(user, password) : users.CreateAsync(user))).OrThrow();
            await powers.RecordAsync(work, actor, user.Id, [.. PowersOf(data)], nowUtc, cancellationToken);
            await RecordAsync(work, actor, AuditActions.UserCreate, user, nowUtc, [], cancellationToken);
        }
        else if (Apply(user!, data) is { Count: > 0 } changed)
        {
            await Rights.RequirePowerOverAsync(work, actor, user!, cancellationToken);
            if (changed.Contains(nameof(data.IsEnabled)))
            {
                // Sessions and tokens end with it.
                (await users.UpdateSecurityStampAsync(user!)).OrThrow();
            }

            if (changed.Contains(nameof(data.Email)))
            {
                user!.EmailConfirmed = actor.IsSystem && data.EmailConfirmed == true;
            }

            (await users.UpdateAsync(user!)).OrThrow();
            await TakeInHandAsync(work, actor, user!, changed, nowUtc, cancellationToken);
            if (changed.Contains(nameof(data.Email)))
            {
                await AccountMails.TellAsync(work, actor, user!, AccountMails.AddressChanged, address, nowUtc, cancellationToken);
            }

            if (changed.Intersect(ToldOf).ToList() is { Count: > 0 } told && actor.UserId != user!.Id)
            {
                await AccountMails.TellAsync(work, actor, user, AccountMails.Changed, ConfirmedAddressOf(user), nowUtc, cancellationToken, told);
            }

            await RecordAsync(work, actor, AuditActions.UserChange, user!, nowUtc, new() { ["changed"] = new JsonArray([.. changed.Select(name => JsonValue.Create(name))]), ["enabled"] = user!.IsEnabled }, cancellationToken);
        }
        else
        {
            isNew = false;
            return await SetRolesAsync(work, context, actor, user!, data.Roles, nowUtc, isTold: true, cancellationToken) ? false : null;
        }

        await SetRolesAsync(work, context, actor, user!, data.Roles, nowUtc, isTold: !isNew, cancellationToken);
        return isNew;
    }

    private static string? ConfirmedAddressOf(GutCmsUser user) => user.EmailConfirmed ? user.Email : null;

    private static IEnumerable<AccountPower> PowersOf(UserData data)
    {
        yield return AccountPower.Created;
        if (!string.IsNullOrEmpty(data.Email))
        {
            yield return AccountPower.MailAddress;
        }

        if (data.Password is not null || data.PasswordHash is not null)
        {
            yield return AccountPower.Password;
            yield return AccountPower.KnownPassword;
        }
    }

    private async Task TakeInHandAsync(IUnitOfWork work, Actor actor, GutCmsUser user, List<string> changed, DateTime nowUtc, CancellationToken cancellationToken)
    {
        if (changed.Contains(nameof(UserData.PrintedName)) || changed.Contains(nameof(UserData.Credential)))
        {
            await powers.RecordAsync(work, actor, user.Id, [AccountPower.PrintedName], nowUtc, cancellationToken);
        }

        if (changed.Contains(nameof(UserData.Email)))
        {
            // Links go where the last one who chose it wants, and to nobody else. One's own choice frees of nobody: others may be in one's session.
            if (actor.UserId != user.Id)
            {
                await powers.EndAsync(work, user.Id, [AccountPower.MailAddress], [], nowUtc, cancellationToken);
            }

            await powers.RecordAsync(work, actor, user.Id, [AccountPower.MailAddress], nowUtc, cancellationToken);
        }
    }

    private static void Check(UserData data)
    {
        foreach (var text in new[] { data.PrintedName, data.Credential, data.UserName, data.Email }.OfType<string>())
        {
            if (text.Length > LongestName || text.Any(char.IsControl))
            {
                throw new IdentityRefusedException(SiteSentence.Of("Account.TooLong"));
            }
        }
    }

    private static List<string> Apply(GutCmsUser user, UserData data)
    {
        var changed = new List<string>();
        void Set<T>(string name, T? given, T? stored, Action<T> set)
        {
            if (given is not null && !given.Equals(stored))
            {
                set(given);
                changed.Add(name);
            }
        }

        Set(nameof(data.Email), data.Email, user.Email, value => user.Email = value);
        Set(nameof(data.EmailConfirmed), data.EmailConfirmed, user.EmailConfirmed, value => user.EmailConfirmed = value!.Value);
        Set(nameof(data.PhoneNumber), data.PhoneNumber, user.PhoneNumber, value => user.PhoneNumber = value);
        Set(nameof(data.PrintedName), data.PrintedName, user.PrintedName, value => user.PrintedName = value);
        Set(nameof(data.Credential), data.Credential, user.Credential, value => user.Credential = value);
        Set(nameof(data.IsEnabled), data.IsEnabled, user.IsEnabled, value => user.IsEnabled = value!.Value);
        return changed;
    }

    private async Task<bool> SetRolesAsync(
        IUnitOfWork work, GutCmsDbContext context, Actor actor, GutCmsUser user, IReadOnlyList<string>? roles, DateTime nowUtc, bool isTold, CancellationToken cancellationToken)
    {
        if (roles is null)
        {
            return false;
        }

        var held = await context.UserRoles.AsNoTracking().Where(row => row.UserId == user.Id).Select(row => row.RoleName).ToListAsync(cancellationToken);
        var given = roles.Except(held, StringComparer.Ordinal).ToList();
        var taken = held.Except(roles, StringComparer.Ordinal).ToList();
        await Rights.RequireGrantsAsync(work, actor, given, taken, cancellationToken);
        foreach (var role in given)
        {
            context.UserRoles.Add(new GutCmsUserRole { UserId = user.Id, RoleName = role });
            await context.SaveChangesAsync(cancellationToken);
            await RecordAsync(work, actor, AuditActions.RoleGrant, user, nowUtc, new() { ["role"] = role }, cancellationToken);
        }

        if (given.Count > 0)
        {
            await powers.RecordAsync(work, actor, user.Id, [AccountPower.Role], nowUtc, cancellationToken);
        }

        foreach (var role in taken)
        {
            await context.UserRoles.Where(row => row.UserId == user.Id && row.RoleName == role).ExecuteDeleteAsync(cancellationToken);
            await RecordAsync(work, actor, AuditActions.RoleRevoke, user, nowUtc, new() { ["role"] = role }, cancellationToken);
        }

        if (isTold && given.Count + taken.Count > 0 && actor.UserId != user.Id)
        {
            await AccountMails.TellAsync(work, actor, user, AccountMails.Changed, ConfirmedAddressOf(user), nowUtc, cancellationToken, [.. given.Select(role => "+ " + role), .. taken.Select(role => "- " + role)]);
        }

        return given.Count + taken.Count > 0;
    }

    private static Task<AuditEntry> RecordAsync(IUnitOfWork work, Actor actor, string action, GutCmsUser user, DateTime nowUtc, JsonObject details, CancellationToken cancellationToken)
    {
        details["userId"] = user.Id;
        details["userName"] = user.UserName;
        return work.Audit.AppendAsync(new(nowUtc, actor, action) { Details = details }, cancellationToken);
    }
}
