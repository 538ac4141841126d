using GutCms.Core.Releases;
using GutCms.Core.Security;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Localization;

namespace GutCms.Web.Pages.Admin.Releases;

/// <summary>What is to go live together: all releases, and a new one.</summary>
[AdminPermission(Permissions.PublishContent, Permissions.PublishOwnContent)]
internal sealed class IndexModel(GetReleases read, SaveRelease save, IStringLocalizer<AdminText> words, IStringLocalizer<PlanText> plan) : AdminPage(words)
{
    /// <summary>All of them.</summary>
    public IReadOnlyList<Release> All { get; private set; } = [];

    /// <summary>Name of a new one.</summary>
    [BindProperty]
    public string? Name { get; set; }

    /// <summary>Shows them.</summary>
    public async Task<IActionResult> OnGetAsync(CancellationToken cancellationToken) => await LoadAsync(cancellationToken) ?? Page();

    /// <summary>Makes one.</summary>
    public async Task<IActionResult> OnPostAsync(CancellationToken cancellationToken)
    {
        var outcome = await save.ExecuteAsync(Actor, new(null, 0, Name ?? "", null, []), cancellationToken);
        return outcome.Succeeded ? Done(plan["Release.Made"], "/admin/releases/" + outcome.Value.ReleaseId)
            : await LoadAsync(cancellationToken) ?? Refuse(outcome.Refusal);
    }

    private async Task<IActionResult?> LoadAsync(CancellationToken cancellationToken)
    {
        var outcome = await read.ListAsync(Actor, cancellationToken);
        All = outcome.Value ?? [];
        return outcome.Succeeded ? null : Refuse(outcome.Refusal);
    }
}
