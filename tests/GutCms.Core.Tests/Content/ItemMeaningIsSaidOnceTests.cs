using System.Runtime.CompilerServices;
using System.Text.RegularExpressions;

namespace GutCms.Core.Tests.Content;

/// <summary>What the model means stands in <c>ItemMeaning</c>: no other file names its types, parts and fields by itself.</summary>
public sealed partial class ItemMeaningIsSaidOnceTests
{
    /// <summary>What looks like such a name and is none: columns of tables, and words that people read.</summary>
    private static readonly (string File, string Literal)[] Others =
    [
        ("BulkTable.cs", "\"SeriesPosition\""),
        ("StartupReport.cs", "\"Article\""),
        ("_ArticleText.cshtml", "\"Disclaimer\""),
        ("Read.cshtml", "\"HotArticles\""),
        ("Preview.cshtml", "\"HotArticles\""),
        ("PresentationRows.cs", "\"Series\""),
    ];

    [Fact]
    public void Names_of_the_model_stand_in_one_file()
    {
        var source = Path.GetFullPath(Path.Combine(Path.GetDirectoryName(ThisFile())!, "../../../src"));
        var found = new List<string>();
        foreach (var file in Directory.EnumerateFiles(source, "*.cs*", SearchOption.AllDirectories).Where(IsRead))
        {
            foreach (var line in File.ReadLines(file).Where(line => !line.TrimStart().StartsWith("//", StringComparison.Ordinal)))
            {
                found.AddRange(Name().Matches(line).Select(match => match.Value).Where(literal => !Others.Contains((Path.GetFileName(file), literal))).Select(literal => $"{Path.GetRelativePath(source, file)}: {literal}"));
            }
        }

        Assert.True(found.Count == 0, "Take these from ItemMeaning:\n" + string.Join('\n', found));
    }

    [Theory]
    [InlineData("item.ContentType == \"Article\"", true)]
    [InlineData("parts[\"Article\"]?[\"Subtitle\"]", true)]
    [InlineData("WHERE r.\"Field\" = 'Article.Series'", true)]
    [InlineData("r.\"Field\" = l.\"ContentType\" || '.Disclaimer'", true)]
    [InlineData("FindReferrersAsync(ids, \"Article.HotArticles\")", true)]
    [InlineData("c.\"Field\" LIKE '%.Disclaimer'", true)]
    [InlineData("parts[\"AutoroutePart\"]", true)]
    [InlineData("v.\"SeriesPosition\"", false)]
    [InlineData("v.\\\"SeriesPosition\\\"", false)]
    [InlineData("desk[\"Presentation.Series\"]", false)]
    [InlineData("json[\"series\"]", false)]
    [InlineData("<th>@T[\"Disclaimer\"]</th>", false)]
    [InlineData("parts[\"Disclaimer\"]", true)]
    public void Knows_a_name_of_the_model_from_others(string line, bool isOne) => Assert.Equal(isOne, Name().IsMatch(line));

    private static bool IsRead(string file) =>
        Path.GetExtension(file) is ".cs" or ".cshtml" && Path.GetFileName(file) != "ItemMeaning.cs"
        && !file.Split(Path.DirectorySeparatorChar).Any(folder => folder is "obj" or "bin" or "Migrations");

    private static string ThisFile([CallerFilePath] string path = "") => path;

    [GeneratedRegex("""(?<![.\\]|\bT\[)"(Article|Series|Disclaimer|SeriesPosition|HotArticles|AutoroutePart|LocalizationPart|DefaultCulture|Article\.\w+)"|'(Article|Series|Disclaimer|[%\w]*\.(Series|SeriesPosition|Disclaimer|HotArticles))'""")]
    private static partial Regex Name();
}
