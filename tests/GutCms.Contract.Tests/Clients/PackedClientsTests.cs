using System.Diagnostics;
using System.Text.Json.Nodes;
using GutCms.TestSupport;
using GutCms.TestSupport.Editorial;

namespace GutCms.Contract.Tests.Clients;

/// <summary>The packages for sites, packed and installed in a project elsewhere, whose program reads and verifies an article of a running site (tests/packed-clients).</summary>
public sealed class PackedClientsTests(SqliteSite site) : IClassFixture<SqliteSite>
{
    private static string Root => GutCmsExecutable.RepositoryRoot;

    [Fact]
    public async Task Npm_package_reads_verifies_and_builds()
    {
        var slug = SampleArticle.NewSlug("packed");
        await ApprovedArticle.PublishAsync(site, SampleArticle.Create(slug, "<p>Take 10 mg.</p>"));
        using var folder = new TemporaryFolder();
        await InstallFromTarballAsync(folder.Path);

        var node = Require.Node();
        await RunAsync(folder.Path, node, Path.Combine(Root, "packages", "client", "node_modules", "typescript", "bin", "tsc"), "-p", ".");
        var result = JsonNode.Parse(await RunAsync(folder.Path, node, "reader.js", Address, slug, folder.Path))!;

        Assert.Equal((slug, "<p>Take 10 mg.</p>", "Dr MedicalReviewer"), ((string?)result["title"], (string?)result["html"], (string?)result["reviewer"]));
        Assert.True((bool)result["valid"]!, result.ToJsonString());
        Assert.Equal(["trial"], Texts(result["warnings"]));
        Assert.True((bool)result["hash"]! && (bool)result["searched"]! && (bool)result["same"]! && (bool)result["placed"]!, result.ToJsonString());
        Assert.Equal(
            """
            {"untouched":null,"title":"content","hash":"content","version":"item","address":"presentation","series":"presentation","reviewer":"approvals","nobody":"approvals","without":"none","issuer":"other","unsigned":"algorithm","signature":"signature","garbage":"malformed","key":"key","revoked":"revoked","list":"list","empty":"list"}
            """.Trim(),
            result["faults"]!.ToJsonString());
        Assert.Equal(["one new", "three old"], Texts(result["left"]));
        Assert.Equal("urn:gutcms:problem:not-found", (string?)result["problem"]);
        Assert.Contains(slug, Texts(result["found"]));
        Assert.Equal(Texts(result["found"]).Order(StringComparer.Ordinal), Texts(result["built"]).Order(StringComparer.Ordinal));
        Assert.Equal(Texts(result["found"]).Order(StringComparer.Ordinal), Texts(result["collection"]).Order(StringComparer.Ordinal));
        Assert.Equal(SampleArticle.DisclaimerId, (string?)result["disclaimer"]);
        Assert.Equal($"{Address}/series/gut/feed.json", (string?)result["feeds"]![1]!["json"]);

        // What nothing has changed costs one request.
        Assert.Equal((1, 1), ((int)result["requests"]!["afterwards"]!, (int)result["requests"]!["reloading"]!));
    }

    [Fact]
    public async Task Npm_package_follows_a_change_of_text_and_address_in_two_requests()
    {
        var slug = SampleArticle.NewSlug("moves");
        var id = await ApprovedArticle.PublishAsync(site, SampleArticle.Create(slug, "<p>Take 10 mg.</p>"));
        using var folder = new TemporaryFolder();
        await InstallFromTarballAsync(folder.Path);
        await File.WriteAllTextAsync(Path.Combine(folder.Path, "build.mjs"), Build, TestContext.Current.CancellationToken);
        var first = JsonNode.Parse(await RunAsync(folder.Path, Require.Node(), "build.mjs", Address, id))!;
        Assert.Equal((slug, "<p>Take 10 mg.</p>"), ((string?)first["slug"], (string?)first["html"]));

        using var author = await EditorialClient.CreateAsync(site, "Author");
        using var reviewer = await EditorialClient.CreateAsync(site, "MedicalReviewer");
        using var editor = await EditorialClient.CreateAsync(site, "Editor");
        var (status, body) = await editor.PostAsync(
            "api/content?draft=true",
            new JsonObject
            {
                ["ContentItemId"] = id,
                ["AutoroutePart"] = new JsonObject { ["Path"] = $"articles/{slug}-2" },
                ["Body"] = SampleArticle.Edit(id, "<p>Take 5 mg.</p>")["Body"]!.DeepClone(),
            },
            (await editor.GetAsync($"api/content/{id}?version=latest")).Tag);
        Assert.True(status == 200, body.ToJsonString());
        await editor.DoAsync(id, "submit");
        await reviewer.DoAsync(id, "approve");
        await editor.DoAsync(id, "publish", new JsonObject());

        var second = JsonNode.Parse(await RunAsync(folder.Path, Require.Node(), "build.mjs", Address, id))!;
        Assert.Equal((slug + "-2", "<p>Take 5 mg.</p>", 2), ((string?)second["slug"], (string?)second["html"], (int)second["requests"]!));
        Assert.Contains($$"""{"from":"/articles/{{slug}}","to":"/articles/{{slug}}-2","id":"{{id}}"}""", second["redirects"]!.AsArray().Select(redirect => redirect!.ToJsonString()));

        await editor.DoAsync(id, "unpublish", new JsonObject());
        var third = JsonNode.Parse(await RunAsync(folder.Path, Require.Node(), "build.mjs", Address, id))!;
        Assert.Equal((null, 1), ((string?)third["slug"], (int)third["requests"]!));
        Assert.DoesNotContain(id, third["redirects"]!.AsArray().Select(redirect => (string?)redirect!["id"]));
    }

    [Fact]
    public async Task Npm_package_removes_pages_that_a_whole_build_did_not_write_and_nothing_else()
    {
        using var folder = new TemporaryFolder();
        await InstallFromTarballAsync(folder.Path);
        await File.WriteAllTextAsync(Path.Combine(folder.Path, "former.mjs"), Former, TestContext.Current.CancellationToken);

        var left = JsonNode.Parse(await RunAsync(folder.Path, Require.Node(), "former.mjs"))!;

        Assert.Equal(["a/index.html", "b/former.html", "site.css"], Texts(left["incremental"]));
        Assert.Equal(["a/index.html", "b/former.html", "site.css"], Texts(left["elsewhere"]));
        Assert.Equal(["a/index.html", "b/former.html", "site.css"], Texts(left["kept"]));
        Assert.Equal(["a/index.html", "site.css"], Texts(left["whole"]));
        Assert.Contains("a folder of their own", (string?)left["refused"], StringComparison.Ordinal);
    }

    [Fact]
    public async Task Dotnet_package_reads_and_verifies()
    {
        var slug = SampleArticle.NewSlug("packed");
        await ApprovedArticle.PublishAsync(site, SampleArticle.Create(slug, "<p>Take 10 mg.</p>"));
        using var folder = new TemporaryFolder();
        var reader = Directory.CreateDirectory(Path.Combine(folder.Path, "reader")).FullName;
        foreach (var file in Directory.EnumerateFiles(Path.Combine(Root, "tests", "packed-clients", "dotnet")))
        {
            File.Copy(file, Path.Combine(reader, Path.GetFileName(file)));
        }

        foreach (var project in new[] { "GutCms.Core", "GutCms.Client" })
        {
            await RunAsync(Root, "dotnet", "pack", Path.Combine("src", project), "--no-build", "-c", Configuration, "-o", Path.Combine(reader, "packages"), "-v", "q", "-nologo", "-nodeReuse:false");
        }

        // Not among the packages of whoever runs the tests, where one of another day may lie: the others are taken from there.
        var known = Path.Combine(folder.Path, "known");
        Directory.CreateDirectory(known);
        foreach (var package in Directory.EnumerateDirectories(GlobalPackages).Where(package => !Path.GetFileName(package).StartsWith("gutcms.", StringComparison.Ordinal)))
        {
            Directory.CreateSymbolicLink(Path.Combine(known, Path.GetFileName(package)), package);
        }

        await RunAsync(
            reader, "dotnet", "build", "Reader.csproj", "-o", "out", "-v", "q", "-nologo", "-nodeReuse:false", "-p:UseSharedCompilation=false",
            $"-p:RestorePackagesPath={Path.Combine(folder.Path, "restored")}", $"-p:RestoreFallbackFolders={known}");
        var result = JsonNode.Parse(await RunAsync(reader, "dotnet", Path.Combine("out", "Reader.dll"), Address, slug))!;

        Assert.Equal((slug, "<p>Take 10 mg.</p>", true, "Dr MedicalReviewer"), ((string?)result["Slug"], (string?)result["Html"], (bool?)result["Valid"], (string?)result["Reviewer"]));
        Assert.Equal(["ContentAltered"], Texts(result["Refusals"]));
        Assert.StartsWith("# GutCms.Client", await ReadmeAsync(Path.Combine(reader, "packages")), StringComparison.Ordinal);
    }

    // A build of a site that keeps what it has read in a file.
    private const string Build = """
        import { gutcms } from '@gutcms/client/eleventy';
        const [, , site, id] = process.argv;
        let requests = 0;
        const data = await gutcms({ site, cache: 'kept/held.json', fetch: (...call) => (requests++, fetch(...call)) })();
        const article = data.articles.find(one => one.id === id);
        process.stdout.write(JSON.stringify({ slug: article?.slug, html: article?.content.body[0].html, redirects: data.redirects, requests }));
        """;

    // Builds of which the last page is none any more.
    private const string Former = """
        import { mkdirSync, readdirSync, statSync, writeFileSync } from 'node:fs';
        import { withoutFormerPages } from '@gutcms/client/eleventy';
        for (const folder of ['out/a', 'out/b']) mkdirSync(folder, { recursive: true });
        for (const file of ['out/a/index.html', 'out/b/former.html', 'out/site.css']) writeFileSync(file, 'text');
        const after = options => { let told; withoutFormerPages({ on: (_, listener) => { told = listener; } }, options); return told; };
        const build = { directories: { input: './src/', output: './out/' }, outputMode: 'fs', incremental: false, results: [{ outputPath: './out/a/index.html' }, { outputPath: false }] };
        const files = () => readdirSync('out', { recursive: true }).filter(file => statSync(`out/${file}`).isFile()).sort();
        const left = {};
        await after()({ ...build, incremental: true });
        left.incremental = files();
        await after()({ ...build, outputMode: 'json' });
        left.elsewhere = files();
        await after({ keep: path => path === 'b/former.html' })(build);
        left.kept = files();
        left.refused = await after()({ ...build, directories: { input: './', output: './' } }).catch(String);
        await after()(build);
        left.whole = files();
        process.stdout.write(JSON.stringify(left));
        """;

    private static string Configuration => Path.GetFileName(Path.GetDirectoryName(GutCmsExecutable.FilePath))!;

    private static string GlobalPackages =>
        Environment.GetEnvironmentVariable("NUGET_PACKAGES") is { Length: > 0 } named ? named : Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.UserProfile), ".nuget", "packages");

    private string Address => site.Client.BaseAddress!.AbsoluteUri.TrimEnd('/');

    private static IEnumerable<string> Texts(JsonNode? array) => array!.AsArray().Select(text => (string)text!);

    private static async Task InstallFromTarballAsync(string folder)
    {
        var package = Path.Combine(Root, "packages", "client");
        if (!File.Exists(Path.Combine(package, "dist", "index.js")))
        {
            throw Require.Missing("The client of packages/client: run npm ci and npm run build in that folder.");
        }

        foreach (var file in Directory.EnumerateFiles(Path.Combine(Root, "tests", "packed-clients", "node")))
        {
            File.Copy(file, Path.Combine(folder, Path.GetFileName(file)));
        }

        var npm = Path.Combine(Path.GetDirectoryName(Require.Node())!, "npm");
        var packed = await RunAsync(package, npm, "pack", "--ignore-scripts", "--silent", "--pack-destination", folder);
        await RunAsync(folder, npm, "install", "--offline", "--ignore-scripts", "--no-audit", "--no-fund", Path.Combine(folder, packed.Trim()));
    }

    private static async Task<string> ReadmeAsync(string packages)
    {
        await using var archive = await System.IO.Compression.ZipFile.OpenReadAsync(Directory.EnumerateFiles(packages, "GutCms.Client.*.nupkg").Single(), TestContext.Current.CancellationToken);
        using var reader = new StreamReader(await archive.GetEntry("README.md")!.OpenAsync(TestContext.Current.CancellationToken));
        return await reader.ReadToEndAsync(TestContext.Current.CancellationToken);
    }

    private static async Task<string> RunAsync(string folder, string program, params string[] arguments)
    {
        var start = new ProcessStartInfo(program, arguments) { WorkingDirectory = folder, RedirectStandardOutput = true, RedirectStandardError = true };
        foreach (var name in start.Environment.Keys.Where(name => name.StartsWith("MSBUILD", StringComparison.OrdinalIgnoreCase)).ToList())
        {
            start.Environment.Remove(name);
        }

        using var process = Process.Start(start)!;
        var error = process.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
        var output = await process.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
        await process.WaitForExitAsync(TestContext.Current.CancellationToken);
        Assert.True(process.ExitCode == 0, $"{program} {string.Join(' ', arguments)}: {output}{await error}");
        return output;
    }

    private sealed class TemporaryFolder : IDisposable
    {
        public string Path { get; } = Directory.CreateTempSubdirectory("gutcms-packed-").FullName;

        public void Dispose() => Directory.Delete(Path, recursive: true);
    }
}
