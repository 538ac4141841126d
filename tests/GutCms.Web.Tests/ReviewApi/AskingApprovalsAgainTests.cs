using GutCms.Core.Reviews.Due;
using System.Globalization;
using System.Text.Json.Nodes;
using GutCms.Core.Security;
using GutCms.Web.Tests.Storage;
using Microsoft.Extensions.DependencyInjection;

namespace GutCms.Web.Tests.ReviewApi;

public sealed class AskingApprovalsAgainOnSqliteTests() : AskingApprovalsAgainTests(Provider.Sqlite);

public sealed class AskingApprovalsAgainOnPostgreSqlTests() : AskingApprovalsAgainTests(Provider.PostgreSql);

/// <summary>Approvals of people who have left, and under a policy that has become stricter, at every kind of publication.</summary>
public abstract class AskingApprovalsAgainTests(Provider provider) : ReviewApiTests(provider)
{
    [Theory]
    [InlineData("left")]
    [InlineData("stricter")]
    public async Task Publication_is_refused_by_a_rule_that_the_review_names_before_and_goes_on_when_both_policies_keep_approvals(string what)
    {
        await Site.SetPolicyAsync(Policy("2", keeps: true));
        var id = await ApprovedAsync(what);
        var rule = what == "left" ? "ReviewersMustStillBeEligible" : "PolicyInForceMustBeSatisfied";
        await ChangeAsync(what, keeps: false);

        var seen = await ReviewAsync(id);
        Assert.Contains(rule, seen["unmetRules"].ToJsonString(), StringComparison.Ordinal);
        Assert.DoesNotContain("publish", seen["permittedTriggers"].AsArray().Select(trigger => (string)trigger!));
        var refused = (await PullAsync("editor", id, "publish")).Expect(409);
        Assert.Equal([rule], refused.Unmet);
        Assert.Contains("submit it again", (string)refused["detail"]!, StringComparison.Ordinal);
        Assert.Equal([rule], (await PullAsync("editor", id, "schedule", new() { ["at"] = At(1) })).Expect(409).Unmet);
        (await DeliveredAsync(what)).Expect(404);

        await ChangeAsync(what, keeps: true);

        (await PullAsync("editor", id, "publish")).Expect(200);
        (await DeliveredAsync(what)).Expect(200);
    }

    [Theory]
    [InlineData("left", false)]
    [InlineData("left", true)]
    [InlineData("stricter", false)]
    [InlineData("stricter", true)]
    public async Task Schedule_that_comes_due_afterwards_is_refused_for_good_with_the_reason_on_record_unless_approvals_are_kept(string what, bool keeps)
    {
        await Site.SetPolicyAsync(Policy("2", keeps));
        var id = await ApprovedAsync(what);
        (await PullAsync("editor", id, "schedule", new() { ["at"] = At(1) })).Expect(200);
        await ChangeAsync(what, keeps);
        Site.Time.Advance(TimeSpan.FromHours(2));

        await using (var scope = Site.Services.CreateAsyncScope())
        {
            // The job of the site may have come first; either way it is done.
            await scope.ServiceProvider.GetRequiredService<RunDuePublications>().ExecuteAsync(Actor.System, Token);
        }

        Assert.Null((await ReviewAsync(id)).Body!["schedule"]);
        (await DeliveredAsync(what)).Expect(keeps ? 200 : 404);
        if (!keeps)
        {
            var log = (await GetAsync("administrator", $"api/review/{id}/audit")).Expect(200)["items"].AsArray();
            var cancelled = Assert.Single(log, entry => (string?)entry!["action"] == "content.schedule.cancel")!;
            Assert.Contains("submit it again", (string)cancelled["details"]!["reason"]!, StringComparison.Ordinal);
            Assert.Contains(log, entry => (string?)entry!["action"] == "content.publish.refused");
        }
    }

    private static JsonObject Policy(string version, bool keeps, int approvals = 1) => JsonNode.Parse($$"""
        { "ContentType": "Article", "Version": "{{version}}", "OnReviewerLeft": "{{(keeps ? "keep" : "void")}}", "OnPolicyChange": "{{(keeps ? "keep" : "void")}}",
          "Stages": [ { "Name": "Medical", "Role": "MedicalReviewer", "Approvals": {{approvals}} } ] }
        """)!.AsObject();

    private async Task ChangeAsync(string what, bool keeps)
    {
        if (what == "left")
        {
            Site.Delete("reviewer");
        }

        await Site.SetPolicyAsync(Policy(keeps ? "4" : "3", keeps, what == "left" ? 1 : 2));
    }

    private string At(int hours) => Site.Time.GetUtcNow().UtcDateTime.AddHours(hours).ToString("O", CultureInfo.InvariantCulture);
}
