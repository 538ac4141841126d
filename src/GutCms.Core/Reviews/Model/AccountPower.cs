namespace GutCms.Core.Reviews.Model;

/// <summary>What somebody has in hand of an account or API client that is not their own.</summary>
public enum AccountPower
{
    /// <summary>Made the account.</summary>
    Created,

    /// <summary>Gave it a role.</summary>
    Role,

    /// <summary>Chose the name or credential that is printed under its signatures.</summary>
    PrintedName,

    /// <summary>Chose its mail address, to which links for a new password go.</summary>
    MailAddress,

    /// <summary>Has set its password, or was shown it, since its owner last set one by a mailed link.</summary>
    Password,

    /// <summary>Knows its password as it is now.</summary>
    KnownPassword,

    /// <summary>Took its second factor away.</summary>
    SecondFactor,

    /// <summary>Registered an API client, or changed its registration.</summary>
    Registration,

    /// <summary>Was the last to see the secret of an API client.</summary>
    Secret,
}

/// <summary>Somebody in whose hands an account is, until its owner makes it his own again.</summary>
/// <param name="Power">What they have in hand.</param>
/// <param name="UserId">User id, or <c>client:</c> and a client id.</param>
/// <param name="UserName">User name, or the client's name.</param>
/// <param name="SinceUtc">UTC.</param>
public sealed record AccountPowerHolder(AccountPower Power, string UserId, string UserName, DateTime SinceUtc);
