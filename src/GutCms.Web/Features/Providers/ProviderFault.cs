namespace GutCms.Web.Features.Providers;

/// <summary>What a page says after a browser came back from a provider for nothing; by name in the address of the page, and in <c>AccountText</c> as <c>Provider.NAME</c>.</summary>
internal enum ProviderFault
{
    /// <summary>No account is linked, or it is locked or disabled.</summary>
    NotLetIn,

    /// <summary>The person has not agreed at the provider, or it has refused.</summary>
    Cancelled,

    /// <summary>The answer does not hold: too late, from another browser, or not signed as it has to be.</summary>
    Failed,

    /// <summary>The provider cannot be reached.</summary>
    Unavailable,

    /// <summary>A link took too long, or something about the account has changed meanwhile.</summary>
    Stale,

    /// <summary>The account at the provider is linked already.</summary>
    Taken,

    /// <summary>The account has links enough.</summary>
    TooMany,
}
