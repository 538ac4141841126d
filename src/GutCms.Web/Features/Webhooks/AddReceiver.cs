using GutCms.Core.Audit;
using GutCms.Core.Content.Items;
using GutCms.Core.Delivery;
using GutCms.Core.Reviews.Model;
using GutCms.Core.Security;
using GutCms.Core.Storage;
using GutCms.Web.Texts;

namespace GutCms.Web.Features.Webhooks;

/// <summary>Adds somebody who is told what changes in what readers get, from now on.</summary>
internal sealed class AddReceiver(IContentStore store, IDeliveryChanges changes, WebhookReceivers receivers, TimeProvider time)
{
    /// <summary>How many there may be.</summary>
    public const int Most = 20;

    /// <summary>Characters of a name.</summary>
    public const int LongestName = 64;

    private const int LongestUrl = 1_000;

    /// <summary>What is asked for.</summary>
    /// <param name="Name">What people call it.</param>
    /// <param name="Url">Where it is told: https, or http.</param>
    /// <param name="Purges">Name of the header by which it purges; null or empty: it is no cache.</param>
    public sealed record Request(string? Name, string? Url, string? Purges = null);

    /// <summary>What was added.</summary>
    /// <param name="Receiver">The receiver.</param>
    /// <param name="Secret">Its secret, which is not shown again.</param>
    public sealed record Added(WebhookReceiver Receiver, string Secret);

    /// <summary>Does it, on record.</summary>
    public async Task<Outcome<Added>> ExecuteAsync(Actor actor, Request request, CancellationToken cancellationToken)
    {
        if (!Authorization.Allows(actor, Permissions.ManageWebhooks))
        {
            return Refusal.Forbidden(SiteSentence.Of("Webhooks.MayNot"), Permissions.ManageWebhooks);
        }

        var name = request.Name?.Trim() ?? "";
        if (name.Length is 0 or > LongestName || name.Any(char.IsControl))
        {
            return new Refusal(RefusalKind.Invalid, SiteSentence.Of("Webhooks.BadName", LongestName));
        }

        if (request.Url?.Trim() is not { Length: <= LongestUrl } text || !Uri.TryCreate(text, UriKind.Absolute, out var url) || url.Scheme is not ("https" or "http") || url.UserInfo.Length > 0)
        {
            return new Refusal(RefusalKind.Invalid, SiteSentence.Of("Webhooks.BadUrl"));
        }

        var purges = PurgeHeader.Find(request.Purges);
        if (purges is null && !string.IsNullOrEmpty(request.Purges))
        {
            return new Refusal(RefusalKind.Invalid, SiteSentence.Of("Webhooks.BadPurge", string.Join(", ", PurgeHeader.All.Select(header => header.Name))));
        }

        // Before the transaction: what changes in between it is told of.
        var (secret, now) = (WebhookSecret.NewText(), await changes.ReadAsync(DeliveryChangesToken.Now, 1, cancellationToken));
        var receiver = new WebhookReceiver(ContentIds.New(), name, url, receivers.Encrypt(secret), time.GetUtcNow().UtcDateTime, actor.UserName) { Purges = purges };
        await using var work = await store.BeginAsync(cancellationToken);
        var known = await WebhookReceivers.ListAsync(work, cancellationToken);
        if (known.Any(other => other.Name.Equals(name, StringComparison.OrdinalIgnoreCase)))
        {
            return new Refusal(RefusalKind.Conflict, SiteSentence.Of("Webhooks.NameTaken", name));
        }

        if (known.Count >= Most)
        {
            return new Refusal(RefusalKind.Conflict, SiteSentence.Of("Webhooks.TooMany", Most));
        }

        await WebhookReceivers.SaveAsync(work, receiver, cancellationToken);
        await new WebhookState(now.Next).SaveAsync(work, receiver.Id, cancellationToken);
        await work.Audit.AppendAsync(new(receiver.CreatedUtc, actor, AuditActions.WebhookAdd) { Details = new() { ["name"] = name, ["url"] = url.AbsoluteUri } }, cancellationToken);
        await work.CommitAsync(cancellationToken);
        return new Added(receiver, secret);
    }
}
