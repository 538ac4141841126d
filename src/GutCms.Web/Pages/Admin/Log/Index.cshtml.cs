using System.Globalization;
using System.Text.Json.Nodes;
using GutCms.Core.Audit;
using GutCms.Core.Content.Items;
using GutCms.Core.Reviews.UseCases;
using GutCms.Core.Security;
using GutCms.Core.Storage;
using GutCms.Web.Features.Audit;
using GutCms.Web.Storage.Model;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Localization;

namespace GutCms.Web.Pages.Admin.Log;

/// <summary>The audit log: read, verified, exported.</summary>
[AdminPermission(Permissions.ViewAuditTrail)]
internal sealed class IndexModel(
    ListAuditEntries list, FindTitles titles, VerifyAuditLog verify, ExportAuditLog export, UserManager<GutCmsUser> users, IContentStore store, IAddressBook addresses, TimeProvider time, IStringLocalizer<AdminText> words) : AdminPage(words)
{
    private const int PageSize = 50;

    private IReadOnlyDictionary<string, string> _addresses = new Dictionary<string, string>();

    /// <summary>The areas of actions, for the choice.</summary>
    public static IReadOnlyList<string> Areas => AuditActions.Areas;

    /// <summary>Only this area, or this action and those below it.</summary>
    [BindProperty(SupportsGet = true)]
    public string? Area { get; set; }

    /// <summary>Only entries of this user, by name or id.</summary>
    [BindProperty(SupportsGet = true)]
    public string? By { get; set; }

    /// <summary>Only entries about items whose title has these words, or about the item of this id.</summary>
    [BindProperty(SupportsGet = true)]
    public string? Item { get; set; }

    /// <summary>Only entries of this request, run or job.</summary>
    [BindProperty(SupportsGet = true)]
    public string? Act { get; set; }

    /// <summary>Only entries of this day or later, UTC.</summary>
    [BindProperty(SupportsGet = true)]
    public DateOnly? From { get; set; }

    /// <summary>Only entries of this day or earlier, UTC.</summary>
    [BindProperty(SupportsGet = true)]
    public DateOnly? To { get; set; }

    /// <summary>Entries of this page, newest first.</summary>
    public IReadOnlyList<AuditEntry> Entries { get; private set; } = [];

    /// <summary>Titles of the items that they are about, as far as the visitor may see them.</summary>
    public IReadOnlyDictionary<string, string> Titles { get; private set; } = new Dictionary<string, string>();

    /// <summary>Where the list goes on.</summary>
    public Pager Pager { get; private set; } = new(0, 0, null, null);

    /// <summary>What a verification found; null when none was made.</summary>
    public AuditVerification? Verification { get; private set; }

    /// <summary>Shows the log.</summary>
    public async Task<IActionResult> OnGetAsync(string? after, CancellationToken cancellationToken)
    {
        var query = new AuditQuery
        {
            ContentItemIds = Given(Item) is not { } item ? null : ContentIds.IsValid(item) ? [item] : await titles.SearchAsync(Actor, item, cancellationToken),
            ActorId = Given(By) is { } user ? (await users.FindByNameAsync(user))?.Id ?? user : null,
            ActId = Given(Act),
            ActionPrefix = Given(Area),
            FromUtc = From?.ToDateTime(TimeOnly.MinValue, DateTimeKind.Utc),
            ToUtc = To?.AddDays(1).ToDateTime(TimeOnly.MinValue, DateTimeKind.Utc),
            First = PageSize,
        };
        var outcome = await list.ExecuteAsync(Actor, query, cancellationToken, after);
        if (!outcome.Succeeded)
        {
            return Refuse(outcome.Refusal);
        }

        Entries = outcome.Value.Entries;
        Titles = await titles.ExecuteAsync(Actor, [.. Entries.Select(entry => entry.ContentItemId).OfType<string>()], cancellationToken);
        await using (var work = await store.ReadAsync(cancellationToken))
        {
            _addresses = await addresses.FindAsync(work, [.. Entries.Select(SourceOf).OfType<string>().Distinct(StringComparer.Ordinal)], cancellationToken);
        }

        Pager = new(outcome.Value.Total, Entries.Count, outcome.Value.Next, after);
        return Page();
    }

    /// <summary>Verifies the whole log and shows what was found.</summary>
    public async Task<IActionResult> OnPostVerifyAsync(CancellationToken cancellationToken)
    {
        var outcome = await verify.ExecuteAsync(Actor, null, cancellationToken);
        Verification = outcome.Value;
        var shown = await OnGetAsync(null, cancellationToken);
        return outcome.Succeeded ? shown : Refuse(outcome.Refusal);
    }

    /// <summary>Sends the log as a file.</summary>
    public async Task<IActionResult> OnPostExportAsync(CancellationToken cancellationToken)
    {
        var outcome = await export.ExecuteAsync(Actor, () =>
        {
            Response.ContentType = "application/jsonl";
            Response.Headers.ContentDisposition = string.Create(CultureInfo.InvariantCulture, $"attachment; filename=\"audit-{time.GetUtcNow():yyyyMMdd-HHmmss}.jsonl\"");
            return Response.Body;
        }, cancellationToken);
        return outcome.Succeeded ? new EmptyResult() : Refuse(outcome.Refusal);
    }

    /// <summary>Where an attempt of somebody who is not signed in came from; null: it was nobody's, or the address is not kept any more.</summary>
    public string? AddressOf(AuditEntry entry) => SourceOf(entry) is { } source ? _addresses.GetValueOrDefault(source) : null;

    private static string? SourceOf(AuditEntry entry) => entry.Details[IAddressBook.Source] is JsonValue value && value.TryGetValue<string>(out var source) ? source : null;

    private static string? Given(string? text) => string.IsNullOrWhiteSpace(text) ? null : text.Trim();
}
