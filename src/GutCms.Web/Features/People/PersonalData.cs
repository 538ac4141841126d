using GutCms.Core.Editorial;
using GutCms.Core.Reviews.Facts;
using GutCms.Web.Features.Calendar;
using GutCms.Web.Features.Notices;
using GutCms.Web.Features.Users;
using GutCms.Web.Storage.Model;
using Microsoft.EntityFrameworkCore;
using OpenIddict.EntityFrameworkCore.Models;

namespace GutCms.Web.Features.People;

/// <summary>What the site keeps for a person alone, and nobody else needs.</summary>
internal static class PersonalData
{
    /// <summary>Kinds of documents that are named by the id of the person whose they are.</summary>
    public static IReadOnlyList<string> Documents { get; } = [OwnLanguage.DocumentKind, NoticePreferences.DocumentKind, CalendarFeeds.DocumentKind, SavedFilters.DocumentKind, TimesAway.DocumentKind];

    /// <summary>Removes it, inside a transaction: ways into the account, roles, sessions, tokens, settings, addresses to which mails went or were to go, what was not saved and what was looked at.</summary>
    public static async Task RemoveAsync(GutCmsDbContext context, string userId, CancellationToken cancellationToken)
    {
        await context.Sessions.Where(row => row.UserId == userId).ExecuteDeleteAsync(cancellationToken);
        await context.Passkeys.Where(row => row.UserId == userId).ExecuteDeleteAsync(cancellationToken);
        await context.UserLogins.Where(row => row.UserId == userId).ExecuteDeleteAsync(cancellationToken);
        await context.UserTokens.Where(row => row.UserId == userId).ExecuteDeleteAsync(cancellationToken);
        await context.UserClaims.Where(row => row.UserId == userId).ExecuteDeleteAsync(cancellationToken);
        await context.UserRoles.Where(row => row.UserId == userId).ExecuteDeleteAsync(cancellationToken);
        await context.WorkingCopies.Where(row => row.UserId == userId).ExecuteDeleteAsync(cancellationToken);
        await context.Looks.Where(row => row.UserId == userId).ExecuteDeleteAsync(cancellationToken);
        await context.Set<OpenIddictEntityFrameworkCoreToken>().Where(row => row.Subject == userId).ExecuteDeleteAsync(cancellationToken);
        await context.Set<OpenIddictEntityFrameworkCoreAuthorization>().Where(row => row.Subject == userId).ExecuteDeleteAsync(cancellationToken);
        await context.Documents.Where(row => row.Name == userId && Documents.Contains(row.Kind)).ExecuteDeleteAsync(cancellationToken);
        await context.Notices.Where(row => row.UserId == userId && row.MailedTo != null).ExecuteUpdateAsync(set => set.SetProperty(row => row.MailedTo, (string?)null), cancellationToken);
        await PersonsMails.ChangeAsync(context, userId, data => data.Remove("to"), cancellationToken);
    }
}
