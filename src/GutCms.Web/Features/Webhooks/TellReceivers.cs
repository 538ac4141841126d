using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using GutCms.Api.Delivery;
using GutCms.Core.Content.Items;
using GutCms.Core.Delivery;
using GutCms.Core.Events;
using GutCms.Core.Storage;

namespace GutCms.Web.Features.Webhooks;

/// <summary>
/// Tells a receiver what changed in what readers get: the pages of <see cref="IDeliveryChanges"/>, one message each, in order. It goes on only when one was taken; so nothing is passed over, whatever fails for however
/// long, and what changed several times meanwhile is told once. One process of a site sends to a receiver at a time.
/// </summary>
internal sealed partial class TellReceivers(IContentStore store, IDeliveryChanges changes, WebhookSender sender, TimeProvider time, ILogger<TellReceivers> logger)
{
    private const int MostChanges = 100;

    // Longer than the longest time-out.
    private static readonly TimeSpan Claim = TimeSpan.FromMinutes(2);

    private readonly string _name = ContentIds.New();

    /// <summary>Tells a receiver what it has not been told yet; where there is nothing, waits for it.</summary>
    /// <param name="receiver">The receiver.</param>
    /// <param name="most">How long it waits at most.</param>
    /// <param name="cancellationToken">Cancels.</param>
    /// <returns>For how long nothing more can be done; zero: go on at once.</returns>
    public async Task<TimeSpan> ExecuteAsync(WebhookReceiver receiver, TimeSpan most, CancellationToken cancellationToken)
    {
        var state = await FindAsync(receiver, cancellationToken) ?? await BeginAsync(receiver, cancellationToken);
        if (PauseOf(state) is { } pause && pause > TimeSpan.Zero)
        {
            return pause;
        }

        var (message, next) = await MessageAsync(state, most, cancellationToken);
        if (message is null)
        {
            return TimeSpan.Zero;
        }

        if (await ClaimAsync(receiver, state, cancellationToken) is not { } claimed)
        {
            return TimeSpan.FromSeconds(1);
        }

        var fault = await sender.SendAsync(receiver, IdOf(receiver, message), Encoding.UTF8.GetBytes(message.ToJsonString(JsonOptions)), cancellationToken);
        return await SettleAsync(receiver, claimed, next, fault);
    }

    private static JsonSerializerOptions JsonOptions { get; } = new() { Encoder = DeliveryBytes.JsonEncoder };

    private DateTime NowUtc => time.GetUtcNow().UtcDateTime;

    // The same message has the same id, however often and by whomever it is sent.
    private static string IdOf(WebhookReceiver receiver, JsonObject message) =>
        "msg_" + Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes($"{receiver.Name}\n{message["type"]!}\n{message["data"]!.ToJsonString()}")))[..32];

    private TimeSpan? PauseOf(WebhookState state)
    {
        var until = state.ClaimedBy is not null && state.ClaimedBy != _name && state.ClaimedUntilUtc > NowUtc ? state.ClaimedUntilUtc : state.NextUtc;
        return until - NowUtc;
    }

    private async Task<WebhookState?> FindAsync(WebhookReceiver receiver, CancellationToken cancellationToken)
    {
        await using var work = await store.ReadAsync(cancellationToken);
        return await WebhookState.FindAsync(work, receiver.Name, cancellationToken);
    }

    /// <summary>A receiver is told what happens from when it is known.</summary>
    private async Task<WebhookState> BeginAsync(WebhookReceiver receiver, CancellationToken cancellationToken)
    {
        var now = await changes.ReadAsync(DeliveryChangesToken.Now, 1, cancellationToken);
        await using var work = await store.BeginAsync(cancellationToken);
        if (await WebhookState.FindAsync(work, receiver.Name, cancellationToken) is { } known)
        {
            return known;
        }

        WebhookState state = new(now.Next);
        await state.SaveAsync(work, receiver.Name, cancellationToken);
        await work.CommitAsync(cancellationToken);
        return state;
    }

    private async Task<(JsonObject? Message, string Next)> MessageAsync(WebhookState state, TimeSpan most, CancellationToken cancellationToken)
    {
        try
        {
            var page = await changes.AwaitAsync(state.Next, MostChanges, most, cancellationToken);
            return (page.Items.Count == 0 ? null : Message("delivery.changed", DeliveryChangesJson.Write(page)), page.Next);
        }
        catch (DeliveryChangesLostException)
        {
            // It was away for too long: it has to build everything anew.
            var now = await changes.ReadAsync(DeliveryChangesToken.Now, 1, cancellationToken);
            return (Message("delivery.lost", DeliveryChangesJson.Write(now)), now.Next);
        }
    }

    private JsonObject Message(string type, byte[] data) => new() { ["type"] = type, ["timestamp"] = ContentDates.FormatInPart(NowUtc), ["data"] = JsonNode.Parse(data) };

    private async Task<WebhookState?> ClaimAsync(WebhookReceiver receiver, WebhookState seen, CancellationToken cancellationToken)
    {
        await using var work = await store.BeginAsync(cancellationToken);
        if (await WebhookState.FindAsync(work, receiver.Name, cancellationToken) is not { } state || state.Next != seen.Next || PauseOf(state) > TimeSpan.Zero)
        {
            return null;
        }

        state = state with { ClaimedBy = _name, ClaimedUntilUtc = NowUtc + Claim };
        await state.SaveAsync(work, receiver.Name, cancellationToken);
        await work.CommitAsync(cancellationToken);
        return state;
    }

    /// <summary>Whatever stops the process, what was taken is written down.</summary>
    private async Task<TimeSpan> SettleAsync(WebhookReceiver receiver, WebhookState claimed, string next, string? fault)
    {
        await using var work = await store.BeginAsync(CancellationToken.None);
        if (await WebhookState.FindAsync(work, receiver.Name, CancellationToken.None) is not { } state || state.ClaimedBy != _name || state.Next != claimed.Next)
        {
            return TimeSpan.Zero;
        }

        var attempts = claimed.Attempts + 1;
        state = fault is null
            ? new WebhookState(next) { TakenUtc = NowUtc }
            : claimed with { ClaimedBy = null, ClaimedUntilUtc = null, Attempts = attempts, NextUtc = NowUtc + EventTelling.Pause(attempts), Fault = fault };
        await state.SaveAsync(work, receiver.Name, CancellationToken.None);
        await work.CommitAsync(CancellationToken.None);
        if (fault is null)
        {
            return TimeSpan.Zero;
        }

        Failed(logger, receiver.Name, attempts, fault);
        return EventTelling.Pause(attempts);
    }

    [LoggerMessage(LogLevel.Warning, "The webhook receiver {Receiver} was not told, attempt {Attempt}. {Fault}")]
    private static partial void Failed(ILogger logger, string receiver, int attempt, string fault);
}
