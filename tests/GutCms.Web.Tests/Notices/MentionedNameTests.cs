using GutCms.Web.Features.Notices.Telling;

namespace GutCms.Web.Tests.Notices;

public sealed class MentionedNameTests
{
    [Theory]
    [InlineData("@ada, look", "ada")]
    [InlineData("Ask @ada.", "ada.|ada")]
    [InlineData("(@ada) @bob.smith", "ada|bob.smith")]
    [InlineData("@ada @ADA", "ada")]
    [InlineData("write to ada@example.org", "")]
    [InlineData("@", "")]
    [InlineData(null, "")]
    public void Names_are_found_and_mail_addresses_are_none(string? words, string expected) => Assert.Equal(expected, string.Join('|', MentionedNames.In(words)));
}
