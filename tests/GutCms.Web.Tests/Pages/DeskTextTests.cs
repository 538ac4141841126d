using System.Text.RegularExpressions;
using System.Xml.Linq;
using GutCms.Core.Certificates;
using GutCms.Core.Diff;
using GutCms.Core.Recipes;
using GutCms.Core.Reviews;
using GutCms.TestSupport;
using GutCms.Web.Features.Recipes;
using GutCms.Web.Features.Settings;

namespace GutCms.Web.Tests.Pages;

public sealed partial class DeskTextTests
{
    private static readonly HashSet<string> Texts = XDocument.Load(Path.Combine(Web, "Resources", "Pages", "Admin", "DeskText.resx")).Root!.Elements("data").Select(data => (string)data.Attribute("name")!).ToHashSet();

    private static string Web => Path.Combine(GutCmsExecutable.RepositoryRoot, "src", "GutCms.Web");

    [Fact]
    public void Every_text_that_a_page_names_is_in_the_resource_file()
    {
        var named = Directory.EnumerateFiles(Path.Combine(Web, "Pages", "Admin"), "*.cs*", SearchOption.AllDirectories)
            .SelectMany(file => Named().Matches(File.ReadAllText(file)))
            .Select(match => match.Groups[1].Value).Distinct().ToList();

        Assert.True(named.Count > 100);
        Assert.Empty(named.Except(Texts));
    }

    [Fact]
    public void Every_value_that_a_page_names_has_its_text() => Assert.Empty(
        Names<Trigger>("Trigger").Concat(Names<DiffCaution>("Caution")).Concat(Names<DecisionOutcome>("Outcome")).Concat(Names<DecisionOutcome>("Timeline")).Concat(Names<ComparisonBasis>("Compare.With"))
            .Concat(Names<CertificateRefusal>("Certificate.Refusal")).Concat(Names<CertificateWarning>("Certificate.Warning")).Concat(Names<RecipeOutcome>("RecipeOutcome")).Concat(Names<ReviewState>("Next"))
            .Concat(Names<RecipeRunMode>("Recipes.Report")).Concat(Names<RecipeRunFailure>("Recipes.Failure")).Concat(SiteSetting.All.Select(setting => setting.Text))
            .Except(Texts));

    private static IEnumerable<string> Names<T>(string prefix)
        where T : struct, Enum => Enum.GetNames<T>().Select(name => $"{prefix}.{name}");

    [GeneratedRegex("""[Dd]esk\["([A-Za-z.]+)"[\],]""")]
    private static partial Regex Named();
}
