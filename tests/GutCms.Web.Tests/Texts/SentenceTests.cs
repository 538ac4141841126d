using System.Globalization;
using GutCms.Core.Reviews.Facts;
using GutCms.Core.Reviews.Model;
using GutCms.Core.Security;
using GutCms.Core.Texts;

namespace GutCms.Web.Tests.Texts;

public sealed class SentenceTests
{
    private static readonly CultureInfo German = CultureInfo.GetCultureInfo("de");
    private static readonly DateTime Then = new(2026, 3, 2, 14, 5, 0, DateTimeKind.Utc);

    [Fact]
    public void Rule_names_its_sentence_and_says_it_in_each_language()
    {
        var rule = UnmetRule.NoPermission(Permissions.PublishContent, "Article");

        Assert.Equal(Rules.MustHavePermission, rule.Rule);
        Assert.Equal("It takes the permission PublishContent for Article.", rule.Sentence.ToString());
        Assert.Equal("Dazu braucht es die Berechtigung PublishContent für Article.", rule.Sentence.In(German));
    }

    [Fact]
    public void Sentence_in_a_sentence_is_said_in_the_same_language() =>
        Assert.Equal("ada (hat das Konto angelegt, hat das Passwort gesetzt)", Independence.Describe([new(AccountPower.Created, "1", "ada", Then), new(AccountPower.Password, "1", "ada", Then)]).In(German));

    [Fact]
    public void Language_that_is_not_spoken_is_English() => Assert.Equal("It takes the permission X.", UnmetRule.NoPermission("X").Sentence.In(CultureInfo.GetCultureInfo("fr")));

    [Theory]
    [InlineData("Changes were requested.", "Änderungen wurden angefordert.")]
    [InlineData(SignatureMeanings.Approval, "Ich gebe diesen Text als medizinisch richtig frei.")]
    [InlineData(SignatureMeanings.Confirmation, "Ich bestätige, dass dieser Text weiterhin medizinisch richtig ist.")]
    [InlineData("content item", "Inhalt")]
    [InlineData("What nobody knows", "What nobody knows")]
    public void Words_of_the_record_are_said_in_German_where_they_are_known(string recorded, string german) => Assert.Equal(german, Sentence.Recorded(recorded).In(German));

    [Fact]
    public void Every_meaning_of_a_signature_is_known()
    {
        Assert.All(new[] { SignatureMeanings.OfApproval(null), SignatureMeanings.OfApproval(DisclaimerChange.Editorial), SignatureMeanings.OfApproval(DisclaimerChange.Material) }, meaning => Assert.NotEqual(meaning, Sentence.Recorded(meaning).In(German)));
    }

    [Fact]
    public void The_same_sentence_of_the_same_is_equal()
    {
        Assert.Equal(UnmetRule.NoPermission("A", "B"), UnmetRule.NoPermission("A", "B"));
        Assert.NotEqual(UnmetRule.NoPermission("A", "B"), UnmetRule.NoPermission("A", "C"));
    }
}
