namespace GutCms.Web.Features.Webhooks;

/// <summary>Somebody who is told what changed in what readers get.</summary>
/// <param name="Id">Id, in the form of content ids.</param>
/// <param name="Name">What people call it, 1 to 64 characters; each has another.</param>
/// <param name="Url">Where it is told.</param>
/// <param name="Secret">Its secret, encrypted.</param>
/// <param name="CreatedUtc">Since when it is told, UTC.</param>
/// <param name="CreatedBy">User name of whoever added it.</param>
internal sealed record WebhookReceiver(string Id, string Name, Uri Url, string Secret, DateTime CreatedUtc, string CreatedBy)
{
    /// <summary>It is a cache, which purges what this header names by the time it answers; null: it says itself what it has purged.</summary>
    public PurgeHeader? Purges { get; init; }

    /// <summary>The secret before, encrypted; null: there was none.</summary>
    public string? FormerSecret { get; init; }

    /// <summary>Until when the secret before signs as well, UTC.</summary>
    public DateTime? FormerUntilUtc { get; init; }
}
