using System.Text;
using GutCms.Core.Recipes;

namespace GutCms.Core.Tests.Recipes;

public sealed class CheckingARecipeTests
{
    public static TheoryData<string, string, int?, string, string> Malformed => MalformedRecipes.All;

    [Theory]
    [MemberData(nameof(Malformed))]
    public async Task Names_file_step_path_and_remedy_when_a_recipe_is_malformed(string what, string recipe, int? step, string path, string message)
    {
        var site = await SiteAsync();
        var state = site.Store.State;
        var report = await site.RunAsync(RecipeSite.Source(recipe, "bad.recipe.json"));
        var found = report.Faults.Where(fault => fault.Path == path && fault.StepIndex == step).ToList();
        Assert.True(found.Any(fault => fault.Message.Contains(message, StringComparison.Ordinal)), $"{what}: {string.Join("\n", report.Faults)}");
        Assert.All(report.Faults, fault => Assert.Equal("bad.recipe.json", fault.File));
        Assert.All(report.Faults, fault => Assert.Matches(@"[.?]$", fault.Message));
        Assert.Same(state, site.Store.State);
        Assert.Empty(report.Counts);
        Assert.Equal(report.Faults, (await site.CheckAsync(RecipeSite.Source(recipe, "bad.recipe.json"))).Faults);
    }

    [Fact]
    public async Task Reports_every_fault_when_there_are_several()
    {
        var site = await SiteAsync();
        var report = await site.RunAsync("""
            { "name": "x", "tag": [], "steps": [
              { "name": "Settings", "PageSize": "x", "SiteName": 5 },
              { "name": "Nope" },
              { "name": "Content", "Data": [ { "ContentType": "Disclaimer", "Published": true }, { "ContentType": "Disclaimer" }, 7 ] } ] }
            """);
        Assert.Equal(
            [
                "$.tag", "$.steps[0].PageSize", "$.steps[0].SiteName", "$.steps[1].name", "$.steps[2].Data[0].ContentItemId", "$.steps[2].Data[0].ContentItemVersionId", "$.steps[2].Data[0].DisplayText",
                "$.steps[2].Data[1].ContentItemId", "$.steps[2].Data[1].ContentItemVersionId", "$.steps[2].Data[1].Latest", "$.steps[2].Data[2]",
            ],
            report.Faults.Select(fault => fault.Path));
    }

    [Fact]
    public async Task Lists_200_faults_and_counts_the_rest_when_there_are_more()
    {
        var site = await SiteAsync();
        var report = await site.RunAsync(RecipeTexts.Items([.. Enumerable.Repeat("7", 250)]));
        Assert.Equal(201, report.Faults.Count);
        Assert.Equal("$.steps[0].Data[199]", report.Faults[199].Path);
        Assert.StartsWith("50 more faults", report.Faults[200].Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Warns_of_what_is_left_out_of_a_text_and_refuses_it_when_that_is_asked_for()
    {
        var site = await SiteAsync();
        var recipe = RecipeTexts.Items(RecipeTexts.Disclaimer, RecipeTexts.Series, RecipeTexts.Article.Replace("Your gut.", "Your <del>old</del> gut.", StringComparison.Ordinal));
        const string Path = "$.steps[0].Data[2].Body.ContentItems[0].HtmlBodyPart.Html";

        foreach (var report in new[] { await site.CheckAsync(RecipeSite.Source(recipe)), await site.RunAsync(recipe, RecipeSite.Trusted with { DryRun = true }), await site.RunAsync(recipe) })
        {
            Assert.Empty(report.Faults);
            Assert.Equal((Path, "<del> is left out, with “old”."), (Assert.Single(report.Warnings).Path, report.Warnings[0].Message));
        }

        var strict = await site.RunAsync(recipe, RecipeSite.Trusted with { Strict = true });
        Assert.Equal((Path, "<del> is left out, with “old”."), (Assert.Single(strict.Faults).Path, strict.Faults[0].Message));
        Assert.Empty(strict.Warnings);
        Assert.Empty((await (await SiteAsync()).RunAsync(recipe.Replace("<del>old</del> ", "", StringComparison.Ordinal), RecipeSite.Trusted with { Strict = true })).Faults);
    }

    [Fact]
    public async Task Names_the_named_recipe_when_the_fault_stands_there()
    {
        var site = await SiteAsync();
        site.Name("inner", """{ "name": "inner", "steps": [ { "name": "Settings", "SiteName": 1 } ] }""");
        var fault = Assert.Single((await site.RunAsync("""{ "name": "x", "steps": [ { "name": "Recipes", "Values": [ { "name": "inner" } ] } ] }""")).Faults);
        Assert.Equal(("inner.recipe.json", 0, "$.steps[0].SiteName"), (fault.File, fault.StepIndex, fault.Path));
    }

    [Fact]
    public async Task Names_the_circle_when_recipes_name_each_other()
    {
        var site = await SiteAsync();
        site.Name("a", """{ "name": "a", "steps": [ { "name": "Recipes", "Values": [ { "name": "b" } ] } ] }""");
        site.Name("b", """{ "name": "b", "steps": [ { "name": "Recipes", "Values": [ { "name": "a" } ] } ] }""");
        var fault = Assert.Single((await site.RunAsync("""{ "name": "x", "steps": [ { "name": "Recipes", "Values": [ { "name": "a" } ] } ] }""")).Faults);
        Assert.Equal("b.recipe.json", fault.File);
        Assert.Contains("x → a → b → a", fault.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("The file is UTF-16.", "utf-16")]
    [InlineData("The file is UTF-32.", "utf-32")]
    public async Task Names_the_encoding_when_the_file_is_wide(string expected, string encoding)
    {
        var target = Encoding.GetEncoding(encoding);
        byte[] bytes = [.. target.GetPreamble(), .. target.GetBytes("{ \"name\": \"x\", \"steps\": [] }")];
        var fault = Assert.Single((await new RecipeSite().RunAsync(new BytesRecipeSource("wide.recipe.json", bytes))).Faults);
        Assert.StartsWith(expected, fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Names_the_encoding_when_the_file_is_utf_16_without_mark()
    {
        var fault = Assert.Single((await new RecipeSite().RunAsync(new BytesRecipeSource("wide.recipe.json", Encoding.Unicode.GetBytes("{ \"name\": \"x\" }")))).Faults);
        Assert.StartsWith("The file is UTF-16 without", fault.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(20)]
    [InlineData(131_071)]
    [InlineData(262_150)]
    public async Task Names_the_offset_and_ansi_when_a_byte_is_not_utf_8(int padding)
    {
        byte[] bytes = [.. Encoding.ASCII.GetBytes("{ \"name\": \"" + new string('a', padding)), 0xE4, .. "\" }"u8];
        var fault = Assert.Single((await new RecipeSite().RunAsync(new BytesRecipeSource("ansi.recipe.json", bytes))).Faults);
        Assert.Contains($"0xE4 at offset {11 + padding} is not UTF-8", fault.Message, StringComparison.Ordinal);
        Assert.Contains("ANSI", fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Names_the_offset_when_a_utf_8_file_is_damaged()
    {
        byte[] bytes = [.. "{ \"name\": \"é"u8, 0xC3, .. "\" }"u8];
        var fault = Assert.Single((await new RecipeSite().RunAsync(new BytesRecipeSource("bad.recipe.json", bytes))).Faults);
        Assert.Contains("0xC3 at offset 13", fault.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("ANSI", fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Accepts_it_when_the_file_has_a_mark_comments_trailing_commas_and_a_schema()
    {
        byte[] bytes = [0xEF, 0xBB, 0xBF, .. """
            // Written by hand.
            { "$schema": "./schema.json", "name": "x", /* why */ "variables": { "n": "Clinic", }, "steps": [
              { "name": "sEtTiNgS", "SiteName": "[js:variables( \"n\" )]", }, { "NAME": "content", "data": [ /* none */ ] }, ], }
            """u8];
        var site = new RecipeSite();
        Assert.Empty((await site.RunAsync(new BytesRecipeSource("x.recipe.json", bytes))).Faults);
        Assert.Equal("Clinic", (string?)site.Document("settings", "site")!["SiteName"]);
    }

    [Fact]
    public async Task Reports_ignored_steps_when_unknown_ones_are_to_be_ignored()
    {
        var report = await new RecipeSite().RunAsync("""{ "name": "x", "steps": [ { "name": "Themes", "admin": "A" } ] }""", RecipeSite.Trusted with { IgnoreUnknownSteps = true });
        Assert.Empty(report.Faults);
        Assert.Equal((RecipeOutcome.Ignored, "Themes"), (Assert.Single(report.Changes).Outcome, report.Changes[0].Name));
    }

    [Fact]
    public async Task Refuses_when_a_path_belongs_to_another_item_of_the_site()
    {
        var site = await SiteAsync();
        await site.RunAsync(RecipeTexts.Items(RecipeTexts.Series));
        var fault = Assert.Single((await site.RunAsync(RecipeTexts.Items(RecipeTexts.Series.Replace("4ser", "4ses", StringComparison.Ordinal)))).Faults);
        Assert.Equal("$.steps[0].Data[0].AutoroutePart.Path", fault.Path);
        Assert.Contains(RecipeTexts.SeriesId, fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Refuses_when_a_version_id_or_type_belongs_to_another_item_of_the_site()
    {
        var site = await SiteAsync();
        await site.RunAsync(RecipeTexts.Items(RecipeTexts.Disclaimer));
        var report = await site.RunAsync(RecipeTexts.Items(
            RecipeTexts.Disclaimer.Replace("4dsc00", "4dsd00", StringComparison.Ordinal),
            RecipeTexts.Series.Replace(RecipeTexts.SeriesId, RecipeTexts.DisclaimerId, StringComparison.Ordinal)));
        Assert.Equal(2, report.Faults.Count);
        Assert.Contains("belongs to the item", report.Faults[0].Message, StringComparison.Ordinal);
        Assert.Contains("cannot become Series", report.Faults[1].Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("""{ "name": "x", "steps": [ { "name": "Settings", "SiteName": "a" } ] }""", """{ "name": "x", "steps": [ { "name": "Settings", "SiteName": "b" } ] }""", 2)]
    [InlineData("""{ "name": "x", "steps": [ { "name": "Content", "Data": [] } ] }""", """{ "name": "x", "steps": [ { "name": "Content", "Data": [7] } ] }""", 3)]
    public async Task Keeps_nothing_when_the_file_changes_during_the_run(string before, string after, int opened)
    {
        var site = await SiteAsync();
        var state = site.Store.State;
        var fault = Assert.Single((await site.RunAsync(new ChangingSource(before, after, opened))).Faults);
        Assert.Contains("changed while it was being run", fault.Message, StringComparison.Ordinal);
        Assert.Same(state, site.Store.State);
    }

    private static async Task<RecipeSite> SiteAsync()
    {
        var site = await RecipeSite.WithTypesAsync();
        site.Name("gutcms.roles", """{ "name": "gutcms.roles", "steps": [] }""");
        await site.RunAsync("""{ "name": "roles", "steps": [ { "name": "Roles", "Roles": [ { "Name": "Editor", "Permissions": [] } ] } ] }""");
        return site;
    }

    private sealed class ChangingSource(string before, string after, int changesAfter) : IRecipeSource
    {
        private int _opened;

        public string FileName => "changing.recipe.json";

        public Stream Open() => new MemoryStream(Encoding.UTF8.GetBytes(_opened++ < changesAfter ? before : after));
    }
}
