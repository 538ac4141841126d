using GutCms.Core.Security;
using GutCms.Core.Storage;
using GutCms.Web.Features.Users;
using GutCms.Web.Features.Hosting;
using GutCms.Web.Features.People;
using GutCms.Web.Storage.UnitOfWork;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace GutCms.Web.Features.Identity;

/// <summary>Creates the first administrator when there is no user at all, so that no start that was cut short leaves a site that nobody can enter.</summary>
internal sealed class FirstAdministrator(IContentStore store, SaveUser saveUser, IOptions<SetupOptions> options, TimeProvider time)
{
    private const string Role = "Administrator";

    /// <summary>Does it.</summary>
    /// <returns>Name and random password to be shown once; null when there are users, or the password comes from the configuration.</returns>
    /// <exception cref="IdentityRefusedException">The configured name or password does not satisfy the rules.</exception>
    public async Task<NewAccount?> EnsureAsync(CancellationToken cancellationToken)
    {
        await using (var reading = await store.ReadAsync(cancellationToken))
        {
            if (await HasUsersAsync(reading, cancellationToken))
            {
                return null;
            }
        }

        await using var work = await store.BeginAsync(cancellationToken);
        if (await HasUsersAsync(work, cancellationToken))
        {
            return null;
        }

        var configured = options.Value.AdminPassword is { Length: > 0 } given ? given : null;
        var password = configured ?? RandomPassword.Create(options.Value.AdminUserName);
        var hasRole = await work.GetDocumentAsync(SiteDocuments.Role, Role, cancellationToken) is not null;
        await saveUser.ExecuteAsync(
            work,
            Actor.System,
            new UserData(options.Value.AdminUserName) { Password = password, Roles = hasRole ? [Role] : [] },
            time.GetUtcNow().UtcDateTime,
            cancellationToken);
        await work.CommitAsync(cancellationToken);
        return configured is null ? new(options.Value.AdminUserName, password, Role) : null;
    }

    private static Task<bool> HasUsersAsync(IUnitOfWork work, CancellationToken cancellationToken) =>
        EfUnitOfWork.ContextOf(work).Users.AnyAsync(cancellationToken);
}

/// <summary>An account or client just made, whose password is shown once.</summary>
/// <param name="Name">User name or client id.</param>
/// <param name="Password">Password or secret.</param>
/// <param name="What">What it is for.</param>
internal sealed record NewAccount(string Name, string Password, string What)
{
    /// <summary>Says nothing of the password.</summary>
    public override string ToString() => Name;
}
