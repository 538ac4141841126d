namespace GutCms.Web.Tests.Texts;

/// <summary>Every text is there in every language, with the same placeholders.</summary>
public sealed class BothLanguagesTests
{
    /// <summary>Words that are the same in German: names, abbreviations, formats.</summary>
    private const int MostAlikeInHundred = 25;

    public static TheoryData<string> Files => [.. ResourceFile.All];

    [Fact]
    public void All_files_of_texts_are_found() => Assert.True(ResourceFile.All.Count >= 9, string.Join(", ", ResourceFile.All));

    [Theory]
    [MemberData(nameof(Files))]
    public void German_has_the_same_names_in_the_same_order(string file) => Assert.Equal(ResourceFile.Read(file).Keys, ResourceFile.Read(file, "de").Keys);

    [Theory]
    [MemberData(nameof(Files))]
    public void German_has_the_same_placeholders(string file)
    {
        var german = ResourceFile.Read(file, "de");
        Assert.All(ResourceFile.Read(file), text =>
            Assert.True(ResourceFile.Placeholders(text.Value).SequenceEqual(ResourceFile.Placeholders(german[text.Key])), $"{text.Key}: {text.Value} | {german[text.Key]}"));
    }

    [Theory]
    [MemberData(nameof(Files))]
    public void German_is_German(string file)
    {
        var (english, german) = (ResourceFile.Read(file), ResourceFile.Read(file, "de"));
        Assert.DoesNotContain(german.Values, string.IsNullOrWhiteSpace);
        var alike = english.Where(text => german[text.Key] == text.Value).Select(text => text.Key).ToList();
        Assert.True(alike.Count * 100 <= english.Count * MostAlikeInHundred, string.Join(", ", alike));
        Assert.DoesNotContain(german.Values, text => text.Contains(" the ", StringComparison.Ordinal) || text.Contains(" is ", StringComparison.Ordinal));
    }
}
