using System.Collections.Frozen;
using System.Collections.Immutable;

namespace GutCms.Core.Security;

/// <summary>Who acts. Never null: what the program does by itself is done by <see cref="System"/>, what nobody signed in does by <see cref="Anonymous"/>.</summary>
/// <param name="UserId">Stable id of the user or API client; empty for <see cref="System"/> and <see cref="Anonymous"/>.</param>
/// <param name="UserName">Name as printed in lists and in <c>Author</c>.</param>
/// <param name="IsSystem">True for set-up, command line and jobs; false for people and API clients.</param>
public sealed record Actor(string UserId, string UserName, bool IsSystem = false)
{
    private static readonly FrozenSet<string> None = FrozenSet<string>.Empty;

    /// <summary>The program itself: set-up, the command line, jobs. Holds every right except that of approving.</summary>
    public static Actor System { get; } = new("", "system", IsSystem: true) { Permissions = Security.Permissions.OfSystem };

    /// <summary>Nobody signed in. Holds no right; a host that lets the public read gives the rights of its role <c>Anonymous</c>.</summary>
    public static Actor Anonymous { get; } = new("", "anonymous");

    /// <summary>Names of the roles; empty for the program and for strangers. Case-sensitive.</summary>
    public FrozenSet<string> Roles { get; init; } = None;

    /// <summary>Names of the permissions that these roles give, as granted: implied ones are not written out. Case-sensitive. See <see cref="Authorization"/>.</summary>
    public FrozenSet<string> Permissions { get; init; } = None;

    /// <summary>Name as it stands under a signature; null when the user has none, and then cannot sign.</summary>
    public string? PrintedName { get; init; }

    /// <summary>What qualifies the user, for example <c>MD, gastroenterology</c>; null when none is on file.</summary>
    public string? Credential { get; init; }

    /// <summary>An API client with its own credentials: no person, so it never signs or approves.</summary>
    public bool IsClient { get; init; }

    /// <summary>The API client through which it comes, by itself or for a person; null: through none.</summary>
    public ActorClient? Client { get; init; }

    /// <summary>It comes from a session of the person's own, begun by signing in, and not from a token. What decides takes one; unless a host says so, it is not.</summary>
    public bool HasOwnSession { get; init; }

    /// <summary>
    /// Further people who may be the ones that act: whoever registered the client or saw its secret, whoever has a way into the account.
    /// Each of them counts as an author of what is written.
    /// </summary>
    public ImmutableArray<VersionAuthor> PeopleBehind { get; init; } = [];

    /// <summary>A person who is signed in.</summary>
    public bool IsPerson => !IsSystem && !IsClient && UserId.Length > 0;
}

/// <summary>An API client that acts.</summary>
/// <param name="ClientId">Client id.</param>
/// <param name="Name">Name for people.</param>
public sealed record ActorClient(string ClientId, string Name);
