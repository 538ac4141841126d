using System.Net;
using System.Text.RegularExpressions;
using GutCms.TestSupport;

namespace GutCms.Web.Tests.Pages;

/// <summary>Roles and content types are changed in the admin: what it means is shown first and changes nothing, and what a recipe may not do the form does not either.</summary>
public sealed partial class RolesAndTypesTests(SqliteSite fixture) : IClassFixture<SqliteSite>
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Role_is_made_and_changed_after_it_was_shown_what_that_means_and_whom_it_concerns()
    {
        using var admin = await SignInAsync("Administrator");
        var name = "Translator " + Guid.NewGuid().ToString("N")[..6];
        (string, string)[] role = [("Name", name), ("Description", "Translates."), ("Permissions", "AccessAdminPanel"), ("Permissions", "EditOwn_Article")];

        var shown = await TextAsync(admin, "admin/roles/edit", role);
        Assert.Contains("Edit what one owns: only Article", Preview(shown), StringComparison.Ordinal);
        Assert.Contains("Nobody holds the role.", shown, StringComparison.Ordinal);
        Assert.DoesNotContain(name, await ListAsync(admin), StringComparison.Ordinal);

        await SaveAsync(admin, "admin/roles/edit", [.. role, ("save", "true")], "/admin/roles");
        Assert.Contains(name, await ListAsync(admin), StringComparison.Ordinal);
        using (var again = await SendAsync(admin, "admin/roles/edit", [.. role, ("save", "true")]))
        {
            Assert.Equal(HttpStatusCode.Conflict, again.StatusCode);
        }

        await AddAsync("lena-" + name[^6..], name);
        var edit = "admin/roles/edit?role=" + Uri.EscapeDataString(name);
        var was = Was().Match(await admin.Client.GetStringAsync(edit, Token)).Groups[1].Value;
        (string, string)[] changed = [("Was", was), ("Permissions", "AccessAdminPanel"), ("Permissions", "CommentContent")];
        shown = await TextAsync(admin, edit, changed);
        Assert.Contains("Comment on drafts", Preview(shown), StringComparison.Ordinal);
        Assert.Contains("Dr lena", Preview(shown), StringComparison.Ordinal);
        Assert.Contains("does not give any more", Preview(shown), StringComparison.Ordinal);
        await SaveAsync(admin, edit, [.. changed, ("save", "true")], "/admin/roles");

        // What somebody else has changed meanwhile is looked at again.
        using var stale = await SendAsync(admin, edit, [.. changed, ("save", "true")]);
        Assert.Equal(HttpStatusCode.PreconditionFailed, stale.StatusCode);
        Assert.Contains("was changed meanwhile", await stale.Content.ReadAsStringAsync(Token), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Role_that_weakens_the_review_waits_for_a_second_administrator_and_nobody_gives_what_he_does_not_hold()
    {
        using var admin = await SignInAsync("Administrator");
        var was = Was().Match(await admin.Client.GetStringAsync("admin/roles/edit?role=Author", Token)).Groups[1].Value;
        (string, string)[] approving = [("Was", was), ("Permissions", "AccessAdminPanel"), ("Permissions", "ApproveContent")];
        Assert.Contains("gives the right to approve", Preview(await TextAsync(admin, "admin/roles/edit?role=Author", approving)), StringComparison.Ordinal);
        await SaveAsync(admin, "admin/roles/edit?role=Author", [.. approving, ("save", "true")], "/admin/proposals");
        Assert.Equal(was, Was().Match(await admin.Client.GetStringAsync("admin/roles/edit?role=Author", Token)).Groups[1].Value);

        var keeper = "Keeper" + Guid.NewGuid().ToString("N")[..6];
        await SaveAsync(admin, "admin/roles/edit", [("Name", keeper), ("Permissions", "AccessAdminPanel"), ("Permissions", "ManageRoles"), ("save", "true")], "/admin/roles");
        using var limited = await SignInAsync(keeper);
        foreach (var (permission, fault) in new[] { ("ManageSettings", "ManageSettings"), ("Nonsense", "Nonsense") })
        {
            using var refused = await SendAsync(limited, "admin/roles/edit", [("Name", "Beyond"), ("Permissions", permission), ("save", "true")]);
            Assert.Equal(HttpStatusCode.BadRequest, refused.StatusCode);
            Assert.Contains(fault, await refused.Content.ReadAsStringAsync(Token), StringComparison.Ordinal);
        }

        Assert.DoesNotContain("Beyond", await ListAsync(admin), StringComparison.Ordinal);

        // Whoever may change roles does, and is let in to no other recipe by it.
        var small = "Small" + Guid.NewGuid().ToString("N")[..6];
        await SaveAsync(limited, "admin/roles/edit", [("Name", small), ("Permissions", "AccessAdminPanel"), ("save", "true")], "/admin/roles");
        Assert.Contains(small, await ListAsync(admin), StringComparison.Ordinal);
        using var recipes = await limited.Client.GetAsync("admin/recipes", Token);
        Assert.Equal(HttpStatusCode.Forbidden, recipes.StatusCode);
        using var editor = await SignInAsync("Editor");
        using var forbidden = await editor.Client.GetAsync("admin/roles/edit", Token);
        Assert.Equal(HttpStatusCode.Forbidden, forbidden.StatusCode);
    }

    [Fact]
    public async Task Role_goes_when_nobody_holds_it_and_no_policy_names_it_and_otherwise_says_who_and_what()
    {
        using var admin = await SignInAsync("Administrator");
        var name = "Gone" + Guid.NewGuid().ToString("N")[..6];
        await SaveAsync(admin, "admin/roles/edit", [("Name", name), ("Permissions", "AccessAdminPanel"), ("save", "true")], "/admin/roles");
        var edit = "admin/roles/edit?role=" + name;
        using var holder = await SignInAsync(name);
        (string, string)[] was = [("Was", Was().Match(await admin.Client.GetStringAsync(edit, Token)).Groups[1].Value)];
        Assert.Contains("It is held by person-", await admin.Client.GetStringAsync(edit, Token), StringComparison.Ordinal);
        using (var held = await SendAsync(admin, edit, was, edit + "&handler=Delete"))
        {
            Assert.Equal(HttpStatusCode.Conflict, held.StatusCode);
        }

        Assert.Contains("Review policies name it", await admin.Client.GetStringAsync("admin/roles/edit?role=MedicalReviewer", Token), StringComparison.Ordinal);
        (string, string)[] reviewer = [("Was", Was().Match(await admin.Client.GetStringAsync("admin/roles/edit?role=MedicalReviewer", Token)).Groups[1].Value)];
        using (var named = await SendAsync(admin, "admin/roles/edit?role=MedicalReviewer", reviewer, "admin/roles/edit?role=MedicalReviewer&handler=Delete"))
        {
            Assert.Equal(HttpStatusCode.Conflict, named.StatusCode);
        }

        var free = "Free" + Guid.NewGuid().ToString("N")[..6];
        await SaveAsync(admin, "admin/roles/edit", [("Name", free), ("Permissions", "AccessAdminPanel"), ("save", "true")], "/admin/roles");
        edit = "admin/roles/edit?role=" + free;
        using (var stale = await SendAsync(admin, edit, [("Was", "seen before")], edit + "&handler=Delete"))
        {
            Assert.Equal(HttpStatusCode.PreconditionFailed, stale.StatusCode);
        }

        await SaveAsync(admin, edit, [("Was", Was().Match(await admin.Client.GetStringAsync(edit, Token)).Groups[1].Value)], "/admin/roles", edit + "&handler=Delete");
        Assert.DoesNotContain("role=" + free, await ListAsync(admin), StringComparison.Ordinal);
        Assert.Contains("Role deleted", await admin.Client.GetStringAsync("admin/audit?action=role.delete", Token), StringComparison.Ordinal);
        using var editor = await SignInAsync("Editor");
        using var forbidden = await editor.Client.GetAsync(edit, Token);
        Assert.Equal(HttpStatusCode.Forbidden, forbidden.StatusCode);
    }

    [Fact]
    public async Task Field_is_tried_then_added_ordered_and_exported_and_the_editor_shows_it_so()
    {
        using var admin = await SignInAsync("Administrator");
        (string, string)[] field = [("Label", "Who it is for"), ("Name", "Audience"), ("Kind", "Choice"), ("Options", "Patients\r\nProfessionals"), ("Hint", "One of them.")];
        var run = await SaveAsync(admin, "admin/types/Article", field, "/admin/recipes/runs/", "admin/types/Article?handler=add");
        await EndedAsync(admin, run);
        Assert.DoesNotContain("Who it is for", await admin.Client.GetStringAsync("admin/content/new/Article", Token), StringComparison.Ordinal);
        await EndedAsync(admin, await SaveAsync(admin, run, [], "/admin/recipes/runs/"));
        var editor = await admin.Client.GetStringAsync("admin/content/new/Article", Token);
        Assert.Contains("Who it is for", editor, StringComparison.Ordinal);
        Assert.Contains(">Professionals<", editor, StringComparison.Ordinal);
        Assert.True(editor.IndexOf("Subtitle", StringComparison.Ordinal) < editor.IndexOf("Who it is for", StringComparison.Ordinal));

        using (var twice = await SendAsync(admin, "admin/types/Article", field, "admin/types/Article?handler=add"))
        {
            Assert.Equal(HttpStatusCode.BadRequest, twice.StatusCode);
            Assert.Contains("has a field Audience already", await twice.Content.ReadAsStringAsync(Token), StringComparison.Ordinal);
        }

        var page = await admin.Client.GetStringAsync("admin/types/Article", Token);
        (string, string)[] order = [.. Names().Matches(page).SelectMany(match => new[] { ("names", match.Groups[1].Value), ("places", match.Groups[1].Value == "Audience" ? "1" : "9") })];
        run = await SaveAsync(admin, "admin/types/Article", order, "/admin/recipes/runs/", "admin/types/Article?handler=order");
        await EndedAsync(admin, run);
        await EndedAsync(admin, await SaveAsync(admin, run, [], "/admin/recipes/runs/"));
        editor = await admin.Client.GetStringAsync("admin/content/new/Article", Token);
        Assert.True(editor.IndexOf("Subtitle", StringComparison.Ordinal) > editor.IndexOf("Who it is for", StringComparison.Ordinal));

        // What is exported is a recipe that changes nothing here.
        var recipe = Path.Combine(fixture.Site.Folder, "type.recipe.json");
        await File.WriteAllBytesAsync(recipe, await admin.Client.GetByteArrayAsync("admin/types/Article?handler=recipe", Token), Token);
        var report = await fixture.Site.RunAsync("recipe", "run", recipe, "--dry-run");
        Assert.True(report.ExitCode == 0, report.Error + report.Output);
        Assert.DoesNotContain("updated", report.Output, StringComparison.OrdinalIgnoreCase);

        using var reviewer = await SignInAsync("MedicalReviewer");
        using var forbidden = await SendAsync(reviewer, "account/away", field, "admin/types/Article?handler=add");
        Assert.Equal(HttpStatusCode.Forbidden, forbidden.StatusCode);
    }

    private static async Task EndedAsync(TestBrowser browser, string run) =>
        await Eventually.HoldsAsync(async () => await browser.Client.GetStringAsync(run, Token) is var page && page.Contains("id=\"report\"", StringComparison.Ordinal));

    private static async Task<string> SaveAsync(TestBrowser browser, string page, (string, string)[] fields, string leads, string? to = null)
    {
        using var answer = await SendAsync(browser, page, fields, to);
        Assert.True(answer.StatusCode == HttpStatusCode.Redirect, await answer.Content.ReadAsStringAsync(Token));
        Assert.StartsWith(leads, answer.Headers.Location!.OriginalString, StringComparison.Ordinal);
        return answer.Headers.Location.OriginalString.TrimStart('/');
    }

    private static async Task<string> TextAsync(TestBrowser browser, string page, (string, string)[] fields)
    {
        using var answer = await SendAsync(browser, page, fields);
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        return WebUtility.HtmlDecode(await answer.Content.ReadAsStringAsync(Token));
    }

    private static async Task<HttpResponseMessage> SendAsync(TestBrowser browser, string page, (string Name, string Value)[] fields, string? to = null)
    {
        var token = Forgery().Match(await browser.Client.GetStringAsync(page, Token)).Groups[1].Value;
        using var form = new FormUrlEncodedContent([.. fields.Select(field => KeyValuePair.Create(field.Name, field.Value)), KeyValuePair.Create("__RequestVerificationToken", token)]);
        return await browser.Client.PostAsync(to ?? page, form, Token);
    }

    private static string Preview(string page) => page[page.IndexOf("preview-heading", StringComparison.Ordinal)..page.IndexOf("name=\"Was\"", StringComparison.Ordinal)];

    private static async Task<string> ListAsync(TestBrowser admin) => WebUtility.HtmlDecode(await admin.Client.GetStringAsync("admin/roles", Token));

    private async Task<TestBrowser> SignInAsync(string role)
    {
        var name = "person-" + Guid.NewGuid().ToString("N")[..8];
        var browser = new TestBrowser(fixture.Host);
        (await browser.SignInAsync(name, await AddAsync(name, role))).Dispose();
        return browser;
    }

    private async Task<string> AddAsync(string name, string role)
    {
        var added = await fixture.Site.RunAsync("user", "add", name, "--role", role, "--printed-name", "Dr " + name, "--credential", "MD");
        Assert.True(added.ExitCode == 0, added.Error);
        return added.Output.Trim().Split(' ')[^1];
    }

    [GeneratedRegex("name=\"Was\" value=\"([^\"]*)\"")]
    private static partial Regex Was();

    [GeneratedRegex("name=\"__RequestVerificationToken\"[^>]*value=\"([^\"]+)\"")]
    private static partial Regex Forgery();

    [GeneratedRegex("name=\"names\" value=\"([^\"]*)\"")]
    private static partial Regex Names();
}
