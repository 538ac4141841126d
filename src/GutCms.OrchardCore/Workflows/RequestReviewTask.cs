using GutCms.OrchardCore.Gate;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Localization;
using OrchardCore.ContentManagement;
using OrchardCore.Workflows.Abstractions.Models;
using OrchardCore.Workflows.Activities;
using OrchardCore.Workflows.Models;

namespace GutCms.OrchardCore.Workflows;

/// <summary>Submits the workflow's content item for review, if the rules allow it. A refusal is in the audit log, and in the workflow's property <c>ReviewRefusal</c>.</summary>
public sealed class RequestReviewTask(IServiceProvider services, IStringLocalizer<RequestReviewTask> localizer) : TaskActivity<RequestReviewTask>
{
    private const string ContentItemInput = "ContentItem";

    /// <inheritdoc/>
    public override LocalizedString DisplayText => localizer["Request Review Task"];

    /// <inheritdoc/>
    public override LocalizedString Category => localizer["Review"];

    /// <inheritdoc/>
    public override bool HasEditor => false;

    /// <inheritdoc/>
    public override IEnumerable<Outcome> GetPossibleOutcomes(WorkflowExecutionContext workflowContext, ActivityContext activityContext) =>
        Outcomes(localizer["Requested"], localizer["Refused"]);

    /// <inheritdoc/>
    public override async Task<ActivityExecutionResult> ExecuteAsync(WorkflowExecutionContext workflowContext, ActivityContext activityContext)
    {
        var id = workflowContext.Input.TryGetValue(ContentItemInput, out var input) && input is IContent content ? content.ContentItem.ContentItemId : workflowContext.CorrelationId;
        if (string.IsNullOrEmpty(id))
        {
            return Outcomes("Refused");
        }

        var outcome = await services.GetRequiredService<EditorialActs>().SubmitAsync(id);
        if (outcome.Succeeded)
        {
            return Outcomes("Requested");
        }

        workflowContext.Properties["ReviewRefusal"] = outcome.Refusal.Sentence.ToString();
        return Outcomes("Refused");
    }
}
