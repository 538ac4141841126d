using MimeKit;
using MimeKit.Utils;

namespace GutCms.Web.Features.Mail;

/// <summary>A mail.</summary>
/// <param name="To">Address.</param>
/// <param name="Subject">Subject.</param>
/// <param name="Text">Plain text.</param>
internal sealed record Mail(string To, string Subject, string Text)
{
    /// <summary>The same as HTML; null: only as text.</summary>
    public string? Html { get; init; }

    /// <summary>Its id, without angle brackets. The same mail, sent again, has the same. Null: a new one.</summary>
    public string? MessageId { get; init; }

    /// <summary>Id of the conversation that it belongs to, without angle brackets; null: to none.</summary>
    public string? Conversation { get; init; }

    /// <summary>Address by which its receiver wants no more of the kind, by one POST (RFC 8058); null: there is none.</summary>
    public string? Unsubscribe { get; init; }

    /// <summary>A program wrote it by itself, and nobody should answer it by one (RFC 3834).</summary>
    public bool IsAutomatic { get; init; }

    /// <summary>It as it is sent.</summary>
    /// <param name="from">Address of the sender.</param>
    /// <param name="date">When.</param>
    public MimeMessage ToMessage(string from, DateTimeOffset date)
    {
        var text = new TextPart("plain") { Text = Text };
        var message = new MimeMessage
        {
            Subject = Subject,
            Date = date,
            MessageId = MessageId ?? MimeUtils.GenerateMessageId(),
            Body = Html is null ? text : new MultipartAlternative(text, new TextPart("html") { Text = Html }),
        };
        message.From.Add(MailboxAddress.Parse(from));
        message.To.Add(MailboxAddress.Parse(To));
        if (Conversation is not null)
        {
            message.References.Add(Conversation);
            message.InReplyTo = Conversation;
        }

        if (Unsubscribe is not null)
        {
            message.Headers.Add(HeaderId.ListUnsubscribe, $"<{Unsubscribe}>");
            message.Headers.Add(HeaderId.ListUnsubscribePost, "List-Unsubscribe=One-Click");
        }

        if (IsAutomatic)
        {
            message.Headers.Add(HeaderId.AutoSubmitted, "auto-generated");
        }

        return message;
    }
}
