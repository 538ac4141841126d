using GutCms.Core.Reviews.Model;

namespace GutCms.Core.Tests.Reviews;

/// <summary>What a thread of comments asks for, how it was answered and what somebody has seen is read from what is in it.</summary>
public sealed class StateOfThreadsTests
{
    private static readonly DateTime Then = new(2026, 3, 1, 9, 0, 0, DateTimeKind.Utc);

    [Fact]
    public void The_last_answer_to_a_suggestion_counts()
    {
        var (refused, taken) = (Message("2") with { Refuses = true }, Message("3") with { Took = "two hours" });

        Assert.Equal(taken, Thread(Message("1") with { Suggests = "two hours" }, refused, taken, Message("4")).FindAnswer());
        Assert.Equal(refused, Thread(Message("1") with { Suggests = "two hours" }, taken, refused).FindAnswer());
        Assert.Null(Thread(Message("1") with { Suggests = "two hours" }, Message("2")).FindAnswer());
        Assert.Null(Thread(Message("1"), taken).FindAnswer());
    }

    [Fact]
    public void A_thread_is_addressed_while_that_is_the_last_word_and_nobody_resolved_it()
    {
        var addressed = Message("2") with { Addresses = true };

        Assert.True(Thread(Message("1"), addressed).IsAddressed);
        Assert.False(Thread(Message("1"), addressed, Message("3")).IsAddressed);
        Assert.False((Thread(Message("1"), addressed) with { ResolvedUtc = Then }).IsAddressed);
    }

    [Fact]
    public void A_suggestion_is_open_until_it_is_resolved_and_a_question_is_none()
    {
        Assert.True(Thread(Message("1") with { Suggests = "" }).IsOpenSuggestion);
        Assert.False((Thread(Message("1") with { Suggests = "" }) with { ResolvedUtc = Then }).IsOpenSuggestion);
        Assert.False(Thread(Message("1")).IsOpenSuggestion);
    }

    [Theory]
    [InlineData(6, 5)]
    [InlineData(5, 3)]
    [InlineData(4, 3)]
    [InlineData(3, null)]
    [InlineData(2, null)]
    public void What_was_opened_before_a_version_is_the_newest_below_it(int number, int? before) => Assert.Equal(before, new Look("ann", "item", 5, 3, Then).Before(number));

    [Fact]
    public void Those_who_are_asked_are_asked_in_a_stage() =>
        Assert.Equal(["b"], WaitingReview.AskedIn([Asked("Medical", "a"), Asked("Legal", "b")], "Legal").Select(assignment => assignment.UserId));

    private static Assignment Asked(string stage, string who) => new(stage, "Role", who, who, "editor", Then);

    private static CommentMessage Message(string id) => new(id, "ann-id", "ann", "Which dose?", Then);

    private static CommentThread Thread(params CommentMessage[] messages) => new("thread", "item", "version", null, [.. messages]);
}
