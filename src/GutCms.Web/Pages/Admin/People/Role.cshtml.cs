using GutCms.Core.Texts;
using GutCms.Web.Features.Proposals;
using GutCms.Web.Features.Roles;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.Extensions.Localization;

namespace GutCms.Web.Pages.Admin.People;

/// <summary>Makes a role or changes one: shows first what that means and whom it concerns.</summary>
[AdminPermission(Core.Security.Permissions.ManageRoles)]
internal sealed class RoleModel(ChangeRole change, DeleteRole deletion, IStringLocalizer<AdminText> words, IStringLocalizer<DeskText> desk) : AdminPage(words)
{
    /// <summary>Name of the role that is changed; empty: a new one.</summary>
    [BindProperty(SupportsGet = true, Name = "role")]
    public string? Changed { get; set; }

    /// <summary>Name.</summary>
    [BindProperty]
    public string Name { get; set; } = "";

    /// <summary>What it is for.</summary>
    [BindProperty]
    public string? Description { get; set; }

    /// <summary>What it gives.</summary>
    [BindProperty]
    public IReadOnlyCollection<string> Permissions { get; set; } = [];

    /// <summary>Tag of what the visitor saw; empty: there was none.</summary>
    [BindProperty]
    public string? Was { get; set; }

    /// <summary>It does not exist yet.</summary>
    public bool IsNew => string.IsNullOrEmpty(Changed);

    /// <summary>What there is to choose from.</summary>
    public ChangeRole.Choices Choices { get; private set; } = new([], []);

    /// <summary>What it holds that no group shows.</summary>
    public IReadOnlyList<string> Others =>
    [
        .. Permissions.Except(PermissionGroups.All.SelectMany(group => group.Permissions)).Except(Choices.Types.SelectMany(PermissionGroups.OfType)).Except(Choices.Roles.Select(PermissionGroups.ToGive)),
    ];

    /// <summary>What the change would mean; null before it was asked for.</summary>
    public ChangeRole.Preview? Preview { get; private set; }

    /// <summary>What stands against taking it away; empty: nothing.</summary>
    public IReadOnlyList<Sentence> Obstacles { get; private set; } = [];

    /// <summary>Shows the role.</summary>
    public async Task<IActionResult> OnGetAsync(CancellationToken cancellationToken)
    {
        Choices = await change.ChoicesAsync(cancellationToken);
        if (IsNew)
        {
            return Page();
        }

        if (await change.FindAsync(Actor, Changed!, cancellationToken) is not { } role)
        {
            return NotFound();
        }

        (Name, Description, Permissions, Was) = (role.Name, role.Description, role.Permissions, role.Tag);
        Obstacles = await deletion.FindObstaclesAsync(Actor, role.Name, cancellationToken);
        return Page();
    }

    /// <summary>Takes the role away.</summary>
    public async Task<IActionResult> OnPostDeleteAsync(CancellationToken cancellationToken)
    {
        ModelState.Clear();
        try
        {
            var deleted = await deletion.ExecuteAsync(Actor, new(Changed ?? "", Was), cancellationToken);
            if (deleted.Succeeded)
            {
                return Done(desk["Roles.Deleted", deleted.Value.Name], "/admin/roles");
            }

            var shown = await OnGetAsync(cancellationToken);
            return shown is PageResult ? Refuse(deleted.Refusal) : shown;
        }
        catch (WaitsForConfirmationException waits)
        {
            return Done(waits.Sentence.ToCurrent(), "/admin/proposals");
        }
    }

    /// <summary>Shows what it would mean, or does it.</summary>
    public async Task<IActionResult> OnPostAsync([FromForm] bool save, CancellationToken cancellationToken)
    {
        ModelState.Clear();
        Choices = await change.ChoicesAsync(cancellationToken);
        Obstacles = IsNew ? [] : await deletion.FindObstaclesAsync(Actor, Changed!, cancellationToken);
        Name = IsNew ? Name?.Trim() ?? "" : Changed!;
        if (Name.Length == 0)
        {
            return Again("", desk["Roles.NameMissing"]);
        }

        ChangeRole.Request request = new(Name, Description ?? "", [.. Permissions.Distinct(StringComparer.Ordinal)], string.IsNullOrEmpty(Was) ? null : Was);
        if (!save)
        {
            var looked = await change.PreviewAsync(Actor, request, cancellationToken);
            Preview = looked.Value;
            return looked.Succeeded ? Page() : Refuse(looked.Refusal);
        }

        try
        {
            var saved = await change.SaveAsync(Actor, request, cancellationToken);
            return saved.Succeeded ? Done(desk["Roles.Saved", Name], "/admin/roles") : Refuse(saved.Refusal);
        }
        catch (WaitsForConfirmationException waits)
        {
            return Done(waits.Sentence.ToCurrent(), "/admin/proposals");
        }
    }
}
