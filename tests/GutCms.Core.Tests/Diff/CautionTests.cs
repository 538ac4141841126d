using System.Text.Json.Nodes;
using GutCms.Core.Diff;

namespace GutCms.Core.Tests.Diff;

/// <summary>Each caution with changes that must be loud and changes that must not.</summary>
public class CautionTests
{
    private static readonly DiffVocabulary Vocabulary = DiffVocabulary.English with { DrugNames = ["Metformin", "valproic acid", "St John's wort"] };

    [Theory]
    [InlineData("Take 10 mg.", "Take 100 mg.", true)]
    [InlineData("Take 1.0 mg.", "Take 10 mg.", true)]
    [InlineData("Take 5–10 mg.", "Take 5 mg.", true)]
    [InlineData("About 10% of them", "About 10.5% of them", true)]
    [InlineData("if p &lt; 0.05", "if p &gt; 0.05", true)]
    [InlineData("Take once daily", "Take twice daily", true)]
    [InlineData("two tablets", "tablets", true)]
    [InlineData("vitamin B6", "vitamin B12", true)]
    [InlineData("omega-3", "omega-6", true)]
    [InlineData("½ tablet", "1 tablet", true)]
    [InlineData("10⁹ bacteria", "10⁶ bacteria", true)]
    [InlineData("10 mg in the morning", "10 mg in the evening", false)]
    [InlineData("someone", "anyone", false)]
    [InlineData("a gut–brain axis", "a gut-brain axis", false)]
    public void Number(string before, string after, bool loud) => Expect(DiffCaution.Number, before, after, loud);

    [Theory]
    [InlineData("Take 10 mg.", "Take 10 g.", true)]
    [InlineData("Take 10mg.", "Take 10g.", true)]
    [InlineData("Take 10-mg doses", "Take 10-µg doses", true)]
    [InlineData("5 mg/kg/day", "5 mg/kg/h", true)]
    [InlineData("5 mg per day", "5 mg per week", true)]
    [InlineData("10 µg", "10 mcg", true)]
    [InlineData("10 % of them", "10 of them", true)]
    [InlineData("values in mg", "values in kg", true)]
    [InlineData("Take it daily.", "Take it weekly.", true)]
    [InlineData("for 3 days", "for 3 weeks", true)]
    [InlineData("two hours", "two minutes", true)]
    [InlineData("in those days", "in those weeks", false)]
    [InlineData("group g", "group l", false)]
    [InlineData("Mg supplements", "Zn supplements", false)]
    [InlineData("10 people", "10 persons", false)]
    public void Unit(string before, string after, bool loud) => Expect(DiffCaution.Unit, before, after, loud);

    [Theory]
    [InlineData("It is safe.", "It is not safe.", true)]
    [InlineData("It can help.", "It can't help.", true)]
    [InlineData("It can help.", "It cannot help.", true)]
    [InlineData("It isn’t safe.", "It is safe.", true)]
    [InlineData("non-fatal events", "fatal events", true)]
    [InlineData("with food", "without food", true)]
    [InlineData("There is evidence.", "There is no evidence.", true)]
    [InlineData("Never stop.", "Stop.", true)]
    [InlineData("It is indicated.", "It is contraindicated.", true)]
    [InlineData("Neither helps.", "It helps.", true)]
    [InlineData("It is safe.", "It is quite safe.", false)]
    [InlineData("a note", "a knot", false)]
    [InlineData("nonsense", "sense", false)]
    [InlineData("It is not safe.", "It is not harmful.", false)]
    public void Negation(string before, string after, bool loud) => Expect(DiffCaution.Negation, before, after, loud);

    [Theory]
    [InlineData("Ask about metformin.", "Ask about insulin.", true)]
    [InlineData("Metformin’s effects", "Its effects", true)]
    [InlineData("Take valproic acid.", "Take folic acid.", true)]
    [InlineData("Take valproic  acid.", "Take valproic salts.", true)]
    [InlineData("Take valproic <em>acid</em>.", "Take it.", true)]
    [InlineData("St John's wort helps", "Nothing helps", true)]
    [InlineData("an acid", "a base", false)]
    [InlineData("valproic salts", "other salts", false)]
    [InlineData("Ask about insulin.", "Ask about glucagon.", false)]
    public void DrugName(string before, string after, bool loud) => Expect(DiffCaution.DrugName, before, after, loud);

    [Fact]
    public void Number_is_loud_when_only_the_superscript_goes()
    {
        var diff = Compare("<p>10<sup>9</sup> bacteria</p>", "<p>109 bacteria</p>");

        Assert.True(diff.Summary.Cautions[DiffCaution.Number] > 0);
        Assert.Equal(["<sup>", "</sup>"], diff.Members[0].Runs.Where(run => run.Change == RunChange.Removed && run.Markup is not null).Select(run => run.Markup));
    }

    [Fact]
    public void Stays_with_the_changed_word_when_others_in_the_text_would_be_loud_too()
    {
        var runs = Compare("Do not take 10 mg of metformin.", "Do not take 10 g of metformin.").Members[0].Runs;

        var changed = runs.Where(run => run.Change != RunChange.Equal).Select(run => (run.Change, run.Text, string.Join(',', run.Cautions)));
        Assert.Equal([(RunChange.Removed, "mg", "Unit"), (RunChange.Added, "g", "Unit")], changed);
    }

    [Fact]
    public void Knows_no_drug_when_the_caller_names_none() =>
        Assert.Empty(VersionDiff.Compare(new JsonObject { ["title"] = "metformin" }, new JsonObject { ["title"] = "insulin" }).Summary.Cautions);

    private static VersionDiff Compare(string before, string after) =>
        VersionDiff.Compare(new JsonObject { ["html"] = before }, new JsonObject { ["html"] = after }, Vocabulary);

    private static void Expect(DiffCaution caution, string before, string after, bool loud)
    {
        // In both directions: what is dangerous to add is dangerous to take away.
        foreach (var diff in new[] { Compare(before, after), Compare(after, before) })
        {
            Assert.Equal(loud, diff.Summary.Cautions.ContainsKey(caution));
        }
    }
}
