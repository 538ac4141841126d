using GutCms.Core.Reviews.UseCases;
using GutCms.Core.Security;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Localization;

namespace GutCms.Web.Pages.Admin.Policies;

/// <summary>What has to be approved, and by whom, before content is published.</summary>
[AdminPermission]
internal sealed class IndexModel(ListReviewPolicies list, IStringLocalizer<AdminText> words) : AdminPage(words)
{
    /// <summary>What is on file.</summary>
    public ListReviewPolicies.Result Policies { get; private set; } = new([], [], []);

    /// <summary>The visitor may write policies.</summary>
    public bool MayWrite => Authorization.Allows(Actor, Permissions.ManageReviewPolicies);

    /// <summary>Shows them.</summary>
    public async Task<IActionResult> OnGetAsync(CancellationToken cancellationToken)
    {
        var outcome = await list.ExecuteAsync(Actor, cancellationToken);
        if (!outcome.Succeeded)
        {
            return Refuse(outcome.Refusal);
        }

        Policies = outcome.Value;
        return Page();
    }
}
