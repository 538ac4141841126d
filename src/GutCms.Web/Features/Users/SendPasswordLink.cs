using System.Globalization;
using System.Text.Json.Nodes;
using GutCms.Core.Audit;
using GutCms.Core.Security;
using GutCms.Core.Storage;
using GutCms.Web.Features.Hosting;
using GutCms.Web.Features.Mail;
using GutCms.Web.Storage.Databases;
using GutCms.Web.Storage.Model;
using GutCms.Web.Texts;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace GutCms.Web.Features.Users;

/// <summary>Sends a link with which a forgotten password can be set anew: valid for an hour and once. Says nothing of whether there is such an account; that it was asked for is on record.</summary>
internal sealed class SendPasswordLink(Database database, UserManagers managers, MailQueue mails, OwnLanguage own, IOptions<SiteOptions> site, SiteAddress address, IHostEnvironment environment, IRefusalLog refusals, TimeProvider time)
{
    /// <summary>Whether the site can do it: mail is configured and the address of the site known. The address of a request is not taken, since whoever asks can forge it.</summary>
    public bool IsAvailable => mails.CanSend && (site.Value.PublicUrl is not null || environment.IsDevelopment());

    /// <summary>Whether a token came by such a link to the address that the account has now, and was not used yet.</summary>
    public static Task<bool> HoldsAsync(UserManager<GutCmsUser> users, GutCmsUser user, string token) =>
        users.VerifyUserTokenAsync(user, TokenOptions.DefaultProvider, PurposeFor(user), token);

    /// <summary>Does it.</summary>
    /// <param name="userNameOrEmail">What was typed.</param>
    /// <param name="subject">Subject of the mail, said in the language of the account.</param>
    /// <param name="text">Makes the text of a mail from its link, in the same language.</param>
    public async Task ExecuteAsync(string userNameOrEmail, Func<string> subject, Func<string, string> text)
    {
        var user = IsAvailable ? await SendAsync(userNameOrEmail, subject, text) : null;

        // What was typed is not kept: it may be a password.
        await refusals.RecordAsync(new AuditDraft(time.GetUtcNow().UtcDateTime, Actor.Anonymous, AuditActions.UserPasswordRequest)
        {
            Details = new JsonObject { ["sent"] = user is not null, ["userId"] = user?.Id, ["userName"] = user?.UserName },
        });
    }

    private async Task<GutCmsUser?> SendAsync(string userNameOrEmail, Func<string> subject, Func<string, string> text)
    {
        await using var context = database.CreateContext();
        using var users = managers.Over(context);
        var user = await users.FindByNameAsync(userNameOrEmail);
        if (user is null)
        {
            // Several accounts may share an address; then only the user name says which one is meant.
            var normalized = users.NormalizeEmail(userNameOrEmail);
            var found = await context.Users.Where(row => row.NormalizedEmail == normalized).Take(2).ToListAsync();
            user = found.Count == 1 ? found[0] : null;
        }

        if (user is not { IsEnabled: true, EmailConfirmed: true, Email: { Length: > 0 } mailbox })
        {
            return null;
        }

        await SendAsync(users, user, mailbox, subject, text);
        return user;
    }

    /// <summary>Sends a link to an account that somebody chose; the mail address shows to be the account's when the link is used.</summary>
    /// <param name="users">The manager.</param>
    /// <param name="user">The account.</param>
    /// <param name="mailbox">Its mail address.</param>
    /// <param name="subject">Subject of the mail, said in the language of the account.</param>
    /// <param name="text">Makes the text of a mail from its link, in the same language.</param>
    public async Task SendAsync(UserManager<GutCmsUser> users, GutCmsUser user, string mailbox, Func<string> subject, Func<string, string> text)
    {
        var link = QueryHelpers.AddQueryString(address.Base + "/account/reset-password", new Dictionary<string, string?>
        {
            ["userId"] = user.Id,
            ["token"] = await users.GenerateUserTokenAsync(user, TokenOptions.DefaultProvider, PurposeFor(user)),
        });
        var language = await own.OfAsync(user.Id, CancellationToken.None) ?? CultureInfo.CurrentUICulture;
        mails.Enqueue(Languages.In(language, () => new Mail.Mail(mailbox, subject(), text(link))));
    }

    // A link that went to an earlier address is void.
    private static string PurposeFor(GutCmsUser user) => "password by mail to " + user.Email?.ToUpperInvariant();
}
