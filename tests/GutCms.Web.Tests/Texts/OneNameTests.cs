namespace GutCms.Web.Tests.Texts;

/// <summary>What one can do is called the same on every page of the admin.</summary>
public sealed class OneNameTests
{
    [Theory]
    [InlineData(null)]
    [InlineData("de")]
    public void Trigger_has_one_name(string? language)
    {
        var (admin, desk) = (Read("AdminText", language), Read("DeskText", language));
        var both = admin.Where(text => text.Key.StartsWith("Trigger.", StringComparison.Ordinal) && desk.ContainsKey(text.Key)).ToList();

        Assert.True(both.Count >= 4);
        Assert.All(both, text => Assert.Equal(text.Value, desk[text.Key]));
        foreach (var (bulk, trigger) in new[] { ("Bulk.submit", "Trigger.Submit"), ("Bulk.publish", "Trigger.Publish"), ("Bulk.unpublish", "Trigger.Unpublish") })
        {
            Assert.Equal(desk[trigger], admin[bulk]);
        }
    }

    private static Dictionary<string, string> Read(string name, string? language)
    {
        var file = ResourceFile.All.Single(each => Path.GetFileNameWithoutExtension(each) == name);
        return ResourceFile.Read(file, language);
    }
}
