using System.Text.RegularExpressions;
using GutCms.TestSupport;

namespace GutCms.Web.Tests.Architecture;

/// <summary>A type is found where its name says.</summary>
public sealed partial class FolderTests
{
    [Fact]
    public void Namespaces_are_folders()
    {
        var wrong = new List<string>();
        foreach (var root in new[] { "src", "tests", "bench" })
        {
            var folder = Path.Combine(GutCmsExecutable.RepositoryRoot, root);
            foreach (var file in Directory.EnumerateFiles(folder, "*.cs", SearchOption.AllDirectories))
            {
                var path = Path.GetRelativePath(folder, file);
                if (path.Split(Path.DirectorySeparatorChar).Any(part => part is "obj" or "bin" or "node_modules" or "Migrations" or "api-clients"))
                {
                    continue;
                }

                var expected = Path.GetDirectoryName(path)!.Replace(Path.DirectorySeparatorChar, '.');
                if (Namespace().Match(File.ReadAllText(file)) is { Success: true } match && match.Groups["name"].Value != expected)
                {
                    wrong.Add($"{root}/{path}: {match.Groups["name"].Value}");
                }
            }
        }

        Assert.Empty(wrong);
    }

    /// <summary>Eight-and-forty files are more than anybody looks through.</summary>
    [Fact]
    public void No_folder_of_the_source_is_too_full()
    {
        var source = Path.Combine(GutCmsExecutable.RepositoryRoot, "src");
        var full = Directory.EnumerateFiles(source, "*.cs", SearchOption.AllDirectories)
            .Where(file => !file.Contains("Migrations", StringComparison.Ordinal) && !file.Contains($"{Path.DirectorySeparatorChar}obj{Path.DirectorySeparatorChar}", StringComparison.Ordinal))
            .GroupBy(file => Path.GetDirectoryName(file)!, StringComparer.Ordinal)
            .Where(folder => folder.Count() > 48)
            .Select(folder => $"{Path.GetRelativePath(source, folder.Key)}: {folder.Count()}");

        Assert.Empty(full);
    }

    [GeneratedRegex(@"^namespace (?<name>[\w.]+);", RegexOptions.Multiline)]
    private static partial Regex Namespace();
}
