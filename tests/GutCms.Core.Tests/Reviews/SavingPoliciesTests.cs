using System.Collections.Frozen;
using System.Text.Json.Nodes;
using GutCms.Core.Audit;
using GutCms.Core.Reviews.Model;
using GutCms.Core.Reviews.Policies;
using GutCms.Core.Reviews.Standing;
using GutCms.Core.Reviews.UseCases;
using GutCms.Core.Security;
using GutCms.Core.Storage;
using GutCms.Core.Tests.Reviews.Memory;

namespace GutCms.Core.Tests.Reviews;

public sealed class SavingPoliciesTests
{
    private readonly MemorySite _site = new();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public SavingPoliciesTests()
    {
        foreach (var role in new[] { "MedicalReviewer", "Lawyer" })
        {
            _site.Store.State = _site.State with { Documents = _site.State.Documents.SetItem(("role", role), new JsonObject { ["Name"] = role }) };
        }
    }

    [Fact]
    public async Task Files_a_new_version_and_records_it()
    {
        var outcome = await SaveAsync(_site.Administrator, Policy("2", "Lawyer"));

        Assert.True(outcome.Succeeded, outcome.Refusal?.Message);
        var listed = await new ListReviewPolicies(_site.Ports).ExecuteAsync(_site.Administrator, Token);
        Assert.Equal("2", Assert.Single(listed.Value!.Entries, entry => entry.ContentType == "Article").Policy!.Version);
        var entry = Assert.Single(_site.State.Audit, entry => entry.Action == AuditActions.ReviewPolicyChange);
        Assert.Equal(("Article", "2", "1"), ((string?)entry.Details["contentType"], (string?)entry.Details["version"], (string?)entry.Details["before"]));
    }

    [Fact]
    public async Task Leaves_open_reviews_with_the_policy_they_began_with()
    {
        var id = await _site.ArticleInAsync(ReviewState.InReview);

        await SaveAsync(_site.Administrator, Policy("2", "Lawyer"));

        Assert.Equal("1", _site.State.Reviews.Single(review => review.ContentItemId == id).Policy.Version);
    }

    [Fact]
    public async Task Is_refused_without_the_permission()
    {
        Assert.Equal(RefusalKind.Forbidden, (await SaveAsync(_site.Editor, Policy("2", "Lawyer"))).Refusal!.Kind);
        Assert.Single(_site.State.Audit, entry => entry.Action == AuditActions.Refused(AuditActions.ReviewPolicyChange));
    }

    [Fact]
    public async Task Is_refused_under_the_version_on_file() =>
        Assert.Equal(Rules.PolicyMustBeNew, Assert.Single((await SaveAsync(_site.Administrator, Policy("1", "Lawyer"))).Refusal!.UnmetRules).Rule);

    [Fact]
    public async Task Is_refused_when_another_version_came_in_between()
    {
        await SaveAsync(_site.Administrator, Policy("2", "Lawyer"));

        Assert.Equal(RefusalKind.Stale, (await SaveAsync(_site.Administrator, Policy("3", "Lawyer"))).Refusal!.Kind);
    }

    [Fact]
    public async Task Is_refused_for_a_role_that_nobody_can_hold()
    {
        var refusal = (await SaveAsync(_site.Administrator, Policy("2", "Nurse"))).Refusal!;

        Assert.Equal("$.Stages[0].Role", Assert.Single(refusal.Faults).Path);
    }

    [Theory]
    [InlineData("@editor", true)]
    [InlineData("@EDITOR", true)]
    [InlineData("Lawyer", true)]
    [InlineData("@nobody-here", false)]
    public async Task Names_people_who_are_there(string step, bool may)
    {
        var policy = Policy("2", "Lawyer");
        policy["Stages"]![0]!["Reminders"] = new JsonObject { ["EscalateTo"] = new JsonArray("MedicalReviewer", step) };

        var outcome = await SaveAsync(_site.Administrator, policy);

        Assert.Equal(may, outcome.Succeeded);
        if (!may)
        {
            var fault = Assert.Single(outcome.Refusal!.Faults);
            Assert.Equal("$.Stages[0].Reminders.EscalateTo[1]", fault.Path);
            Assert.Contains("nobody-here", fault.Message, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task Whoever_keeps_the_review_looks_before_and_judges_after()
    {
        var keeper = new Keeper();

        Deeds.Done(await new SaveReviewPolicy(_site.Ports with { Keeper = keeper }).ExecuteAsync(_site.Administrator, new(Policy("2", "Lawyer"), "1"), Token));

        Assert.Equal(["looked at 1", "judged 2 for administrator"], keeper.Told);
    }

    private static JsonObject Policy(string version, string role) => new()
    {
        ["ContentType"] = "Article",
        ["Version"] = version,
        ["Stages"] = new JsonArray(new JsonObject { ["Name"] = "Legal", ["Role"] = role }),
    };

    private Task<Outcome<ReviewPolicy>> SaveAsync(Actor actor, JsonObject policy) => new SaveReviewPolicy(_site.Ports).ExecuteAsync(actor, new(policy, "1"), Token);

    private sealed class Keeper : IReviewKeeper
    {
        private static readonly ReviewStanding Nothing = new(new Dictionary<string, ReviewPolicy?>(), new Dictionary<string, FrozenSet<string>>(), []);

        public List<string> Told { get; } = [];

        public async Task<ReviewStanding> LookAsync(IUnitOfWork work, CancellationToken cancellationToken)
        {
            Told.Add($"looked at {await VersionAsync(work)}");
            return Nothing;
        }

        public async Task JudgeAsync(IUnitOfWork work, ReviewStanding before, Actor actor, DateTime nowUtc, CancellationToken cancellationToken)
        {
            Assert.Same(Nothing, before);
            Told.Add($"judged {await VersionAsync(work)} for {actor.UserName}");
        }

        private static async Task<string?> VersionAsync(IUnitOfWork work) => (string?)(await work.GetDocumentAsync(ReviewPolicyJson.DocumentKind, "Article", Token))?["Version"];
    }
}
