using CsCheck;
using GutCms.Core.Comments;

namespace GutCms.Core.Tests.Comments;

public class ResolvingAnAnchorTests
{
    private const string Text = "Probiotics may help some people. Take 10 mg of it with food. Ask your doctor first. Take 10 mg less when you are older than sixty.";

    private static readonly Gen<string> Word = Gen.String[Gen.Char['a', 'z'], 3, 9];

    // Words of random letters: a quote occurs once, as in prose.
    private static readonly Gen<(string[] Words, int From, int Count)> Selections =
        Word.Array[20, 60].SelectMany(words => Gen.Int[0, words.Length - 4].SelectMany(from => Gen.Int[2, Math.Min(10, words.Length - from)].Select(count => (words, from, count))));

    [Fact]
    public void Is_the_place_at_which_it_stood_where_a_short_quote_stands_a_hundred_thousand_times()
    {
        var text = string.Join(' ', Enumerable.Repeat("a", 100_000));

        Assert.Equal(new AnchorResolution(AnchorState.Exact, 120_000, 1), AnchorResolver.Resolve(CommentAnchor.Create("4block00000000000000000001", text, 120_000, 1), text));
    }

    [Fact]
    public void Is_found_edited_in_a_very_long_text_around_the_place_at_which_it_stood()
    {
        var text = string.Join(' ', Enumerable.Range(0, 100_000).Select(number => "word" + number));
        var start = text.IndexOf("word50000", StringComparison.Ordinal);
        var anchor = CommentAnchor.Create("4block00000000000000000001", text, start, "word50000 word50001 word50002".Length);

        var edited = text.Replace("word50001", "wxrd50001", StringComparison.Ordinal).Insert(0, new string('x', 5_000) + " ");
        var result = AnchorResolver.Resolve(anchor, edited);

        Assert.Equal((AnchorState.Edited, "word50000 wxrd50001 word50002"), (result.State, edited.Substring(result.Start, result.Length)));
    }

    [Fact]
    public void Is_exact_when_nothing_changed() => Selections.Sample(selection =>
    {
        var (text, anchor) = Anchor(selection);

        Assert.Equal(new AnchorResolution(AnchorState.Exact, anchor.Start, anchor.Length), AnchorResolver.Resolve(anchor, text));
    }, iter: 100);

    [Fact]
    public void Follows_the_words_when_the_text_is_edited_elsewhere() => Gen.Select(Selections, Gen.Int[0, 59], Gen.Int[0, 3], Word.Array[0, 4]).Sample((selection, place, removed, added) =>
    {
        var (_, anchor) = Anchor(selection);
        var words = selection.Words.ToList();

        // Before the selection or behind it.
        var at = place % (words.Count + 1);
        var (from, count) = (selection.From, selection.Count);
        if (at > from && at < from + count)
        {
            at = from;
        }

        var limit = at <= from ? from - at : words.Count - at;
        words.RemoveRange(at, Math.Min(removed, limit));
        words.InsertRange(at, added);
        var edited = string.Join(' ', words);

        var result = AnchorResolver.Resolve(anchor, edited);
        Assert.Equal(AnchorState.Exact, result.State);
        Assert.Equal(anchor.Quote, edited.Substring(result.Start, result.Length));
    }, iter: 300);

    [Fact]
    public void Stays_at_the_place_when_a_word_of_several_is_edited() => Gen.Select(Selections.Where(selection => selection.Count >= 4), Gen.Int[1, 8], Gen.String[Gen.Char['a', 'z'], 9, 9]).Sample((selection, place, word) =>
    {
        var (_, anchor) = Anchor(selection);
        var words = selection.Words.ToArray();
        var index = selection.From + 1 + (place % (selection.Count - 2));

        // As long as the one before, so that most of the quote is there still.
        words[index] = word[..words[index].Length];
        var edited = string.Join(' ', words);

        var result = AnchorResolver.Resolve(anchor, edited);
        var expected = string.Join(' ', words.Skip(selection.From).Take(selection.Count));
        Assert.Equal(expected, edited.Substring(result.Start, result.Length));
    }, iter: 200);

    [Theory]
    [InlineData("ish uhja bqi ghu", "ish uhja kbxckua ghu")]
    [InlineData("ish uhja bqi ghu", "ish uhja kbxghu ghu")]
    public void Reaches_to_the_end_of_the_block_when_a_word_before_it_was_made_longer(string quote, string replacement)
    {
        var anchor = CommentAnchor.Create("block", Text + " " + quote, Text.Length + 1, quote.Length);

        var result = AnchorResolver.Resolve(anchor, Text + " " + replacement);

        Assert.Equal(new AnchorResolution(AnchorState.Edited, Text.Length + 1, replacement.Length), result);
    }

    [Theory]
    [InlineData("A few people. They sleep better with it.", 6, "A few people. Nothing is known of the rest.")]
    [InlineData("They sleep better with it, a few people.", 29, "Nothing is known of the rest of a few people.")]
    public void Is_exact_when_it_stands_at_the_edge_of_the_block_as_before(string before, int start, string after)
    {
        const string quote = "people";
        var at = before.IndexOf(quote, start, StringComparison.Ordinal);

        var result = AnchorResolver.Resolve(CommentAnchor.Create("block", before, at, quote.Length), after);

        Assert.Equal(new AnchorResolution(AnchorState.Exact, after.IndexOf(quote, StringComparison.Ordinal), quote.Length), result);
    }

    [Fact]
    public void Is_orphaned_when_the_words_are_deleted() => Selections.Sample(selection =>
    {
        var (_, anchor) = Anchor(selection);
        var without = string.Join(' ', selection.Words.Where((_, index) => index < selection.From || index >= selection.From + selection.Count));

        Assert.Equal(AnchorResolution.Orphaned, AnchorResolver.Resolve(anchor, without));
    }, iter: 200);

    [Fact]
    public void Lies_within_the_text_when_given_any_other_text() => Gen.Select(Selections, Gen.String[Gen.Char['a', 'f'], 0, 80]).Sample((selection, other) =>
    {
        var result = AnchorResolver.Resolve(Anchor(selection).Anchor, other);

        Assert.InRange(result.Start, 0, other.Length);
        Assert.InRange(result.Start + result.Length, result.Start, other.Length);
        Assert.Equal(result.State == AnchorState.Orphaned, result.Length == 0);
    }, iter: 200);

    [Theory]
    [InlineData("Take 10 mg of it", "Take 10 g of it", "10 g", AnchorState.Edited)]
    [InlineData("Probiotics", "Today, probiotics", "10 mg", AnchorState.Exact)]
    [InlineData(" Ask your doctor first.", "", "10 mg", AnchorState.Exact)]
    [InlineData("with food", "with a lot of food", "10 mg", AnchorState.Exact)]
    public void Finds_the_first_of_two_equal_quotes_when_the_text_around_it_is_edited(string old, string replacement, string expected, AnchorState state)
    {
        var edited = Text.Replace(old, replacement, StringComparison.Ordinal);

        var result = AnchorResolver.Resolve(First("10 mg"), edited);

        Assert.Equal((state, expected), (result.State, edited.Substring(result.Start, result.Length)));
        Assert.InRange(result.Start, 30, 70);
    }

    [Fact]
    public void Is_orphaned_when_its_sentence_is_deleted_and_a_short_quote_occurs_elsewhere() =>
        Assert.Equal(AnchorState.Orphaned, AnchorResolver.Resolve(First("10 mg"), Text.Replace("Take 10 mg of it with food. ", "", StringComparison.Ordinal)).State);

    [Fact]
    public void Follows_a_sentence_when_it_is_moved_within_the_block()
    {
        const string sentence = "Take 10 mg of it with food.";
        var moved = Text.Replace(sentence + " ", "", StringComparison.Ordinal) + " " + sentence;

        Assert.Equal(new AnchorResolution(AnchorState.Exact, moved.Length - sentence.Length, sentence.Length), AnchorResolver.Resolve(First(sentence), moved));
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("Something else entirely, about sleep.")]
    public void Is_orphaned_when_the_text_is_gone(string? text) =>
        Assert.Equal(AnchorResolution.Orphaned, AnchorResolver.Resolve(First("10 mg"), text));

    private static CommentAnchor First(string quote) => CommentAnchor.Create("block", Text, Text.IndexOf(quote, StringComparison.Ordinal), quote.Length);

    private static (string Text, CommentAnchor Anchor) Anchor((string[] Words, int From, int Count) selection)
    {
        var (words, from, count) = selection;
        var text = string.Join(' ', words);
        var start = words.Take(from).Sum(word => word.Length + 1);
        return (text, CommentAnchor.Create("block", text, start, string.Join(' ', words.Skip(from).Take(count)).Length));
    }
}
