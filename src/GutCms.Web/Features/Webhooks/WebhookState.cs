using System.Text.Json.Nodes;
using GutCms.Core.Delivery;
using GutCms.Core.Storage;

namespace GutCms.Web.Features.Webhooks;

/// <summary>How far a receiver has been told: a document of the site.</summary>
/// <param name="Next">Token of the changes that it has not been told of yet.</param>
internal sealed record WebhookState(string Next)
{
    /// <summary>Kind of the documents.</summary>
    public const string Kind = "webhook-state";

    /// <summary>Who is sending, until <see cref="ClaimedUntilUtc"/>; null: nobody.</summary>
    public string? ClaimedBy { get; init; }

    /// <summary>When somebody else may send, whatever became of who was sending, UTC.</summary>
    public DateTime? ClaimedUntilUtc { get; init; }

    /// <summary>How often it failed in a row.</summary>
    public int Attempts { get; init; }

    /// <summary>When it is tried again, UTC; null: as soon as there is something.</summary>
    public DateTime? NextUtc { get; init; }

    /// <summary>What failed last; null: nothing.</summary>
    public string? Fault { get; init; }

    /// <summary>When it last took a message, UTC.</summary>
    public DateTime? TakenUtc { get; init; }

    /// <summary>Token up to which it said that it has purged what it was told of; null: it never did.</summary>
    public string? Purged { get; init; }

    /// <summary>Number of the last change that it was told of.</summary>
    public long ToldUpTo => DeliveryChangesToken.Parse(Next).Position;

    /// <summary>Number of the last change of which it said that it has purged it.</summary>
    public long PurgedUpTo => Purged is null ? 0 : DeliveryChangesToken.Parse(Purged).Position;

    /// <summary>Reads it; null: nothing is known of a receiver.</summary>
    public static async Task<WebhookState?> FindAsync(IUnitOfWork work, string receiverId, CancellationToken cancellationToken) =>
        await work.GetDocumentAsync(Kind, receiverId, cancellationToken) is { } document && (string?)document[nameof(Next)] is { } next
            ? new(next)
            {
                ClaimedBy = (string?)document[nameof(ClaimedBy)],
                ClaimedUntilUtc = StoredInstants.Read(document[nameof(ClaimedUntilUtc)]),
                Attempts = (int?)document[nameof(Attempts)] ?? 0,
                NextUtc = StoredInstants.Read(document[nameof(NextUtc)]),
                Fault = (string?)document[nameof(Fault)],
                TakenUtc = StoredInstants.Read(document[nameof(TakenUtc)]),
                Purged = (string?)document[nameof(Purged)],
            }
            : null;

    /// <summary>Writes it.</summary>
    public Task SaveAsync(IUnitOfWork work, string receiverId, CancellationToken cancellationToken) => work.SaveDocumentAsync(
        Kind,
        receiverId,
        new JsonObject
        {
            [nameof(Next)] = Next,
            [nameof(ClaimedBy)] = ClaimedBy,
            [nameof(ClaimedUntilUtc)] = StoredInstants.Write(ClaimedUntilUtc),
            [nameof(Attempts)] = Attempts,
            [nameof(NextUtc)] = StoredInstants.Write(NextUtc),
            [nameof(Fault)] = Fault,
            [nameof(TakenUtc)] = StoredInstants.Write(TakenUtc),
            [nameof(Purged)] = Purged,
        },
        cancellationToken);
}
