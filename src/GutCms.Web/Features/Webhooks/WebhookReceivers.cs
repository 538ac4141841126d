using System.Text.Json.Nodes;
using GutCms.Core.Storage;
using Microsoft.AspNetCore.DataProtection;

namespace GutCms.Web.Features.Webhooks;

/// <summary>Receivers as documents of the kind <c>webhook</c>, named by their id. Their secrets are encrypted by data protection.</summary>
/// <remarks>Secrets are encrypted before a transaction begins: data protection may write a new key of its own through another connection.</remarks>
internal sealed class WebhookReceivers(IDataProtectionProvider protection)
{
    /// <summary>Kind of the documents.</summary>
    public const string Kind = "webhook";

    /// <summary>What secrets are encrypted for.</summary>
    public const string Purpose = "GutCms.Webhook.v1";

    /// <summary>How long the secret before signs as well.</summary>
    public static readonly TimeSpan Overlap = TimeSpan.FromDays(1);

    private const string RemovedUtc = nameof(RemovedUtc);

    private readonly IDataProtector _protector = protection.CreateProtector(Purpose);

    /// <summary>Members that hold something encrypted.</summary>
    public static IReadOnlyList<string> Encrypted { get; } = [nameof(WebhookReceiver.Secret), nameof(WebhookReceiver.FormerSecret)];

    /// <summary>All of them, by name.</summary>
    public static async Task<IReadOnlyList<WebhookReceiver>> ListAsync(IUnitOfWork work, CancellationToken cancellationToken) =>
        [.. (await work.ListDocumentsAsync(Kind, cancellationToken)).Select(document => Read(document.Key, document.Value)).OfType<WebhookReceiver>().OrderBy(receiver => receiver.Name, StringComparer.OrdinalIgnoreCase)];

    /// <summary>A receiver; null: there is none, or it was removed.</summary>
    public static async Task<WebhookReceiver?> FindAsync(IUnitOfWork work, string id, CancellationToken cancellationToken) =>
        await work.GetDocumentAsync(Kind, id, cancellationToken) is { } document ? Read(id, document) : null;

    /// <summary>Writes one.</summary>
    public static Task SaveAsync(IUnitOfWork work, WebhookReceiver receiver, CancellationToken cancellationToken) => work.SaveDocumentAsync(
        Kind,
        receiver.Id,
        new JsonObject
        {
            [nameof(WebhookReceiver.Name)] = receiver.Name,
            [nameof(WebhookReceiver.Url)] = receiver.Url.AbsoluteUri,
            [nameof(WebhookReceiver.Secret)] = receiver.Secret,
            [nameof(WebhookReceiver.Purges)] = receiver.Purges?.Name,
            [nameof(WebhookReceiver.FormerSecret)] = receiver.FormerSecret,
            [nameof(WebhookReceiver.FormerUntilUtc)] = StoredInstants.Write(receiver.FormerUntilUtc),
            [nameof(WebhookReceiver.CreatedUtc)] = StoredInstants.Write(receiver.CreatedUtc),
            [nameof(WebhookReceiver.CreatedBy)] = receiver.CreatedBy,
        },
        cancellationToken);

    /// <summary>Removes one, with its secrets.</summary>
    public static Task RemoveAsync(IUnitOfWork work, string id, DateTime nowUtc, CancellationToken cancellationToken) =>
        work.SaveDocumentAsync(Kind, id, new JsonObject { [RemovedUtc] = StoredInstants.Write(nowUtc) }, cancellationToken);

    /// <summary>Encrypts a secret.</summary>
    public string Encrypt(string secret) => _protector.Protect(secret);

    /// <summary>What signs its messages now.</summary>
    public IReadOnlyList<WebhookSecret> SecretsOf(WebhookReceiver receiver, DateTime nowUtc) =>
        receiver.FormerSecret is { } former && receiver.FormerUntilUtc > nowUtc ? [Decrypt(receiver.Secret), Decrypt(former)] : [Decrypt(receiver.Secret)];

    private WebhookSecret Decrypt(string secret) => WebhookSecret.Parse(_protector.Unprotect(secret))!;

    private static WebhookReceiver? Read(string id, JsonObject document) => document.ContainsKey(RemovedUtc)
        ? null
        : new(
            id,
            (string)document[nameof(WebhookReceiver.Name)]!,
            new Uri((string)document[nameof(WebhookReceiver.Url)]!),
            (string)document[nameof(WebhookReceiver.Secret)]!,
            StoredInstants.Read(document[nameof(WebhookReceiver.CreatedUtc)])!.Value,
            (string)document[nameof(WebhookReceiver.CreatedBy)]!)
        {
            Purges = PurgeHeader.Find((string?)document[nameof(WebhookReceiver.Purges)]),
            FormerSecret = (string?)document[nameof(WebhookReceiver.FormerSecret)],
            FormerUntilUtc = StoredInstants.Read(document[nameof(WebhookReceiver.FormerUntilUtc)]),
        };
}
