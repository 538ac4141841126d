using System.Collections.Frozen;
using System.Security.Claims;
using GutCms.Core.Security;
using OpenIddict.Abstractions;

namespace GutCms.Web.Features.Clients;

/// <summary>What a token may be used for. A token never gives more than the roles of its owner do.</summary>
internal static class TokenScopes
{
    /// <summary>Only reading, whatever the roles give.</summary>
    public const string Read = "gutcms.read";

    /// <summary>Everything that the roles give; the same as a token without any scope of this site.</summary>
    public const string Write = "gutcms.write";

    private static readonly FrozenSet<string> Reading = new[]
    {
        Permissions.ViewContent, Permissions.PreviewContent, Permissions.ListContent,
    }.ToFrozenSet(StringComparer.Ordinal);

    private static readonly FrozenSet<string> ReadingSite = new[]
    {
        Permissions.AccessContentApi, Permissions.ExecuteGraphQL, Permissions.ViewContentTypes, Permissions.ViewAuditTrail,
    }.ToFrozenSet(StringComparer.Ordinal);

    /// <summary>The scopes that clients may ask for.</summary>
    public static string[] All { get; } = [Read, Write];

    /// <summary>The actor with no more rights than the token's scopes leave.</summary>
    public static Actor Narrow(Actor actor, ClaimsPrincipal principal) =>
        principal.HasScope(Read) && !principal.HasScope(Write)
            ? actor with { Permissions = actor.Permissions.Where(IsReading).ToFrozenSet(StringComparer.Ordinal) }
            : actor;

    private static bool IsReading(string permission) =>
        ReadingSite.Contains(permission) || (PermissionFamilies.Parse(permission) is { } parsed && Reading.Contains(parsed.Family.Global));
}
