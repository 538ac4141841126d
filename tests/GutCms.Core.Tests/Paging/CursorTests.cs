using System.Buffers.Text;
using System.Text;
using System.Text.Json.Serialization;
using GutCms.Core.Paging;

namespace GutCms.Core.Tests.Paging;

/// <summary>A cursor belongs to one list in one order with one filter, and what stands in it is read as anything from outside.</summary>
public sealed class CursorTests
{
    private static readonly DateTime Monday = new(2026, 11, 23, 8, 0, 0, DateTimeKind.Utc);

    private static readonly Query Asked = new(["Article", "Series"], "gut", Order.Title, Monday, null, 10);

    [Fact]
    public void Says_what_the_list_is_ordered_by_where_the_page_ended()
    {
        var start = Goes(Asked, Asked.Asked().CursorAt("Sjögren | \"\n😀", -5L, 2.5, Monday))!;

        Assert.Equal(("Sjögren | \"\n😀", -5L, 2.5, Monday), (start.Text(0), start.Number(1), start.Real(2), start.Instant(3)));
        Assert.Null(Asked.Asked().FindStart());
    }

    [Fact]
    public void Goes_on_with_another_page_size_at_another_time_and_with_names_in_another_order()
    {
        var cursor = Asked.Asked().CursorAt(1L);

        Assert.Equal(1L, Goes(Asked with { First = 50, NowUtc = Monday.AddDays(1), Types = ["Series", "Article"] }, cursor)!.Number(0));
    }

    public static TheoryData<ListQuery> Others =>
    [
        Asked with { Types = ["Article"] }, Asked with { Types = [] }, Asked with { Search = "gut " }, Asked with { Search = null }, Asked with { Order = Order.Written },
        new OtherQuery(["Article", "Series"], "gut", Order.Title, Monday, null, 10),
    ];

    [Theory]
    [MemberData(nameof(Others))]
    public void Is_refused_by_every_other_list_order_and_filter(ListQuery other) => Assert.Throws<BadCursorException>(() => Goes(other, Asked.Asked().CursorAt(1L)));

    [Fact]
    public void Is_bound_to_a_condition_that_comes_new_to_a_list() =>
        Assert.Throws<BadCursorException>(() => Goes(new Narrower(["Article"], "gut", Order.Title, Monday, null, 10) { Added = true }, new Narrower(["Article"], "gut", Order.Title, Monday, null, 10).Asked().CursorAt(1L)));

    [Theory]
    [InlineData("")]
    [InlineData("1")]
    [InlineData("nonsense")]
    [InlineData("%%%")]
    [InlineData("AAAAAAAAAAAAAAAA")]
    public void Is_refused_when_it_is_none(string after) => Assert.Throws<BadCursorException>(() => Goes(Asked, after));

    [Fact]
    public void Is_refused_when_a_letter_of_it_is_another()
    {
        var cursor = Asked.Asked().CursorAt("gut", 1L);
        foreach (var index in Enumerable.Range(0, cursor.Length))
        {
            var changed = cursor[..index] + (cursor[index] == 'A' ? 'B' : 'A') + cursor[(index + 1)..];
            Assert.True(Record.Exception(() => Goes(Asked, changed)) is BadCursorException || Base64Url.DecodeFromChars(changed).AsSpan().SequenceEqual(Base64Url.DecodeFromChars(cursor)), changed);
        }
    }

    [Fact]
    public void Is_refused_when_it_is_too_long() => Assert.Throws<BadCursorException>(() => Goes(Asked, Asked.Asked().CursorAt(new string('x', 4000))));

    [Fact]
    public void Values_are_read_as_what_they_have_to_be_or_refused()
    {
        var start = Goes(Asked, Asked.Asked().CursorAt("x", "1e999", "NaN", "-1", "9223372036854775807", "a\0b"))!;

        Assert.Throws<BadCursorException>(() => start.Number(0));
        Assert.Throws<BadCursorException>(() => start.Real(1));
        Assert.Throws<BadCursorException>(() => start.Real(2));
        Assert.Throws<BadCursorException>(() => start.Instant(3));
        Assert.Throws<BadCursorException>(() => start.Instant(4));
        Assert.Throws<BadCursorException>(() => start.Text(5));
        Assert.Throws<BadCursorException>(() => start.Text(6));
    }

    [Theory]
    [InlineData("[1]")]
    [InlineData("{}")]
    [InlineData("[\"\\ud800\"]")]
    [InlineData("[")]
    public void What_somebody_wrote_with_a_true_checksum_is_refused_when_it_is_no_list_of_texts(string text)
    {
        // The checksum is no secret: anybody can make one.
        var list = Encoding.UTF8.GetBytes("Query\n{\"Types\":[\"Article\",\"Series\"],\"Search\":\"gut\",\"Order\":0}\0");
        var bytes = Encoding.UTF8.GetBytes(text);
        var made = Base64Url.EncodeToString([.. System.Security.Cryptography.SHA256.HashData([.. list, .. bytes]).AsSpan(0, 8), .. bytes]);
        Assert.Equal(Asked.Asked().CursorAt("x"), Base64Url.EncodeToString([.. System.Security.Cryptography.SHA256.HashData([.. list, .. "[\"x\"]"u8]).AsSpan(0, 8), .. "[\"x\"]"u8]));

        Assert.Throws<BadCursorException>(() => Goes(Asked, made)?.Text(0));
    }

    private static ListCursor? Goes(ListQuery query, string after) => (query with { After = after }).Asked().FindStart();

    private enum Order
    {
        Title,
        Written,
    }

    private record Query(string[] Types, string? Search, Order Order, [property: JsonIgnore] DateTime NowUtc, string? After, int First) : ListQuery(After, First);

    private sealed record OtherQuery(string[] Types, string? Search, Order Order, DateTime NowUtc, string? After, int First) : Query(Types, Search, Order, NowUtc, After, First);

    private sealed record Narrower(string[] Types, string? Search, Order Order, DateTime NowUtc, string? After, int First) : Query(Types, Search, Order, NowUtc, After, First)
    {
        public bool Added { get; init; }
    }
}
