using System.Globalization;
using GutCms.Core.Reviews.Model;
using GutCms.Core.Security;
using GutCms.Core.Storage;
using GutCms.Core.Texts;
using GutCms.Web.Features.Hosting;
using GutCms.Web.Features.Mail;
using GutCms.Web.Features.Users;
using GutCms.Web.Texts;

namespace GutCms.Web.Features.Notices.Mailing;

/// <summary>Sends a mail to whoever asks, at once, so that they see whether the mail server takes one, and what it says where it does not.</summary>
internal sealed class SendTestMail(IContentStore store, MailQueue mails, SiteAddress address)
{
    /// <summary>Does it.</summary>
    /// <returns>The address.</returns>
    public async Task<Outcome<string>> ExecuteAsync(Actor actor, CancellationToken cancellationToken)
    {
        if (!Authorization.Allows(actor, Permissions.ManageSettings))
        {
            return Refusal.Forbidden(SiteSentence.Of("TestMail.MayNot"), Permissions.ManageSettings);
        }

        if (!mails.CanSend)
        {
            return new Refusal(RefusalKind.Conflict, SiteSentence.Of("TestMail.NoServer"));
        }

        if (await AddressAsync(actor, cancellationToken) is not { } to)
        {
            return new Refusal(RefusalKind.Conflict, SiteSentence.Of("TestMail.NoAddress"));
        }

        try
        {
            var language = CultureInfo.CurrentUICulture;
            await mails.SendAsync(new(to, SiteSentence.Of("Mail.Test.Subject", address.Base).In(language), SiteSentence.Of("Mail.Test", address.Base).In(language)) { IsAutomatic = true }, cancellationToken, asksAnyway: true);
            return to;
        }
        catch (Exception fault) when (fault is not OperationCanceledException || !cancellationToken.IsCancellationRequested)
        {
            return new Refusal(RefusalKind.Conflict, SiteSentence.Of("TestMail.Failed", Sentence.Verbatim(fault.Message)));
        }
    }

    private async Task<string?> AddressAsync(Actor actor, CancellationToken cancellationToken)
    {
        await using var work = await store.ReadAsync(cancellationToken);
        return (await Everybody.LoadAsync(work, cancellationToken)).Find(actor.UserId)?.User.Email is { Length: > 0 } to ? to : null;
    }
}
