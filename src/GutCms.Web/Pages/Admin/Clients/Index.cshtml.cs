using GutCms.Core.Security;
using GutCms.Web.Features.Users;
using GutCms.Web.Features.People;
using GutCms.Web.Features.Tokens;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Localization;

namespace GutCms.Web.Pages.Admin.Clients;

/// <summary>The API clients.</summary>
[AdminPermission(Permissions.ManageApplications)]
internal sealed class IndexModel(ListClients list, ListRoles roles, AddClient add, RevokeClient revoke, IStringLocalizer<AdminText> words, IStringLocalizer<DeskText> desk) : AdminPage(words)
{
    /// <summary>All of them, by id.</summary>
    public IReadOnlyList<ClientSummary> Clients { get; private set; } = [];

    /// <summary>Roles to choose from.</summary>
    public IReadOnlyList<RoleSummary> KnownRoles { get; private set; } = [];

    /// <summary>Id of a new client.</summary>
    [BindProperty]
    public string? ClientId { get; set; }

    /// <summary>Name of a new client.</summary>
    [BindProperty]
    public string? DisplayName { get; set; }

    /// <summary>Roles of a new client.</summary>
    [BindProperty]
    public List<string> Roles { get; set; } = [];

    /// <summary>Where codes may be sent, one address a line.</summary>
    [BindProperty]
    public string? RedirectUris { get; set; }

    /// <summary>It cannot keep a secret.</summary>
    [BindProperty]
    public bool IsPublic { get; set; }

    /// <summary>Secret of a client registered just now; it cannot be shown again.</summary>
    public string? NewSecret { get; private set; }

    /// <summary>Id of a client registered just now.</summary>
    public string? NewClient { get; private set; }

    /// <summary>Shows them.</summary>
    public async Task<IActionResult> OnGetAsync(CancellationToken cancellationToken)
    {
        Clients = await list.ExecuteAsync(Actor, cancellationToken);
        KnownRoles = [.. (await roles.ExecuteAsync(Actor, cancellationToken)).Where(role => role.Name is not ("Anonymous" or "Authenticated"))];
        return Page();
    }

    /// <summary>Registers one. Not followed by a redirect: its secret is shown this once.</summary>
    public async Task<IActionResult> OnPostAsync(CancellationToken cancellationToken)
    {
        var lines = (RedirectUris ?? "").Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        if (lines.FirstOrDefault(line => !Uri.TryCreate(line, UriKind.Absolute, out _)) is { } wrong)
        {
            await OnGetAsync(cancellationToken);
            return Again(nameof(RedirectUris), desk["Clients.BadAddress", wrong]);
        }

        var id = ClientId?.Trim() ?? "";
        try
        {
            NewSecret = await add.ExecuteAsync(Actor, new(id, string.IsNullOrWhiteSpace(DisplayName) ? id : DisplayName.Trim(), [.. Roles.Distinct(StringComparer.Ordinal)], [.. lines.Select(line => new Uri(line))], IsPublic), cancellationToken);
            NewClient = id;
            ModelState.Clear();
            (ClientId, DisplayName, RedirectUris, IsPublic, Roles) = (null, null, null, false, []);
            return await OnGetAsync(cancellationToken);
        }
        catch (IdentityRefusedException refused)
        {
            await OnGetAsync(cancellationToken);
            return Again("", refused.Sentence.ToCurrent());
        }
    }

    /// <summary>Takes one away.</summary>
    public async Task<IActionResult> OnPostRevokeAsync([FromForm] string? revoked, CancellationToken cancellationToken)
    {
        try
        {
            await revoke.ExecuteAsync(Actor, revoked ?? "", cancellationToken);
            return Done(desk["Clients.Revoked", revoked ?? ""], "/admin/clients");
        }
        catch (IdentityRefusedException refused)
        {
            await OnGetAsync(cancellationToken);
            return Again("", refused.Sentence.ToCurrent());
        }
    }
}
