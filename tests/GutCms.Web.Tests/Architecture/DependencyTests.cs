using ArchUnitNET.Loader;
using ArchUnitNET.xUnitV3;
using GutCms.Api;
using GutCms.Core.Security;
using GutCms.Web.Storage;
using static ArchUnitNET.Fluent.ArchRuleDefinition;

namespace GutCms.Web.Tests.Architecture;

/// <summary>Who may know whom. What a compiler reference between projects cannot say.</summary>
public sealed class DependencyTests
{
    private static readonly ArchUnitNET.Domain.Architecture Tree =
        new ArchLoader().LoadAssemblies(typeof(Permissions).Assembly, typeof(GutCmsApi).Assembly, typeof(StorageServices).Assembly).Build();

    [Fact]
    public void The_core_knows_no_web_and_no_database() =>
        Types().That().ResideInNamespaceMatching(@"^GutCms\.Core(\.|$)").Should()
            .NotDependOnAnyTypesThat().ResideInNamespaceMatching(@"^(Microsoft\.AspNetCore|Microsoft\.EntityFrameworkCore|Microsoft\.Data|Npgsql|GutCms\.(Api|Web))(\.|$)")
            .Check(Tree);

    [Fact]
    public void Nothing_but_the_command_line_knows_the_command_line() =>
        Types().That().ResideInNamespaceMatching(@"^GutCms\.Web\.(Features|Pages|Storage)(\.|$)").Should()
            .NotDependOnAnyTypesThat().ResideInNamespaceMatching(@"^(GutCms\.Web\.Cli|System\.CommandLine|Spectre\.Console)(\.|$)")
            .Check(Tree);

    [Fact]
    public void Storage_knows_neither_features_nor_pages() =>
        Types().That().ResideInNamespaceMatching(@"^GutCms\.Web\.Storage(\.|$)").Should()
            .NotDependOnAnyTypesThat().ResideInNamespaceMatching(@"^GutCms\.Web\.(Features|Pages)(\.|$)")
            .Check(Tree);

    [Fact]
    public void Features_know_no_pages() =>
        Types().That().ResideInNamespaceMatching(@"^GutCms\.Web\.Features(\.|$)").Should()
            .NotDependOnAnyTypesThat().ResideInNamespaceMatching(@"^GutCms\.Web\.Pages(\.|$)")
            .Check(Tree);

    [Fact]
    public void Only_storage_and_identity_know_the_object_mapper() =>
        Types().That().ResideInNamespaceMatching(@"^GutCms\.Web(\.|$)")
            .And().DoNotResideInNamespaceMatching(@"^GutCms\.Web\.Storage(\.|$)")
            .And().DoNotResideInNamespaceMatching(@"^GutCms\.Web\.Features\.(Users|Clients|Identity|Keys|Passkeys|People|Powers|Proposals|Providers|SigningIn|Tokens|WaysIn)(\.|$)")
            .Should().NotDependOnAnyTypesThat().ResideInNamespaceMatching(@"^Microsoft\.EntityFrameworkCore(\.|$)")
            .Check(Tree);

    [Theory]
    [InlineData("GutCms.Core")]
    [InlineData("GutCms.Api")]
    [InlineData("GutCms.Web")]
    public void Folders_depend_on_each_other_in_no_circle(string project)
    {
        var known = Tree.Types.Where(type => type.Assembly.Name == project || type.Assembly.Name.StartsWith(project + ",", StringComparison.Ordinal))
            .Where(type => type.Namespace is not null && IsOf(project, type.Namespace.FullName) && !type.Namespace.FullName.Contains(".Migrations", StringComparison.Ordinal)).ToList();
        var uses = known.GroupBy(type => type.Namespace!.FullName, StringComparer.Ordinal).ToDictionary(
            folder => folder.Key,
            folder => folder.SelectMany(type => type.Dependencies)
                .Where(dependency => dependency.Target.Namespace is { } used && IsOf(project, used.FullName) && used.FullName != folder.Key)
                .Select(dependency => (Folder: dependency.Target.Namespace!.FullName, Why: $"{dependency.Origin.Name} uses {dependency.Target.Name}"))
                .DistinctBy(use => use.Folder)
                .ToDictionary(use => use.Folder, use => use.Why, StringComparer.Ordinal),
            StringComparer.Ordinal);
        Assert.NotEmpty(uses);

        Assert.Empty(Circles.Find(uses));
    }

    private static bool IsOf(string project, string folder) => folder == project || folder.StartsWith(project + ".", StringComparison.Ordinal);
}
