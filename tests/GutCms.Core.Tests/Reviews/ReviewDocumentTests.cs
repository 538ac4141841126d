using System.Runtime.CompilerServices;
using GutCms.Core.Reviews.Transitions;

namespace GutCms.Core.Tests.Reviews;

/// <summary>What docs/review.md draws is what the table says.</summary>
public sealed class ReviewDocumentTests
{
    [Theory]
    [InlineData("diagram")]
    [InlineData("table")]
    public void Drawing_is_that_of_the_table(string name)
    {
        var path = Path.Combine(Path.GetDirectoryName(ThisFile())!, "../../../docs/review.md");
        var text = File.ReadAllText(path);
        var (begin, end) = ($"<!-- {name}:begin -->\n", $"<!-- {name}:end -->");
        var from = text.IndexOf(begin, StringComparison.Ordinal) + begin.Length;
        var to = text.IndexOf(end, StringComparison.Ordinal);
        var expected = name == "diagram" ? $"```mermaid\n{TransitionDiagram.Draw()}```\n" : TransitionDiagram.Tabulate();
        if (Environment.GetEnvironmentVariable("GUTCMS_REWRITE") == "1")
        {
            File.WriteAllText(path, text[..from] + expected + text[to..]);
            return;
        }

        Assert.True(
            text[from..to] == expected,
            $"The {name} in docs/review.md is not that of TransitionTable. Write it anew: GUTCMS_REWRITE=1 dotnet test --project tests/GutCms.Core.Tests");
    }

    private static string ThisFile([CallerFilePath] string path = "") => path;
}
