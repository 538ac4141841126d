using System.Text.Json.Nodes;
using GutCms.TestSupport;

namespace GutCms.Web.Tests.Cli;

public sealed class RecipeCommandTests : IAsyncLifetime
{
    private const string NewRole = """{ "name": "roles", "steps": [ { "name": "Roles", "Roles": [ { "Name": "Reader", "Description": "Reads.", "Permissions": [ "ViewContent" ] } ] } ] }""";

    private TestSite _site = null!;

    public async ValueTask InitializeAsync() => _site = await TestSite.CreateSeededAsync(SiteDatabase.Sqlite);

    public ValueTask DisposeAsync() => _site.DisposeAsync();

    [Fact]
    public async Task Says_what_it_did_and_then_that_nothing_changed_when_run_twice()
    {
        var recipe = await WriteAsync(NewRole);

        var first = await _site.RunAsync("recipe", "run", recipe);
        var second = await _site.RunAsync("recipe", "run", recipe);

        Assert.Equal(0, first.ExitCode);
        Assert.Contains("created   role Reader", first.Output, StringComparison.Ordinal);
        Assert.Equal(0, second.ExitCode);
        Assert.Contains("Nothing changed.", second.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Keeps_nothing_when_it_is_a_dry_run()
    {
        var recipe = await WriteAsync(NewRole);
        await _site.RunAsync("recipe", "check", recipe);
        var before = await DatabaseDump.ReadAsync(_site);

        var dry = await _site.RunAsync("recipe", "run", recipe, "--dry-run");

        Assert.Equal(0, dry.ExitCode);
        Assert.Contains("created   role Reader", dry.Output, StringComparison.Ordinal);
        Assert.Contains("nothing was kept", dry.Output, StringComparison.Ordinal);
        Assert.Equal(before, await DatabaseDump.ReadAsync(_site));
    }

    [Fact]
    public async Task Writes_one_object_and_no_progress_when_asked_for_json()
    {
        var result = await _site.RunAsync("recipe", "run", await WriteAsync(NewRole), "--json");

        Assert.Equal(0, result.ExitCode);
        Assert.Equal("", result.Error);
        var report = JsonNode.Parse(result.Output)!;
        Assert.Equal("roles", (string?)report["recipe"]);
        Assert.True((bool?)report["succeeded"]);
        Assert.Equal(1, (int?)report["counts"]!["created"]);
        Assert.Equal("created", (string?)report["changes"]![0]!["outcome"]);
    }

    [Theory]
    [InlineData("run")]
    [InlineData("check")]
    public async Task Names_file_step_and_path_and_fails_when_the_recipe_has_a_fault(string verb)
    {
        var recipe = await WriteAsync("""{ "name": "x", "steps": [ { "name": "Settings", "SiteName": "y" }, { "name": "Nonsense" } ] }""");

        var result = await _site.RunAsync("recipe", verb, recipe);

        Assert.Equal(1, result.ExitCode);
        Assert.Contains("test.recipe.json: step 1: $.steps[1]", result.Error, StringComparison.Ordinal);
        Assert.Contains("nothing was written", result.Error, StringComparison.Ordinal);
        Assert.Equal("", result.Output);
    }

    [Fact]
    public async Task Puts_faults_into_the_object_when_asked_for_json()
    {
        var recipe = await WriteAsync("""{ "name": "x", "steps": [ { "name": "Nonsense" } ] }""");

        var result = await _site.RunAsync("recipe", "check", recipe, "--json");

        Assert.Equal(1, result.ExitCode);
        var fault = JsonNode.Parse(result.Output)!["faults"]![0]!;
        Assert.Equal(0, (int?)fault["stepIndex"]);
        Assert.Equal("test.recipe.json", (string?)fault["file"]);
    }

    [Fact]
    public async Task Passes_over_unknown_steps_when_told_to()
    {
        var recipe = await WriteAsync("""{ "name": "x", "steps": [ { "name": "Themes", "site": "TheTheme" } ] }""");

        Assert.Equal(1, (await _site.RunAsync("recipe", "run", recipe)).ExitCode);
        Assert.Equal(0, (await _site.RunAsync("recipe", "run", recipe, "--ignore-unknown-steps")).ExitCode);
    }

    [Fact]
    public async Task Fills_in_parameters_when_they_are_given()
    {
        var recipe = await WriteAsync("""{ "name": "x", "steps": [ { "name": "Settings", "SiteName": "[js: parameters('site')]" } ] }""");

        Assert.Equal(1, (await _site.RunAsync("recipe", "check", recipe)).ExitCode);
        Assert.Equal(0, (await _site.RunAsync("recipe", "check", recipe, "--parameter", "site=Clinic")).ExitCode);
    }

    [Fact]
    public async Task Finds_a_recipe_of_the_site_by_its_name_when_there_is_no_such_file()
    {
        var result = await _site.RunAsync("recipe", "run", "gutcms.roles");

        Assert.Equal(0, result.ExitCode);
        Assert.Contains("Nothing changed.", result.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Finds_a_file_from_the_working_directory_when_its_path_is_relative()
    {
        await WriteAsync(NewRole);

        Assert.Equal(0, (await _site.RunAsync(["recipe", "check", "test.recipe.json"], _site.Folder)).ExitCode);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Changes_nothing_when_its_own_export_is_run(bool toFile)
    {
        var file = Path.Combine(_site.Folder, "export.recipe.json");

        var export = await _site.RunAsync(["recipe", "export", .. toFile ? ["--out", file] : Array.Empty<string>()]);
        if (!toFile)
        {
            await File.WriteAllTextAsync(file, export.Output, TestContext.Current.CancellationToken);
        }

        Assert.Equal(0, export.ExitCode);
        Assert.Equal(toFile, export.Output.Length == 0);
        var run = await _site.RunAsync("recipe", "run", file);
        Assert.Contains("Nothing changed.", run.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Exports_only_content_of_a_type_when_the_type_is_given()
    {
        var export = await _site.RunAsync("recipe", "export", "--type", "Series");

        var step = Assert.Single(JsonNode.Parse(export.Output)!["steps"]!.AsArray());
        Assert.Equal("Content", (string?)step!["name"]);
        Assert.All(step["data"]!.AsArray(), item => Assert.Equal("Series", (string?)item!["ContentType"]));
    }

    [Fact]
    public async Task Names_what_there_is_when_neither_file_nor_recipe_exists()
    {
        await using var site = await TestSite.CreateAsync(SiteDatabase.Sqlite);

        var result = await site.RunAsync("recipe", "run", "gutcms.rolls");

        Assert.Equal(1, result.ExitCode);
        Assert.Contains("gutcms.roles", result.Error, StringComparison.Ordinal);
        Assert.False(Directory.Exists(site.DataDirectory));
    }

    [Theory]
    [InlineData("recipe", "run")]
    [InlineData("recipe", "run", "x", "--parameter", "novalue")]
    [InlineData("recipe", "rum", "x")]
    [InlineData("serv")]
    [InlineData("--GutCms:DataDirectory")]
    public async Task Is_a_usage_error_in_one_line_when_the_command_line_is_wrong(params string[] arguments)
    {
        await using var site = await TestSite.CreateAsync(SiteDatabase.Sqlite);

        var result = await site.RunAsync(arguments);

        Assert.Equal(2, result.ExitCode);
        Assert.Single(result.Error.Split('\n', StringSplitOptions.RemoveEmptyEntries));
        Assert.False(Directory.Exists(site.DataDirectory));
    }

    [Theory]
    [InlineData("--help")]
    [InlineData("recipe", "run", "--help")]
    [InlineData("recipe", "check", "--help")]
    [InlineData("recipe", "export", "--help")]
    public async Task Shows_examples_when_asked_for_help(params string[] arguments)
    {
        await using var site = await TestSite.CreateAsync(SiteDatabase.Sqlite);

        var result = await site.RunAsync(arguments);

        Assert.Equal(0, result.ExitCode);
        Assert.Contains("Examples:", result.Output, StringComparison.Ordinal);
        Assert.False(Directory.Exists(site.DataDirectory));
    }

    [Fact]
    public async Task Checks_where_there_is_no_site_yet_without_making_one()
    {
        await using var site = await TestSite.CreateAsync(SiteDatabase.Sqlite);

        var good = await site.RunAsync("recipe", "check", await WriteAsync(NewRole));
        var bad = await site.RunAsync("recipe", "check", await WriteAsync("""{ "steps": [ { "name": "Nonsense" } ] }"""));

        Assert.Equal(0, good.ExitCode);
        Assert.Equal(1, bad.ExitCode);
        Assert.Contains("no faults", good.Output, StringComparison.Ordinal);
        Assert.DoesNotContain("administrator", good.Error, StringComparison.Ordinal);
        Assert.False(Directory.Exists(site.DataDirectory));
    }

    [Fact]
    public async Task Checks_a_copy_where_the_tables_are_not_up_to_date()
    {
        // States are written by the program when it brings tables up to date.
        await DatabaseDump.ExecuteAsync(_site, """UPDATE "ContentItems" SET "State" = NULL""");
        var before = await DatabaseDump.ReadAsync(_site);

        var result = await _site.RunAsync("recipe", "check", await WriteAsync(NewRole));

        Assert.Equal(0, result.ExitCode);
        Assert.Equal(before, await DatabaseDump.ReadAsync(_site));
    }

    private async Task<string> WriteAsync(string recipe)
    {
        var path = Path.Combine(_site.Folder, "test.recipe.json");
        await File.WriteAllTextAsync(path, recipe);
        return path;
    }
}
