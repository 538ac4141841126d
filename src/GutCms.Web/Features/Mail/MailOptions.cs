using System.ComponentModel.DataAnnotations;
using MailKit.Security;

namespace GutCms.Web.Features.Mail;

/// <summary>Section <c>GutCms:Mail</c>: how the site sends mail.</summary>
internal sealed class MailOptions
{
    /// <summary>Name of the section.</summary>
    public const string Section = "GutCms:Mail";

    /// <summary>SMTP server; null: no mail is sent, except in Development, where mails are written as files.</summary>
    public string? Host { get; set; }

    /// <summary>Its port, 1 to 65535.</summary>
    [Range(1, 65535, ErrorMessage = "GutCms:Mail:Port has to be 1 to 65535.")]
    public int Port { get; set; } = 587;

    /// <summary>How the connection is secured: <c>StartTls</c>, <c>SslOnConnect</c>, or <c>None</c> for a server on the same machine.</summary>
    public SecureSocketOptions Security { get; set; } = SecureSocketOptions.StartTls;

    /// <summary>User name; null: the server asks for none.</summary>
    public string? UserName { get; set; }

    /// <summary>Password.</summary>
    public string? Password { get; set; }

    /// <summary>Sender.</summary>
    [EmailAddress(ErrorMessage = "GutCms:Mail:From has to be a mail address.")]
    public string From { get; set; } = "gutcms@localhost";

    /// <summary>Hour of the day, UTC, at which those who want it get one mail about what happened since the day before, 0 to 23.</summary>
    [Range(0, 23, ErrorMessage = "GutCms:Mail:DigestHour has to be 0 to 23.")]
    public int DigestHour { get; set; } = 6;
}
