using GutCms.Core.Reviews.Facts;
using GutCms.Core.Reviews.Model;

namespace GutCms.Core.Tests.Reviews;

/// <summary>Names, days and words by which reviews are spoken of.</summary>
public sealed class WordsOfReviewsTests
{
    public static TheoryData<Trigger> Triggers => [.. Enum.GetValues<Trigger>()];

    public static TheoryData<AccountPower> Powers => [.. Enum.GetValues<AccountPower>()];

    [Theory]
    [MemberData(nameof(Triggers))]
    public void A_trigger_is_found_by_its_name_and_by_no_other_spelling(Trigger trigger)
    {
        Assert.Equal(trigger, ReviewNames.FindTrigger(trigger.ToName()));
        Assert.Null(ReviewNames.FindTrigger(trigger.ToString()));
    }

    [Theory]
    [InlineData("editorial", DisclaimerChange.Editorial)]
    [InlineData("material", DisclaimerChange.Material)]
    [InlineData("Material", null)]
    [InlineData("", null)]
    [InlineData(null, null)]
    public void A_change_of_a_disclaimer_is_found_by_its_name(string? name, DisclaimerChange? change) => Assert.Equal(change, ReviewNames.FindChange(name));

    [Fact]
    public void A_day_that_is_due_ends_with_its_last_instant()
    {
        var end = DueDay.End(new(2026, 3, 1));

        Assert.Equal(new DateTime(2026, 3, 2, 0, 0, 0, DateTimeKind.Utc), end);
        Assert.Equal(DateTimeKind.Utc, end.Kind);
        Assert.Equal(end.AddTicks(-1), DueDay.Of(end));
        Assert.Equal("2026-03-01", DueDay.Field(end));
        Assert.Null(DueDay.Of(null));
        Assert.Null(DueDay.Field(null));
    }

    [Theory]
    [InlineData(PublicationBasis.Approved, "run", true)]
    [InlineData(PublicationBasis.Approved, "same", false)]
    [InlineData(PublicationBasis.Imported, "run", false)]
    [InlineData(PublicationBasis.NoPolicy, null, false)]
    public void Only_the_approval_of_another_review_takes_the_place_of_a_grant(PublicationBasis basis, string? review, bool supersedes)
    {
        var given = new PublicationGrant("version", "sha256:text", PublicationBasis.Approved, "same", DateTime.UnixEpoch);

        Assert.Equal(supersedes, (given with { Basis = basis, ReviewId = review }).Supersedes(given));
    }

    [Theory]
    [InlineData("definitions", true)]
    [InlineData("settings", true)]
    [InlineData("review-policy", false)]
    [InlineData("", false)]
    public void Texts_rest_on_definitions_settings_and_the_format_of_documents(string kind, bool rests)
    {
        Assert.Equal(rests, StatesOfItems.RestOnTextsOf(kind));
        Assert.True(StatesOfItems.RestOnTextsOf(GutCms.Core.Delivery.DeliveryFormat.Kind));
    }

    [Theory]
    [MemberData(nameof(Powers))]
    public void What_somebody_has_in_hand_of_an_account_is_said_once_and_in_words_of_its_own(AccountPower power)
    {
        var said = Independence.Describe([new(power, "ada-id", "ada", default), new(power, "ada-id", "ada", default)]).ToString();
        var others = Enum.GetValues<AccountPower>().Where(other => Same(other) != Same(power)).Select(other => Independence.Describe([new(other, "ada-id", "ada", default)]).ToString());

        Assert.Equal(Independence.Describe([new(power, "ada-id", "ada", default)]).ToString(), said);
        Assert.StartsWith("ada (", said, StringComparison.Ordinal);
        Assert.DoesNotContain(said, others);

        static AccountPower Same(AccountPower power) => power switch
        {
            AccountPower.KnownPassword => AccountPower.Password,
            AccountPower.Registration => AccountPower.Secret,
            _ => power,
        };
    }

    [Fact]
    public void Whoever_names_no_state_is_told_so_and_whoever_names_another_is_told_that_it_changed()
    {
        var missing = ExpectedTag.Of(null).FindObjection("now");

        Assert.Equal(missing, ExpectedTag.Of("").FindObjection("now"));
        Assert.Equal(("Refused.TagMissing", "now"), (missing!.Sentence.Name, missing.CurrentTag));
        Assert.Equal(("Refused.Stale", "now"), (ExpectedTag.Of("before").FindObjection("now")!.Sentence.Name, ExpectedTag.Of("before").FindObjection("now")!.CurrentTag));
        Assert.Null(ExpectedTag.Of("now").FindObjection("now"));
        Assert.Null(ExpectedTag.NoItem.FindObjection(""));
    }

    [Fact]
    public void A_permission_that_is_lacking_is_named_with_its_type_where_it_is_about_one()
    {
        Assert.Equal((Rules.MustHavePermission, "MustHavePermission"), Names(UnmetRule.NoPermission("EditContent")));
        Assert.Equal((Rules.MustHavePermission, "MustHavePermission.OfType"), Names(UnmetRule.NoPermission("EditContent", "Article")));
        Assert.Contains("Article", UnmetRule.NoPermission("EditContent", "Article").Sentence.ToString(), StringComparison.Ordinal);

        static (string, string) Names(UnmetRule unmet) => (unmet.Rule, unmet.Sentence.Name);
    }
}
