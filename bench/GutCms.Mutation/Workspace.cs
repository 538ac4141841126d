using System.Diagnostics;

namespace GutCms.Mutation;

/// <summary>Where things are. All that a run writes is under <c>artifacts/mutation</c>, which is not in the repository.</summary>
internal static class Workspace
{
    private static readonly string Root = FindRoot();

    /// <summary>The folder of the project that is mutated.</summary>
    public static string Core => Path.Combine(Root, "src", "GutCms.Core");

    /// <summary>What the compiler is given besides the sources: usings and attributes that the build writes.</summary>
    public static string CoreGenerated => Path.Combine(Root, "artifacts", "obj", "GutCms.Core", "debug");

    /// <summary>The list of survivors that are equivalent or cannot be observed, with the reason of each.</summary>
    public static string Explained => Path.Combine(Root, "bench", "GutCms.Mutation", "explained.txt");

    /// <summary>A copy of this program and of the tests, in which the core is the mutated one.</summary>
    public static string Bin => Path.Combine(Home, "bin");

    /// <summary>The mutants of the last build, as JSON.</summary>
    public static string Mutants => Path.Combine(Home, "mutants.json");

    /// <summary>Which test meets which mutants, as JSON.</summary>
    public static string Coverage => Path.Combine(Home, "coverage.json");

    /// <summary>What was judged, one line for each verdict; only ever appended to.</summary>
    public static string Verdicts => Path.Combine(Home, "verdicts.tsv");

    private static string Home => Directory.CreateDirectory(Path.Combine(Root, "artifacts", "mutation")).FullName;

    /// <summary>Copies this program, without what is compiled anew.</summary>
    public static void CopyProgram()
    {
        foreach (var file in Directory.EnumerateFiles(AppContext.BaseDirectory, "*", SearchOption.AllDirectories))
        {
            var copy = Path.Combine(Bin, Path.GetRelativePath(AppContext.BaseDirectory, file));
            Directory.CreateDirectory(Path.GetDirectoryName(copy)!);
            File.Copy(file, copy, overwrite: true);
        }
    }

    /// <summary>Starts the copy of this program. A mutant that never stops to ask for memory ends its own process and nobody else's.</summary>
    public static Process Start(params IEnumerable<string> arguments)
    {
        var start = new ProcessStartInfo(Path.Combine(Bin, "GutCms.Mutation"), arguments) { RedirectStandardOutput = true, RedirectStandardError = true, WorkingDirectory = Bin };
        start.Environment["DOTNET_GCHeapHardLimit"] = "0x40000000";
        start.Environment["GUTCMS_REPEAT_SCALE"] = "0.1";
        return Process.Start(start) ?? throw new InvalidOperationException("The copy of this program did not start.");
    }

    private static string FindRoot()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "GutCms.sln")))
        {
            folder = folder.Parent;
        }

        return folder?.FullName ?? throw new InvalidOperationException("GutCms.sln is in no folder above this program.");
    }
}
