using System.Text.Json.Nodes;
using CsCheck;
using GutCms.Core.Diff;

namespace GutCms.Core.Tests.Diff;

/// <summary>However long two texts are and whatever differs, a comparison does a bounded piece of work, and both texts can be rebuilt from it.</summary>
public sealed class LongTextsTests
{
    private static readonly string[] Few = ["take", "10", "mg", "daily", "not", "with", "food"];

    [Fact]
    public void Whatever_differs_both_lists_can_be_rebuilt_and_no_fewer_edits_would_do()
    {
        Gen.Select(Gen.Int[0, 4].Select(number => Few[number]).Array[0, 40], Gen.Int[0, 4].Select(number => Few[number]).Array[0, 40]).Sample((from, to) =>
        {
            var search = new LongSearch(from, to, new());
            var found = search.Run();
            var (exact, _) = new TokenDifference(new()).Find(from, to);

            Assert.Equal(to, Apply(from, to, found));
            Assert.Equal(to, Apply(from, to, exact));
            Assert.False(search.IsCoarse);
            Assert.Equal(exact.Sum(Edits), found.Sum(Edits));
        });
    }

    [Fact]
    public void A_few_changes_in_a_long_text_are_found_word_by_word()
    {
        var from = Enumerable.Range(0, 30_000).Select(at => Few[at * 7919 % 101 % Few.Length]).ToArray();
        var to = from.ToArray();
        to[100] = "other";
        to[29_000] = "another";

        var work = new ComparisonWork();
        var (found, isCoarse) = new TokenDifference(work).Find(from, to);

        Assert.False(isCoarse);
        Assert.Equal([new Replacement(100, 1, 100, 1), new(29_000, 1, 29_000, 1)], found);
        Assert.True(work.Left > ComparisonWork.MostSteps / 2);
    }

    [Fact]
    public void A_long_text_that_was_rearranged_is_compared_between_the_words_that_both_have_once()
    {
        var from = Enumerable.Range(0, 20_000).Select(at => at % 10 == 0 ? "word" + at : Few[at % Few.Length]).ToArray();
        string[] to = [.. from[5_000..12_000], "new", .. from[..5_000], .. from[12_000..]];

        var (found, isCoarse) = new TokenDifference(new()).Find(from, to);

        Assert.Equal(to, Apply(from, to, found));
        Assert.InRange(found.Sum(Edits), 10_001, 10_100);
        Assert.False(isCoarse);
    }

    [Fact]
    public void Two_long_texts_without_a_word_in_common_stand_for_each_other_and_that_is_said()
    {
        var (from, to) = (Words("a"), Words("b"));
        var work = new ComparisonWork();

        var (found, isCoarse) = new TokenDifference(work).Find(from.Split(' '), to.Split(' '));

        Assert.Equal([new Replacement(0, 30_000, 0, 30_000)], found);
        Assert.True(isCoarse);
        Assert.True(work.Left > ComparisonWork.MostSteps / 2);
        var diff = VersionDiff.Compare(new JsonObject { ["html"] = $"<p>{from}</p>" }, new JsonObject { ["html"] = $"<p>{to}</p>" });
        var member = Assert.Single(diff.Members);
        Assert.True(member.IsCoarse && diff.Summary.IsCoarse);
        Assert.Equal((from, to), (DiffText.Before(member.Runs), DiffText.After(member.Runs)));

        static string Words(string name) => string.Join(' ', Enumerable.Range(0, 30_000).Select(at => name + at));
    }

    [Fact]
    public void A_thousand_blocks_without_a_heading_in_common_are_compared_with_those_around_their_place()
    {
        var (from, to) = (Blocks("a", 0), Blocks("b", 0));
        var work = new ComparisonWork();

        var pairs = new BlockMatcher(work).Match(from, to);

        Assert.Empty(pairs);
        Assert.True(work.Left > ComparisonWork.MostSteps / 2);
        Assert.Equal(1_000, new BlockMatcher(new()).Match(from, Blocks("a", 1)).Count);

        static JsonArray Blocks(string name, int edited) => new([.. Enumerable.Range(0, 1_000).Select(block => (JsonNode)new JsonObject
        {
            ["kind"] = "section",
            ["heading"] = $"{name} {block} {edited}",
            ["html"] = $"<p>{string.Join(' ', Enumerable.Range(0, 60).Select(at => $"{name}{block}x{at}"))}</p>",
        })]);
    }

    [Fact]
    public void Many_texts_share_what_may_be_done()
    {
        // Each is short enough to be compared exactly, and none has anything in common with its successor.
        var work = new ComparisonWork();
        var (from, to) = (Enumerable.Range(0, 1_900).Select(at => "a" + at).ToArray(), Enumerable.Range(0, 1_900).Select(at => "b" + at).ToArray());

        var coarse = Enumerable.Range(0, 100).Select(_ => new TokenDifference(work).Find(from, to).IsCoarse).ToList();

        Assert.False(coarse[0]);
        Assert.True(coarse[^1]);
        Assert.True(work.Left > -ComparisonWork.MostSteps);
    }

    [Theory]
    [InlineData("<p>Take 10 mg</p>", "<p>Take 20 mg</p>")]
    [InlineData("<p>Take 10 mg</p>", "<p>Nothing of it</p>")]
    public void A_text_of_ordinary_length_is_compared_word_by_word(string from, string to)
    {
        var diff = VersionDiff.Compare(new JsonObject { ["html"] = from }, new JsonObject { ["html"] = to });

        Assert.False(diff.Members[0].IsCoarse || diff.Summary.IsCoarse);
    }

    private static int Edits(Replacement replacement) => replacement.FromCount + replacement.ToCount;

    private static List<string> Apply(IReadOnlyList<string> from, IReadOnlyList<string> to, IReadOnlyList<Replacement> replacements)
    {
        var (result, at) = (new List<string>(), 0);
        foreach (var replacement in replacements)
        {
            result.AddRange(from.Skip(at).Take(replacement.FromStart - at));
            result.AddRange(to.Skip(replacement.ToStart).Take(replacement.ToCount));
            at = replacement.FromStart + replacement.FromCount;
        }

        result.AddRange(from.Skip(at));
        return result;
    }
}
