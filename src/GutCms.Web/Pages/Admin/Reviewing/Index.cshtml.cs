using GutCms.Core.Reviews.Model;
using GutCms.Core.Reviews.UseCases;
using GutCms.Core.Security;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Localization;

namespace GutCms.Web.Pages.Admin.Reviewing;

/// <summary>What waits for a decision.</summary>
[AdminPermission(Permissions.PreviewContent, Permissions.AssignReview)]
internal sealed class IndexModel(ListOpenReviews list, TimeProvider time, IStringLocalizer<AdminText> words) : AdminPage(words)
{
    private const int PageSize = 50;

    /// <summary>The views of the queue, in the order of the tabs.</summary>
    public static IReadOnlyList<string> Shows { get; } = ["mine", "role", "overdue", "all"];

    /// <summary>The view that is shown.</summary>
    [BindProperty(SupportsGet = true)]
    public string? Show { get; set; }

    /// <summary>Reviews of this page, most urgent first.</summary>
    public IReadOnlyList<Review> Reviews { get; private set; } = [];

    /// <summary>How many comments are open, by item; items without any are absent.</summary>
    public IReadOnlyDictionary<string, int> OpenThreads { get; private set; } = new Dictionary<string, int>();

    /// <summary>User ids of those for whom the visitor stands in now; only of the visitor's own list.</summary>
    public IReadOnlyCollection<string> StoodInFor { get; private set; } = [];

    /// <summary>Where the list goes on.</summary>
    public Pager Pager { get; private set; } = new(0, 0, null, null);

    /// <summary>UTC.</summary>
    public DateTime NowUtc { get; } = time.GetUtcNow().UtcDateTime;

    /// <summary>Shows the list.</summary>
    public async Task<IActionResult> OnGetAsync(string? after, CancellationToken cancellationToken)
    {
        var decides = AdminPermissionAttribute.HoldsSomewhere(Actor, Permissions.ApproveContent);
        Show = Shows.Contains(Show) ? Show : decides ? "role" : "all";
        ListOpenReviews.Request request = new(Overdue: Show == "overdue", After: after, First: PageSize) { ForOwnRoles = Show == "role", Mine = Show == "mine" };
        var outcome = await list.ExecuteAsync(Actor, request, cancellationToken);
        if (!outcome.Succeeded)
        {
            return Refuse(outcome.Refusal);
        }

        (Reviews, OpenThreads, StoodInFor) = (outcome.Value.Reviews, outcome.Value.OpenThreads, outcome.Value.StoodInForIds);
        Pager = new(outcome.Value.Total, Reviews.Count, outcome.Value.Next, after);
        return Page();
    }
}
