using GutCms.Web.Features.Users;

namespace GutCms.Web.Tests.Identity;

/// <summary>A password that the program makes is one that it takes.</summary>
public sealed class RandomPasswordTests
{
    [Fact]
    public void One_that_contains_the_user_name_is_drawn_again()
    {
        var drawn = new Queue<string>(["23EVA456789abcdefghj", "abceva23456789abcdef", "abcdefghjkmnpqrstuvw"]);

        Assert.Equal("abcdefghjkmnpqrstuvw", RandomPassword.Create("eva", drawn.Dequeue));
    }

    [Fact]
    public void A_name_of_two_letters_stands_in_no_ones_way() => Assert.Equal("abcdefghjkmnpqrstuvw", RandomPassword.Create("ab", () => "abcdefghjkmnpqrstuvw"));
}
