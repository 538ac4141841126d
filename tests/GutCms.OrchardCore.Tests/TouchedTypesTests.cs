using System.Reflection.Metadata;
using System.Reflection.PortableExecutable;
using GutCms.TestSupport;

namespace GutCms.OrchardCore.Tests;

/// <summary>The documentation lists every type of Orchard Core, and of what comes with it, that the module is compiled against: what an upgrade has to be looked at for.</summary>
public sealed class TouchedTypesTests
{
    private const string Update = "GUTCMS_UPDATE_SNAPSHOTS";

    private static readonly string[] Theirs = ["OrchardCore", "YesSql", "Fluid", "GraphQL", "GraphQLParser"];

    private static readonly string Document = Path.Combine(GutCmsExecutable.RepositoryRoot, "docs", "orchard-core-types.md");

    [Fact]
    public async Task Are_those_of_the_documentation()
    {
        var rows = Read().Select(types => $"| `{types.Key}` | {string.Join(", ", types.Distinct().Order(StringComparer.Ordinal))} |").ToList();
        var lines = await File.ReadAllLinesAsync(Document, TestContext.Current.CancellationToken);
        if (Environment.GetEnvironmentVariable(Update) is { Length: > 0 })
        {
            lines = [.. lines.Where(line => !IsRow(line)), .. rows];
            await File.WriteAllTextAsync(Document, string.Concat(lines.Select(line => line + "\n")), TestContext.Current.CancellationToken);
        }

        Assert.True(rows.Count > 50);
        Assert.Equal(rows, lines.Where(IsRow));
    }

    private static bool IsRow(string line) => line.StartsWith("| `", StringComparison.Ordinal);

    private static IEnumerable<IGrouping<string, string>> Read()
    {
        using var file = new PEReader(File.OpenRead(typeof(Startup).Assembly.Location));
        var metadata = file.GetMetadataReader();
        return [.. metadata.TypeReferences.Select(metadata.GetTypeReference)
            .Select(type => (Space: metadata.GetString(type.Namespace), Name: metadata.GetString(type.Name).Split('`')[0]))
            .Where(type => Theirs.Any(theirs => type.Space == theirs || type.Space.StartsWith(theirs + ".", StringComparison.Ordinal)))
            .GroupBy(type => type.Space, type => type.Name)
            .OrderBy(types => types.Key, StringComparer.Ordinal)];
    }
}
