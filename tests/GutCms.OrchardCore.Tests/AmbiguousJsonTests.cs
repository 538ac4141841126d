using System.Net;
using System.Text;

namespace GutCms.OrchardCore.Tests;

/// <summary>JSON that says a member twice, in the same case or in another, means two things: it is refused with its place, at every door and at every depth.</summary>
[Collection<OrchardSites>]
public sealed class AmbiguousJsonTests(Newsroom newsroom)
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("\"TitlePart\":{", "\"TitlePart\":{\"title\":\"Other\",", "$.TitlePart.Title")]
    [InlineData("\"TitlePart\":{", "\"TitlePart\":{\"Title\":\"Other\",", "$.TitlePart.Title")]
    [InlineData("\"Article\":{", "\"article\":{},\"Article\":{", "$.Article")]
    [InlineData("\"DisplayText\":", "\"displayText\":\"Other\",\"DisplayText\":", "$.DisplayText")]
    [InlineData("\"HtmlBodyPart\":{", "\"HtmlBodyPart\":{\"HTML\":\"<p>Other</p>\",", "$.Body.ContentItems[0].HtmlBodyPart.Html")]
    public async Task Refuses_a_body_that_names_a_member_twice(string place, string with, string path)
    {
        var json = Editorial.NewArticle("Named twice " + Editorial.IdOf(with)).ToJsonString();
        Assert.Contains(place, json, StringComparison.Ordinal);

        using var response = await newsroom.Author.PostAsync("api/content?draft=true", Body(json.Replace(place, with, StringComparison.Ordinal)), Cancellation);
        var answer = await response.Content.ReadAsStringAsync(Cancellation);

        Assert.True(response.StatusCode == HttpStatusCode.BadRequest, $"{response.StatusCode} {answer}{newsroom.Site.Log.Text}");
        Assert.Equal("application/problem+json", response.Content.Headers.ContentType?.MediaType);
        Assert.Contains(path, answer, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Takes_the_same_name_in_two_objects()
    {
        var saved = await newsroom.Author.SaveDraftAsync(Editorial.NewArticle("Named once in each"));

        Assert.Equal("Named once in each", (string?)saved["TitlePart"]!["Title"]);
    }

    [Theory]
    [InlineData("{")]
    [InlineData("[]")]
    [InlineData("")]
    public async Task Refuses_what_is_no_item_at_all(string body)
    {
        using var response = await newsroom.Author.PostAsync("api/content?draft=true", Body(body), Cancellation);

        Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
    }

    [Fact]
    public async Task Refuses_an_import_that_names_a_member_twice_and_keeps_what_is_there()
    {
        var id = await newsroom.DraftAsync("Imported over");
        using var browser = await AdminBrowser.SignInAsync(newsroom.Site, "admin");
        const string page = "Admin/DeploymentPlan/Import/Json";
        var item = Editorial.NewArticle("Imported twice", id).ToJsonString().Replace("\"TitlePart\":{", "\"TitlePart\":{\"title\":\"Other\",", StringComparison.Ordinal);

        var answer = await browser.SendAsync(page, page, ("Json", $$"""{ "name": "imported", "steps": [ { "name": "Content", "data": [ {{item}} ] } ] }"""));

        Assert.Contains("named twice", answer, StringComparison.Ordinal);
        Assert.Contains("$.data[0].TitlePart.Title", answer, StringComparison.Ordinal);
        Assert.Equal("Imported over", (string?)(await newsroom.Author.ReviewAsync(id))["title"]);
    }

    private static StringContent Body(string json) => new(json, Encoding.UTF8, "application/json");
}
