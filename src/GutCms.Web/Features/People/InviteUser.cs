using System.Text.Json.Nodes;
using GutCms.Core.Audit;
using GutCms.Core.Security;
using GutCms.Core.Storage;
using GutCms.Web.Features.Users;
using GutCms.Web.Features.Audit;
using GutCms.Web.Texts;

namespace GutCms.Web.Features.People;

/// <summary>Sends a user a link for a password of their own, to the address on file, confirmed or not. Using it confirms the address.</summary>
internal sealed class InviteUser(IContentStore store, UserManagers managers, SendPasswordLink links, RefusedChanges refused, TimeProvider time)
{
    /// <summary>Whether the site can do it.</summary>
    public bool IsAvailable => links.IsAvailable;

    /// <summary>Does it.</summary>
    /// <param name="actor">Who asks for it.</param>
    /// <param name="userName">The user.</param>
    /// <param name="subject">Subject of the mail.</param>
    /// <param name="text">Makes the text of a mail from its link.</param>
    /// <param name="cancellationToken">Cancels.</param>
    /// <exception cref="IdentityRefusedException">There is no such user, no address, no mail, or the actor may not.</exception>
    public Task ExecuteAsync(Actor actor, string userName, Func<string> subject, Func<string, string> text, CancellationToken cancellationToken) =>
        refused.RunAsync(actor, AuditActions.UserInvite, "userName", userName, () => InviteAsync(actor, userName, subject, text, cancellationToken));

    private async Task InviteAsync(Actor actor, string userName, Func<string> subject, Func<string, string> text, CancellationToken cancellationToken)
    {
        Rights.Require(actor, Permissions.ManageUsers, SiteSentence.Of("May.ChangeUsers"));
        await using var work = await store.BeginAsync(cancellationToken);
        using var users = managers.In(work);
        var user = await Rights.FindAsync(users, userName);
        await Rights.RequirePowerOverAsync(work, actor, user, cancellationToken);
        if (!links.IsAvailable)
        {
            throw new IdentityRefusedException(SiteSentence.Of("Account.NoMail"));
        }

        if (user is not { IsEnabled: true, Email: { Length: > 0 } address })
        {
            throw new IdentityRefusedException(SiteSentence.Of("Account.KeptOut", userName));
        }

        await work.Audit.AppendAsync(
            new(time.GetUtcNow().UtcDateTime, actor, AuditActions.UserInvite) { Details = new JsonObject { ["userId"] = user.Id, ["userName"] = user.UserName } }, cancellationToken);
        await work.CommitAsync(cancellationToken);
        await links.SendAsync(users, user, address, subject, text);
    }
}
