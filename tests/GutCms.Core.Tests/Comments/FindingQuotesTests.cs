using GutCms.Core.Comments;
using GutCms.Core.Content.Items;
using GutCms.Core.Tests.Reviews;

namespace GutCms.Core.Tests.Comments;

public sealed class FindingQuotesTests
{
    private const string Block = "13dtxdw22d61fpcbf754779t85";

    [Theory]
    [InlineData("the brain", 0, 17)]
    [InlineData(" the\n brain ", 0, 17)]
    [InlineData("gut", 0, 4)]
    [InlineData("gut", 100, 40)]
    public void Finds_the_words_nearest_to_where_they_were_selected(string quote, int near, int start)
    {
        var anchor = QuoteFinder.Find(Item("The gut talks to the brain. And so does gut flora."), Block, quote, near);

        Assert.Equal(start, anchor!.Start);
    }

    [Theory]
    [InlineData("the heart", Block)]
    [InlineData("", Block)]
    [InlineData("gut", "another block")]
    public void Finds_nothing_where_the_words_do_not_stand(string quote, string block) => Assert.Null(QuoteFinder.Find(Item("The gut talks to the brain."), block, quote, 0));

    [Fact]
    public void Takes_signs_as_they_are() => Assert.Equal(0, QuoteFinder.Find(Item("(a+b)* [c]"), Block, "(a+b)* [c]", 0)!.Start);

    private static ContentItem Item(string text) => ContentItemJson.Read(Deeds.Article("gut", null, text));
}
