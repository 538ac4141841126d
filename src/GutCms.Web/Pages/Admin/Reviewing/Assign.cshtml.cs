using GutCms.Core.Reviews.Model;
using GutCms.Core.Reviews.Ports;
using GutCms.Core.Reviews.UseCases;
using GutCms.Core.Security;
using GutCms.Core.Workloads;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Localization;

namespace GutCms.Web.Pages.Admin.Reviewing;

/// <summary>Asks people to decide in a stage, and sets its due date.</summary>
[AdminPermission(Permissions.AssignReview)]
internal sealed class AssignModel(
    AssignReview assign, GetReview look, IReviewerDirectory directory, GetLoads loads, IStringLocalizer<AdminText> words, IStringLocalizer<DeskText> desk) : AdminPage(words)
{
    /// <summary>What was filled in, to be put right; null when the text has to be looked at again first.</summary>
    public AssignForm? Form { get; private set; }

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
        var outcome = await assign.ExecuteAsync(Actor, new(id, ExpectedTag.Of(tag), stage, role, [.. assignees], dueUtc), cancellationToken);
        if (outcome.Succeeded)
        {
            return Done(assignees.Length == 0 ? desk["Assign.ToRole"] : desk["Assign.Done"], $"/admin/review/{id}");
        }

        if (outcome.Refusal.Kind == RefusalKind.Conflict && stage is not null && role is not null && (await look.ExecuteAsync(Actor, id, cancellationToken)).Value is { } view)
        {
            var people = await directory.FindReviewersAsync([role], view.ContentType, cancellationToken);
            Form = new(id, tag, stage, role, people.GetValueOrDefault(role) ?? [], await loads.ExecuteAsync(Actor, cancellationToken)) { Chosen = assignees, Due = Field(due), Was = Field(was) };
        }

        return Refuse(outcome.Refusal);
    }

    private static string? Field(DateOnly? day) => DueDay.Field(day is { } some ? DueDay.End(some) : null);
}
