using System.Globalization;
using System.Text.Json.Nodes;
using GutCms.Core.Reviews.Policies;

namespace GutCms.Core.Tests.Reviews;

/// <summary>A policy that is opened in the form and filed again is the same policy under its next version, and an empty form asks for the most.</summary>
public sealed class FormsOfPoliciesTests
{
    private const string Strict = """
        { "ContentType": "Article", "Version": "7", "FourEyes": true, "SignatureRequired": true, "RequireDisclaimer": true, "RequireResolvedComments": true, "RequireCurrentTranslations": true, "ReviewEveryMonths": 12,
          "AllowSamePersonInStages": false, "SuggestionsMakeAuthors": true, "OnReviewerLeft": "void", "OnPolicyChange": "void", "OnPresentationChange": "void",
          "Stages": [ { "Name": "Medical", "DueDays": 5, "Roles": [ { "Role": "MedicalReviewer", "Threshold": 2 }, { "Role": "Lawyer", "Threshold": "All" }, { "Role": "Editor", "Threshold": "Most" } ],
                        "Reminders": { "BeforeDays": 1, "EveryDays": 2, "EscalateAfterDays": 3, "EscalateTo": ["Editor", "@ann"] } } ] }
        """;

    private const string Lax = """
        { "ContentType": "Article", "Version": "7", "FourEyes": false, "SignatureRequired": false, "RequireDisclaimer": false, "RequireResolvedComments": false, "RequireCurrentTranslations": false,
          "AllowSamePersonInStages": true, "SuggestionsMakeAuthors": false, "OnReviewerLeft": "keep", "OnPolicyChange": "keep", "OnPresentationChange": "record",
          "Stages": [ { "Name": "Medical", "Role": "MedicalReviewer" }, { "Name": "Legal", "Role": "Lawyer" } ] }
        """;

    [Theory]
    [InlineData(Strict)]
    [InlineData(Lax)]
    public void What_is_opened_is_what_is_filed(string json)
    {
        var policy = ReviewPolicyJson.Read(JsonNode.Parse(json)!.AsObject());

        var form = PolicyForm.Of(policy);
        Assert.Equal(ReviewPolicyJson.Write(policy with { Version = "8" }).ToJsonString(), Filed(form));
        Assert.Equal("7", form.BasedOn);

        form.Arrange(more: true);
        Assert.Equal(ReviewPolicyJson.Write(policy with { Version = "8" }).ToJsonString(), Filed(form));
    }

    [Theory]
    [InlineData("7", "8")]
    [InlineData("2147483646", "2147483647")]
    [InlineData("2147483647", "2147483647.1")]
    [InlineData("2026-03", "2026-03.1")]
    public void The_next_version_is_one_more_where_versions_are_numbers(string version, string next) =>
        Assert.Equal(next, PolicyForm.Of(ReviewPolicyJson.Read(JsonNode.Parse(Lax)!.AsObject()) with { Version = version }).Version);

    [Fact]
    public void An_empty_form_asks_for_what_a_policy_asks_for_that_says_nothing()
    {
        var form = new PolicyForm { Version = "1", Stages = [new() { Name = "Medical", Roles = [new() { Role = "MedicalReviewer" }] }] };

        Assert.Equal(
            ReviewPolicyJson.Write(ReviewPolicyJson.Read(JsonNode.Parse("""{ "ContentType": "Article", "Version": "1", "Stages": [ { "Name": "Medical", "Role": "MedicalReviewer" } ] }""")!.AsObject())).ToJsonString(), Filed(form));
    }

    [Theory]
    [InlineData(0, 3)]
    [InlineData(1, 3)]
    [InlineData(2, 3)]
    [InlineData(3, 4)]
    [InlineData(4, 5)]
    public void There_is_room_for_three_roles_and_for_one_more_than_there_are(int typed, int room)
    {
        var stage = new StageForm { Name = "Medical", Roles = [new(), .. Enumerable.Range(0, typed).Select(number => new RoleForm { Role = "R" + number.ToString(CultureInfo.InvariantCulture) })] };

        new PolicyForm { Stages = [stage] }.Arrange(more: false);

        Assert.Equal((room, typed), (stage.Roles.Count, stage.Roles.TakeWhile(role => role.Role is not null).Count()));
    }

    [Theory]
    [InlineData(0, 3)]
    [InlineData(2, 3)]
    [InlineData(3, 3)]
    [InlineData(5, 5)]
    public void There_is_room_for_three_who_are_told(int typed, int room)
    {
        var stage = new StageForm { Name = "Medical", EscalateTo = ["", .. Enumerable.Repeat("Editor", typed), null] };

        new PolicyForm { Stages = [stage] }.Arrange(more: false);

        Assert.Equal((room, typed), (stage.EscalateTo.Count, stage.EscalateTo.TakeWhile(step => step is not null).Count()));
    }

    [Theory]
    [InlineData("3", null, null)]
    [InlineData(null, "3", null)]
    [InlineData(null, null, "3")]
    [InlineData(" ", "", null)]
    public void Reminders_are_filed_where_any_is_typed(string? before, string? every, string? after)
    {
        var json = new StageForm { Name = "Medical", BeforeDays = before, EveryDays = every, EscalateAfterDays = after }.ToJson();

        Assert.Equal(before != " ", json.ContainsKey("Reminders"));
        Assert.Equal(3, (int?)json["Reminders"]?[before is "3" ? "BeforeDays" : every is "3" ? "EveryDays" : "EscalateAfterDays"] ?? 3);
    }

    [Fact]
    public void What_is_no_number_is_left_for_the_check_to_name() =>
        Assert.Equal("soon", (string?)new PolicyForm { ReviewEveryMonths = "soon" }.ToJson("Article")["ReviewEveryMonths"]);

    private static string Filed(PolicyForm form) => ReviewPolicyJson.Write(ReviewPolicyJson.Read(form.ToJson("Article"))).ToJsonString();
}
