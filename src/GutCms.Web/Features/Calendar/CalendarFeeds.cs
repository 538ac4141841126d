using System.Security.Cryptography;
using System.Text.Json.Nodes;
using GutCms.Core.Content.Items;
using GutCms.Core.Security;
using GutCms.Core.Storage;
using GutCms.Web.Features.Hosting;
using GutCms.Web.Features.Users;
using GutCms.Web.Storage.UnitOfWork;
using Microsoft.AspNetCore.DataProtection;

namespace GutCms.Web.Features.Calendar;

/// <summary>
/// Addresses under which a calendar program reads what somebody sees planned, without signing in. Each shows what the person may see at that moment, and nothing once the account is disabled or the
/// person has ended it.
/// </summary>
internal sealed class CalendarFeeds(IContentStore store, IDataProtectionProvider protection, SiteAddress address)
{
    /// <summary>Path of the feeds.</summary>
    public const string Path = "/calendar.ics";

    /// <summary>Kind of its document, named by the id of the person.</summary>
    public const string DocumentKind = "calendar-feed";

    private readonly IDataProtector _protector = protection.CreateProtector("GutCms.Calendar.v1");

    /// <summary>The address of a person's feed; null: there is none.</summary>
    public async Task<string?> FindAsync(Actor actor, CancellationToken cancellationToken)
    {
        await using var work = await store.ReadAsync(cancellationToken);
        return await SerialAsync(work, actor.UserId, cancellationToken) is { } serial ? AddressOf(actor.UserId, serial) : null;
    }

    /// <summary>Gives a person a new address; the one before ends.</summary>
    public Task MakeAsync(Actor actor, CancellationToken cancellationToken) => WriteAsync(actor, ContentIds.New(), cancellationToken);

    /// <summary>Ends a person's feed.</summary>
    public Task EndAsync(Actor actor, CancellationToken cancellationToken) => WriteAsync(actor, null, cancellationToken);

    /// <summary>Whose feed a token opens, with the rights of this moment; null: nobody's.</summary>
    public async Task<Actor?> OpenAsync(string? token, CancellationToken cancellationToken)
    {
        if (Read(token) is not var (userId, serial))
        {
            return null;
        }

        await using var work = await store.ReadAsync(cancellationToken);
        return await SerialAsync(work, userId, cancellationToken) == serial
            && await Accounts.FindAsync(EfUnitOfWork.ContextOf(work), userId, cancellationToken) is { } account && Authorization.Allows(account.ToActor(), Permissions.AccessAdminPanel)
            ? account.ToActor() : null;
    }

    private string AddressOf(string userId, string serial) => $"{address.Base}{Path}?token={Uri.EscapeDataString(_protector.Protect(serial + " " + userId))}";

    private (string UserId, string Serial)? Read(string? token)
    {
        try
        {
            return string.IsNullOrEmpty(token) ? null : _protector.Unprotect(token).Split(' ', 2) is [var serial, var userId] ? (userId, serial) : null;
        }
        catch (CryptographicException)
        {
            return null;
        }
    }

    private async Task WriteAsync(Actor actor, string? serial, CancellationToken cancellationToken)
    {
        await using var work = await store.BeginAsync(cancellationToken);
        await work.SaveDocumentAsync(DocumentKind, actor.UserId, new JsonObject { ["serial"] = serial }, cancellationToken);
        await work.CommitAsync(cancellationToken);
    }

    private static async Task<string?> SerialAsync(IUnitOfWork work, string userId, CancellationToken cancellationToken) => (string?)(await work.GetDocumentAsync(DocumentKind, userId, cancellationToken))?["serial"];
}
