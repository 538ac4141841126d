using System.Text.Json.Nodes;
using GutCms.Core.Reviews.Policies;

namespace GutCms.Core.Tests.Reviews;

/// <summary>What a policy says when it says little, how it is written out, and how long its words and numbers may be.</summary>
public sealed class ReadingPoliciesTests
{
    private const string Stages = """[ { "Name": "Medical", "Role": "MedicalReviewer" } ]""";

    [Fact]
    public void What_is_not_said_is_the_stricter_of_what_was_there_from_the_beginning_and_off_for_what_came_later()
    {
        var said = ReviewPolicyJson.Read(Json($$"""{ "ContentType": "Article", "Version": "1", "Stages": {{Stages}} }"""));

        foreach (var policy in new[] { said, new ReviewPolicy("Article", "1", said.Stages) })
        {
            Assert.Equal(
                (true, true, false, false, false, null),
                (policy.FourEyes, policy.SignatureRequired, policy.RequireDisclaimer, policy.RequireResolvedComments, policy.AllowSamePersonInStages, policy.ReviewEveryMonths));
            Assert.Equal((PresentationChange.Void, EarlierApprovals.Void, EarlierApprovals.Void), (policy.OnPresentationChange, policy.OnReviewerLeft, policy.OnPolicyChange));
        }
    }

    [Theory]
    [InlineData("FourEyes")]
    [InlineData("SignatureRequired")]
    [InlineData("RequireDisclaimer")]
    [InlineData("RequireResolvedComments")]
    [InlineData("AllowSamePersonInStages")]
    public void What_is_said_is_read_and_nothing_else_is_taken_for_it(string member)
    {
        foreach (var value in new[] { true, false })
        {
            var json = Policy();
            json[member] = value;
            Assert.Equal(value, (bool)ReviewPolicyJson.Write(ReviewPolicyJson.Read(json))[member]!);
        }

        var nothing = Policy();
        nothing[member] = null;
        Assert.Equal(["$." + member], Faults(nothing));
    }

    [Theory]
    [InlineData("1")]
    [InlineData("null")]
    [InlineData("{}")]
    [InlineData("\"keep\"")]
    public void An_edit_voids_approvals_whatever_else_is_asked_for(string value)
    {
        var json = Policy();
        json["OnEditAfterApproval"] = JsonNode.Parse(value);

        Assert.Equal(["$.OnEditAfterApproval"], Faults(json));
    }

    [Fact]
    public void A_policy_is_written_out_with_every_property() =>
        Assert.Equal(
            """
            {"ContentType":"Article","Version":"1","Stages":[{"Name":"Medical","Roles":[{"Role":"MedicalReviewer","Threshold":"Most"}],"DueDays":3}],"FourEyes":true,"SignatureRequired":true,"RequireDisclaimer":false,"ReviewEveryMonths":6,"OnEditAfterApproval":"void","OnPresentationChange":"void","RequireResolvedComments":false,"AllowSamePersonInStages":false,"OnReviewerLeft":"void","OnPolicyChange":"keep"}
            """.Trim(),
            ReviewPolicyJson.Write(ReviewPolicyJson.Read(Json(
                """{ "ContentType": "Article", "Version": "1", "Stages": [ { "Name": "Medical", "Role": "MedicalReviewer", "Approvals": "Most", "DueDays": 3 } ], "ReviewEveryMonths": 6, "OnPolicyChange": "keep" }"""))).ToJsonString());

    [Theory]
    [InlineData("Version", 64)]
    [InlineData("ContentType", 255)]
    public void Words_have_a_length_at_most_and_are_not_blank(string member, int most)
    {
        foreach (var (text, fits) in new[] { (new string('a', most), true), (new string('a', most + 1), false), (" ", false), ("", false) })
        {
            var json = Policy();
            json[member] = text;
            Assert.Equal(fits ? [] : ["$." + member], Faults(json));
        }
    }

    [Fact]
    public void Names_of_roles_have_a_length_at_most()
    {
        foreach (var (length, fits) in new[] { (255, true), (256, false) })
        {
            var json = Policy();
            json["Stages"]![0]!["Role"] = new string('a', length);
            Assert.Equal(fits ? [] : ["$.Stages[0].Role"], Faults(json));
        }
    }

    [Theory]
    [InlineData(1, true)]
    [InlineData(120, true)]
    [InlineData(0, false)]
    [InlineData(121, false)]
    public void Months_are_between_one_and_ten_years(int months, bool fits)
    {
        var json = Policy();
        json["ReviewEveryMonths"] = months;

        Assert.Equal(fits ? [] : ["$.ReviewEveryMonths"], Faults(json));
    }

    [Theory]
    [InlineData("One", true)]
    [InlineData("100", true)]
    [InlineData("101", false)]
    public void A_threshold_is_a_word_or_a_number_up_to_a_hundred(string threshold, bool fits)
    {
        var json = Policy();
        json["Stages"]![0]!["Approvals"] = int.TryParse(threshold, out var number) ? number : threshold;

        Assert.Equal(fits ? [] : ["$.Stages[0].Approvals"], Faults(json));
    }

    [Fact]
    public void The_name_of_another_type_is_a_fault_and_a_missing_one_is_one_fault_only()
    {
        var missing = Policy();
        missing.Remove("ContentType");

        Assert.Equal(["$.ContentType"], ReviewPolicyJson.Check(missing, ["MedicalReviewer"], ["Article"]).Select(fault => fault.Path));
        Assert.Equal(["$.ContentType"], ReviewPolicyJson.Check(Policy(), ["MedicalReviewer"], ["Poem"]).Select(fault => fault.Path));
        Assert.Empty(ReviewPolicyJson.Check(Policy(), ["MedicalReviewer"], ["Article"]));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(-1)]
    public void A_threshold_of_no_approvals_cannot_be_made(int count) => Assert.Throws<ArgumentOutOfRangeException>(() => Threshold.Of(count));

    [Theory]
    [InlineData(1, 1)]
    [InlineData(2, 2)]
    [InlineData(3, 2)]
    [InlineData(4, 3)]
    public void More_than_half_of_the_people_is_most_of_them(int people, int required)
    {
        Assert.Equal(required, Threshold.Most.Required(people));
        Assert.Equal(people, Threshold.All.Required(people));
        Assert.Equal(1, Threshold.Of(1).Required(people));
    }

    [Theory]
    [InlineData("Most", "Most", true)]
    [InlineData("All", "All", true)]
    [InlineData("All", "Most", true)]
    [InlineData("Most", "All", false)]
    [InlineData("1", "Most", false)]
    [InlineData("9", "All", false)]
    [InlineData("Most", "1", true)]
    [InlineData("Most", "2", false)]
    [InlineData("All", "2", false)]
    [InlineData("2", "2", true)]
    [InlineData("1", "2", false)]
    public void A_threshold_covers_another_when_it_asks_for_as_much_however_many_people_there_are(string after, string before, bool covers)
    {
        static Threshold Of(string text) => text switch { "Most" => Threshold.Most, "All" => Threshold.All, _ => Threshold.Of(text[0] - '0') };

        Assert.Equal(covers, PolicyComparison.Covers(Of(after), Of(before)));
    }

    private static JsonObject Policy() => Json($$"""{ "ContentType": "Article", "Version": "1", "Stages": {{Stages}} }""");

    private static JsonObject Json(string json) => JsonNode.Parse(json)!.AsObject();

    private static IEnumerable<string> Faults(JsonObject json)
    {
        var role = (string?)json["Stages"]![0]!["Role"];
        return ReviewPolicyJson.Check(json, [role!], [(string?)json["ContentType"] ?? ""]).Select(fault => fault.Path);
    }
}
