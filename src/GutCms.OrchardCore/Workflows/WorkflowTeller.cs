using System.Text.Json.Nodes;
using GutCms.Core.Reviews.Ports;
using GutCms.Core.Storage;
using OrchardCore.ContentManagement;
using OrchardCore.Workflows.Services;

namespace GutCms.OrchardCore.Workflows;

/// <summary>Starts and resumes the workflows that wait for an event. In the transaction that marks it as told, so a workflow is not run twice.</summary>
internal sealed class WorkflowTeller(IWorkflowManager workflows, IContentManager content) : IReviewEventHandler
{
    /// <inheritdoc/>
    public async Task HandleAsync(OutboxMessage message, CancellationToken cancellationToken)
    {
        var name = message.Event switch
        {
            ReviewEvents.Submitted => nameof(ContentSubmittedForReviewEvent),
            ReviewEvents.Decided => nameof(ReviewDecidedEvent),
            ReviewEvents.ReviewDue => nameof(ReviewDueEvent),
            _ => null,
        };
        if (name is null || message.VersionId is null || await content.GetVersionAsync(message.VersionId) is not { } item)
        {
            return;
        }

        var input = new Dictionary<string, object>
        {
            ["ContentItem"] = item,
            ["ContentType"] = message.ContentType,
            ["ActorId"] = message.ActorId,
            ["ActorName"] = message.ActorName,
            ["Review"] = Values(message.Data),
        };
        if ((string?)message.Data["outcome"] is { } outcome)
        {
            input[ReviewDecidedEvent.OutcomeInput] = outcome;
        }

        await workflows.TriggerEventAsync(name, input, message.ContentItemId);
    }

    /// <summary>Plain values, which scripts and Liquid read.</summary>
    private static Dictionary<string, object> Values(JsonObject data) =>
        data.Where(member => member.Value is JsonValue).ToDictionary(member => member.Key, member => (object)member.Value!.ToString(), StringComparer.Ordinal);
}
