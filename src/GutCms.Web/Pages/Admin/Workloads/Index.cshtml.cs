using GutCms.Core.Security;
using GutCms.Core.Workloads;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Localization;

namespace GutCms.Web.Pages.Admin.Workloads;

/// <summary>Who has how much to decide and how late it is; what nobody is asked about, shared by load; and what one person takes over from another.</summary>
[AdminPermission(Permissions.AssignReview)]
internal sealed class IndexModel(GetWorkload read, ShareReviews share, TakeOverReview takeOver, IStringLocalizer<AdminText> words, IStringLocalizer<PlanText> plan) : AdminPage(words)
{
    /// <summary>Whose reviews are shown; null: those that nobody is asked about.</summary>
    [BindProperty(SupportsGet = true)]
    public string? Person { get; set; }

    /// <summary>The load.</summary>
    public GetWorkload.Result Load { get; private set; } = new([], [], false);

    /// <summary>What became of what was shared; null: nothing was.</summary>
    public IReadOnlyList<ShareReviews.Line>? Lines { get; private set; }

    /// <summary>The person whose reviews are shown; null: nobody's.</summary>
    public GetWorkload.Person? Shown => Load.People.FirstOrDefault(person => person.UserId == Person);

    /// <summary>The reviews that are shown.</summary>
    public IEnumerable<GetWorkload.Waiting> Reviews => Load.Reviews.Where(review => Shown is { } person ? review.AskedIds.Contains(person.UserId) : review.AskedIds.IsEmpty);

    /// <summary>Shows it.</summary>
    public async Task<IActionResult> OnGetAsync(CancellationToken cancellationToken) => await LoadAsync(cancellationToken) ?? Page();

    /// <summary>Shares the selected reviews by load.</summary>
    public async Task<IActionResult> OnPostShareAsync([FromForm] string[] selected, CancellationToken cancellationToken)
    {
        if (await LoadAsync(cancellationToken) is { } refused)
        {
            return refused;
        }

        if (selected.Length is 0 or > ShareReviews.MostItems)
        {
            return Again("", plan["Workload.Nothing", ShareReviews.MostItems]);
        }

        Lines = await share.ExecuteAsync(Actor, selected, cancellationToken);
        return await LoadAsync(cancellationToken) ?? Page();
    }

    /// <summary>Gives a review from one person to another.</summary>
    public async Task<IActionResult> OnPostTakeOverAsync([FromForm] string? item, [FromForm] string? to, CancellationToken cancellationToken)
    {
        if (string.IsNullOrEmpty(item) || string.IsNullOrEmpty(to) || string.IsNullOrEmpty(Person))
        {
            return BadRequest();
        }

        var outcome = await takeOver.ExecuteAsync(Actor, new(item, Person, to), cancellationToken);
        return outcome.Succeeded ? Done(plan["Workload.TakenOver"], "/admin/workload?person=" + Uri.EscapeDataString(Person))
            : await LoadAsync(cancellationToken) ?? Refuse(outcome.Refusal);
    }

    private async Task<IActionResult?> LoadAsync(CancellationToken cancellationToken)
    {
        var outcome = await read.ExecuteAsync(Actor, cancellationToken);
        Load = outcome.Value ?? Load;
        return outcome.Succeeded ? null : Refuse(outcome.Refusal);
    }
}
