using System.Security.Claims;

namespace GutCms.Web.Features.Providers;

/// <summary>Whom a provider says that it has in front of it. Issuer and subject together are the person; nothing else is (OpenID Connect Core, 5.7).</summary>
/// <param name="Issuer">The provider by its own name, as its signed token has it.</param>
/// <param name="Subject">The person there; never given to another.</param>
internal sealed record ProviderIdentity(string Issuer, string Subject)
{
    // By the standard 255 ASCII characters.
    private const int LongestSubject = 255;
    private const int LongestLabel = 128;

    /// <summary>User name there; null when it says none. People can often choose it, so it opens nothing.</summary>
    public string? UserName { get; private init; }

    /// <summary>Mail address, when the provider has verified it; else null.</summary>
    public string? Email { get; private init; }

    /// <summary>Values of the claim that gives roles.</summary>
    public IReadOnlyList<string> RoleValues { get; private init; } = [];

    /// <summary>The provider says that it took a second factor.</summary>
    public bool HasSecondFactor { get; private init; }

    /// <summary>For people: which account there.</summary>
    public string Label => UserName ?? Email ?? Subject;

    /// <summary>Reads what the provider said; null: it does not say who it is.</summary>
    public static ProviderIdentity? Of(SignInProvider provider, ClaimsPrincipal principal)
    {
        if (principal.FindFirstValue("iss") is not { Length: > 0 } issuer || principal.FindFirstValue("sub") is not { Length: > 0 and <= LongestSubject } subject || subject.Any(char.IsControl))
        {
            return null;
        }

        var verified = bool.TryParse(principal.FindFirstValue("email_verified"), out var flag) && flag;
        return new(issuer, subject)
        {
            UserName = Printable(principal.FindFirstValue("preferred_username")),
            Email = verified ? Printable(principal.FindFirstValue("email")) : null,
            RoleValues = string.IsNullOrWhiteSpace(provider.Options.RoleClaim) ? [] : [.. principal.FindAll(provider.Options.RoleClaim).Select(claim => claim.Value)],
            HasSecondFactor = principal.HasClaim("amr", "mfa"),
        };
    }

    private static string? Printable(string? text) => text?.Trim() is { Length: > 0 and <= LongestLabel } name && !name.Any(char.IsControl) ? name : null;
}
