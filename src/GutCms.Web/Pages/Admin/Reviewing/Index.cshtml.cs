using GutCms.Core.Reviews;
using GutCms.Core.Security;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Localization;

namespace GutCms.Web.Pages.Admin.Reviewing;

/// <summary>What waits for a decision.</summary>
[AdminPermission(Permissions.PreviewContent, Permissions.AssignReview)]
internal sealed class IndexModel(ListOpenReviews list, ListReviewPolicies policies, TimeProvider time, IStringLocalizer<AdminText> words) : AdminPage(words)
{
    private const int Most = 100;

    /// <summary>The views of the queue, in the order of the tabs.</summary>
    public static IReadOnlyList<string> Shows { get; } = ["mine", "role", "overdue", "all"];

    /// <summary>The view that is shown.</summary>
    [BindProperty(SupportsGet = true)]
    public string? Show { get; set; }

    /// <summary>Reviews of this page, most urgent first.</summary>
    public IReadOnlyList<Review> Reviews { get; private set; } = [];

    /// <summary>Where the list goes on.</summary>
    public Pager Pager { get; private set; } = new(0, 0, null, null);

    /// <summary>UTC.</summary>
    public DateTime NowUtc { get; } = time.GetUtcNow().UtcDateTime;

    /// <summary>Shows the list.</summary>
    public async Task<IActionResult> OnGetAsync(string? after, CancellationToken cancellationToken)
    {
        var decides = AdminPermissionAttribute.HoldsSomewhere(Actor, Permissions.ApproveContent);
        Show = Shows.Contains(Show) ? Show : decides ? "role" : "all";
        return Show == "role" ? await ShowRoleAsync(cancellationToken) : await ShowPageAsync(after, cancellationToken);
    }

    private async Task<IActionResult> ShowPageAsync(string? after, CancellationToken cancellationToken)
    {
        var outcome = await list.ExecuteAsync(Actor, new(AssigneeId: Show == "mine" ? Actor.UserId : null, Overdue: Show == "overdue", After: after), cancellationToken);
        if (!outcome.Succeeded)
        {
            return Refuse(outcome.Refusal);
        }

        Reviews = outcome.Value.Reviews;
        Pager = new(outcome.Value.Total, Reviews.Count, outcome.Value.Next, after);
        return Page();
    }

    // A stage is asked for by its name, and policies may give several of them to one role: the first page of each is put together.
    private async Task<IActionResult> ShowRoleAsync(CancellationToken cancellationToken)
    {
        var known = await policies.ExecuteAsync(Actor, cancellationToken);
        if (!known.Succeeded)
        {
            return Refuse(known.Refusal);
        }

        var stages = known.Value.Entries.SelectMany(entry => entry.Policy?.Stages ?? []).Select(stage => stage.Name).Distinct(StringComparer.Ordinal);
        var found = new List<Review>();
        foreach (var stage in stages)
        {
            var outcome = await list.ExecuteAsync(Actor, new(Stage: stage, First: Most), cancellationToken);
            found.AddRange((outcome.Value?.Reviews ?? []).Where(IsForMyRole));
        }

        Reviews = [.. found.OrderBy(review => review.CurrentStage?.DueUtc ?? DateTime.MaxValue).ThenBy(review => review.SubmittedUtc)];
        Pager = new(Reviews.Count, Reviews.Count, null, null);
        return Page();
    }

    private bool IsForMyRole(Review review) =>
        review.Policy.Stages.FirstOrDefault(stage => stage.Name == review.CurrentStage?.Name)?.Roles.Any(role => Actor.Roles.Contains(role.Role)) == true;
}
