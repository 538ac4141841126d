using System.Text.RegularExpressions;
using System.Xml.Linq;
using GutCms.TestSupport;

namespace GutCms.Web.Tests.Pages;

public sealed partial class AdminTextTests
{
    private static string Web => Path.Combine(GutCmsExecutable.RepositoryRoot, "src", "GutCms.Web");

    [Fact]
    public void Every_text_that_a_page_names_is_in_the_resource_file()
    {
        var texts = XDocument.Load(Path.Combine(Web, "Resources", "Pages", "Admin", "AdminText.resx")).Root!.Elements("data").Select(data => (string)data.Attribute("name")!).ToHashSet();
        var named = Directory.EnumerateFiles(Path.Combine(Web, "Pages", "Admin"), "*.cs*", SearchOption.AllDirectories)
            .SelectMany(file => Named().Matches(File.ReadAllText(file)))
            .Select(match => match.Groups[1].Value).Distinct().ToList();
        Assert.True(named.Count > 20);
        Assert.Empty(named.Except(texts));
    }

    [Fact]
    public void Every_entry_of_the_navigation_has_its_texts()
    {
        var texts = XDocument.Load(Path.Combine(Web, "Resources", "Pages", "Admin", "AdminText.resx")).Root!.Elements("data").Select(data => (string)data.Attribute("name")!).ToHashSet();
        Assert.Empty(GutCms.Web.Pages.Admin.AdminNavigation.Entries.SelectMany(entry => new[] { entry.Group, entry.Text }).Except(texts));
    }

    [GeneratedRegex("""Words\["([A-Za-z.]+)"[\],]""")]
    private static partial Regex Named();
}
