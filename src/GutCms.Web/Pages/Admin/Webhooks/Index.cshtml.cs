using GutCms.Core.Reviews.Model;
using GutCms.Core.Security;
using GutCms.Web.Features.Webhooks;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Localization;

namespace GutCms.Web.Pages.Admin.Webhooks;

/// <summary>Who is told what changes in what readers get, and how that goes.</summary>
[AdminPermission(Permissions.ManageWebhooks)]
internal sealed class IndexModel(
    ListReceivers list, AddReceiver add, ChangeReceiverSecret change, RemoveReceiver remove, TestReceiver test, SendAgain again, IStringLocalizer<AdminText> words, IStringLocalizer<DeskText> desk) : AdminPage(words)
{
    private const string Here = "/admin/webhooks";

    /// <summary>By name.</summary>
    public IReadOnlyList<ListReceivers.Row> Receivers { get; private set; } = [];

    /// <summary>What was withdrawn last.</summary>
    public IReadOnlyList<ListReceivers.Withdrawal> Withdrawals { get; private set; } = [];

    /// <summary>What was typed as the name of a new receiver.</summary>
    public string? Name { get; private set; }

    /// <summary>What was typed as its address.</summary>
    public string? ReceiverUrl { get; private set; }

    /// <summary>The header by which it was said to purge.</summary>
    public string? Purges { get; private set; }

    /// <summary>A secret that was made just now; it cannot be shown again.</summary>
    public string? NewSecret { get; private set; }

    /// <summary>What was done, beside the secret.</summary>
    public string? Made { get; private set; }

    /// <summary>Shows them.</summary>
    public async Task<IActionResult> OnGetAsync(CancellationToken cancellationToken)
    {
        var outcome = await list.ExecuteAsync(Actor, cancellationToken);
        if (!outcome.Succeeded)
        {
            return Refuse(outcome.Refusal);
        }

        (Receivers, Withdrawals) = (outcome.Value.Receivers, outcome.Value.Withdrawals);
        return Page();
    }

    /// <summary>Adds one. Not followed by a redirect: its secret is shown this once.</summary>
    public async Task<IActionResult> OnPostAsync([FromForm] string? name, [FromForm] string? url, [FromForm] string? purges, CancellationToken cancellationToken)
    {
        (Name, ReceiverUrl, Purges) = (name, url, purges);
        var outcome = await add.ExecuteAsync(Actor, new(name, url, purges), cancellationToken);
        if (!outcome.Succeeded)
        {
            return await RefuseAsync(outcome.Refusal, cancellationToken);
        }

        (Name, ReceiverUrl, Purges) = (null, null, null);
        return await ShowAsync(outcome.Value, "Webhooks.Added", cancellationToken);
    }

    /// <summary>Gives one another secret, which is shown this once.</summary>
    public async Task<IActionResult> OnPostSecretAsync([FromForm] string? id, CancellationToken cancellationToken)
    {
        var outcome = await change.ExecuteAsync(Actor, id ?? "", cancellationToken);
        return outcome.Succeeded ? await ShowAsync(outcome.Value, "Webhooks.Changed", cancellationToken) : await RefuseAsync(outcome.Refusal, cancellationToken);
    }

    /// <summary>Sends one a test message.</summary>
    public async Task<IActionResult> OnPostTestAsync([FromForm] string? id, CancellationToken cancellationToken) =>
        await DoneAsync(await test.ExecuteAsync(Actor, id ?? "", cancellationToken), "Webhooks.Tested", cancellationToken);

    /// <summary>Has one told again.</summary>
    public async Task<IActionResult> OnPostAgainAsync([FromForm] string? id, [FromForm] string? message, CancellationToken cancellationToken) =>
        await DoneAsync(await again.ExecuteAsync(Actor, id ?? "", string.IsNullOrEmpty(message) ? null : message, cancellationToken), "Webhooks.SentAgain", cancellationToken);

    /// <summary>Removes one.</summary>
    public async Task<IActionResult> OnPostRemoveAsync([FromForm] string? id, CancellationToken cancellationToken) =>
        await DoneAsync(await remove.ExecuteAsync(Actor, id ?? "", cancellationToken), "Webhooks.Removed", cancellationToken);

    /// <summary>What a message was about.</summary>
    public string Describe(WebhookLogEntry entry) => entry.Type switch
    {
        "test" => desk["Webhooks.TestMessage"],
        "delivery.lost" => desk["Webhooks.Lost"],
        _ => desk["Webhooks.Changes", entry.Changes],
    };

    /// <summary>What came of it.</summary>
    public string DescribeAnswer(WebhookAnswer answer) => answer.Fault ?? desk[answer.Purged ? "Webhooks.TookAndPurged" : "Webhooks.Took", answer.Milliseconds].Value;

    /// <summary>Names, or that there are none.</summary>
    public string Names(IReadOnlyList<string> names) => names.Count == 0 ? desk["Webhooks.Nobody"] : string.Join(", ", names);

    private Task<IActionResult> ShowAsync(AddReceiver.Added added, string made, CancellationToken cancellationToken)
    {
        (NewSecret, Made) = (added.Secret, desk[made, added.Receiver.Name]);
        ModelState.Clear();
        return OnGetAsync(cancellationToken);
    }

    private async Task<IActionResult> DoneAsync(Outcome<WebhookReceiver> outcome, string done, CancellationToken cancellationToken) =>
        outcome.Succeeded ? Done(desk[done, outcome.Value.Name], Here) : await RefuseAsync(outcome.Refusal, cancellationToken);

    private async Task<IActionResult> RefuseAsync(Refusal refusal, CancellationToken cancellationToken)
    {
        // One that is gone is no fault of the address: the list says what there is.
        await OnGetAsync(cancellationToken);
        return Refuse(refusal.Kind == RefusalKind.NotFound ? new Refusal(RefusalKind.Conflict, refusal.Sentence) : refusal);
    }
}
