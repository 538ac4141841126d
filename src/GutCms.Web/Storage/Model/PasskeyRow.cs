namespace GutCms.Web.Storage.Model;

/// <summary>A passkey of a person: the public half of a key whose private half never leaves the person's device.</summary>
internal sealed class PasskeyRow
{
    /// <summary>Id that the device gave it, base64url; at most 1364 characters.</summary>
    public required string CredentialId { get; init; }

    /// <summary>Whose it is.</summary>
    public required string UserId { get; init; }

    /// <summary>What its owner calls it; 1 to 64 characters.</summary>
    public required string Name { get; set; }

    /// <summary>Public key as COSE (RFC 9052).</summary>
    public required byte[] PublicKey { get; init; }

    /// <summary>Uses as the device counts them; 0 always: it does not count.</summary>
    public required long SignCount { get; set; }

    /// <summary>Ways to reach the device, as it names them, joined by spaces.</summary>
    public required string Transports { get; init; }

    /// <summary>The device verified its owner at the last use.</summary>
    public required bool IsUserVerified { get; set; }

    /// <summary>It may be copied to other devices of its owner.</summary>
    public required bool IsBackupEligible { get; init; }

    /// <summary>It is copied to other devices of its owner.</summary>
    public required bool IsBackedUp { get; set; }

    /// <summary>When it was added, UTC.</summary>
    public required DateTime AddedUtc { get; init; }

    /// <summary>Last sign-in with it, UTC; null: none yet.</summary>
    public DateTime? UsedUtc { get; set; }

    /// <summary>When the challenge of the last sign-in with it was made, UTC; one made then or earlier does not count again.</summary>
    public DateTime? ChallengedUtc { get; set; }
}
