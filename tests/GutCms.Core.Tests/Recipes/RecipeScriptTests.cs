using GutCms.Core.Content.Items;
using GutCms.Core.Recipes;
using GutCms.Core.Recipes.Scripts;

namespace GutCms.Core.Tests.Recipes;

public sealed class RecipeScriptTests
{
    [Theory]
    [InlineData("[js: uuid()]", true)]
    [InlineData("[env:PATH]", true)]
    [InlineData("[note: x]", true)]
    [InlineData("[:x]", true)]
    [InlineData("[Draft] Note", false)]
    [InlineData("[Draft: 1] Note", false)]
    [InlineData("[Draft 1: Note]", false)]
    [InlineData("[2: Note]", false)]
    [InlineData("[Note]", false)]
    [InlineData(" [js: uuid()]", false)]
    [InlineData("[", false)]
    [InlineData("", false)]
    public void Tells_expressions_from_text_as_Orchard_Core_does(string text, bool expression) => Assert.Equal(expression, RecipeScripts.IsExpression(text));

    [Theory]
    [InlineData("[js:parameters('Name')]")]
    [InlineData("[js: parameters( \\\"Name\\\" ) ]")]
    [InlineData("[js: parameters('Name');]")]
    [InlineData("[js: variables('name')]")]
    [InlineData("[js:variables('alias')]")]
    public async Task Resolves_when_the_form_is_known(string expression)
    {
        var site = new RecipeSite();
        var report = await site.RunAsync(
            $$"""{ "name": "x", "variables": { "alias": "[js: variables('name')]", "name": "[js: parameters('Name')]", "unused": "[js: parameters('Missing')]" }, "steps": [ { "name": "Settings", "SiteName": "{{expression}}" } ] }""",
            RecipeSite.Trusted with { Parameters = new Dictionary<string, string> { ["Name"] = "Clinic" } });
        Assert.Empty(report.Faults);
        Assert.Equal("Clinic", (string?)site.Document("settings", "site")!["SiteName"]);
    }

    [Theory]
    [InlineData("[js: base64('Q2xpbmljIMO8YmVy')]", "Clinic über")]
    [InlineData("[js: html('Clinic &amp; Co &#252;ber')]", "Clinic & Co über")]
    [InlineData("[js: base64('W2pzOiB2YXJpYWJsZXMoJ25hbWUnKV0=')]", "Praxis")]
    public async Task Decodes_and_evaluates_what_comes_out_as_Orchard_Core_does(string expression, string value)
    {
        var site = new RecipeSite();
        var report = await site.RunAsync($$"""{ "variables": { "name": "Praxis" }, "steps": [ { "name": "Settings", "SiteName": "{{expression}}" } ] }""", RecipeSite.Trusted);
        Assert.Empty(report.Faults);
        Assert.Equal(value, (string?)site.Document("settings", "site")!["SiteName"]);
    }

    [Theory]
    [InlineData("[env: PATH]")]
    [InlineData("\\u005benv: PATH]")]
    [InlineData("\\u005Benv: PATH]")]
    public async Task Finds_an_expression_in_an_item_however_its_bracket_is_written(string text)
    {
        var report = await new RecipeSite().RunAsync(
            $$"""{ "name": "x", "steps": [ { "name": "Content", "Data": [ { "DisplayText": "{{text}}" } ] } ] }""", RecipeSite.Trusted);
        Assert.Contains(report.Faults, fault => fault.Path == "$.steps[0].Data[0].DisplayText" && fault.Message.Contains("is not known here", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Takes_a_parameter_literally_when_it_looks_like_an_expression()
    {
        var site = new RecipeSite();
        await site.RunAsync(
            """{ "name": "x", "steps": [ { "name": "Settings", "SiteName": "[js: parameters('p')]" } ] }""",
            RecipeSite.Trusted with { Parameters = new Dictionary<string, string> { ["p"] = "[js: uuid()]" } });
        Assert.Equal("[js: uuid()]", (string?)site.Document("settings", "site")!["SiteName"]);
    }

    [Fact]
    public async Task Gives_one_id_per_variable_and_new_ones_in_each_run_when_uuid_is_used()
    {
        var site = await RecipeSite.WithTypesAsync();
        var recipe = """
            { "name": "x", "variables": { "d": "[js: uuid()]" }, "steps": [ { "name": "Content", "Data": [
              { "ContentItemId": "[js: variables('d')]", "ContentItemVersionId": "[js: uuid()]", "ContentType": "Disclaimer", "DisplayText": "A", "Latest": true, "Published": true, "TitlePart": { "Title": "A" } },
              { "ContentItemId": "[js: uuid()]", "ContentItemVersionId": "[js: uuid()]", "ContentType": "Article", "DisplayText": "B", "Latest": true, "Published": true, "TitlePart": { "Title": "B" },
                "AutoroutePart": { "Path": "[js: parameters('path')]" }, "Article": { "Disclaimer": { "ContentItemIds": ["[js: variables('d')]"] } } } ] } ] }
            """;
        foreach (var path in new[] { "articles/one", "articles/two" })
        {
            var report = await site.RunAsync(recipe, RecipeSite.Trusted with { Parameters = new Dictionary<string, string> { ["path"] = path } });
            Assert.Empty(report.Faults);
            Assert.Equal(2, report.Counts[RecipeOutcome.Created]);
        }

        Assert.Equal(4, site.Store.State.Items.Count);
        Assert.All(site.Store.State.Items.Keys.Concat(site.Store.State.VersionOwners.Keys), id => Assert.True(ContentIds.IsValid(id)));
    }
}
