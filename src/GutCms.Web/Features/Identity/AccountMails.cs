using System.Text.Json.Nodes;
using GutCms.Core;
using GutCms.Core.Audit;
using GutCms.Core.Content;
using GutCms.Core.Reviews;
using GutCms.Web.Features.Mail;
using GutCms.Web.Storage.Model;

namespace GutCms.Web.Features.Identity;

/// <summary>
/// Mails to people about what others did to their accounts. They go through the outbox: told exactly when the change was kept, by a site that runs, also when a command made
/// the change, and tried again until the mail server has taken them.
/// </summary>
internal sealed class AccountMails(MailQueue mails) : IReviewEventHandler
{
    /// <summary>The address of an account became another; told to the old one.</summary>
    public const string AddressChanged = "accountAddressChanged";

    /// <summary>A passkey was added to an account; told to its owner.</summary>
    public const string PasskeyAdded = "accountPasskeyAdded";

    /// <summary>One or all passkeys of an account were removed; told to its owner.</summary>
    public const string PasskeysRemoved = "accountPasskeysRemoved";

    /// <summary>An account was linked with one at a sign-in provider; told to its owner.</summary>
    public const string LoginAdded = "accountLoginAdded";

    /// <summary>One or all links with sign-in providers were removed; told to the owner.</summary>
    public const string LoginsRemoved = "accountLoginsRemoved";

    /// <summary>Appends a mail to the outbox; none where there is no address.</summary>
    public static async Task TellAsync(IUnitOfWork work, Actor actor, GutCmsUser user, string happened, string? address, DateTime nowUtc, CancellationToken cancellationToken)
    {
        if (!string.IsNullOrEmpty(address))
        {
            var data = new JsonObject { ["userName"] = user.UserName, ["to"] = address };
            await work.Outbox.AppendAsync(new(ContentIds.New(), happened, nowUtc, actor.UserId, actor.UserName, "", "", null, data), cancellationToken);
        }
    }

    /// <inheritdoc/>
    public async Task HandleAsync(OutboxMessage message, CancellationToken cancellationToken)
    {
        if (mails.CanSend && Words(message) is { } words)
        {
            await mails.SendAsync(new((string)message.Data["to"]!, words.Subject, words.Text), cancellationToken);
        }
    }

    private static (string Subject, string Text)? Words(OutboxMessage message) => message.Event switch
    {
        AddressChanged => (
            "The mail address of your account was changed",
            $"The account {message.Data["userName"]} had this mail address. {message.ActorName} changed it; links for a new password do not come here any more.\n\n"
            + "If that is not right, tell an administrator of the site at once.\n"),
        PasskeyAdded => (
            "A passkey was added to your account",
            $"A passkey that lets in was added to the account {message.Data["userName"]}.\n\n"
            + "If it was not you, set a new password by the link for a forgotten one, which removes every passkey, and tell an administrator of the site at once.\n"),
        PasskeysRemoved => (
            "A passkey of your account was removed",
            $"{message.ActorName} removed a passkey, or all, of the account {message.Data["userName"]}. What is left stands at your account, under Passkeys.\n"),
        LoginAdded => (
            "Your account was linked with a sign-in provider",
            $"The account {message.Data["userName"]} was linked with one at a sign-in provider, which lets in from now on.\n\n"
            + "If it was not you, set a new password by the link for a forgotten one, which removes every link, and tell an administrator of the site at once.\n"),
        LoginsRemoved => (
            "A link of your account with a sign-in provider was removed",
            $"{message.ActorName} removed a link, or all, of the account {message.Data["userName"]} with sign-in providers. What is left stands at your account, under Sign-in providers.\n"),
        AuditActions.ProposalMake => (
            "A change that weakens the review waits",
            $"{message.ActorName} proposed a change that weakens the review. It waits until an administrator confirms or rejects it: in the admin, under Proposals.\n"),
        AuditActions.ProposalConfirm => ("A change that weakens the review was made", $"{message.ActorName} confirmed a change that weakens the review. What it was stands in the admin, under Proposals.\n"),
        AuditActions.ProposalReject => ("A change that weakens the review was rejected", $"{message.ActorName} rejected a change that weakens the review.\n"),
        _ => null,
    };
}
