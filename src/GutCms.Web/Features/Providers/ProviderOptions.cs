namespace GutCms.Web.Features.Providers;

/// <summary>Section <c>GutCms:OpenIdConnect:NAME</c>: a provider of OpenID Connect with which people sign in.</summary>
internal sealed class ProviderOptions
{
    /// <summary>Name of the section that holds all of them.</summary>
    public const string Section = "GutCms:OpenIdConnect";

    /// <summary>Address under which the provider publishes its metadata; https, or http on this machine.</summary>
    public string Authority { get; set; } = "";

    /// <summary>Id of this site at the provider.</summary>
    public string ClientId { get; set; } = "";

    /// <summary>Secret of this site at the provider; null: the provider knows it as a public client.</summary>
    public string? ClientSecret { get; set; }

    /// <summary>What people call it, 1 to 64 characters; null: the name of the section.</summary>
    public string? DisplayName { get; set; }

    /// <summary>Scopes asked for besides <c>openid</c>; null: <c>profile</c> and <c>email</c>.</summary>
    public string[]? Scopes { get; set; }

    /// <summary>Claim whose values give roles; null: none does.</summary>
    public string? RoleClaim { get; set; }

    /// <summary>Which value of the claim gives which role.</summary>
    public ProviderRole[] Roles { get; set; } = [];

    /// <summary>Roles come and go with the claim also where that weakens the review; else those that would are left to administrators.</summary>
    public bool MayWeakenReview { get; set; }

    /// <summary>Whoever has one of the values and no account here gets one.</summary>
    public bool CreateAccounts { get; set; }

    /// <summary>No code of this site is asked for when the provider says that it took a second factor (<c>amr</c> holds <c>mfa</c>, RFC 8176).</summary>
    public bool TrustSecondFactor { get; set; }
}

/// <summary>A value of the claim and the role that it gives.</summary>
internal sealed class ProviderRole
{
    /// <summary>The value, compared with regard to case.</summary>
    public string Value { get; set; } = "";

    /// <summary>Name of the role.</summary>
    public string Role { get; set; } = "";
}
