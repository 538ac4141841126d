using System.Runtime.Versioning;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using GutCms.TestSupport;

namespace GutCms.Web.Tests.FirstStart;

/// <summary>What lies in the data directory is the site's account's alone, whoever wrote it.</summary>
[UnsupportedOSPlatform("windows")]
public abstract class PrivateFilesTests(SiteDatabase database)
{
    private const UnixFileMode Others = (UnixFileMode)0b000_111_111;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Keeps_every_file_to_itself_while_it_runs_and_after_every_verb()
    {
        await using var site = await TestSite.CreateAsync(database);
        site.Environment["ASPNETCORE_ENVIRONMENT"] = "Development";
        var host = await site.StartProcessAsync();
        (await site.RunAsync("user", "add", "ada", "--email", "ada@clinic.example")).AssertSucceeded();
        await DatabaseDump.ExecuteAsync(site, "UPDATE \"Users\" SET \"EmailConfirmed\" = " + (database == SiteDatabase.Sqlite ? "1" : "TRUE"));
        using var browser = new TestBrowser(host);
        (await browser.SendFormAsync("account/forgot-password", new Dictionary<string, string> { ["Account"] = "ada" })).Dispose();
        await Eventually.HoldsAsync(() => Directory.Exists(Path.Combine(site.DataDirectory, "mails")) && Directory.EnumerateFiles(Path.Combine(site.DataDirectory, "mails")).Any());
        AssertPrivate(site.DataDirectory);

        foreach (var verb in new[] { "key list", "key rotate", "client list", "user list", "session end --all" })
        {
            (await site.RunAsync(verb.Split(' '))).AssertSucceeded();
            AssertPrivate(site.DataDirectory);
        }

        var backup = Path.Combine(site.Folder, "backup.recipe.json");
        (await site.RunAsync("recipe", "export", "--out", backup)).AssertSucceeded();
        Assert.Equal(UnixFileMode.None, File.GetUnixFileMode(backup) & Others);
        Assert.Equal(0, await host.StopAsync());
        AssertPrivate(site.DataDirectory);
    }

    [Theory]
    [InlineData(false, UnixFileMode.OtherRead)]
    [InlineData(false, UnixFileMode.GroupWrite)]
    [InlineData(false, UnixFileMode.OtherExecute)]
    [InlineData(true, UnixFileMode.GroupRead)]
    [InlineData(true, UnixFileMode.OtherWrite)]
    public async Task Refuses_to_start_when_others_can_read_or_write_and_names_the_command_that_mends_it(bool isFile, UnixFileMode added)
    {
        await using var site = await TestSite.CreateAsync(database);
        (await site.RunAsync("user", "list")).AssertSucceeded();
        var path = isFile ? Path.Combine(site.DataDirectory, ".setup-lock") : site.DataDirectory;
        File.SetUnixFileMode(path, File.GetUnixFileMode(path) | added);

        var refused = await site.RunAsync("serve");

        Assert.Equal(3, refused.ExitCode);
        Assert.Contains($"{path}. ", refused.Error, StringComparison.Ordinal);
        Assert.Contains($"chmod -R go= '{site.DataDirectory}'", refused.Error, StringComparison.Ordinal);
        Assert.Equal(added, File.GetUnixFileMode(path) & Others);
        File.SetUnixFileMode(path, File.GetUnixFileMode(path) & ~Others);
        (await site.RunAsync("user", "list")).AssertSucceeded();
    }

    [Fact]
    public async Task Starts_in_a_readable_directory_when_the_switch_says_so()
    {
        await using var site = await TestSite.CreateAsync(database);
        Directory.CreateDirectory(site.DataDirectory);
        File.SetUnixFileMode(site.DataDirectory, File.GetUnixFileMode(site.DataDirectory) | UnixFileMode.OtherRead);
        site.Environment["GutCms__AllowReadableDataDirectory"] = "true";

        (await site.RunAsync("user", "list")).AssertSucceeded();
    }

    [Fact]
    public async Task Refuses_to_serve_when_the_signing_key_does_not_open()
    {
        await using var site = await TestSite.CreateAsync(database);
        (await site.RunAsync("user", "list")).AssertSucceeded();
        await DatabaseDump.ExecuteAsync(site, "DELETE FROM \"DataProtectionKeys\"");

        var refused = await site.RunAsync("serve");

        Assert.Equal(3, refused.ExitCode);
        Assert.Contains("signing key", refused.Error, StringComparison.Ordinal);
        Assert.Contains("GutCms:Keys:Certificate", refused.Error, StringComparison.Ordinal);
        Assert.DoesNotContain(" is ready at ", refused.Output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("http://0.0.0.0:0", false, true)]
    [InlineData("http://0.0.0.0:0", true, false)]
    [InlineData("http://127.0.0.1:0", false, false)]
    public async Task Says_at_each_start_that_keys_are_not_encrypted_when_others_can_reach_the_site(string urls, bool encrypted, bool says)
    {
        await using var site = await TestSite.CreateAsync(database);
        (await site.RunAsync("user", "list")).AssertSucceeded();
        site.Environment["ASPNETCORE_URLS"] = urls;
        if (urls.Contains("0.0.0.0", StringComparison.Ordinal))
        {
            site.Environment["GutCms__PublicUrl"] = "https://gut.example";
        }

        if (encrypted)
        {
            // Keys that were made before the certificate was named are what has to be replaced.
            site.Environment["GutCms__Keys__Certificate"] = KeyCertificate(site.Folder);
            await using var before = await site.StartAsync();
            Assert.Contains("not encrypted", before.Error, StringComparison.Ordinal);
            await before.StopAsync();
            (await site.RunAsync("session", "end", "--all")).AssertSucceeded();
        }

        await using var host = await site.StartAsync();

        Assert.Equal(says, host.Error.Contains("not encrypted", StringComparison.Ordinal));
    }

    private static string KeyCertificate(string folder)
    {
        using var rsa = RSA.Create(2048);
        var now = TimeProvider.System.GetUtcNow();
        using var certificate = new CertificateRequest("CN=GutCms keys", rsa, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1).CreateSelfSigned(now.AddDays(-1), now.AddDays(1));
        var path = Path.Combine(folder, "keys.pfx");
        File.WriteAllBytes(path, certificate.Export(X509ContentType.Pfx));
        return path;
    }

    private static void AssertPrivate(string folder)
    {
        Assert.Equal(UnixFileMode.None, File.GetUnixFileMode(folder) & Others);
        var open = Directory.EnumerateFileSystemEntries(folder, "*", SearchOption.AllDirectories).Where(path => (ModeOf(path) & Others) != UnixFileMode.None);
        Assert.Empty(open);
    }

    /// <summary>Files of the database come and go while it is looked at.</summary>
    private static UnixFileMode ModeOf(string path)
    {
        try
        {
            return File.GetUnixFileMode(path);
        }
        catch (FileNotFoundException)
        {
            return UnixFileMode.None;
        }
    }
}

[UnsupportedOSPlatform("windows")]
public sealed class PrivateFilesOnSqliteTests() : PrivateFilesTests(SiteDatabase.Sqlite);

[UnsupportedOSPlatform("windows")]
public sealed class PrivateFilesOnPostgresTests() : PrivateFilesTests(SiteDatabase.PostgreSql);

/// <summary>What a command has to have come to.</summary>
internal static class CommandResults
{
    /// <summary>It ended well; else what it said.</summary>
    public static void AssertSucceeded(this CommandResult result) => Assert.True(result.ExitCode == 0, result.Error);
}
