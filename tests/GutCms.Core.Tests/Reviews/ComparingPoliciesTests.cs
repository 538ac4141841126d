using System.Globalization;
using GutCms.Core.Reviews.Policies;

namespace GutCms.Core.Tests.Reviews;

public sealed class ComparingPoliciesTests
{
    // Stages are parted by |, roles of a stage by +, and a role is followed by its threshold.
    [Theory]
    [InlineData("M1", "M1", false)]
    [InlineData("M1", "M2", false)]
    [InlineData("M2", "M1", true)]
    [InlineData("M1", "L1", true)]
    [InlineData("M1", "M1+L1", false)]
    [InlineData("M1+L1", "M1", true)]
    [InlineData("M1+L1", "L1+M1", false)]
    [InlineData("M1", "M1|L1", false)]
    [InlineData("M1", "L1|M1", false)]
    [InlineData("M1|L1", "M1", true)]
    [InlineData("M1|L1", "L1|M1", true)]
    [InlineData("M1|L1", "M1+L1", true)]
    [InlineData("M1+L1", "M1|L1", true)]
    [InlineData("M1|M1", "M1", true)]
    [InlineData("M1|M1", "M1|L1|M1", false)]
    [InlineData("M1", "MMost", false)]
    [InlineData("M1", "MAll", false)]
    [InlineData("M2", "MMost", true)]
    [InlineData("M2", "MAll", true)]
    [InlineData("MMost", "MAll", false)]
    [InlineData("MAll", "MMost", true)]
    [InlineData("MMost", "M9", true)]
    [InlineData("MAll", "M9", true)]
    public void Approvals_that_are_not_asked_for_any_more_make_it_weaker(string before, string after, bool weaker) =>
        Assert.Equal(weaker ? [PolicyWeakness.Approvals] : [], PolicyComparison.Weaknesses(Policy(before), Policy(after)));

    [Fact]
    public void Each_demand_that_falls_makes_it_weaker_and_each_that_is_new_does_not()
    {
        var plain = Policy("M1") with
        {
            FourEyes = false,
            SignatureRequired = false,
            OnPresentationChange = PresentationChange.Record,
            AllowSamePersonInStages = true,
            OnReviewerLeft = EarlierApprovals.Keep,
            OnPolicyChange = EarlierApprovals.Keep,
            SuggestionsMakeAuthors = false,
        };
        foreach (var (strict, weakness) in new (ReviewPolicy, PolicyWeakness)[]
        {
            (plain with { FourEyes = true }, PolicyWeakness.FourEyes),
            (plain with { SignatureRequired = true }, PolicyWeakness.SignatureRequired),
            (plain with { RequireDisclaimer = true }, PolicyWeakness.RequireDisclaimer),
            (plain with { RequireResolvedComments = true }, PolicyWeakness.RequireResolvedComments),
            (plain with { RequireCurrentTranslations = true }, PolicyWeakness.RequireCurrentTranslations),
            (plain with { SuggestionsMakeAuthors = true }, PolicyWeakness.SuggestionsMakeAuthors),
            (plain with { ReviewEveryMonths = 12 }, PolicyWeakness.ReviewEveryMonths),
            (plain with { OnPresentationChange = PresentationChange.Void }, PolicyWeakness.OnPresentationChange),
            (plain with { AllowSamePersonInStages = false }, PolicyWeakness.SamePersonInStages),
            (plain with { OnReviewerLeft = EarlierApprovals.Void }, PolicyWeakness.OnReviewerLeft),
            (plain with { OnPolicyChange = EarlierApprovals.Void }, PolicyWeakness.OnPolicyChange),
        })
        {
            Assert.Equal([weakness], PolicyComparison.Weaknesses(strict, plain));
            Assert.Empty(PolicyComparison.Weaknesses(plain, strict));
            Assert.Empty(PolicyComparison.Weaknesses(strict, strict));
            Assert.True(PolicyComparison.IsStricter(plain, strict));
            Assert.False(PolicyComparison.IsStricter(strict, plain));
        }
    }

    [Theory]
    [InlineData(12, 13, true)]
    [InlineData(12, 12, false)]
    [InlineData(12, 11, false)]
    public void A_later_review_makes_it_weaker(int before, int after, bool weaker) => Assert.Equal(
        weaker ? [PolicyWeakness.ReviewEveryMonths] : [],
        PolicyComparison.Weaknesses(Policy("M1") with { ReviewEveryMonths = before }, Policy("M1") with { ReviewEveryMonths = after }));

    [Fact]
    public void No_policy_is_weaker_than_any() => Assert.Equal([PolicyWeakness.Removed], PolicyComparison.Weaknesses(Policy("M1"), null));

    [Fact]
    public void Any_policy_is_stricter_than_none()
    {
        Assert.Empty(PolicyComparison.Weaknesses(null, Policy("M1")));
        Assert.True(PolicyComparison.IsStricter(null, Policy("M1")));
        Assert.False(PolicyComparison.IsStricter(null, null));
    }

    [Fact]
    public void Names_of_stages_versions_and_due_dates_do_not_count()
    {
        var policy = Policy("M1");

        Assert.Empty(PolicyComparison.Weaknesses(policy with { Stages = [policy.Stages[0] with { DueDays = 3 }] }, policy with { Version = "9", Stages = [policy.Stages[0] with { Name = "Other" }] }));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(7)]
    public void What_counts_as_no_weaker_asks_for_at_least_as_many_however_many_may_decide(int eligible)
    {
        Threshold[] all = [Threshold.One, Threshold.Of(2), Threshold.Of(3), Threshold.Most, Threshold.All];
        foreach (var before in all)
        {
            foreach (var after in all.Where(after => PolicyComparison.Weaknesses(WithThreshold(before), WithThreshold(after)).IsEmpty))
            {
                Assert.True(after.Required(eligible) >= before.Required(eligible), $"{before} {after} {eligible}");
            }
        }
    }

    private static ReviewPolicy WithThreshold(Threshold threshold) => new("Article", "1", [new("S", [new("M", threshold)], null)]);

    private static ReviewPolicy Policy(string stages) => new(
        "Article",
        "1",
        [.. stages.Split('|').Select((stage, index) => new ReviewStage($"S{index}", [.. stage.Split('+').Select(role => new StageRole(role[..1], ThresholdOf(role[1..])))], null))]);

    private static Threshold ThresholdOf(string text) => text switch
    {
        "Most" => Threshold.Most,
        "All" => Threshold.All,
        _ => Threshold.Of(int.Parse(text, CultureInfo.InvariantCulture)),
    };
}
