using System.Text.RegularExpressions;
using System.Xml.Linq;
using GutCms.TestSupport;

namespace GutCms.Web.Tests.Texts;

/// <summary>A file of texts as it lies in the repository.</summary>
internal static partial class ResourceFile
{
    /// <summary>Paths of all files of texts of the three projects below <c>src</c>, in English.</summary>
    public static IReadOnlyList<string> All { get; } =
        [.. Directory.EnumerateFiles(Source, "*.resx", SearchOption.AllDirectories)
            .Where(path => !path.Contains($"{Path.DirectorySeparatorChar}obj{Path.DirectorySeparatorChar}", StringComparison.Ordinal) && !path.EndsWith(".de.resx", StringComparison.Ordinal))
            .Select(path => Path.GetRelativePath(Source, path).Replace('\\', '/')).Order(StringComparer.Ordinal)];

    private static string Source => Path.Combine(GutCmsExecutable.RepositoryRoot, "src");

    /// <summary>Texts by name.</summary>
    public static Dictionary<string, string> Read(string path, string? language = null)
    {
        var file = Path.Combine(Source, language is null ? path : Path.ChangeExtension(path, language + ".resx"));
        return XDocument.Load(file).Root!.Elements("data").ToDictionary(data => (string)data.Attribute("name")!, data => (string)data.Element("value")!, StringComparer.Ordinal);
    }

    /// <summary>Numbers of the placeholders of a text.</summary>
    public static IReadOnlyList<string> Placeholders(string text) =>
        [.. Placeholder().Matches(text.Replace("{{", "", StringComparison.Ordinal)).Select(match => match.Groups[1].Value).Distinct().Order(StringComparer.Ordinal)];

    /// <summary>Sources below a folder of <c>src</c>: C# and pages, without what is generated.</summary>
    public static IEnumerable<string> Sources(string folder) => Directory.EnumerateFiles(Path.Combine(Source, folder), "*.cs*", SearchOption.AllDirectories)
        .Where(path => !path.Contains($"{Path.DirectorySeparatorChar}obj{Path.DirectorySeparatorChar}", StringComparison.Ordinal) && !path.Contains("Migrations", StringComparison.Ordinal) && !path.EndsWith(".csproj", StringComparison.Ordinal))
        .Select(File.ReadAllText);

    [GeneratedRegex(@"\{(\d+)[^}]*\}")]
    private static partial Regex Placeholder();
}
