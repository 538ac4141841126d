using System.Xml.Linq;
using GutCms.TestSupport;

namespace GutCms.OrchardCore.Tests;

/// <summary>What the package asks of a site: Orchard Core's own packages, and for the core what the documentation names. No database driver, and no newer major version than Orchard Core takes.</summary>
public sealed class PackageTests
{
    private static readonly string Sources = Path.Combine(GutCmsExecutable.RepositoryRoot, "src");

    [Theory]
    [InlineData("GutCms.Core", "DiffPlex", "HtmlSanitizer", "Markdig", "Microsoft.IdentityModel.JsonWebTokens")]
    [InlineData("GutCms.Api", "Microsoft.AspNetCore.OpenApi")]
    [InlineData("GutCms.OrchardCore")]
    public void Is_what_the_documentation_names(string project, params string[] packages) =>
        Assert.Equal(packages, Read(project, project + ".csproj").Descendants("PackageReference").Select(reference => (string)reference.Attribute("Include")!)
            .Where(name => !name.StartsWith("OrchardCore.", StringComparison.Ordinal) && name != "YesSql.Core").Order(StringComparer.Ordinal));

    [Fact]
    public void Does_not_ask_for_what_others_bring_along() =>
        Assert.Equal("false", Read("Package.props").Descendants("CentralPackageTransitivePinningEnabled").Single().Value);

    private static XDocument Read(params string[] path) => XDocument.Load(Path.Combine([Sources, .. path]));
}
