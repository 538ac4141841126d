using System.Collections.Immutable;
using System.Reflection;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Diagnostics;

namespace GutCms.Mutation;

/// <summary>The core as the build compiles it.</summary>
internal static class CoreCompilation
{
    public static CSharpParseOptions Options { get; } = new(LanguageVersion.Preview);

    /// <summary>Sources, what the build and the generator of regular expressions add, and the assemblies that this program runs with.</summary>
    public static CSharpCompilation Read()
    {
        var sources = Directory.EnumerateFiles(Workspace.Core, "*.cs", SearchOption.AllDirectories).Concat(Directory.EnumerateFiles(Workspace.CoreGenerated, "GutCms.Core.*.cs")).Order(StringComparer.Ordinal)
            .Select(file => CSharpSyntaxTree.ParseText(File.ReadAllText(file), Options, file, System.Text.Encoding.UTF8));
        var references = ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!).Split(Path.PathSeparator).Where(file => !Path.GetFileName(file).StartsWith("GutCms.", StringComparison.Ordinal)).Select(file => MetadataReference.CreateFromFile(file));
        var options = new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary, optimizationLevel: OptimizationLevel.Release, nullableContextOptions: NullableContextOptions.Enable, generalDiagnosticOption: ReportDiagnostic.Suppress);
        var compilation = CSharpCompilation.Create("GutCms.Core", sources, references, options);
        CSharpGeneratorDriver.Create(Generators(), parseOptions: Options).RunGeneratorsAndUpdateCompilation(compilation, out var generated, out _);
        return (CSharpCompilation)generated;
    }

    /// <summary>Path of a source under the project, with slashes.</summary>
    public static string FileOf(SyntaxTree tree) => Path.GetRelativePath(Workspace.Core, tree.FilePath).Replace('\\', '/');

    /// <summary>The texts of the core, from the assembly that was built.</summary>
    public static IEnumerable<ResourceDescription> Resources()
    {
        var built = Assembly.LoadFrom(Path.Combine(AppContext.BaseDirectory, "GutCms.Core.dll"));
        return built.GetManifestResourceNames().Select(name => new ResourceDescription(name, () => built.GetManifestResourceStream(name)!, isPublic: true));
    }

    private static ImmutableArray<ISourceGenerator> Generators()
    {
        var shared = new DirectoryInfo(Path.GetDirectoryName(typeof(object).Assembly.Location)!);
        var pack = Path.Combine(shared.Parent!.Parent!.Parent!.FullName, "packs", "Microsoft.NETCore.App.Ref", shared.Name, "analyzers", "dotnet", "cs", "System.Text.RegularExpressions.Generator.dll");
        return new AnalyzerFileReference(pack, new Loader()).GetGenerators(LanguageNames.CSharp);
    }

    private sealed class Loader : IAnalyzerAssemblyLoader
    {
        public void AddDependencyLocation(string fullPath)
        {
        }

        public Assembly LoadFromPath(string fullPath) => Assembly.LoadFrom(fullPath);
    }
}
