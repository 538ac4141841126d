using GutCms.TestSupport;
using Microsoft.Playwright;

namespace GutCms.Browser.Tests.Admin;

/// <summary>What was removed, and what changed in the form of a text, can be read wherever two texts are compared.</summary>
public sealed class ComparisonsTests(SqliteSite site, Chromium chromium) : EditorialTest(site, chromium)
{
    private const string Before =
        "<p>Take it with a meal, and <strong>never</strong> with coffee.</p><p>This paragraph stays as it is.</p><table><caption>Doses</caption><thead><tr><th scope=\"col\">Age</th><th scope=\"col\">Dose</th></tr></thead>"
        + "<tbody><tr><td>Adults</td><td>300 mg</td></tr><tr><td>Children</td><td>100 mg</td></tr></tbody></table><h3>Signs of too much</h3><ul><li>nausea</li><li>diarrhoea</li><li>tiredness</li></ul><p>Read <a href=\"https://old.example/\">the guideline</a>.</p>"
        + "<table><tbody><tr><td>This table</td><td>goes as a whole</td></tr></tbody></table><p>The end of it.</p>";

    private const string After =
        "<p>Take it with a meal, and never with coffee.</p><p>This paragraph stays as it is.</p><table><caption>Doses</caption><thead><tr><th scope=\"col\">Age</th><th scope=\"col\">Dose</th></tr></thead>"
        + "<tbody><tr><td>Adults</td><td>350 mg</td></tr></tbody></table><h3>Signs of too much</h3><ul><li>nausea</li><li>tiredness</li></ul><p>Read <a href=\"https://new.example/\">the guideline</a>.</p><p>The end of it.</p>";

    [Fact]
    public async Task Removed_rows_tables_and_items_stand_as_what_they_were_and_the_form_is_told_in_words()
    {
        var author = await SignInAsync("Author");
        var title = Drafts.NewTitle("Compared");
        var id = await Drafts.WriteArticleAsync(author, title, Before);
        var reviewer = await SignInAsync("MedicalReviewer", $"admin/review/{id}");
        await Drafts.EditArticleAsync(author, id, title, After);

        // Having opened the first version is enough.
        await reviewer.ReloadAsync();
        await Assertions.Expect(reviewer.GetByRole(AriaRole.Region, new() { Name = "What changed" })).ToContainTextAsync("Since you last looked, at version 1:");
        await ShowsAllAsync(reviewer);
        await Assertions.Expect(reviewer.Locator(".proof-same")).Not.ToHaveCountAsync(0);
        await Assertions.Expect(reviewer.GetByText("This paragraph stays as it is.")).ToBeHiddenAsync();
        await LookAtAsync(reviewer, "comparison-desk");

        await reviewer.GotoAsync(At($"admin/content/{id}/history"));
        await reviewer.GetByRole(AriaRole.Button, new() { Name = "Compare the chosen versions" }).ClickAsync();
        await ShowsAllAsync(reviewer);
        await LookAtAsync(reviewer, "comparison-versions");
    }

    [Fact]
    public async Task Both_sides_of_a_merge_stand_as_they_are()
    {
        var author = await SignInAsync("Author");
        var title = Drafts.NewTitle("Merged");
        var id = await Drafts.WriteArticleAsync(author, title, Before);
        await author.GotoAsync(At($"admin/content/{id}/edit"));
        var other = await author.Context.NewPageAsync();
        await other.GotoAsync(At($"admin/content/{id}/edit"));
        await Drafts.EditArticleAsync(other, id, title, After);
        await author.Locator("[data-bag=Body] .rich-text p").First.ClickAsync();
        await author.Keyboard.PressAsync("Home");
        await author.Keyboard.TypeAsync("Please ");
        await author.Locator("#save").ClickAsync();

        var sides = author.Locator("fieldset.merge .merge-side");
        await Assertions.Expect(sides.First.Locator("mark").Filter(new() { HasText = "Please" })).ToHaveCountAsync(1);
        await Assertions.Expect(sides.First.Locator("table tr").Filter(new() { HasText = "Children" }).Locator("mark")).Not.ToHaveCountAsync(0);
        await Assertions.Expect(sides.Nth(1).Locator("table mark")).ToHaveTextAsync(["350"]);
        await Assertions.Expect(sides.Nth(1).Locator("li")).ToHaveTextAsync(["nausea", "tiredness"]);
        await LookAtAsync(author, "merge-forms");
    }

    private static async Task ShowsAllAsync(IPage page)
    {
        var proof = page.Locator(".proof-html");
        await Assertions.Expect(proof.Locator("tr.was")).ToContainTextAsync("Children");
        await Assertions.Expect(proof.Locator("li.was")).ToContainTextAsync("diarrhoea");
        await Assertions.Expect(proof.Locator("table.was")).ToContainTextAsync("goes as a whole");
        await Assertions.Expect(proof.GetByText("no longer strong: “never”")).ToBeVisibleAsync();
        await Assertions.Expect(proof.GetByText("the link leads to https://new.example/ now, before to https://old.example/")).ToBeVisibleAsync();
        await Assertions.Expect(proof.Locator("ins").Filter(new() { HasText = "350" })).ToBeVisibleAsync();
    }
}
