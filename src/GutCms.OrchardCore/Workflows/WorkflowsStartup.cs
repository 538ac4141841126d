using GutCms.Core.Reviews.Ports;
using Microsoft.Extensions.DependencyInjection;
using OrchardCore.Modules;
using OrchardCore.Workflows.Display;
using OrchardCore.Workflows.Helpers;

namespace GutCms.OrchardCore.Workflows;

/// <summary>Registers the feature <c>GutCms Workflows</c>: what happens in reviews, as events of Orchard Core's workflows, and a task.</summary>
[Feature(FeatureIds.Workflows)]
public sealed class WorkflowsStartup : StartupBase
{
    /// <inheritdoc/>
    public override void ConfigureServices(IServiceCollection services)
    {
        services.AddActivity<ContentSubmittedForReviewEvent, ContentSubmittedForReviewEventDisplayDriver>();
        services.AddActivity<ReviewDecidedEvent, ReviewDecidedEventDisplayDriver>();
        services.AddActivity<ReviewDueEvent, ReviewDueEventDisplayDriver>();
        services.AddActivity<RequestReviewTask, RequestReviewTaskDisplayDriver>();
        services.AddActivity<AssignReviewTask, AssignReviewTaskDisplayDriver>();
        services.AddScoped<IReviewEventHandler, WorkflowTeller>();
    }
}

/// <summary>Shows the task in the workflow editor.</summary>
public sealed class RequestReviewTaskDisplayDriver : ActivityDisplayDriver<RequestReviewTask>;
