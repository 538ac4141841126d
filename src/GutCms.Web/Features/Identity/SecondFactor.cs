using System.Globalization;
using GutCms.Web.Storage.Model;
using Microsoft.AspNetCore.Identity;
using OtpNet;

namespace GutCms.Web.Features.Identity;

/// <summary>The second factor: a code of six digits that changes every 30 seconds (RFC 6238, SHA-1, as authenticator apps expect), or a recovery code.</summary>
internal sealed class SecondFactor(TimeProvider time)
{
    private const string Provider = "GutCms";
    private const string LastStep = "LastTotpStep";

    // One step either way, for clocks that differ.
    private static readonly VerificationWindow Tolerance = new(previous: 1, future: 1);

    /// <summary>Whether a code holds. Inside a transaction: a code that holds is spent, so that nobody can use it again.</summary>
    public async Task<bool> RedeemAsync(UserManager<GutCmsUser> users, GutCmsUser user, string code)
    {
        var digits = code.Replace(" ", "", StringComparison.Ordinal);
        if (digits.Length != 6 || !digits.All(char.IsAsciiDigit))
        {
            return (await users.RedeemTwoFactorRecoveryCodeAsync(user, code)).Succeeded;
        }

        if (await users.GetAuthenticatorKeyAsync(user) is not { Length: > 0 } key
            || !new Totp(Base32Encoding.ToBytes(key)).VerifyTotp(time.GetUtcNow().UtcDateTime, digits, out var step, Tolerance))
        {
            return false;
        }

        var last = await users.GetAuthenticationTokenAsync(user, Provider, LastStep);
        if (long.TryParse(last, NumberStyles.None, CultureInfo.InvariantCulture, out var used) && step <= used)
        {
            return false;
        }

        (await users.SetAuthenticationTokenAsync(user, Provider, LastStep, step.ToString(CultureInfo.InvariantCulture))).OrThrow();
        return true;
    }
}
