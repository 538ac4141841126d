using System.Text.Json.Nodes;
using GutCms.Core.Reviews.Facts;
using GutCms.Core.Reviews.Model;
using GutCms.Core.Reviews.Policies;
using GutCms.Core.Security;
using GutCms.Core.Storage;
using static GutCms.Web.Tests.Storage.TestContent;

namespace GutCms.Web.Tests.Storage.Reviews;

/// <summary>Reviews and decisions with readable ids.</summary>
internal static class SampleReviews
{
    public static readonly Actor Editor = new("editor-id", "editor");

    public static ReviewPolicy Policy { get; } = new(
        "Article", "1", [new("Medical", [new("MedicalReviewer", Threshold.One), new("Statistician", Threshold.Most)], 5)])
    { ReviewEveryMonths = 12, RequireDisclaimer = true };

    public static Review Review(string name, string item, ReviewPurpose purpose = ReviewPurpose.Publication, string? stage = "Medical", DateTime? dueUtc = null, string type = "Article") =>
        new(Id(name), purpose, Id(item), type, Policy, "author-id", "author", Monday)
        {
            Title = item,
            OwnerId = "author-id",
            Stages = stage is null ? [new("Medical", dueUtc, Monday)] : [new(stage, dueUtc, null)],
            CoveredTexts = [new(Id(item + "v1"), "sha256:1", CoverCause.Submitted, Monday)],
        };

    public static Decision Decision(string name, string review, string reviewer = "reviewer-id", DecisionOutcome outcome = DecisionOutcome.Approved, string stage = "Medical") =>
        new(Id(name), Id(review), Id("v"), "sha256:1", stage, "MedicalReviewer", reviewer, reviewer, "Dr Reviewer", null, outcome, "I approve.", true, null, Monday);

    /// <summary>Sets the policy of a type, as the recipe step does.</summary>
    public static Task SavePolicyAsync(this IUnitOfWork work, string type = "Article") =>
        PolicyTexts.SaveAsync(work, type, new JsonObject { ["ContentType"] = type }, TestContext.Current.CancellationToken);

    /// <summary>An approved review of one text of the first version of an item, and the grant that follows.</summary>
    public static async Task<PublicationGrant> ApproveAsync(this IUnitOfWork work, string item, string hash, string review = "r")
    {
        var version = Id(item + "v1");
        var run = await work.Reviews.SaveReviewAsync(Review(review, item) with { CoveredTexts = [new(version, hash, CoverCause.Submitted, Monday)] }, TestContext.Current.CancellationToken);
        await work.Reviews.AddDecisionAsync(Decision(review + "d", review), TestContext.Current.CancellationToken);
        await work.Reviews.SaveReviewAsync(run with { State = ReviewState.Approved, ClosedUtc = Monday }, TestContext.Current.CancellationToken);
        return new(version, hash, PublicationBasis.Approved, Id(review), Monday);
    }

    /// <summary>Does something in a transaction of its own.</summary>
    public static async Task WriteAsync(this IContentStore store, Func<IUnitOfWork, Task> write)
    {
        await using var work = await store.BeginAsync(TestContext.Current.CancellationToken);
        await write(work);
        await work.CommitAsync(TestContext.Current.CancellationToken);
    }

    /// <summary>Reads something in a transaction of its own.</summary>
    public static async Task<T> ReadAsync<T>(this IContentStore store, Func<IUnitOfWork, Task<T>> read)
    {
        await using var work = await store.ReadAsync(TestContext.Current.CancellationToken);
        return await read(work);
    }
}
