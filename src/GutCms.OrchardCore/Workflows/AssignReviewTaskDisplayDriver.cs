using OrchardCore.Workflows.Display;
using OrchardCore.Workflows.Models;

namespace GutCms.OrchardCore.Workflows;

/// <summary>What the editor of the task asks for.</summary>
public class AssignReviewForm
{
    /// <summary>User names, separated by commas, Liquid.</summary>
    public string? UserNames { get; set; }

    /// <summary>Days from now until a decision is due; 0: no change.</summary>
    public int DueInDays { get; set; }
}

/// <summary>Shows the task in the workflow editor.</summary>
public sealed class AssignReviewTaskDisplayDriver : ActivityDisplayDriver<AssignReviewTask, AssignReviewForm>
{
    /// <inheritdoc/>
    protected override void EditActivity(AssignReviewTask activity, AssignReviewForm model) =>
        (model.UserNames, model.DueInDays) = (activity.UserNames.Expression, activity.DueInDays);

    /// <inheritdoc/>
    protected override void UpdateActivity(AssignReviewForm model, AssignReviewTask activity) =>
        (activity.UserNames, activity.DueInDays) = (new WorkflowExpression<string>(model.UserNames), Math.Clamp(model.DueInDays, 0, 3650));
}
