using System.Collections.Frozen;
using System.Text.Json.Nodes;
using GutCms.Core.Security;
using GutCms.Web.Storage.Model;
using Microsoft.EntityFrameworkCore;

namespace GutCms.Web.Features.Users;

/// <summary>A user with the roles and permissions that the database gives at this moment.</summary>
/// <param name="User">The user.</param>
/// <param name="Roles">Names of the roles.</param>
/// <param name="Permissions">Union of what these roles give.</param>
internal sealed record Account(GutCmsUser User, FrozenSet<string> Roles, FrozenSet<string> Permissions)
{
    /// <summary>The user as an actor.</summary>
    public Actor ToActor() => new(User.Id, User.UserName!)
    {
        Roles = Roles,
        Permissions = Permissions,
        PrintedName = User.PrintedName,
        Credential = User.Credential,
    };
}

/// <summary>Reads accounts and what roles give. Nothing is cached: whoever was disabled or lost a role has lost it with the next request, in every process.</summary>
internal static class Accounts
{
    /// <summary>Role that everybody who is signed in holds besides, when a document defines it.</summary>
    public const string Authenticated = "Authenticated";

    /// <summary>Role of whoever is not signed in, when a document defines it.</summary>
    public const string Anonymous = "Anonymous";

    private const string RoleKind = "role";

    /// <summary>An enabled account; null when there is none.</summary>
    public static async Task<Account?> FindAsync(GutCmsDbContext context, string userId, CancellationToken cancellationToken)
    {
        var user = await context.Users.AsNoTracking().FirstOrDefaultAsync(row => row.Id == userId && row.IsEnabled, cancellationToken);
        if (user is null)
        {
            return null;
        }

        var roles = await context.UserRoles.Where(row => row.UserId == userId).Select(row => row.RoleName).ToListAsync(cancellationToken);
        return new(user, roles.ToFrozenSet(StringComparer.Ordinal), await PermissionsOfAsync(context, [.. roles, Authenticated], cancellationToken));
    }

    /// <summary>Union of what these roles give; roles without a document give nothing.</summary>
    public static async Task<FrozenSet<string>> PermissionsOfAsync(GutCmsDbContext context, IReadOnlyCollection<string> roles, CancellationToken cancellationToken)
    {
        var documents = await context.Documents.AsNoTracking().Where(row => row.Kind == RoleKind && roles.Contains(row.Name)).Select(row => row.Json).ToListAsync(cancellationToken);
        return documents.SelectMany(PermissionsIn).ToFrozenSet(StringComparer.Ordinal);
    }

    /// <summary>What each role gives, of all roles there are.</summary>
    public static async Task<IReadOnlyDictionary<string, FrozenSet<string>>> RolesAsync(GutCmsDbContext context, CancellationToken cancellationToken) =>
        (await context.Documents.AsNoTracking().Where(row => row.Kind == RoleKind).ToListAsync(cancellationToken))
            .ToDictionary(row => row.Name, row => PermissionsIn(row.Json).ToFrozenSet(StringComparer.Ordinal), StringComparer.Ordinal);

    private static IEnumerable<string> PermissionsIn(string json) =>
        (JsonNode.Parse(json)?["Permissions"] as JsonArray ?? []).OfType<JsonValue>().Select(value => value.GetValue<string>());
}
