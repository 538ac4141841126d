using System.Text.Json.Nodes;
using GutCms.Core.Audit;
using GutCms.Core.Content.Items;
using GutCms.Core.Reviews.Ports;
using GutCms.Core.Security;
using GutCms.Core.Storage;
using GutCms.Core.Texts;
using GutCms.Web.Features.Mail;
using GutCms.Web.Storage.Model;
using GutCms.Web.Texts;

namespace GutCms.Web.Features.Users;

/// <summary>
/// Mails to people about what others did to their accounts. They go through the outbox: told exactly when the change was kept, by a site that runs, also when a command made
/// the change, and tried again until the mail server has taken them.
/// </summary>
internal sealed class AccountMails(MailQueue mails, OwnLanguage own, SiteSpeech site) : IReviewEventHandler
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

    /// <summary>Roles, printed name, credential or the right to sign in were changed; told to the owner. The data says what as <c>changes</c>.</summary>
    public const string Changed = "accountChanged";

    /// <summary>What is told of accounts.</summary>
    public static IReadOnlyList<string> All { get; } =
        [AddressChanged, Changed, PasskeyAdded, PasskeysRemoved, LoginAdded, LoginsRemoved, AuditActions.ProposalMake, AuditActions.ProposalConfirm, AuditActions.ProposalReject];

    /// <summary>Appends an event to the outbox. The admin shows it to the person; a mail goes where there is an address.</summary>
    public static Task TellAsync(
        IUnitOfWork work, Actor actor, GutCmsUser user, string happened, string? address, DateTime nowUtc, CancellationToken cancellationToken, IReadOnlyCollection<string>? changes = null)
    {
        var data = new JsonObject { ["userName"] = user.UserName, ["to"] = string.IsNullOrEmpty(address) ? null : address, ["userId"] = user.Id };
        if (changes is not null)
        {
            data["changes"] = string.Join(", ", changes);
        }

        return work.Outbox.AppendAsync(new(ContentIds.New(), happened, nowUtc, actor.UserId, actor.UserName, "", "", null, data), cancellationToken);
    }

    /// <inheritdoc/>
    public async Task HandleAsync(OutboxMessage message, CancellationToken cancellationToken)
    {
        if (mails.CanSend && (string?)message.Data["to"] is { } address && Words(message) is { } words)
        {
            var language = ((string?)message.Data["userId"] is { } id ? await own.OfAsync(id, cancellationToken) : null) ?? site.Language;
            await mails.SendAsync(new(address, words.Subject.In(language), words.Text.In(language)), cancellationToken);
        }
    }

    private static (Sentence Subject, Sentence Text)? Words(OutboxMessage message) => message.Event switch
    {
        AddressChanged => (
            SiteSentence.Of("Mail.AddressChanged.Subject"),
            SiteSentence.Of("Mail.AddressChanged", message.Data["userName"], message.ActorName)),
        Changed => (
            SiteSentence.Of("Mail.AccountChanged.Subject"),
            SiteSentence.Of("Mail.AccountChanged", message.ActorName, message.Data["userName"], message.Data["changes"])),
        PasskeyAdded => (
            SiteSentence.Of("Mail.PasskeyAdded.Subject"),
            SiteSentence.Of("Mail.PasskeyAdded", message.Data["userName"])),
        PasskeysRemoved => (
            SiteSentence.Of("Mail.PasskeysRemoved.Subject"),
            SiteSentence.Of("Mail.PasskeysRemoved", message.ActorName, message.Data["userName"])),
        LoginAdded => (
            SiteSentence.Of("Mail.LoginAdded.Subject"),
            SiteSentence.Of("Mail.LoginAdded", message.Data["userName"])),
        LoginsRemoved => (
            SiteSentence.Of("Mail.LoginsRemoved.Subject"),
            SiteSentence.Of("Mail.LoginsRemoved", message.ActorName, message.Data["userName"])),
        AuditActions.ProposalMake => (
            SiteSentence.Of("Mail.ProposalMade.Subject"),
            SiteSentence.Of("Mail.ProposalMade", message.ActorName)),
        AuditActions.ProposalConfirm => (SiteSentence.Of("Mail.ProposalConfirmed.Subject"), SiteSentence.Of("Mail.ProposalConfirmed", message.ActorName)),
        AuditActions.ProposalReject => (SiteSentence.Of("Mail.ProposalRejected.Subject"), SiteSentence.Of("Mail.ProposalRejected", message.ActorName)),
        _ => null,
    };
}
