using System.Security.Cryptography;
using System.Text;

namespace GutCms.TestSupport.Sites;

/// <summary>A name for exactly the build that is under test: what a site looks like after its first start depends on nothing else.</summary>
internal static class BuildKey
{
    /// <summary>Reads it anew: 32 hexadecimal digits over executable, recipes and the code that seeds sites.</summary>
    public static string Read()
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach (var path in Files().OrderBy(path => Path.GetFileName(path), StringComparer.Ordinal).ThenBy(path => path, StringComparer.Ordinal))
        {
            // By name: each project of tests has a copy of its own of the code that seeds, in a folder of its own.
            hash.AppendData(Encoding.UTF8.GetBytes(Path.GetFileName(path) + "\n"));
            hash.AppendData(SHA256.HashData(File.ReadAllBytes(path)));
        }

        return Convert.ToHexStringLower(hash.GetHashAndReset())[..32];
    }

    private static IEnumerable<string> Files()
    {
        var folder = Path.GetDirectoryName(GutCmsExecutable.FilePath)!;
        return Directory.EnumerateFiles(folder, "*.dll")
            .Concat(Directory.EnumerateFiles(folder, "*.json"))
            .Concat(Directory.EnumerateFiles(Path.Combine(folder, "recipes"), "*", SearchOption.AllDirectories))
            .Append(typeof(BuildKey).Assembly.Location)
            .Concat(TestHost.Variables.Values.Where(File.Exists));
    }
}
