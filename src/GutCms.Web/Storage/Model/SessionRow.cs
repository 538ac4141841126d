namespace GutCms.Web.Storage.Model;

/// <summary>A session of a person. The cookie holds a random key, the row only its hash: whoever copies the database cannot make the cookie from it.</summary>
internal sealed class SessionRow
{
    /// <summary>SHA-256 of the key in the cookie, lower-case hexadecimal.</summary>
    public required string KeyHash { get; init; }

    /// <summary>Whose it is.</summary>
    public required string UserId { get; init; }

    /// <summary>Name of the authentication scheme: a session, or a password that was proved while the code is still owed.</summary>
    public required string Scheme { get; init; }

    /// <summary>Security stamp of the user when it began; with another one it has ended.</summary>
    public required string Stamp { get; init; }

    /// <summary>Kind of browser and system, for its owner to know it by, for example <c>Firefox, Linux</c>; at most 64 characters. Never an address.</summary>
    public required string Device { get; init; }

    /// <summary>When it began, UTC.</summary>
    public required DateTime BeganUtc { get; init; }

    /// <summary>When it ends at the latest, UTC.</summary>
    public required DateTime EndsUtc { get; init; }
}
