using OrchardCore.Workflows.Display;

namespace GutCms.OrchardCore.Workflows;

/// <summary>What the editor of an event asks for.</summary>
public class ReviewEventForm
{
    /// <summary>Names of content types; empty: all.</summary>
    public IList<string> SelectedContentTypeNames { get; set; } = [];
}

/// <summary>Shows an event in the workflow editor, and which types it is about.</summary>
/// <typeparam name="TEvent">The event.</typeparam>
public abstract class ReviewEventDisplayDriver<TEvent> : ActivityDisplayDriver<TEvent, ReviewEventForm>
    where TEvent : ReviewEvent
{
    /// <inheritdoc/>
    protected override void EditActivity(TEvent activity, ReviewEventForm model) => model.SelectedContentTypeNames = activity.ContentTypeFilter;

    /// <inheritdoc/>
    protected override void UpdateActivity(ReviewEventForm model, TEvent activity) =>
        activity.ContentTypeFilter = [.. model.SelectedContentTypeNames.Where(name => !string.IsNullOrWhiteSpace(name))];
}

/// <summary>Shows the event in the workflow editor.</summary>
public sealed class ContentSubmittedForReviewEventDisplayDriver : ReviewEventDisplayDriver<ContentSubmittedForReviewEvent>;

/// <summary>Shows the event in the workflow editor.</summary>
public sealed class ReviewDecidedEventDisplayDriver : ReviewEventDisplayDriver<ReviewDecidedEvent>;

/// <summary>Shows the event in the workflow editor.</summary>
public sealed class ReviewDueEventDisplayDriver : ReviewEventDisplayDriver<ReviewDueEvent>;
