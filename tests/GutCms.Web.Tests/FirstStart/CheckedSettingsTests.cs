using System.Text.RegularExpressions;
using GutCms.TestSupport;
using GutCms.Web.Features.Hosting;

namespace GutCms.Web.Tests.FirstStart;

/// <summary>A setting that is misspelt or does not fit ends the start with its key and what is allowed, before anything is made.</summary>
public sealed partial class CheckedSettingsTests
{
    private const int Environment = 3;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("GutCms__PublicUlr", "https://site.example", "GutCms:PublicUlr is no setting. Did you mean 'GutCms:PublicUrl'?")]
    [InlineData("GutCms__Proxy__Trusted", "10.0.0.1", "GutCms:Proxy:Trusted is no setting. Did you mean 'GutCms:Proxy:Trusted:0'?")]
    [InlineData("GutCms__Jobs__Every__Day", "1", "GutCms:Jobs:Every:Day is no setting.")]
    [InlineData("GutCms__Jobs__IntervalSeconds", "0", "GutCms:Jobs:IntervalSeconds is '0': give it 1 to 3600.")]
    [InlineData("GutCms__Jobs__IntervalSeconds", "soon", "GutCms:Jobs:IntervalSeconds is 'soon': give it a whole number.")]
    [InlineData("GutCms__Delivery__FeedTitle", " ", "GutCms:Delivery:FeedTitle is ' ': give it a value.")]
    [InlineData("GutCms__AllowHttp", "yes", "GutCms:AllowHttp is 'yes': give it true or false.")]
    [InlineData("GutCms__Mail__Security", "Tls", "GutCms:Mail:Security is 'Tls': give it one of None, Auto, SslOnConnect, StartTls, StartTlsWhenAvailable.")]
    [InlineData("GutCms__Media__CropRatios", "16:9", "GutCms:Media:CropRatios is '16:9': give at most 8 ratios of width to height, 1 to 99 each, separated by commas, none twice: 16x9, 4x3, 1x1.")]
    [InlineData("GutCms__SecretsDirectory", "/no/such/folder", "GutCms:SecretsDirectory is '/no/such/folder', and there is no such folder")]
    public async Task Ends_the_start_with_the_key_and_what_is_allowed(string variable, string value, string said)
    {
        await using var site = await TestSite.CreateAsync(SiteDatabase.Sqlite);
        site.Environment[variable] = value;

        var result = await site.RunAsync("serve");

        Assert.Equal(Environment, result.ExitCode);
        Assert.Contains(said, result.Error, StringComparison.Ordinal);
        Assert.False(Directory.Exists(site.DataDirectory));
    }

    [Fact]
    public async Task Knows_every_key_of_the_documentation()
    {
        await using var site = await TestSite.CreateAsync(SiteDatabase.Sqlite);
        var documentation = await File.ReadAllTextAsync(Path.Combine(GutCmsExecutable.RepositoryRoot, "docs", "configuration.md"), Cancellation);
        var named = Key().Matches(documentation.Replace("__", ":", StringComparison.Ordinal)).Select(match => match.Value).Distinct().ToList();

        // Without the names of sections; what stands below a provider has a check of its own.
        var keys = named.Where(key => !named.Exists(other => other.StartsWith(key + ":", StringComparison.Ordinal)) && !key.Contains(":OpenIdConnect", StringComparison.Ordinal)).ToList();
        Assert.True(keys.Count > 50);

        // Of no value, so that none but the misspelt one is looked at any further.
        var result = await site.RunAsync(["user", "list", .. keys.Select(key => $"--{key}={(key.Contains(":Allow", StringComparison.Ordinal) ? "true" : "")}"), "--GutCms:Mispelt=1"]);

        Assert.Equal("Configuration: GutCms:Mispelt is no setting.", result.Error.Trim());
    }

    [Fact]
    public async Task Reads_settings_from_files_of_their_own_below_the_command_line()
    {
        await using var site = await TestSite.CreateAsync(SiteDatabase.Sqlite);
        var folder = Directory.CreateDirectory(Path.Combine(site.Folder, "secrets")).FullName;
        await File.WriteAllTextAsync(Path.Combine(folder, "GutCms__Jobs__IntervalSeconds"), "0\n", Cancellation);
        await File.WriteAllTextAsync(Path.Combine(folder, "another-program"), "1", Cancellation);
        site.Environment["GutCms__SecretsDirectory"] = folder;

        var file = await site.RunAsync("user", "list");
        var line = await site.RunAsync("user", "list", "--GutCms:Jobs:IntervalSeconds=5000");

        Assert.Contains("GutCms:Jobs:IntervalSeconds is '0'", file.Error, StringComparison.Ordinal);
        Assert.Contains("GutCms:Jobs:IntervalSeconds is '5000'", line.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Keeps_the_data_out_of_the_folder_of_the_program()
    {
        await using var site = await TestSite.CreateAsync(SiteDatabase.Sqlite);
        var inside = Path.Combine(AppContext.BaseDirectory, "data");
        site.Environment["GutCms__DataDirectory"] = inside;

        var result = await site.RunAsync("serve");

        Assert.Equal(Environment, result.ExitCode);
        Assert.Contains($"The data directory {inside} lies in the folder of the program", result.Error, StringComparison.Ordinal);
        Assert.False(Directory.Exists(inside));
    }

    [Theory]
    [InlineData(true, "/var/lib/gutcms", "/home/a/.local/share", "App_Data")]
    [InlineData(false, "/var/lib/gutcms:/var/lib/other", "/home/a/.local/share", "/var/lib/gutcms")]
    [InlineData(false, null, "/home/a/.local/share", "/home/a/.local/share/gutcms")]
    [InlineData(false, "", "", "")]
    public void Has_a_default_folder_outside_the_program(bool inProject, string? state, string account, string expected) =>
        Assert.Equal(expected, Folders.DataOf(inProject, state, account));

    [Theory]
    [InlineData("/src/GutCms.Web", "/src/artifacts/GutCms.Web", "dotnet run --project /src/GutCms.Web --")]
    [InlineData(null, "/opt/gutcms/GutCms.Web", "/opt/gutcms/GutCms.Web")]
    [InlineData(null, "/opt/my site/GutCms.Web", "\"/opt/my site/GutCms.Web\"")]
    [InlineData(null, "/usr/share/dotnet/dotnet", "dotnet /opt/gutcms/GutCms.Web.dll")]
    [InlineData(null, null, "dotnet /opt/gutcms/GutCms.Web.dll")]
    public void Names_itself_as_it_was_started(string? project, string? process, string expected) =>
        Assert.Equal(expected, Folders.CommandOf(project, process, "/opt/gutcms/GutCms.Web.dll"));

    [GeneratedRegex("GutCms(:[A-Z][A-Za-z]+)+(:0)?(?![A-Za-z:])")]
    private static partial Regex Key();
}
