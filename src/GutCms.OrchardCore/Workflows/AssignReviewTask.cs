using GutCms.OrchardCore.Gate;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Localization;
using OrchardCore.ContentManagement;
using OrchardCore.Users;
using OrchardCore.Users.Models;
using OrchardCore.Workflows.Abstractions.Models;
using OrchardCore.Workflows.Activities;
using OrchardCore.Workflows.Models;
using OrchardCore.Workflows.Services;

namespace GutCms.OrchardCore.Workflows;

/// <summary>
/// Asks people by name to decide in the current stage of the workflow's content item, or sets when that is due, if the rules allow it. A refusal is in the audit log, and in the workflow's property
/// <c>ReviewRefusal</c>.
/// </summary>
public sealed class AssignReviewTask(IServiceProvider services, IWorkflowExpressionEvaluator expressions, IStringLocalizer<AssignReviewTask> localizer) : TaskActivity<AssignReviewTask>
{
    /// <summary>User names, separated by commas, Liquid; empty: whoever is asked stays so.</summary>
    public WorkflowExpression<string> UserNames
    {
        get => GetProperty(() => new WorkflowExpression<string>());
        set => SetProperty(value);
    }

    /// <summary>Days from now until a decision is due; 0: the due date stays as it is.</summary>
    public int DueInDays
    {
        get => GetProperty(() => 0);
        set => SetProperty(value);
    }

    /// <inheritdoc/>
    public override LocalizedString DisplayText => localizer["Assign Review Task"];

    /// <inheritdoc/>
    public override LocalizedString Category => localizer["Review"];

    /// <inheritdoc/>
    public override IEnumerable<Outcome> GetPossibleOutcomes(WorkflowExecutionContext workflowContext, ActivityContext activityContext) =>
        Outcomes(localizer["Assigned"], localizer["Refused"]);

    /// <inheritdoc/>
    public override async Task<ActivityExecutionResult> ExecuteAsync(WorkflowExecutionContext workflowContext, ActivityContext activityContext)
    {
        var written = await expressions.EvaluateAsync(UserNames, workflowContext, encoder: null);
        var names = (written ?? "").Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
        var ids = new List<string>();
        foreach (var name in names)
        {
            if (await services.GetRequiredService<UserManager<IUser>>().FindByNameAsync(name) is not User user)
            {
                return Refuse($"There is no user named {name}.");
            }

            ids.Add(user.UserId);
        }

        var id = workflowContext.Input.TryGetValue("ContentItem", out var input) && input is IContent content ? content.ContentItem.ContentItemId : workflowContext.CorrelationId;
        if (string.IsNullOrEmpty(id))
        {
            return Refuse("The workflow is about no content item.");
        }

        DateTime? due = DueInDays > 0 ? services.GetRequiredService<TimeProvider>().GetUtcNow().UtcDateTime.AddDays(DueInDays) : null;
        var outcome = await services.GetRequiredService<EditorialActs>().AssignAsync(id, names.Length == 0 ? null : [.. ids], due);
        return outcome.Succeeded ? Outcomes("Assigned") : Refuse(outcome.Refusal.Sentence.ToString());

        ActivityExecutionResult Refuse(string why)
        {
            workflowContext.Properties["ReviewRefusal"] = why;
            return Outcomes("Refused");
        }
    }
}
