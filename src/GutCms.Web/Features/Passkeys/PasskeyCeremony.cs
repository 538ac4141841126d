using System.Net;
using System.Security.Cryptography;
using System.Text.Json;
using GutCms.Web.Features.Hosting;
using GutCms.Web.Storage.Model;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.Options;

namespace GutCms.Web.Features.Passkeys;

/// <summary>What the server asked a browser for and has to know again when the answer comes: kept by the browser, encrypted, for five minutes.</summary>
/// <param name="Handler">What the framework remembers of the question, with the challenge.</param>
/// <param name="MadeUtc">When it was asked, UTC.</param>
/// <param name="UserId">Who adds a passkey; null: somebody signs in.</param>
/// <param name="Stamp">Security stamp then of whoever adds one.</param>
/// <param name="Name">What the passkey is to be called.</param>
internal sealed record PasskeyQuestion(string Handler, DateTime MadeUtc, string? UserId = null, string? Stamp = null, string? Name = null);

/// <summary>A question for the browser.</summary>
/// <param name="Options">Options of WebAuthn, JSON.</param>
/// <param name="State">For the browser to bring back.</param>
internal sealed record PasskeyOffer(string Options, string State);

/// <summary>
/// Questions and answers of WebAuthn. Origin and domain are those of <see cref="SiteAddress"/>, never what a request names: a passkey of this site answers to no other. The
/// device has to verify its owner, by finger, face or code.
/// </summary>
internal sealed class PasskeyCeremony(SiteAddress address, IDataProtectionProvider protection, TimeProvider time)
{
    private static readonly TimeSpan Lifetime = TimeSpan.FromMinutes(5);

    private readonly IDataProtector _adding = protection.CreateProtector("GutCms.Passkey.Add.v1");
    private readonly IDataProtector _signingIn = protection.CreateProtector("GutCms.Passkey.SignIn.v1");

    /// <summary>Where a browser has to be for passkeys of this site, for example <c>https://example.org</c>. Browsers take no IP address, so a trial on loopback is <c>localhost</c>.</summary>
    public string Origin
    {
        get
        {
            var site = new UriBuilder(new Uri(address.Base).GetLeftPart(UriPartial.Authority));
            site.Host = IPAddress.TryParse(site.Host.Trim('[', ']'), out var ip) && IPAddress.IsLoopback(ip) ? "localhost" : site.Host;
            return site.Uri.GetLeftPart(UriPartial.Authority);
        }
    }

    /// <summary>The framework's part, over the accounts of a transaction.</summary>
    public PasskeyHandler<GutCmsUser> Over(UserManager<GutCmsUser> users)
    {
        var origin = Origin;
        return new(users, Options.Create(new IdentityPasskeyOptions
        {
            ServerDomain = new Uri(origin).Host,
            UserVerificationRequirement = "required",
            ResidentKeyRequirement = "required",
            AuthenticatorTimeout = Lifetime,
            ValidateOrigin = context => ValueTask.FromResult(!context.CrossOrigin && context.Origin == origin),
        }));
    }

    /// <summary>Encrypts a question.</summary>
    public string Keep(PasskeyQuestion question) => For(question.UserId).Protect(JsonSerializer.Serialize(question));

    /// <summary>The question that an answer belongs to; null: it is none of this site, or too old, or somebody else's.</summary>
    /// <param name="state">What the browser brought back.</param>
    /// <param name="userId">Who adds a passkey; null: somebody signs in.</param>
    public PasskeyQuestion? Open(string? state, string? userId)
    {
        try
        {
            var question = JsonSerializer.Deserialize<PasskeyQuestion>(For(userId).Unprotect(state ?? ""))!;
            var age = time.GetUtcNow().UtcDateTime - question.MadeUtc;
            return question.UserId == userId && age >= TimeSpan.Zero && age <= Lifetime ? question : null;
        }
        catch (CryptographicException)
        {
            return null;
        }
    }

    private IDataProtector For(string? userId) => userId is null ? _signingIn : _adding;
}
