using GutCms.Core.Reviews;
using GutCms.Core.Security;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Localization;

namespace GutCms.Web.Pages.Admin.Reviewing;

/// <summary>Asks people to decide in a stage, and sets its due date.</summary>
[AdminPermission(Permissions.AssignReview)]
internal sealed class AssignModel(AssignReview assign, IStringLocalizer<AdminText> words, IStringLocalizer<DeskText> desk) : AdminPage(words)
{
    /// <summary>The item.</summary>
    [BindProperty(SupportsGet = true, Name = "id")]
    public string ItemId { get; set; } = "";

    /// <summary>Assigning is done where the text is.</summary>
    public IActionResult OnGet(string id) => LocalRedirect($"/admin/review/{Uri.EscapeDataString(id)}");

    /// <summary>Assigns.</summary>
    public async Task<IActionResult> OnPostAsync(
        string id, [FromForm] string? tag, [FromForm] string? stage, [FromForm] string? role, [FromForm] string[] assignees, [FromForm] DateOnly? due, [FromForm] DateOnly? was,
        CancellationToken cancellationToken)
    {
        if (string.IsNullOrEmpty(tag))
        {
            return BadRequest();
        }

        // The date that is there already stays as it is, to the instant, passed or not.
        DateTime? dueUtc = due is { } day && due != was ? DueDay.End(day) : null;
        var outcome = await assign.ExecuteAsync(Actor, new(id, tag, stage, role, [.. assignees], dueUtc), cancellationToken);
        return outcome.Succeeded ? Done(assignees.Length == 0 ? desk["Assign.ToRole"] : desk["Assign.Done"], $"/admin/review/{id}") : Refuse(outcome.Refusal);
    }
}
