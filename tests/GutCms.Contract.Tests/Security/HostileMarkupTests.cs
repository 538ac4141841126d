using System.Text.Json.Nodes;
using System.Xml.Linq;
using AngleSharp.Dom;
using AngleSharp.Html.Parser;
using GutCms.Contract.Tests.Delivery;
using GutCms.TestSupport.Editorial;
using GutCms.TestSupport.Hostile;

namespace GutCms.Contract.Tests.Security;

/// <summary>More than a hundred ways to smuggle script into text, in every text that readers see: in delivery and pages there is nothing left that could run.</summary>
public abstract class HostileMarkupTests(TeamFixture fixture)
{
    private static readonly HashSet<string> Elements =
    [
        "a", "abbr", "b", "bdi", "bdo", "blockquote", "br", "caption", "cite", "code", "dd", "del", "dl", "dt", "em", "figcaption", "figure", "h2", "h3", "h4", "h5", "h6", "hr", "i", "ins",
        "li", "ol", "p", "pre", "q", "s", "small", "span", "strong", "sub", "sup", "table", "tbody", "td", "tfoot", "th", "thead", "tr", "u", "ul",
        "math", "mfrac", "mi", "mn", "mo", "mrow", "ms", "mspace", "msqrt", "msub", "msup", "mtext",
    ];

    private static readonly HashSet<string> Attributes = ["href", "lang", "dir", "title", "colspan", "rowspan", "scope", "start", "reversed", "cite", "id", "abbr", "headers", "datetime", "type", "value", "display", "mathvariant"];

    private static readonly HtmlParser Scripting = new(new HtmlParserOptions { IsScripting = true });
    private static readonly HtmlParser Silent = new(new HtmlParserOptions { IsScripting = false });

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    private HttpClient Client => fixture.Team.Host.Client;

    [Fact]
    public async Task Is_neutral_in_delivery_and_pages()
    {
        Assert.True(Payloads.All.Distinct().Count() >= 100);
        var recipe = Path.Combine(fixture.Team.Site.Folder, "hostile.recipe.json");
        await File.WriteAllTextAsync(recipe, Payloads.Recipe().ToJsonString(), Cancellation);
        var run = await fixture.Team.Site.RunAsync("recipe", "run", recipe);
        Assert.True(run.ExitCode == 0, run.Error);
        var usual = await UsualAsync();

        for (var index = 0; index <= Payloads.All.Count; index++)
        {
            var slug = index < Payloads.All.Count ? Payloads.SlugOf(index) : Payloads.Everything;
            var delivered = await Client.JsonAsync($"{DeliveryClient.Articles}/{slug}");
            AssertNeutral(delivered, slug);
            AssertPage(await PageAsync("articles/" + slug), usual, slug);
        }

        AssertPage(await PageAsync(""), usual, "list");
        AssertPage(await PageAsync("?q=window"), usual, "search");
        foreach (var path in new[] { "feed.xml", "sitemap.xml" })
        {
            // Well-formed, with no elements of anybody else.
            var feed = XDocument.Parse(await Client.GetStringAsync(path, Cancellation));
            Assert.DoesNotContain(feed.Descendants(), element => element.Name.LocalName is "script" or "img" or "svg");
        }
    }

    [Fact]
    public async Task Is_neutral_on_the_way_that_people_write_and_review()
    {
        var slug = SampleArticle.NewSlug("hostile");
        var (author, editor) = (await fixture.Team.PersonAsync("author-0"), await fixture.Team.PersonAsync("editor-0"));
        var linking = Payloads.Full(slug);
        linking["References"]!["ContentItems"]![0]!["Reference"]!["Url"]!["Url"] = "javascript:window.pwned=1";
        Assert.Equal(400, (await author.PostAsync("api/content?draft=true", linking, null)).Status);
        var id = await author.DraftAsync(Payloads.Full(slug));
        var (draft, _) = await author.GetAsync($"api/content/{id}?version=latest");
        AssertNeutral(draft, "draft");
        foreach (var payload in Payloads.All)
        {
            var (status, thread) = await author.PostAsync($"api/review/{id}/comments", new() { ["text"] = payload }, null);
            Assert.True(status == 200, thread.ToJsonString());
            Assert.Equal(payload.Trim(), (string?)thread["messages"]![0]!["text"]);
            Assert.Equal(200, (await author.PostAsync($"api/review/{id}/comments/{(string?)thread["threadId"]}/resolve", null, null)).Status);
        }

        await author.DoAsync(id, "submit");
        foreach (var number in Enumerable.Range(0, fixture.Team.Approvals))
        {
            await (await fixture.Team.PersonAsync($"reviewer-{number}")).DoAsync(id, "approve");
        }

        await editor.DoAsync(id, "publish");
        var usual = await UsualAsync();
        AssertPage(await PageAsync("articles/" + slug), usual, slug);

        var reason = string.Concat(Payloads.All)[..2000];
        Assert.Equal(409, (await editor.PullAsync(id, "withdraw", new() { ["reason"] = "x", ["replacementUrl"] = "javascript:window.pwned=1" })).Status);
        Assert.Equal(409, (await editor.PullAsync(id, "withdraw", new() { ["reason"] = "x", ["replacementUrl"] = "//evil.example/" })).Status);
        Assert.Equal(409, (await editor.PullAsync(id, "withdraw", new() { ["reason"] = "x", ["replacementUrl"] = "/" + new string('a', 2000) })).Status);
        Assert.Equal(409, (await editor.PullAsync(id, "withdraw", new() { ["reason"] = "x", ["replacementUrl"] = "/articles/x\"onmouseover=\"window.pwned=1" })).Status);
        await editor.DoAsync(id, "withdraw", new() { ["reason"] = reason, ["replacementUrl"] = "https://gut.example/x\"onmouseover=\"window.pwned=1" });
        using var gone = await Client.GetAsync($"articles/{slug}", ("Accept", "text/html"));
        Assert.Equal(410, (int)gone.StatusCode);
        AssertPage(Scripting.ParseDocument(await gone.Content.ReadAsStringAsync(Cancellation)), usual, "withdrawn");
    }

    /// <summary>Every member that holds HTML, wherever it stands.</summary>
    private static void AssertNeutral(JsonNode? node, string where)
    {
        foreach (var (name, value) in Members(node))
        {
            if (name is "html" or "answerHtml" or "Html")
            {
                AssertFragment((string)value!, where);
            }
        }
    }

    private static IEnumerable<(string Name, JsonNode? Value)> Members(JsonNode? node) => node switch
    {
        JsonObject json => json.SelectMany(member => Members(member.Value).Prepend((member.Key, member.Value))),
        JsonArray array => array.SelectMany(Members),
        _ => [],
    };

    /// <summary>The same harmless tree, read with and without scripting, and again after it was written: nothing hides for a second reading.</summary>
    private static void AssertFragment(string html, string where)
    {
        foreach (var parser in new[] { Scripting, Silent })
        {
            var first = parser.ParseDocument("<!doctype html><body>" + html).Body!;
            var second = parser.ParseDocument("<!doctype html><body>" + first.InnerHtml).Body!;
            Assert.Equal(first.InnerHtml, second.InnerHtml);
            AssertElements(first.QuerySelectorAll("*"), Elements, where);
            AssertElements(second.QuerySelectorAll("*"), Elements, where);
            Assert.All(first.QuerySelectorAll("*").SelectMany(element => element.Attributes), attribute => Assert.True(Attributes.Contains(attribute.Name), $"{where}: attribute {attribute.Name}"));
        }
    }

    private static void AssertPage(AngleSharp.Html.Dom.IHtmlDocument page, HashSet<string> usual, string where)
    {
        AssertElements(page.All, [.. Elements, .. usual], where);
        Assert.All(page.QuerySelectorAll("script"), script => Assert.Equal("application/ld+json", script.GetAttribute("type")));
        foreach (var script in page.QuerySelectorAll("script"))
        {
            Assert.NotNull(JsonNode.Parse(script.TextContent));
        }
    }

    private static void AssertElements(IEnumerable<IElement> elements, HashSet<string> permitted, string where)
    {
        foreach (var element in elements)
        {
            Assert.True(permitted.Contains(element.LocalName), $"{where}: element {element.LocalName}");
            foreach (var attribute in element.Attributes)
            {
                Assert.False(attribute.Name.StartsWith("on", StringComparison.OrdinalIgnoreCase) || attribute.Name is "style" or "srcdoc" or "ping", $"{where}: {element.LocalName} {attribute.Name}");
                if (attribute.Name is "href" or "src" or "action" or "formaction" or "xlink:href")
                {
                    Assert.True(IsHarmless(attribute.Value), $"{where}: {attribute.Name}={attribute.Value}");
                }
            }
        }
    }

    /// <summary>As browsers read addresses: spaces and control characters at the ends, tabs and line feeds anywhere are passed over.</summary>
    private static bool IsHarmless(string address)
    {
        var read = new string([.. address.Where(character => character is not ('\t' or '\n' or '\r'))]).TrimStart([.. Enumerable.Range(0, 33).Select(code => (char)code)]);
        var scheme = read.IndexOf(':', StringComparison.Ordinal) is > 0 and var colon && read.AsSpan(0, colon).IndexOfAny('/', '?', '#') < 0 ? read[..colon].ToLowerInvariant() : null;
        return scheme is null or "http" or "https" or "mailto" or "sms" or "tel";
    }

    /// <summary>Elements of pages that hold nothing hostile.</summary>
    private async Task<HashSet<string>> UsualAsync() =>
        [.. (await Task.WhenAll(PageAsync("articles/gut-health-and-mental-health"), PageAsync("?q=zzzz"), PageAsync("?q=anxiety"), PageAsync("series/symptom-decoder-series"))).SelectMany(page => page.All).Select(element => element.LocalName)];

    private async Task<AngleSharp.Html.Dom.IHtmlDocument> PageAsync(string path)
    {
        using var response = await Client.GetAsync(path, ("Accept", "text/html"));
        Assert.Equal(200, (int)response.StatusCode);
        Assert.DoesNotContain("unsafe", response.Header("Content-Security-Policy")!, StringComparison.Ordinal);
        return Scripting.ParseDocument(await response.Content.ReadAsStringAsync(Cancellation));
    }
}

[Collection<SqliteTeams>]
public sealed class HostileMarkupOnSqliteTests(SqliteTeam team) : HostileMarkupTests(team);

[Collection<PostgresTeams>]
public sealed class HostileMarkupOnPostgresTests(PostgresTeam team) : HostileMarkupTests(team);
