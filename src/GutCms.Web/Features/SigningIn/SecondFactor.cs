using System.Globalization;
using GutCms.Web.Features.Users;
using GutCms.Web.Storage.Model;
using Microsoft.AspNetCore.Identity;
using OtpNet;

namespace GutCms.Web.Features.SigningIn;

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

        if (await users.GetAuthenticatorKeyAsync(user) is not { Length: > 0 } key || StepOf(key, digits) is not { } step)
        {
            return false;
        }

        var last = await users.GetAuthenticationTokenAsync(user, Provider, LastStep);
        if (long.TryParse(last, NumberStyles.None, CultureInfo.InvariantCulture, out var used) && step <= used)
        {
            return false;
        }

        await SpendAsync(users, user, step);
        return true;
    }

    /// <summary>The step of time for which a code fits a secret; null when it fits none that is near.</summary>
    /// <param name="key">The secret, base32.</param>
    /// <param name="code">Six digits, with or without spaces.</param>
    public long? StepOf(string key, string code) =>
        new Totp(Base32Encoding.ToBytes(key)).VerifyTotp(time.GetUtcNow().UtcDateTime, code.Replace(" ", "", StringComparison.Ordinal), out var step, Tolerance) ? step : null;

    /// <summary>Inside a transaction: from now on no code of this step or an earlier one holds.</summary>
    public static async Task SpendAsync(UserManager<GutCmsUser> users, GutCmsUser user, long step) =>
        (await users.SetAuthenticationTokenAsync(user, Provider, LastStep, step.ToString(CultureInfo.InvariantCulture))).OrThrow();
}
