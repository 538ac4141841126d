using System.Net;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using GutCms.TestSupport;
using GutCms.TestSupport.Editorial;

namespace GutCms.Web.Tests.Notices;

public sealed class NoticesOnSqliteTests(SqliteSite site) : NoticeTests(site), IClassFixture<SqliteSite>;

public sealed class NoticesOnPostgreSqlTests(PostgresSite site) : NoticeTests(site), IClassFixture<PostgresSite>;

/// <summary>People are told what others do with what concerns them: once, in the admin, and nothing that they may not see.</summary>
public abstract partial class NoticeTests(SiteFixture fixture)
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Those_concerned_are_told_each_step_with_the_words_and_nobody_of_what_he_did_himself()
    {
        using var author = await EditorialClient.CreateAsync(fixture, "Author");
        using var reviewer = await EditorialClient.CreateAsync(fixture, "MedicalReviewer");
        using var editor = await EditorialClient.CreateAsync(fixture, "Editor");
        var title = SampleArticle.NewSlug("told");
        var id = await author.DraftAsync(SampleArticle.Create(title));
        await author.DoAsync(id, "submit");
        await Eventually.HoldsAsync(async () => (await ListAsync(reviewer)).Contains($"“{title}” waits for your decision in the stage “Medical”.", StringComparison.Ordinal));

        await reviewer.DoAsync(id, "requestChanges", await ChangesAsync(reviewer, id, "Give the dose <b>in mg</b>, please."));

        await Eventually.HoldsAsync(async () => (await ListAsync(author)).Contains($"asks for changes in “{title}”.", StringComparison.Ordinal));
        var list = await ListAsync(author);
        Assert.Contains("Give the dose &lt;b&gt;in mg&lt;/b&gt;, please.", list, StringComparison.Ordinal);
        Assert.DoesNotContain("waits for your decision", list, StringComparison.Ordinal);
        Assert.DoesNotContain("asks for changes", await ListAsync(reviewer), StringComparison.Ordinal);

        await author.DoAsync(id, "submit");
        await reviewer.DoAsync(id, "approve");
        await Eventually.HoldsAsync(async () => (await ListAsync(editor)).Contains($"“{title}” has every approval that it needs", StringComparison.Ordinal));
        await editor.DoAsync(id, "publish");
        await Eventually.HoldsAsync(async () => (await ListAsync(author)).Contains($"published “{title}”.", StringComparison.Ordinal));
        await Eventually.HoldsAsync(async () => (await ListAsync(reviewer)).Contains($"published “{title}”.", StringComparison.Ordinal));
        Assert.DoesNotContain($"published “{title}”.", await ListAsync(editor), StringComparison.Ordinal);

        await editor.DoAsync(id, "withdraw", new JsonObject { ["reason"] = "The dose is wrong." });
        await Eventually.HoldsAsync(async () => (await ListAsync(author)).Contains("The dose is wrong.", StringComparison.Ordinal));

        // The history says who was told, and what became of the mail, where none could be sent too.
        var history = await editor.Browser.Client.GetStringAsync($"admin/content/{id}/history", Token);
        var told = history[history.IndexOf("told-heading", StringComparison.Ordinal)..];
        Assert.Contains($"{await NameAsync(author)} · mail: none, the site sends none", told, StringComparison.Ordinal);
        Assert.Contains("Texts that wait for a decision", told, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Bell_counts_what_is_unread_opening_leads_to_the_place_and_what_was_read_stays()
    {
        using var author = await EditorialClient.CreateAsync(fixture, "Author");
        using var editor = await EditorialClient.CreateAsync(fixture, "Editor");
        var title = SampleArticle.NewSlug("bell");
        var id = await author.DraftAsync(SampleArticle.Create(title));
        Assert.Contains("Notifications: none unread", await ListAsync(author), StringComparison.Ordinal);
        await CommentAsync(editor, id, "First remark.");
        await CommentAsync(editor, id, "Second remark.");
        await Eventually.HoldsAsync(async () => (await ListAsync(author)).Contains("Notifications: 2 unread", StringComparison.Ordinal));

        var opened = Link().Match(await ListAsync(author)).Value;
        using var answer = await author.Browser.Client.GetAsync(opened, Token);
        Assert.Equal(HttpStatusCode.Redirect, answer.StatusCode);
        Assert.StartsWith($"/admin/review/{id}#thread-", answer.Headers.Location!.OriginalString, StringComparison.Ordinal);
        Assert.Contains("Notifications: one unread", await ListAsync(author), StringComparison.Ordinal);
        var unread = await ListAsync(author, "?unread=true");
        Assert.Contains("First remark.", unread, StringComparison.Ordinal);
        Assert.DoesNotContain("Second remark.", unread, StringComparison.Ordinal);
        Assert.Contains("Second remark.", await ListAsync(author), StringComparison.Ordinal);

        using var another = await editor.Browser.Client.GetAsync(opened, Token);
        Assert.Equal(HttpStatusCode.NotFound, another.StatusCode);

        using var all = await author.Browser.SendFormAsync("admin/notices", new Dictionary<string, string> { ["upTo"] = UpTo().Match(await ListAsync(author)).Groups[1].Value });
        Assert.Equal(HttpStatusCode.Redirect, all.StatusCode);
        Assert.Contains("Notifications: none unread", await ListAsync(author), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Who_is_mentioned_is_told_unless_he_may_not_see_it()
    {
        using var author = await EditorialClient.CreateAsync(fixture, "Author");
        using var stranger = await EditorialClient.CreateAsync(fixture, "Author");
        using var editor = await EditorialClient.CreateAsync(fixture, "Editor");
        var title = SampleArticle.NewSlug("mention");
        var id = await author.DraftAsync(SampleArticle.Create(title));

        await CommentAsync(author, id, $"Please look, @{await NameAsync(editor)}. And @{await NameAsync(stranger)}, @{await NameAsync(author)} and @nobody-at-all!");

        await Eventually.HoldsAsync(async () => (await ListAsync(editor)).Contains($"mentioned you at “{title}”.", StringComparison.Ordinal));
        Assert.DoesNotContain(title, await ListAsync(stranger), StringComparison.Ordinal);
        Assert.DoesNotContain(title, await ListAsync(author), StringComparison.Ordinal);

        // Once it is live everybody may read the text, and still not what is said about it.
        using var reviewer = await EditorialClient.CreateAsync(fixture, "MedicalReviewer");
        await author.DoAsync(id, "submit");
        await reviewer.DoAsync(id, "approve");
        await editor.DoAsync(id, "publish");
        await CommentAsync(author, id, $"And now, @{await NameAsync(editor)} and @{await NameAsync(stranger)}?");
        await Eventually.HoldsAsync(async () => (await ListAsync(editor)).Contains("And now,", StringComparison.Ordinal));
        Assert.DoesNotContain(title, await ListAsync(stranger), StringComparison.Ordinal);
        Assert.DoesNotContain("And now,", await ListAsync(stranger), StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_somebody_may_not_see_any_more_is_hidden_from_what_he_was_told()
    {
        using var author = await EditorialClient.CreateAsync(fixture, "Author");
        using var editor = await EditorialClient.CreateAsync(fixture, "Editor");
        var title = SampleArticle.NewSlug("hidden");
        var id = await author.DraftAsync(SampleArticle.Create(title));
        var name = await NameAsync(editor);
        await CommentAsync(author, id, $"@{name}: look.");
        await Eventually.HoldsAsync(async () => (await ListAsync(editor)).Contains(title, StringComparison.Ordinal));

        var recipe = Path.Combine(fixture.Site.Folder, $"{name}.recipe.json");
        await File.WriteAllTextAsync(recipe, $$"""{ "name": "less", "steps": [ { "name": "Users", "Users": [ { "UserName": "{{name}}", "RoleNames": [ "Author" ] } ] } ] }""", Token);
        var run = await fixture.Site.RunAsync("recipe", "run", recipe);
        Assert.True(run.ExitCode == 0, run.Error);

        var list = await ListAsync(editor);
        Assert.DoesNotContain(title, list, StringComparison.Ordinal);
        Assert.DoesNotContain("look.", list, StringComparison.Ordinal);
        Assert.Contains("This is about something that you may not see any more.", list, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Who_suggested_is_told_what_became_of_it_with_the_words()
    {
        using var author = await EditorialClient.CreateAsync(fixture, "Author");
        using var editor = await EditorialClient.CreateAsync(fixture, "Editor");
        var title = SampleArticle.NewSlug("suggest");
        var id = await author.DraftAsync(SampleArticle.Create(title));
        await AnswerAsync(author, id, await SuggestAsync(editor, id, "gut", 4, "bowel"), accept: true, note: null);
        await Eventually.HoldsAsync(async () => (await ListAsync(editor)).Contains($"accepted a suggestion for “{title}”.", StringComparison.Ordinal));
        Assert.Contains(">bowel<", await ListAsync(editor), StringComparison.Ordinal);
        Assert.DoesNotContain("accepted a suggestion", await ListAsync(author), StringComparison.Ordinal);

        await AnswerAsync(author, id, await SuggestAsync(editor, id, "bowel", 4, "belly"), accept: false, note: "Too colloquial.");
        await Eventually.HoldsAsync(async () => (await ListAsync(editor)).Contains($"refused a suggestion for “{title}”.", StringComparison.Ordinal));
        Assert.Contains("Too colloquial.", await ListAsync(editor), StringComparison.Ordinal);
        Assert.DoesNotContain("has answered in a thread", await ListAsync(editor), StringComparison.Ordinal);
    }

    private static async Task<string> SuggestAsync(EditorialClient person, string id, string quote, int start, string words)
    {
        var anchor = new JsonObject { ["blockId"] = SampleArticle.SectionId, ["quote"] = quote, ["prefix"] = "The ", ["suffix"] = " talks", ["start"] = start, ["length"] = quote.Length };
        var (status, body) = await person.PostAsync($"api/review/{id}/comments", new JsonObject { ["text"] = "", ["anchor"] = anchor, ["suggestion"] = words }, null);
        Assert.True(status is 200 or 201, body.ToJsonString());
        return (string)body["threadId"]!;
    }

    private static async Task AnswerAsync(EditorialClient person, string id, string thread, bool accept, string? note)
    {
        var (_, tag) = await person.ReviewAsync(id);
        var (status, body) = await person.PostAsync($"api/review/{id}/suggestions", new JsonObject { ["threadIds"] = new JsonArray(thread), ["accept"] = accept, ["note"] = note }, tag);
        Assert.True(status == 200, body.ToJsonString());
    }

    private static async Task<string> ListAsync(EditorialClient person, string query = "") => WebUtility.HtmlDecode(await person.Browser.Client.GetStringAsync("admin/notices" + query, Token)).Replace("<b>", "&lt;b&gt;", StringComparison.Ordinal).Replace("</b>", "&lt;/b&gt;", StringComparison.Ordinal);

    private static async Task<JsonObject> ChangesAsync(EditorialClient reviewer, string id, string comment)
    {
        var (seen, _) = await reviewer.ReviewAsync(id);
        return new() { ["contentHash"] = (string?)seen["contentHash"], ["presentationHash"] = (string?)seen["presentationHash"], ["comment"] = comment };
    }

    private static async Task CommentAsync(EditorialClient person, string id, string text)
    {
        var (status, body) = await person.PostAsync($"api/review/{id}/comments", new JsonObject { ["text"] = text }, null);
        Assert.True(status is 200 or 201, body.ToJsonString());
    }

    private static async Task<string> NameAsync(EditorialClient person) => (string)(await person.GetAsync("api/account")).Body["name"]!;

    [GeneratedRegex("(?<=href=\"/)admin/notices/[0-9a-z]+")]
    private static partial Regex Link();

    [GeneratedRegex("name=\"upTo\" value=\"([0-9]+)\"")]
    private static partial Regex UpTo();
}
