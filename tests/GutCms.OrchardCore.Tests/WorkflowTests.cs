using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using GutCms.Core.Reviews.Model;
using GutCms.OrchardCore.Reviews;
using GutCms.OrchardCore.Storage;
using GutCms.OrchardCore.Workflows;
using Microsoft.Extensions.DependencyInjection;
using OrchardCore.BackgroundTasks;
using OrchardCore.ContentManagement;
using OrchardCore.Workflows.Models;
using OrchardCore.Workflows.Services;

namespace GutCms.OrchardCore.Tests;

/// <summary>Workflows of Orchard Core hear of reviews, request them, and publish what may be published.</summary>
[Collection<OrchardSites>]
public sealed class WorkflowTests(Newsroom newsroom)
{
    private readonly OrchardSite _site = newsroom.Site;

    [Fact]
    public async Task Publishes_by_workflow_when_the_review_was_approved()
    {
        await using var workflow = await WorkflowAsync(nameof(ReviewDecidedEvent), "Approved", "PublishContentTask");

        var id = await newsroom.ApprovedAsync("Published by a workflow");

        Assert.NotNull(await _site.LiveAsync(id));
    }

    [Fact]
    public async Task Refuses_to_publish_by_workflow_what_was_only_submitted()
    {
        await using var workflow = await WorkflowAsync(nameof(ContentSubmittedForReviewEvent), "Done", "PublishContentTask");
        var id = await newsroom.DraftAsync("Not published by a workflow");

        await newsroom.Author.DoAsync(id, "submit");

        Assert.Null(await _site.LiveAsync(id));
        Assert.Equal("inReview", (string?)(await newsroom.Editor.ReviewAsync(id))["state"]);
        Assert.Equal(1, await newsroom.CountRefusalsAsync(id));
    }

    [Theory]
    [InlineData("ContentCreatedEvent", true)]
    [InlineData("ContentUpdatedEvent", true)]
    [InlineData("ContentDraftSavedEvent", true)]
    [InlineData("ContentPublishedEvent", false)]
    public async Task Saves_what_was_asked_for_when_a_workflow_on_it_is_refused(string @event, bool asDraft)
    {
        await _site.DefineAsync("Page", "TitlePart", "HtmlBodyPart");
        var article = await newsroom.DraftAsync($"Tried by a workflow on {@event}");
        var page = new JsonObject { ["ContentType"] = "Page", ["DisplayText"] = "A page", ["TitlePart"] = new JsonObject { ["Title"] = "A page" } };
        var address = "api/content" + (asDraft ? "?draft=true" : "");
        if (@event == "ContentUpdatedEvent")
        {
            page = await newsroom.Administrator.SaveDraftAsync(page);
        }

        await using var workflow = await WorkflowAsync(@event, "Done", "PublishContentTask", $"'{article}'");
        using var response = await newsroom.Administrator.PostAsJsonAsync(address, page, TestContext.Current.CancellationToken);

        var answer = await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
        Assert.True(response.StatusCode == HttpStatusCode.OK, $"{response.StatusCode} {answer}");
        Assert.NotEmpty(await _site.RowsAsync((string)JsonNode.Parse(answer)!["ContentItemId"]!));
        Assert.Null(await _site.LiveAsync(article));
        Assert.Equal(1, await newsroom.CountRefusalsAsync(article));
    }

    [Theory]
    [InlineData("Article", true)]
    [InlineData("Disclaimer", false)]
    public async Task Starts_on_the_types_of_its_filter_only(string type, bool starts)
    {
        await using var workflow = await WorkflowAsync(nameof(ContentSubmittedForReviewEvent), "Done", "PublishContentTask", "", type);
        var id = await newsroom.DraftAsync($"Submitted with a filter on {type}");

        await newsroom.Author.DoAsync(id, "submit");

        Assert.Equal(starts ? 1 : 0, await newsroom.CountRefusalsAsync(id));
    }

    [Theory]
    [InlineData("rosa", true)]
    [InlineData("{{ 'rosa' }}", true)]
    [InlineData("anna", false)]
    [InlineData("nobody", false)]
    public async Task Asks_people_by_task_if_they_can_decide(string names, bool asked)
    {
        var id = await newsroom.DraftAsync($"Assigned by a workflow to {Editorial.IdOf(names)}");
        await newsroom.Author.DoAsync(id, "submit");

        var ended = await RunAsync(id, nameof(AssignReviewTask), new JsonObject { ["UserNames"] = new JsonObject { ["Expression"] = names }, ["DueInDays"] = 3 });

        var role = (await newsroom.Editor.ReviewAsync(id))["review"]!["stages"]![0]!["roles"]![0]!;
        Assert.Equal(asked ? 1 : 0, role["assigneeIds"]!.AsArray().Count);
        Assert.Equal(asked, !ended.Properties.ContainsKey("ReviewRefusal"));
    }

    [Fact]
    public async Task Tells_workflows_of_a_text_that_is_due()
    {
        await using var workflow = await WorkflowAsync(nameof(ReviewDueEvent), "Done", nameof(RequestReviewTask));
        var id = await newsroom.PublishedAsync("Due for a workflow");

        await _site.InScopeAsync(async services =>
        {
            var records = services.GetRequiredService<Records>();
            var publication = await records.FindAsync<Publication>(RecordKinds.Publication, id);
            await records.SaveAsync(RecordKinds.Publication, id, publication! with { NextReviewUtc = DateTime.UnixEpoch }, atUtc: DateTime.UnixEpoch);
        });
        await _site.InScopeAsync(services => services.GetServices<IBackgroundTask>().OfType<DueTask>().Single().DoWorkAsync(services, TestContext.Current.CancellationToken));

        Assert.Equal("inReview", (string?)(await newsroom.Editor.ReviewAsync(id))["state"]);
    }

    [Fact]
    public async Task Requests_a_review_by_task_once()
    {
        var id = await newsroom.DraftAsync("Submitted by a workflow");

        var first = await RequestReviewAsync(id);
        var second = await RequestReviewAsync(id);

        Assert.Equal("inReview", (string?)(await newsroom.Editor.ReviewAsync(id))["state"]);
        Assert.False(first.Properties.ContainsKey("ReviewRefusal"));
        Assert.NotEmpty((string)second.Properties["ReviewRefusal"]);
    }

    [Fact]
    public async Task Shows_events_and_task_in_the_workflow_editor()
    {
        await using var workflow = await WorkflowAsync(nameof(ReviewDecidedEvent), "Approved", nameof(RequestReviewTask));
        var number = await _site.InScopeAsync(async services => (await services.GetRequiredService<IWorkflowTypeStore>().GetAsync(workflow.TypeId)).Id);
        using var administrator = await AdminBrowser.SignInAsync(_site, "admin");

        var editor = WebUtility.HtmlDecode(await administrator.OpenAsync($"Admin/Workflows/Types/Edit/{number}"));

        foreach (var thumbnail in (string[])["A text was submitted for review.", "A reviewer has approved, or requested changes.", "Submits the content item for review."])
        {
            Assert.Contains(thumbnail, editor, StringComparison.Ordinal);
        }

        // On the canvas, where their outcomes can be drawn to others.
        Assert.Contains("data-activity-id=\"event\"", editor, StringComparison.Ordinal);
        Assert.Contains("data-activity-id=\"task\"", editor, StringComparison.Ordinal);
        Assert.Contains("ChangesRequested", editor, StringComparison.Ordinal);
    }

    private Task<WorkflowExecutionContext> RequestReviewAsync(string id) => RunAsync(id, nameof(RequestReviewTask), []);

    private async Task<WorkflowExecutionContext> RunAsync(string id, string name, JsonObject properties)
    {
        WorkflowExecutionContext? ended = null;
        await _site.InScopeAsync(async services =>
        {
            var task = new ActivityRecord { ActivityId = "request", Name = name, IsStart = true, Properties = properties };
            var type = new WorkflowType { WorkflowTypeId = "requests", Name = "Requests", IsEnabled = true, Activities = [task] };
            var item = await services.GetRequiredService<IContentManager>().GetAsync(id, VersionOptions.Latest);
            ended = await services.GetRequiredService<IWorkflowManager>().StartWorkflowAsync(type, task, new Dictionary<string, object> { ["ContentItem"] = item }, id);
        });
        return ended!;
    }

    /// <summary>A workflow of an event and a task, until it is disposed.</summary>
    private async Task<Enabled> WorkflowAsync(string @event, string outcome, string task, string content = "", params string[] types)
    {
        await _site.InScopeAsync(services => services.GetRequiredService<IWorkflowTypeStore>().SaveAsync(new WorkflowType
        {
            WorkflowTypeId = Editorial.IdOf(@event + task),
            Name = @event + task,
            IsEnabled = true,
            Activities =
            [
                new ActivityRecord { ActivityId = "event", Name = @event, IsStart = true, Properties = new JsonObject { ["ContentTypeFilter"] = new JsonArray([.. types.Select(type => (JsonNode)type)]) } },
                new ActivityRecord { ActivityId = "task", Name = task, Properties = new JsonObject { ["Content"] = new JsonObject { ["Expression"] = content } } },
            ],
            Transitions = [new Transition { SourceActivityId = "event", SourceOutcomeName = outcome, DestinationActivityId = "task" }],
        }));
        return new(_site, Editorial.IdOf(@event + task));
    }

    private sealed record Enabled(OrchardSite Site, string TypeId) : IAsyncDisposable
    {
        public async ValueTask DisposeAsync() => await Site.InScopeAsync(async services =>
        {
            var store = services.GetRequiredService<IWorkflowTypeStore>();
            await store.DeleteAsync(await store.GetAsync(TypeId));
        });
    }
}
