using System.Globalization;
using GutCms.Web.Features.Hosting;
using GutCms.Web.Features.Users;
using GutCms.Web.Storage.Model;
using GutCms.Web.Texts;

namespace GutCms.Web.Features.Notices.Mailing;

/// <summary>Writes the mail about one notice, or about those of a day, in the language of its receiver.</summary>
internal sealed class WriteNoticeMail(OwnLanguage own, SiteSpeech site, SiteAddress address, UnsubscribeLinks unsubscribe, MailTemplate template)
{
    /// <summary>Writes it.</summary>
    /// <param name="account">The receiver.</param>
    /// <param name="to">The address.</param>
    /// <param name="messageId">Id of the event that it is sent for; its own is made of that.</param>
    /// <param name="rows">What it is about.</param>
    /// <param name="isDigest">It is a mail about a day.</param>
    /// <param name="cancellationToken">Cancels.</param>
    public async Task<Mail.Mail> ExecuteAsync(Account account, string to, string messageId, IReadOnlyList<NoticeRow> rows, bool isDigest, CancellationToken cancellationToken)
    {
        var language = await own.OfAsync(account.User.Id, cancellationToken) ?? site.Language;
        var notices = rows.Select(Notice.Of).ToList();
        var (first, host) = (notices[0], new Uri(address.Base).Host);
        var kind = isDigest ? "*" : first.Kind;
        var text = isDigest ? string.Join("\n", notices.Select(notice => Line(notice, language))) : first.Text.In(language);
        var subject = isDigest ? Say("Mail.Digest.Subject", language, notices.Count) : first.Text.In(language);
        var link = unsubscribe.Of(account.User.Id, kind);
        var values = new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["site"] = host,
            ["greeting"] = Say("Mail.Notice.Greeting", language, account.User.PrintedName ?? account.User.UserName),
            ["text"] = text,
            ["words"] = isDigest ? "" : first.Words ?? "",
            ["link"] = isDigest ? address.Base + "/admin/notices" : $"{address.Base}/admin/notices/{first.NoticeId}",
            ["linkText"] = Say(isDigest ? "Mail.Digest.Link" : "Mail.Notice.Link", language),
            ["footer"] = Say("Mail.Notice.Footer", language, host, account.User.UserName),
            ["settings"] = address.Base + "/account/notices",
            ["settingsText"] = Say("Mail.Notice.Settings", language),
            ["unsubscribe"] = link,
            ["unsubscribeText"] = isDigest ? Say("Mail.Digest.Unsubscribe", language) : Say("Mail.Notice.Unsubscribe", language, SiteSentence.Of($"Notice.Kind.{first.Kind}")),
            ["language"] = language.Name,
        };
        return new(to, OneLine(subject), await template.TextAsync(language, values, cancellationToken))
        {
            Html = await template.HtmlAsync(language, values, cancellationToken),
            MessageId = $"{messageId}@{host}",
            Conversation = isDigest || rows[0].ContentItemId.Length == 0 ? null : $"item-{rows[0].ContentItemId}@{host}",
            Unsubscribe = link,
            IsAutomatic = true,
        };
    }

    private static string Line(Notice notice, CultureInfo language) =>
        $"- {notice.Text.In(language)}{(notice.Words is { Length: > 0 } words ? $"\n  „{words.ReplaceLineEndings(" ")}“" : "")}";

    private static string Say(string name, CultureInfo language, params object?[] arguments) => SiteSentence.Of(name, arguments).In(language);

    private static string OneLine(string text) => new([.. text.Select(letter => char.IsControl(letter) ? ' ' : letter)]);
}
