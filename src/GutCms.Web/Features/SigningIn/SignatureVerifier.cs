using GutCms.Core.Reviews.Ports;
using GutCms.Core.Security;

namespace GutCms.Web.Features.SigningIn;

/// <summary>A reviewer signs with password and, where the account has one, second factor. Failures count towards the lock-out as at sign-in.</summary>
internal sealed class SignatureVerifier(CheckCredentials credentials) : ISignatureVerifier
{
    /// <inheritdoc/>
    public async Task<SignatureCheck> VerifyAsync(Actor actor, SignatureInput signature, CancellationToken cancellationToken)
    {
        if (!actor.IsPerson)
        {
            return SignatureCheck.Wrong;
        }

        var (outcome, _) = await credentials.ExecuteAsync(new(actor.UserId, null, signature.Password, signature.Code, Signing: true), cancellationToken);
        return outcome switch
        {
            CredentialOutcome.Valid => SignatureCheck.Valid,
            CredentialOutcome.LockedOut => SignatureCheck.LockedOut,
            _ => SignatureCheck.Wrong,
        };
    }
}
