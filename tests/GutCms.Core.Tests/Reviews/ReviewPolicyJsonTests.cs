using System.Text.Json.Nodes;
using GutCms.Core.Reviews.Policies;
using GutCms.Core.Tests.Seed;

namespace GutCms.Core.Tests.Reviews;

public sealed class ReviewPolicyJsonTests
{
    private static readonly string[] Roles = ["MedicalReviewer", "Anonymous"];
    private static readonly string[] Types = ["Article", "Disclaimer", "Series"];

    [Fact]
    public void Shipped_policies_have_no_faults() =>
        Assert.All(SeedRecipes.Steps("ReviewPolicy").Single()["Policies"]!.AsArray(), policy => Assert.Empty(ReviewPolicyJson.Check(policy!.AsObject(), Roles, Types)));

    [Theory]
    [InlineData("$.ContentType", """{ "ContentType": "Poem", "Version": "1", "Stages": [ { "Name": "A", "Role": "MedicalReviewer" } ] }""")]
    [InlineData("$.Version", """{ "ContentType": "Article", "Stages": [ { "Name": "A", "Role": "MedicalReviewer" } ] }""")]
    [InlineData("$.Stages", """{ "ContentType": "Article", "Version": "1" }""")]
    [InlineData("$.Stages", """{ "ContentType": "Article", "Version": "1", "Stages": [] }""")]
    [InlineData("$.Stages[0]", """{ "ContentType": "Article", "Version": "1", "Stages": [ "Medical" ] }""")]
    [InlineData("$.Stages[0].Name", """{ "ContentType": "Article", "Version": "1", "Stages": [ { "Role": "MedicalReviewer" } ] }""")]
    [InlineData("$.Stages[0].Role", """{ "ContentType": "Article", "Version": "1", "Stages": [ { "Name": "A", "Role": "Nobody" } ] }""")]
    [InlineData("$.Stages[0].Role", """{ "ContentType": "Article", "Version": "1", "Stages": [ { "Name": "A", "Role": "Anonymous" } ] }""")]
    [InlineData("$.Stages[0].Role", """{ "ContentType": "Article", "Version": "1", "Stages": [ { "Name": "A" } ] }""")]
    [InlineData("$.Stages[0].Approvals", """{ "ContentType": "Article", "Version": "1", "Stages": [ { "Name": "A", "Role": "MedicalReviewer", "Approvals": 0 } ] }""")]
    [InlineData("$.Stages[0].Approvals", """{ "ContentType": "Article", "Version": "1", "Stages": [ { "Name": "A", "Role": "MedicalReviewer", "Approvals": "Some" } ] }""")]
    [InlineData("$.Stages[0].Approvals", """{ "ContentType": "Article", "Version": "1", "Stages": [ { "Name": "A", "Role": "MedicalReviewer", "Approvals": 1.5 } ] }""")]
    [InlineData("$.Stages[0].DueDays", """{ "ContentType": "Article", "Version": "1", "Stages": [ { "Name": "A", "Role": "MedicalReviewer", "DueDays": 0 } ] }""")]
    [InlineData("$.Stages[0].Reminders", """{ "ContentType": "Article", "Version": "1", "Stages": [ { "Name": "A", "Role": "MedicalReviewer", "Reminders": 3 } ] }""")]
    [InlineData("$.Stages[0].Reminders.Before", """{ "ContentType": "Article", "Version": "1", "Stages": [ { "Name": "A", "Role": "MedicalReviewer", "Reminders": { "Before": 3 } } ] }""")]
    [InlineData("$.Stages[0].Reminders.EveryDays", """{ "ContentType": "Article", "Version": "1", "Stages": [ { "Name": "A", "Role": "MedicalReviewer", "Reminders": { "EveryDays": 61 } } ] }""")]
    [InlineData("$.Stages[0].Reminders.EscalateTo", """{ "ContentType": "Article", "Version": "1", "Stages": [ { "Name": "A", "Role": "MedicalReviewer", "Reminders": { "EscalateTo": "MedicalReviewer" } } ] }""")]
    [InlineData("$.Stages[0].Reminders.EscalateTo[0]", """{ "ContentType": "Article", "Version": "1", "Stages": [ { "Name": "A", "Role": "MedicalReviewer", "Reminders": { "EscalateTo": [ "Nobody" ] } } ] }""")]
    [InlineData("$.Stages[0].Reminders.EscalateTo[0]", """{ "ContentType": "Article", "Version": "1", "Stages": [ { "Name": "A", "Role": "MedicalReviewer", "Reminders": { "EscalateTo": [ "@" ] } } ] }""")]
    [InlineData("$.Stages[0].Reminders.EscalateTo[1]", """{ "ContentType": "Article", "Version": "1", "Stages": [ { "Name": "A", "Role": "MedicalReviewer", "Reminders": { "EscalateTo": [ "@ann", "@ann" ] } } ] }""")]
    [InlineData("$.Stages[0]", """{ "ContentType": "Article", "Version": "1", "Stages": [ { "Name": "A", "Role": "MedicalReviewer", "Roles": [ { "Role": "MedicalReviewer" } ] } ] }""")]
    [InlineData("$.Stages[0].Roles", """{ "ContentType": "Article", "Version": "1", "Stages": [ { "Name": "A", "Roles": [] } ] }""")]
    [InlineData("$.Stages[0].Roles[1].Role", """{ "ContentType": "Article", "Version": "1", "Stages": [ { "Name": "A", "Roles": [ { "Role": "MedicalReviewer" }, { "Role": "MedicalReviewer" } ] } ] }""")]
    [InlineData("$.Stages[0].Roles[0].Threshold", """{ "ContentType": "Article", "Version": "1", "Stages": [ { "Name": "A", "Roles": [ { "Role": "MedicalReviewer", "Threshold": -1 } ] } ] }""")]
    [InlineData("$.Stages[1].Name", """{ "ContentType": "Article", "Version": "1", "Stages": [ { "Name": "A", "Role": "MedicalReviewer" }, { "Name": "a", "Role": "MedicalReviewer" } ] }""")]
    [InlineData("$.Stages[0].Colour", """{ "ContentType": "Article", "Version": "1", "Stages": [ { "Name": "A", "Role": "MedicalReviewer", "Colour": 1 } ] }""")]
    [InlineData("$.Colour", """{ "ContentType": "Article", "Version": "1", "Colour": 1, "Stages": [ { "Name": "A", "Role": "MedicalReviewer" } ] }""")]
    [InlineData("$.FourEyes", """{ "ContentType": "Article", "Version": "1", "FourEyes": "yes", "Stages": [ { "Name": "A", "Role": "MedicalReviewer" } ] }""")]
    [InlineData("$.ReviewEveryMonths", """{ "ContentType": "Article", "Version": "1", "ReviewEveryMonths": 0, "Stages": [ { "Name": "A", "Role": "MedicalReviewer" } ] }""")]
    [InlineData("$.OnPresentationChange", """{ "ContentType": "Article", "Version": "1", "OnPresentationChange": "keep", "Stages": [ { "Name": "A", "Role": "MedicalReviewer" } ] }""")]
    [InlineData("$.OnPresentationChange", """{ "ContentType": "Article", "Version": "1", "OnPresentationChange": null, "Stages": [ { "Name": "A", "Role": "MedicalReviewer" } ] }""")]
    [InlineData("$.AllowSamePersonInStages", """{ "ContentType": "Article", "Version": "1", "AllowSamePersonInStages": "no", "Stages": [ { "Name": "A", "Role": "MedicalReviewer" } ] }""")]
    [InlineData("$.OnReviewerLeft", """{ "ContentType": "Article", "Version": "1", "OnReviewerLeft": "Keep", "Stages": [ { "Name": "A", "Role": "MedicalReviewer" } ] }""")]
    [InlineData("$.OnPolicyChange", """{ "ContentType": "Article", "Version": "1", "OnPolicyChange": true, "Stages": [ { "Name": "A", "Role": "MedicalReviewer" } ] }""")]
    [InlineData("$.OnEditAfterApproval", """{ "ContentType": "Article", "Version": "1", "OnEditAfterApproval": "keep", "Stages": [ { "Name": "A", "Role": "MedicalReviewer" } ] }""")]
    public void Fault_is_named_by_its_path(string path, string json) =>
        Assert.Equal([path], ReviewPolicyJson.Check(JsonNode.Parse(json)!.AsObject(), Roles, Types).Select(fault => fault.Path));

    [Fact]
    public void Reminders_are_kept_by_the_form_and_the_file_and_change_no_hash_where_there_are_none()
    {
        var json = JsonNode.Parse("""{ "ContentType": "Article", "Version": "1", "Stages": [ { "Name": "A", "Role": "X", "Reminders": { "BeforeDays": 0, "EscalateTo": [ "Y", "@ann" ] } }, { "Name": "B", "Role": "X", "Reminders": {} } ] }""")!.AsObject();
        var policy = ReviewPolicyJson.Read(json);
        Assert.Equal("""{"BeforeDays":0,"EscalateTo":["Y","@ann"]}""", ReviewPolicyJson.Write(policy)["Stages"]![0]!["Reminders"]!.ToJsonString());
        Assert.False(ReviewPolicyJson.Write(policy)["Stages"]![1]!.AsObject().ContainsKey("Reminders"));

        var form = PolicyForm.Of(policy);
        form.Arrange(more: false);
        Assert.Equal(ReviewPolicyJson.Write(policy)["Stages"]!.ToJsonString(), ReviewPolicyJson.Write(ReviewPolicyJson.Read(form.ToJson("Article")))["Stages"]!.ToJsonString());
    }

    [Theory]
    [InlineData("""{ "ContentType": "Article", "Version": "1", "Stages": [ { "Name": "A", "Role": "X", "Approvals": "Most", "DueDays": 3 } ], "RequireDisclaimer": true, "ReviewEveryMonths": 6, "AllowSamePersonInStages": true, "OnReviewerLeft": "keep", "OnPolicyChange": "keep" }""")]
    [InlineData("""{ "ContentType": "Article", "Version": "1", "Stages": [ { "Name": "A", "Roles": [ { "Role": "X", "Threshold": "All" }, { "Role": "Y", "Threshold": 3 } ] } ], "FourEyes": false, "SignatureRequired": false, "RequireResolvedComments": true, "OnPresentationChange": "record" }""")]
    [InlineData("""{ "ContentType": "Article", "Version": "1", "Stages": [ { "Name": "A", "Role": "X" } ], "SuggestionsMakeAuthors": false, "RequireCurrentTranslations": true }""")]
    public void Policy_is_read_back_as_it_was_written(string json)
    {
        var policy = ReviewPolicyJson.Read(JsonNode.Parse(json)!.AsObject());
        var written = ReviewPolicyJson.Write(policy);
        Assert.Equal(written.ToJsonString(), ReviewPolicyJson.Write(ReviewPolicyJson.Read(written)).ToJsonString());
        Assert.Equal(policy with { Stages = [] }, ReviewPolicyJson.Read(written) with { Stages = [] });
        Assert.Equal(policy.Stages[0].Roles.AsEnumerable(), ReviewPolicyJson.Read(written).Stages[0].Roles.AsEnumerable());
    }

    [Theory]
    [InlineData(64, 255, 255, true)]
    [InlineData(65, 255, 255, false)]
    [InlineData(64, 256, 255, false)]
    [InlineData(64, 255, 256, false)]
    public void Names_are_as_long_as_they_can_be_kept(int version, int type, int role, bool fits)
    {
        var (asked, article) = (new string('r', role), new string('t', type));
        var json = new JsonObject { ["ContentType"] = article, ["Version"] = new string('v', version), ["Stages"] = new JsonArray(new JsonObject { ["Name"] = "A", ["Role"] = asked }) };

        Assert.Equal(fits, ReviewPolicyJson.Check(json, [asked], [article]).Count == 0);
    }

    [Theory]
    [InlineData("\" \"", "$.Version")]
    [InlineData("3", "$.Version")]
    public void A_version_that_is_blank_or_a_number_is_a_fault(string version, string path) => Assert.Equal(
        [path], ReviewPolicyJson.Check(JsonNode.Parse($$"""{ "ContentType": "Article", "Version": {{version}}, "Stages": [ { "Name": "A", "Role": "MedicalReviewer" } ] }""")!.AsObject(), Roles, Types).Select(fault => fault.Path));

    [Theory]
    [InlineData("""{ "BeforeDays": 0, "EveryDays": 0, "EscalateAfterDays": 0 }""", true)]
    [InlineData("""{ "BeforeDays": 60, "EveryDays": 60, "EscalateAfterDays": 60 }""", true)]
    [InlineData("""{ "EscalateAfterDays": 61 }""", false)]
    [InlineData("""{ "BeforeDays": -1 }""", false)]
    [InlineData("""{ "EscalateTo": null }""", true)]
    [InlineData("""{ "EscalateTo": [ "" ] }""", false)]
    [InlineData("""{ "EscalateTo": [ null ] }""", false)]
    [InlineData("""{ "EscalateTo": [ 3 ] }""", false)]
    [InlineData("""{ "EscalateTo": [ "@a", "@b", "@c", "@d", "@e" ] }""", true)]
    [InlineData("""{ "EscalateTo": [ "@a", "@b", "@c", "@d", "@e", "@f" ] }""", false)]
    [InlineData("""{ "BeforeDays": 1 }""", true)]
    [InlineData("""{ "EveryDays": 1 }""", true)]
    [InlineData("""{ "EscalateAfterDays": 1 }""", true)]
    [InlineData("null", true)]
    public void Reminders_have_bounds(string reminders, bool fits)
    {
        var json = JsonNode.Parse($$"""{ "ContentType": "Article", "Version": "1", "Stages": [ { "Name": "A", "Role": "MedicalReviewer", "Reminders": {{reminders}} } ] }""")!.AsObject();

        Assert.Equal(fits, ReviewPolicyJson.Check(json, Roles, Types).Count == 0);
        if (fits && reminders.Contains("Days", StringComparison.Ordinal))
        {
            Assert.True(JsonNode.DeepEquals(JsonNode.Parse(reminders), ReviewPolicyJson.Write(ReviewPolicyJson.Read(json))["Stages"]![0]!["Reminders"]));
        }
    }

    [Theory]
    [InlineData(256, true)]
    [InlineData(257, false)]
    public void A_person_who_is_told_has_a_name_of_at_most_255_characters(int length, bool fits)
    {
        var json = JsonNode.Parse("""{ "ContentType": "Article", "Version": "1", "Stages": [ { "Name": "A", "Role": "MedicalReviewer", "Reminders": { "EscalateTo": [ "x" ] } } ] }""")!.AsObject();
        json["Stages"]![0]!["Reminders"]!["EscalateTo"]![0] = "@" + new string('a', length - 1);

        Assert.Equal(fits, ReviewPolicyJson.Check(json, Roles, Types).Count == 0);
    }

    [Fact]
    public void What_is_younger_than_the_hashes_of_policies_is_written_where_it_says_something_else()
    {
        var policy = ReviewPolicyJson.Read(JsonNode.Parse("""{ "ContentType": "Article", "Version": "1", "Stages": [ { "Name": "A", "Role": "X" } ] }""")!.AsObject());
        Assert.DoesNotContain(ReviewPolicyJson.Write(policy), member => member.Key is "SuggestionsMakeAuthors" or "RequireCurrentTranslations");

        var written = ReviewPolicyJson.Write(policy with { SuggestionsMakeAuthors = false, RequireCurrentTranslations = true });

        Assert.Equal((false, true), ((bool)written["SuggestionsMakeAuthors"]!, (bool)written["RequireCurrentTranslations"]!));
    }

    [Fact]
    public void A_form_begins_with_the_first_version_and_one_empty_stage()
    {
        var form = PolicyForm.Of(null);

        Assert.Equal(("1", null), (form.Version, form.BasedOn));
        Assert.True(Assert.Single(form.Stages).IsEmpty);
    }

    [Fact]
    public void A_form_keeps_stages_in_which_something_is_typed_and_adds_one_when_asked_or_when_there_is_none()
    {
        StageForm[] typed = [new() { Name = "A" }, new() { DueDays = "3" }, new() { Roles = [new() { Role = "X" }] }];
        var form = new PolicyForm { Stages = [new(), .. typed, new() { Name = " ", DueDays = "", Roles = [new() { Role = "" }] }] };

        form.Arrange(more: false);
        Assert.Equal(typed, form.Stages);
        form.Arrange(more: true);
        Assert.Equal(4, form.Stages.Count);

        form.Stages.Clear();
        form.Arrange(more: false);
        Assert.Single(form.Stages);
    }

    [Fact]
    public void Policy_with_a_fault_is_not_read() =>
        Assert.Throws<FormatException>(() => ReviewPolicyJson.Read([]));

    [Theory]
    [InlineData(ThresholdKind.Number, 0)]
    [InlineData((ThresholdKind)9, 1)]
    public void Threshold_that_is_not_known_is_never_reached(ThresholdKind kind, int count) => Assert.Equal(int.MaxValue, new Threshold(kind, count).Required(3));

    [Fact]
    public void Nobody_at_all_satisfies_no_threshold() => Assert.All([Threshold.One, Threshold.Most, Threshold.All], threshold => Assert.True(threshold.Required(0) >= 1));
}
