using GutCms.Core.Delivery;
using GutCms.Core.Reviews.Model;
using GutCms.Core.Security;
using GutCms.Core.Storage;
using GutCms.Web.Storage.Delivery;
using GutCms.Web.Texts;

namespace GutCms.Web.Features.Webhooks;

/// <summary>Lists who is told what changes, how that goes, and who was told of what was withdrawn last and has purged it.</summary>
internal sealed class ListReceivers(IContentStore store, WithdrawnChanges withdrawn, TimeProvider time)
{
    private const int MostWithdrawals = 10;

    /// <summary>A receiver.</summary>
    /// <param name="Receiver">Who.</param>
    /// <param name="State">How far it has been told.</param>
    /// <param name="Log">Its last messages, newest first.</param>
    /// <param name="BothSecretsUntilUtc">Until when its former secret signs as well, UTC; null: it does not.</param>
    public sealed record Row(WebhookReceiver Receiver, WebhookState State, IReadOnlyList<WebhookLogEntry> Log, DateTime? BothSecretsUntilUtc);

    /// <summary>Something that was withdrawn.</summary>
    /// <param name="ContentItemId">The item.</param>
    /// <param name="Url">Where it was.</param>
    /// <param name="WithdrawnUtc">When, UTC.</param>
    /// <param name="NotTold">Receivers that were not told of it yet.</param>
    /// <param name="NotPurged">Receivers that were told and have not said that they have purged it.</param>
    /// <param name="Purged">Receivers that said so.</param>
    public sealed record Withdrawal(string ContentItemId, string Url, DateTime WithdrawnUtc, IReadOnlyList<string> NotTold, IReadOnlyList<string> NotPurged, IReadOnlyList<string> Purged);

    /// <summary>What there is.</summary>
    /// <param name="Receivers">By name.</param>
    /// <param name="Withdrawals">The last ones, newest first.</param>
    public sealed record Result(IReadOnlyList<Row> Receivers, IReadOnlyList<Withdrawal> Withdrawals);

    /// <summary>Lists them.</summary>
    public async Task<Outcome<Result>> ExecuteAsync(Actor actor, CancellationToken cancellationToken)
    {
        if (!Authorization.Allows(actor, Permissions.ManageWebhooks))
        {
            return Refusal.Forbidden(SiteSentence.Of("Webhooks.MayNot"), Permissions.ManageWebhooks);
        }

        var (rows, now) = (new List<Row>(), time.GetUtcNow().UtcDateTime);
        await using (var work = await store.ReadAsync(cancellationToken))
        {
            foreach (var receiver in await WebhookReceivers.ListAsync(work, cancellationToken))
            {
                if (await WebhookState.FindAsync(work, receiver.Id, cancellationToken) is { } state)
                {
                    rows.Add(new(receiver, state, await WebhookLog.ReadAsync(work, receiver.Id, cancellationToken), receiver.FormerUntilUtc > now ? receiver.FormerUntilUtc : null));
                }
            }
        }

        var withdrawals = rows.Count == 0 ? [] : await withdrawn.ListAsync(MostWithdrawals, cancellationToken);
        return new Result(rows, [.. withdrawals.Select(change => Of(change, rows))]);
    }

    private static Withdrawal Of(WithdrawnChange change, List<Row> rows)
    {
        // Who came later never had it.
        var concerned = rows.Where(row => row.Receiver.CreatedUtc <= change.WithdrawnUtc).ToList();
        return new(
            change.ContentItemId,
            FormerAddress.CanMove(change.Kind) ? FormerAddress.UrlOf(change.Kind, change.Key) : $"/api/delivery/disclaimers/{change.Key}",
            change.WithdrawnUtc,
            Names(row => row.State.ToldUpTo < change.Number),
            Names(row => row.State.ToldUpTo >= change.Number && row.State.PurgedUpTo < change.Number),
            Names(row => row.State.ToldUpTo >= change.Number && row.State.PurgedUpTo >= change.Number));

        IReadOnlyList<string> Names(Func<Row, bool> which) => [.. concerned.Where(which).Select(row => row.Receiver.Name)];
    }
}
