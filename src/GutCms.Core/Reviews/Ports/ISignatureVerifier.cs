using GutCms.Core.Security;

namespace GutCms.Core.Reviews.Ports;

/// <summary>What a reviewer enters to sign. Never logged, never stored.</summary>
/// <param name="Password">The reviewer's password.</param>
/// <param name="Code">Code of the second factor; null when none was asked for.</param>
public sealed record SignatureInput(string Password, string? Code = null)
{
    /// <summary>Says nothing.</summary>
    public override string ToString() => nameof(SignatureInput);
}

/// <summary>Whether a signature holds.</summary>
public enum SignatureCheck
{
    /// <summary>The request has none.</summary>
    Missing,

    /// <summary>Password or code is wrong.</summary>
    Wrong,

    /// <summary>Too many wrong ones; the account is locked for a while.</summary>
    LockedOut,

    /// <summary>It is the actor who signs.</summary>
    Valid,
}

/// <summary>Proves anew who the actor is. May write (failed attempts count towards the lock-out), so it is called before a unit of work begins.</summary>
public interface ISignatureVerifier
{
    /// <summary>Checks password and second factor of the actor, and records a failure. Never <see cref="SignatureCheck.Missing"/>.</summary>
    Task<SignatureCheck> VerifyAsync(Actor actor, SignatureInput signature, CancellationToken cancellationToken);
}
