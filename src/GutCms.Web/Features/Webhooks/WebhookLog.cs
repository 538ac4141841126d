using System.Text.Json.Nodes;
using GutCms.Core.Storage;

namespace GutCms.Web.Features.Webhooks;

/// <summary>A message that was sent.</summary>
/// <param name="AtUtc">When, UTC.</param>
/// <param name="MessageId">Its id.</param>
/// <param name="Type">Its type.</param>
/// <param name="From">Token of the changes that it told; null: it told none.</param>
/// <param name="Changes">How many.</param>
/// <param name="Answer">What came of it.</param>
internal sealed record WebhookLogEntry(DateTime AtUtc, string MessageId, string Type, string? From, int Changes, WebhookAnswer Answer);

/// <summary>The last messages to a receiver, newest first: a document of the site.</summary>
internal static class WebhookLog
{
    private const string Kind = "webhook-log";
    private const string Entries = nameof(Entries);
    private const int Most = 50;

    /// <summary>Reads it.</summary>
    public static async Task<IReadOnlyList<WebhookLogEntry>> ReadAsync(IUnitOfWork work, string receiverId, CancellationToken cancellationToken) =>
        await work.GetDocumentAsync(Kind, receiverId, cancellationToken) is { } document ? [.. document[Entries]!.AsArray().Select(entry => Read(entry!.AsObject()))] : [];

    /// <summary>Writes an entry, in place of the oldest where there are many.</summary>
    public static async Task AddAsync(IUnitOfWork work, string receiverId, WebhookLogEntry entry, CancellationToken cancellationToken)
    {
        var entries = (await ReadAsync(work, receiverId, cancellationToken)).Prepend(entry).Take(Most).Select(kept => (JsonNode)Write(kept));
        await work.SaveDocumentAsync(Kind, receiverId, new JsonObject { [Entries] = new JsonArray([.. entries]) }, cancellationToken);
    }

    private static JsonObject Write(WebhookLogEntry entry) => new()
    {
        [nameof(WebhookLogEntry.AtUtc)] = StoredInstants.Write(entry.AtUtc),
        [nameof(WebhookLogEntry.MessageId)] = entry.MessageId,
        [nameof(WebhookLogEntry.Type)] = entry.Type,
        [nameof(WebhookLogEntry.From)] = entry.From,
        [nameof(WebhookLogEntry.Changes)] = entry.Changes,
        [nameof(WebhookAnswer.Fault)] = entry.Answer.Fault,
        [nameof(WebhookAnswer.Purged)] = entry.Answer.Purged,
        [nameof(WebhookAnswer.Milliseconds)] = entry.Answer.Milliseconds,
    };

    private static WebhookLogEntry Read(JsonObject entry) => new(
        StoredInstants.Read(entry[nameof(WebhookLogEntry.AtUtc)])!.Value,
        (string)entry[nameof(WebhookLogEntry.MessageId)]!,
        (string)entry[nameof(WebhookLogEntry.Type)]!,
        (string?)entry[nameof(WebhookLogEntry.From)],
        (int)entry[nameof(WebhookLogEntry.Changes)]!,
        new((string?)entry[nameof(WebhookAnswer.Fault)], (bool)entry[nameof(WebhookAnswer.Purged)]!, (int)entry[nameof(WebhookAnswer.Milliseconds)]!));
}
