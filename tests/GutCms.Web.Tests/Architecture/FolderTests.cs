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

    /// <summary>The module is built against Orchard Core, which this project does not load: what its files name is read in their text.</summary>
    [Fact]
    public void Folders_of_the_module_depend_on_each_other_in_no_circle()
    {
        var module = Path.Combine(GutCmsExecutable.RepositoryRoot, "src", "GutCms.OrchardCore");
        var uses = Directory.EnumerateDirectories(module).ToDictionary(
            folder => Path.GetFileName(folder),
            folder => Directory.EnumerateFiles(folder, "*.cs", SearchOption.AllDirectories)
                .SelectMany(file => FolderOfModule().Matches(File.ReadAllText(file)).Select(match => (Folder: match.Groups["name"].Value, Why: Path.GetFileName(file))))
                .Where(use => use.Folder != Path.GetFileName(folder))
                .DistinctBy(use => use.Folder)
                .ToDictionary(use => use.Folder, use => $"{use.Why} uses it", StringComparer.Ordinal),
            StringComparer.Ordinal);
        Assert.Contains("Storage", uses["Gate"].Keys);

        Assert.Empty(Circles.Find(uses));
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

    [GeneratedRegex(@"\bGutCms\.OrchardCore\.(?<name>[A-Z][A-Za-z]+)(?=[.;])")]
    private static partial Regex FolderOfModule();

    [GeneratedRegex(@"^namespace (?<name>[\w.]+);", RegexOptions.Multiline)]
    private static partial Regex Namespace();
}
