using GutCms.Core.Reviews;
using GutCms.Core.Security;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Localization;

namespace GutCms.Web.Pages.Admin.Reviewing;

/// <summary>Asks people to decide in a stage, and sets its due date.</summary>
[AdminPermission(Permissions.AssignReview)]
internal sealed class AssignModel(AssignReview assign, TimeProvider time, IStringLocalizer<AdminText> words, IStringLocalizer<DeskText> desk) : AdminPage(words)
{
    /// <summary>The item.</summary>
    [BindProperty(SupportsGet = true, Name = "id")]
    public string ItemId { get; set; } = "";

    /// <summary>Assigning is done where the text is.</summary>
    public IActionResult OnGet(string id) => LocalRedirect($"/admin/review/{Uri.EscapeDataString(id)}");

    /// <summary>Assigns.</summary>
    public async Task<IActionResult> OnPostAsync(
        string id, [FromForm] string? tag, [FromForm] string? stage, [FromForm] string? role, [FromForm] string[] assignees, [FromForm] DateOnly? due, CancellationToken cancellationToken)
    {
        if (string.IsNullOrEmpty(tag))
        {
            return BadRequest();
        }

        // The end of that day in UTC. The date that is there already may have passed and stays.
        var dueUtc = due?.AddDays(1).ToDateTime(TimeOnly.MinValue, DateTimeKind.Utc);
        var outcome = await assign.ExecuteAsync(Actor, new(id, tag, stage, role, [.. assignees], dueUtc > time.GetUtcNow().UtcDateTime ? dueUtc : null), cancellationToken);
        return outcome.Succeeded ? Done(assignees.Length == 0 ? desk["Assign.ToRole"] : desk["Assign.Done"], $"/admin/review/{id}") : Refuse(outcome.Refusal);
    }
}
