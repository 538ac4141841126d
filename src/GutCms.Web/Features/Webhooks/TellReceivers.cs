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
internal sealed partial class TellReceivers(
    IContentStore store, IDeliveryChanges changes, WebhookReceivers receivers, WebhookSender sender, TimeProvider time, ILogger<TellReceivers> logger)
{
    private const string Changed = "delivery.changed";

    private const int MostChanges = 100;

    // Longer than the longest time-out.
    private static readonly TimeSpan Claim = TimeSpan.FromMinutes(2);

    private static readonly JsonSerializerOptions Relaxed = new() { Encoder = DeliveryBytes.JsonEncoder };

    private readonly string _name = ContentIds.New();

    private DateTime NowUtc => time.GetUtcNow().UtcDateTime;

    /// <summary>Tells a receiver what it has not been told yet; where there is nothing, waits for it.</summary>
    /// <param name="receiverId">The receiver.</param>
    /// <param name="most">How long it waits at most.</param>
    /// <param name="cancellationToken">Cancels.</param>
    /// <returns>For how long nothing more can be done; zero: go on at once; null: the receiver is gone.</returns>
    public async Task<TimeSpan?> ExecuteAsync(string receiverId, TimeSpan most, CancellationToken cancellationToken)
    {
        if (await FindAsync(receiverId, cancellationToken) is not var (receiver, state))
        {
            return null;
        }

        if (PauseOf(state) is { } pause && pause > TimeSpan.Zero)
        {
            return pause;
        }

        if (await FindMessageAsync(receiver, state, most, cancellationToken) is not { } message)
        {
            return TimeSpan.Zero;
        }

        if (await ClaimAsync(receiver, state, cancellationToken) is not { } claimed)
        {
            return TimeSpan.FromSeconds(1);
        }

        var answer = await sender.SendAsync(receiver.Url, receivers.SecretsOf(receiver, NowUtc), message.Id, message.Body, PurgeOf(receiver, message), cancellationToken);
        return await SettleAsync(receiver, claimed, message, answer);
    }

    /// <summary>A message as it is sent.</summary>
    internal static byte[] Write(string type, JsonNode data, DateTime nowUtc) =>
        Encoding.UTF8.GetBytes(new JsonObject { ["type"] = type, ["timestamp"] = ContentDates.FormatInPart(nowUtc), ["data"] = data }.ToJsonString(Relaxed));

    private async Task<(WebhookReceiver Receiver, WebhookState State)?> FindAsync(string receiverId, CancellationToken cancellationToken)
    {
        await using var work = await store.ReadAsync(cancellationToken);
        return await WebhookReceivers.FindAsync(work, receiverId, cancellationToken) is { } receiver && await WebhookState.FindAsync(work, receiverId, cancellationToken) is { } state ? (receiver, state) : null;
    }

    private TimeSpan? PauseOf(WebhookState state)
    {
        var until = state.ClaimedBy is not null && state.ClaimedBy != _name && state.ClaimedUntilUtc > NowUtc ? state.ClaimedUntilUtc : state.NextUtc;
        return until - NowUtc;
    }

    private async Task<Message?> FindMessageAsync(WebhookReceiver receiver, WebhookState state, TimeSpan most, CancellationToken cancellationToken)
    {
        try
        {
            var page = await changes.AwaitAsync(state.Next, MostChanges, most, cancellationToken);
            return page.Items.Count == 0 ? null : Of(receiver, Changed, page);
        }
        catch (DeliveryChangesLostException)
        {
            // It was away for too long, or an earlier state has taken the place of the database: it has to build everything anew.
            return Of(receiver, "delivery.lost", await changes.ReadAsync(DeliveryChangesToken.Now, 1, cancellationToken));
        }
    }

    // The same message has the same id, however often and by whomever it is sent.
    private Message Of(WebhookReceiver receiver, string type, DeliveryChangesPage page)
    {
        var data = DeliveryChangesJson.Write(page);
        byte[] told = [.. Encoding.UTF8.GetBytes($"{receiver.Id}\n{type}\n"), .. data];
        return new("msg_" + Convert.ToHexStringLower(SHA256.HashData(told))[..32], type, Write(type, JsonNode.Parse(data)!, NowUtc), page);
    }

    // Of what was lost nobody knows what it was: such a cache has to be emptied by hand.
    private static (string Name, string Value)? PurgeOf(WebhookReceiver receiver, Message message) =>
        receiver.Purges is { } header && message.Type == Changed ? (header.Name, header.Value(message.Page.Items)) : null;

    private async Task<WebhookState?> ClaimAsync(WebhookReceiver receiver, WebhookState seen, CancellationToken cancellationToken)
    {
        await using var work = await store.BeginAsync(cancellationToken);
        if (await WebhookState.FindAsync(work, receiver.Id, cancellationToken) is not { } state || state.Next != seen.Next || PauseOf(state) > TimeSpan.Zero)
        {
            return null;
        }

        state = state with { ClaimedBy = _name, ClaimedUntilUtc = NowUtc + Claim };
        await state.SaveAsync(work, receiver.Id, cancellationToken);
        await work.CommitAsync(cancellationToken);
        return state;
    }

    /// <summary>Whatever stops the process, what was taken is written down.</summary>
    private async Task<TimeSpan> SettleAsync(WebhookReceiver receiver, WebhookState claimed, Message message, WebhookAnswer answer)
    {
        await using var work = await store.BeginAsync(CancellationToken.None);
        await WebhookLog.AddAsync(work, receiver.Id, new(NowUtc, message.Id, message.Type, claimed.Next, message.Page.Items.Count, answer), CancellationToken.None);
        var pause = TimeSpan.Zero;

        // Not where somebody has had it sent again from elsewhere meanwhile.
        if (await WebhookState.FindAsync(work, receiver.Id, CancellationToken.None) is { } state && state.ClaimedBy == _name && state.Next == claimed.Next)
        {
            var attempts = claimed.Attempts + 1;
            pause = answer.Fault is null ? TimeSpan.Zero : EventTelling.Pause(attempts);
            state = answer.Fault is null
                ? new WebhookState(message.Page.Next) { TakenUtc = NowUtc, Purged = answer.Purged ? message.Page.Next : state.Purged }
                : state with { ClaimedBy = null, ClaimedUntilUtc = null, Attempts = attempts, NextUtc = NowUtc + pause, Fault = answer.Fault };
            await state.SaveAsync(work, receiver.Id, CancellationToken.None);
            if (answer.Fault is not null)
            {
                Failed(logger, receiver.Name, attempts, answer.Fault);
            }
        }

        await work.CommitAsync(CancellationToken.None);
        return pause;
    }

    [LoggerMessage(LogLevel.Warning, "The webhook receiver {Receiver} was not told, attempt {Attempt}: {Fault}")]
    private static partial void Failed(ILogger logger, string receiver, int attempt, string fault);

    private sealed record Message(string Id, string Type, byte[] Body, DeliveryChangesPage Page);
}
