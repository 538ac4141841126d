using System.Text.Json.Nodes;
using GutCms.Api.Review;
using GutCms.Core.Reviews.Policies;
using GutCms.Core.Reviews.UseCases;
using GutCms.Core.Security;
using GutCms.Web.Features.Proposals;
using GutCms.Web.Features.Users;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Localization;
using Microsoft.Extensions.Options;

namespace GutCms.Web.Pages.Admin.Policies;

/// <summary>Writes a review policy as a new version.</summary>
[AdminPermission(Permissions.ManageReviewPolicies)]
internal sealed class EditModel(ListReviewPolicies list, SaveReviewPolicy save, ListColleagues colleagues, ProposeChange proposals, IOptionsMonitor<ReminderOptions> reminders, IStringLocalizer<AdminText> words, IStringLocalizer<DeskText> desk) : AdminPage(words)
{
    /// <summary>The content type.</summary>
    [BindProperty(SupportsGet = true)]
    public string Type { get; set; } = "";

    /// <summary>The form.</summary>
    [BindProperty]
    public PolicyForm Form { get; set; } = new();

    /// <summary>When people are reminded where the policy says nothing.</summary>
    public ReminderOptions OfSite => reminders.CurrentValue;

    /// <summary>People to choose from.</summary>
    public IReadOnlyList<Features.Users.Account> People { get; private set; } = [];

    /// <summary>Roles to choose from.</summary>
    public IReadOnlyList<string> Roles { get; private set; } = [];

    /// <summary>Shows the policy on file as a form.</summary>
    public async Task<IActionResult> OnGetAsync(CancellationToken cancellationToken)
    {
        if (await LoadAsync(cancellationToken) is not { } known)
        {
            return NotFound();
        }

        Form = PolicyForm.Of(known.Entries.FirstOrDefault(entry => entry.ContentType == Type)?.Policy);
        Form.Arrange(more: false);
        return Page();
    }

    /// <summary>Saves it; or gives the form another stage, and saves nothing. Both at one address, so that what is saved does not depend on what was asked before.</summary>
    public async Task<IActionResult> OnPostAsync([FromForm] bool more, CancellationToken cancellationToken)
    {
        if (await LoadAsync(cancellationToken) is null)
        {
            return NotFound();
        }

        ModelState.Clear();
        Form.Arrange(more);
        if (more)
        {
            return Page();
        }

        var (policy, basedOn) = (Form.ToJson(Type), string.IsNullOrEmpty(Form.BasedOn) ? null : Form.BasedOn);
        try
        {
            var outcome = await proposals.RunAsync(
                Actor,
                ProposalKind.Policy,
                Type,
                () => new JsonObject { ["policy"] = policy.DeepClone(), ["basedOn"] = basedOn },
                () => save.ExecuteAsync(Actor, new(policy, basedOn), cancellationToken),
                cancellationToken);
            return outcome.Succeeded ? Done(desk["Policies.Saved", Type, outcome.Value.Version], "/admin/policies") : Refuse(outcome.Refusal);
        }
        catch (WaitsForConfirmationException waits)
        {
            return Done(waits.Sentence.ToCurrent(), "/admin/proposals");
        }
    }

    private async Task<ListReviewPolicies.Result?> LoadAsync(CancellationToken cancellationToken)
    {
        var outcome = await list.ExecuteAsync(Actor, cancellationToken);
        if (!outcome.Succeeded || !outcome.Value.ContentTypes.Contains(Type))
        {
            return null;
        }

        People = await colleagues.ExecuteAsync(Actor, cancellationToken);
        Roles = [.. outcome.Value.Roles.Where(role => role != "Anonymous")];
        return outcome.Value;
    }
}
