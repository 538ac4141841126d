using System.Text.Json.Nodes;
using CsCheck;
using GutCms.Core.Comments;

namespace GutCms.Core.Tests.Comments;

public class AnchoringACommentTests
{
    [Fact]
    public void Keeps_words_context_and_position_when_created()
    {
        var text = new string('x', 50) + "the dose" + new string('y', 50);

        var anchor = CommentAnchor.Create("block", text, 50, 8);

        Assert.Equal(new CommentAnchor("block", "the dose", new string('x', 32), new string('y', 32), 50), anchor);
    }

    [Fact]
    public void Keeps_what_context_there_is_when_the_whole_text_is_selected() =>
        Assert.Equal(new CommentAnchor("block", "all", "", "", 0), CommentAnchor.Create("block", "all", 0, 3));

    [Theory]
    [InlineData(-1, 1)]
    [InlineData(0, 0)]
    [InlineData(3, 1)]
    [InlineData(1, 3)]
    public void Is_refused_when_the_selection_is_not_within_the_text(int start, int length) =>
        Assert.Throws<ArgumentOutOfRangeException>(() => CommentAnchor.Create("block", "abc", start, length));

    [Fact]
    public void Is_refused_when_the_selection_is_too_long() =>
        Assert.Throws<ArgumentOutOfRangeException>(() => CommentAnchor.Create("block", new string('x', 5000), 0, CommentAnchor.MaxQuoteLength + 1));

    [Fact]
    public void Never_cuts_a_character_in_two_when_it_takes_two_units() =>
        Gen.Select(Gen.OneOf("𝛼", "a").Array[1, 80].Select(string.Concat), Gen.Double.Unit, Gen.Double.Unit).Sample((text, from, part) =>
        {
            var start = (int)(from * (text.Length - 1));
            var anchor = CommentAnchor.Create("block", text, start, 1 + (int)(part * (text.Length - start - 1)));

            Assert.All([anchor.Quote, anchor.Prefix, anchor.Suffix], piece => Assert.DoesNotContain(piece.EnumerateRunes(), rune => rune.Value == 0xFFFD));
            Assert.Equal(anchor.Quote, text.Substring(anchor.Start, anchor.Length));
        });

    [Fact]
    public void Reads_back_when_written_as_json()
    {
        var anchor = CommentAnchor.Create("block", "Take 10 mg daily.", 5, 5);

        Assert.Equal("""{"blockId":"block","quote":"10 mg","prefix":"Take ","suffix":" daily.","start":5,"length":5}""", anchor.ToJson().ToJsonString());
        Assert.Equal(anchor, CommentAnchor.FromJson(anchor.ToJson()));
    }

    [Theory]
    [InlineData("quote", "\"\"")]
    [InlineData("quote", "3")]
    [InlineData("quote", "\"longer\"")]
    [InlineData("blockId", "\"\"")]
    [InlineData("blockId", "null")]
    [InlineData("start", "-1")]
    [InlineData("start", "1.5")]
    [InlineData("start", "\"0\"")]
    [InlineData("prefix", "\"xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx\"")]
    [InlineData("unknown", "1")]
    public void Is_refused_when_a_member_is_wrong(string name, string value)
    {
        var json = CommentAnchor.Create("block", "Take 10 mg daily.", 5, 5).ToJson();
        json[name] = JsonNode.Parse(value);

        Assert.Throws<FormatException>(() => CommentAnchor.FromJson(json));
    }
}
