using Microsoft.Extensions.Localization;
using OrchardCore.Workflows.Abstractions.Models;
using OrchardCore.Workflows.Activities;
using OrchardCore.Workflows.Models;

namespace GutCms.OrchardCore.Workflows;

/// <summary>Something that happened in a review, told to workflows after it was kept. Input: <c>ContentItem</c>, <c>ContentType</c>, <c>ActorId</c>, <c>ActorName</c>, <c>Review</c>.</summary>
public abstract class ReviewEvent : EventActivity
{
    /// <summary>Creates it.</summary>
    protected ReviewEvent(IStringLocalizer localizer) => Localizer = localizer;

    /// <summary>Words.</summary>
    protected IStringLocalizer Localizer { get; }

    /// <inheritdoc/>
    public override LocalizedString Category => Localizer["Review"];

    /// <summary>Names of the content types that the event is about; empty: all.</summary>
    public IList<string> ContentTypeFilter
    {
        get => GetProperty<IList<string>>(() => []);
        set => SetProperty(value);
    }

    /// <inheritdoc/>
    public override bool CanExecute(WorkflowExecutionContext workflowContext, ActivityContext activityContext)
    {
        var types = ContentTypeFilter.Where(type => !string.IsNullOrWhiteSpace(type)).ToList();
        return types.Count == 0 || (workflowContext.Input.TryGetValue("ContentType", out var type) && type is string name && types.Contains(name));
    }
}

/// <summary>A text was submitted for review.</summary>
public sealed class ContentSubmittedForReviewEvent(IStringLocalizer<ContentSubmittedForReviewEvent> localizer) : ReviewEvent(localizer)
{
    /// <inheritdoc/>
    public override string Name => nameof(ContentSubmittedForReviewEvent);

    /// <inheritdoc/>
    public override LocalizedString DisplayText => Localizer["Content Submitted for Review"];

    /// <inheritdoc/>
    public override IEnumerable<Outcome> GetPossibleOutcomes(WorkflowExecutionContext workflowContext, ActivityContext activityContext) => Outcomes(Localizer["Done"]);

    /// <inheritdoc/>
    public override ActivityExecutionResult Resume(WorkflowExecutionContext workflowContext, ActivityContext activityContext) => Outcomes("Done");
}

/// <summary>A live text is due to be reviewed again.</summary>
public sealed class ReviewDueEvent(IStringLocalizer<ReviewDueEvent> localizer) : ReviewEvent(localizer)
{
    /// <inheritdoc/>
    public override string Name => nameof(ReviewDueEvent);

    /// <inheritdoc/>
    public override LocalizedString DisplayText => Localizer["Review Due"];

    /// <inheritdoc/>
    public override IEnumerable<Outcome> GetPossibleOutcomes(WorkflowExecutionContext workflowContext, ActivityContext activityContext) => Outcomes(Localizer["Done"]);

    /// <inheritdoc/>
    public override ActivityExecutionResult Resume(WorkflowExecutionContext workflowContext, ActivityContext activityContext) => Outcomes("Done");
}

/// <summary>A reviewer has decided.</summary>
public sealed class ReviewDecidedEvent(IStringLocalizer<ReviewDecidedEvent> localizer) : ReviewEvent(localizer)
{
    /// <summary>Name of the input that says how.</summary>
    internal const string OutcomeInput = "Outcome";

    /// <inheritdoc/>
    public override string Name => nameof(ReviewDecidedEvent);

    /// <inheritdoc/>
    public override LocalizedString DisplayText => Localizer["Review Decided"];

    /// <inheritdoc/>
    public override IEnumerable<Outcome> GetPossibleOutcomes(WorkflowExecutionContext workflowContext, ActivityContext activityContext) =>
        Outcomes(Localizer["Approved"], Localizer["ChangesRequested"]);

    /// <inheritdoc/>
    public override ActivityExecutionResult Resume(WorkflowExecutionContext workflowContext, ActivityContext activityContext) =>
        workflowContext.Input.TryGetValue(OutcomeInput, out var outcome) && outcome?.ToString() == "Approved" ? Outcomes("Approved") : Outcomes("ChangesRequested");
}
