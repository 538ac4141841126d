using GutCms.Core.Texts;

namespace GutCms.Core.Tests.Texts;

/// <summary>In which direction a language is written.</summary>
public sealed class TextDirectionTests
{
    [Theory]
    [InlineData("he", "rtl")]
    [InlineData("ar-EG", "rtl")]
    [InlineData("FA", "rtl")]
    [InlineData("ur_PK", "rtl")]
    [InlineData("uz-Arab", "rtl")]
    [InlineData("pa-arab-PK", "rtl")]
    [InlineData("en", "ltr")]
    [InlineData("de-AT", "ltr")]
    [InlineData("ar-Latn", "ltr")]
    [InlineData("hebrew", "ltr")]
    [InlineData("en-x-arab", "ltr")]
    [InlineData("", "ltr")]
    public void Goes_by_the_script_that_the_tag_names_else_by_the_language(string language, string direction) => Assert.Equal(direction, TextDirection.Of(language));
}
