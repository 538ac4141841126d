using System.Net;
using System.Text.Json.Nodes;
using GutCms.TestSupport;
using GutCms.TestSupport.Editorial;
using Microsoft.Playwright;

namespace GutCms.Browser.Tests.Samples;

/// <summary>Where the badge of the sample site cannot know, it is not green; and what was taken down leaves the files.</summary>
[Collection<ReaderSamples>]
public sealed class ReaderDoubtTests(SqliteSite site, Chromium chromium, ApprovedReader approved) : BrowserTest(site, chromium), IClassFixture<ApprovedReader>
{
    private readonly SqliteSite _site = site;

    [Fact]
    public async Task Text_that_is_exchanged_or_hidden_from_elsewhere_is_looked_at_again()
    {
        var reader = await approved.OpenAsync();
        var page = await VisitAsync(new Uri(reader.Address, approved.Article).AbsoluteUri, 1440);
        var badge = page.Locator("medically-reviewed");
        await Assertions.Expect(badge).ToHaveAttributeAsync("state", "verified");

        foreach (var (change, back) in new[]
        {
            ("const text = document.getElementById('text'); const other = text.cloneNode(true); other.querySelector('em').textContent = 'now'; text.replaceWith(other)", "document.querySelector('#text em').textContent = 'not'"),
            ("const text = document.getElementById('text'); text.outerHTML = text.outerHTML.replace('10 mg', '100 mg')", "const text = document.getElementById('text'); text.outerHTML = text.outerHTML.replace('100 mg', '10 mg')"),
            ("document.head.insertAdjacentHTML('beforeend', '<style id=later>.later em { display: none }</style>'); document.body.className = 'later'", "document.body.className = ''"),
            ("document.getElementById('later').textContent = '#text em { opacity: 0 }'", "document.getElementById('later').remove()"),
            ("document.getElementById('text').id = 'later'", "document.getElementById('later').id = 'text'"),
        })
        {
            await page.EvaluateAsync($"() => {{ {change} }}");
            await Assertions.Expect(badge).ToHaveAttributeAsync("state", "refused");
            await page.EvaluateAsync($"() => {{ {back} }}");
            await Assertions.Expect(badge).ToHaveAttributeAsync("state", "verified");
        }
    }

    [Fact]
    public async Task Text_with_pictures_and_links_is_verified()
    {
        var reader = await approved.OpenAsync();
        var page = await VisitAsync(new Uri(reader.Address, approved.Pictured).AbsoluteUri, 1440);

        await Assertions.Expect(page.Locator("medically-reviewed")).ToHaveAttributeAsync("state", "verified");
        Assert.True(await page.EvaluateAsync<bool>("[...document.querySelectorAll('#text img')].length === 2"));
        await Look.AtAsync(page, "sample-pictured");
    }

    [Theory]
    [InlineData("{leading}", "{figure}")]
    [InlineData("alt=\"A gut\"", "alt=\"A lung\"")]
    [InlineData("alt=\"A gut\"", "alt=\"\"")]
    [InlineData("As it is.", "As it was.")]
    [InlineData("<h1>", "<img src=\"data:image/gif;base64,R0lGODlhAQABAIAAAAUEBAAAACwAAAAAAQABAAACAkQBADs=\" alt=\"\" width=\"50\" height=\"50\"><h1>")]
    [InlineData("</head>", "<style>#text img { height: 20px; object-fit: cover }</style></head>")]
    [InlineData("</head>", "<style>#text img { object-view-box: inset(20%) }</style></head>")]
    [InlineData("</head>", "<style>#text figure { transform: scaleX(-1) }</style></head>")]
    [InlineData("alt=\"A gut\"", "alt=\"A gut\" aria-label=\"A lung\"")]
    [InlineData("alt=\"A gut\"", "alt=\"A gut\" usemap=\"#elsewhere\"")]
    [InlineData("</head>", "<style>#text figure { display: none }</style></head>")]
    [InlineData("https://example.org/doses", "https://example.org/overdoses")]
    [InlineData("href=\"/articles/gut-health-and-mental-health\"", "href=\"/articles/another\"")]
    [InlineData("<a href=\"https://example.org/doses\">doses</a>", "doses")]
    [InlineData("As it is.", "<a href=\"https://example.org\">As it is.</a>")]
    public async Task Picture_or_link_changed_on_the_way_is_red(string part, string other)
    {
        var reader = await approved.OpenAsync();
        await using var proxy = await WebServers.ProxyAsync(reader.Address, html => html.Replace(Named(part), Named(other), StringComparison.Ordinal));

        var page = await VisitAsync(new Uri(WebServers.AddressOf(proxy), approved.Pictured).AbsoluteUri, 400);

        await Assertions.Expect(page.Locator("medically-reviewed")).ToHaveAttributeAsync("state", "refused");
        string Named(string text) => text.Replace("{leading}", approved.Pictures.Leading, StringComparison.Ordinal).Replace("{figure}", approved.Pictures.Figure, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("<h1>", "<img data-beside src=\"data:image/gif;base64,R0lGODlhAQABAIAAAAUEBAAAACwAAAAAAQABAAACAkQBADs=\" alt=\"\" width=\"50\" height=\"50\"><h1>")]
    [InlineData("href=\"/articles/gut-health-and-mental-health\"", "href=\"/blog/gut-health-and-mental-health/\"")]
    [InlineData("<small>Dr Lens</small>", "")]
    [InlineData("As it is.", "<a href=\"#text\">As it is.</a>")]
    [InlineData("</head>", "<style>#text figure { transform: scaleX(-1) } #text figure > * { scale: -1 1 } #text a { transform: scaleX(-1) }</style></head>")]
    public async Task Template_may_place_pictures_and_links_in_its_own_way(string part, string other)
    {
        var reader = await approved.OpenAsync();
        await using var proxy = await WebServers.ProxyAsync(reader.Address, html => html.Replace(part, other, StringComparison.Ordinal));

        var page = await VisitAsync(new Uri(WebServers.AddressOf(proxy), approved.Pictured).AbsoluteUri, 400);

        await Assertions.Expect(page.Locator("medically-reviewed")).ToHaveAttributeAsync("state", "verified");
    }

    [Fact]
    public async Task Empty_answer_for_the_status_list_is_red()
    {
        var reader = await approved.OpenAsync();
        var page = await OpenAsync(1440);
        await page.RouteAsync("**/status-lists/**", route => route.FulfillAsync(new() { Body = "", Headers = new Dictionary<string, string> { ["Access-Control-Allow-Origin"] = "*" } }));

        await page.GotoAsync(new Uri(reader.Address, approved.Article).AbsoluteUri);

        await Assertions.Expect(page.Locator("medically-reviewed")).ToHaveAttributeAsync("state", "refused");
        await Assertions.Expect(page.Locator("medically-reviewed")).ToHaveTextAsync("The medical approval of this text does not hold.");
    }

    [Theory]
    [InlineData("""{ "title": "T", "type": "Article", "language": "en", "fields": {}, "other": { "shown": true, "note": "" } }""", true)]
    [InlineData("""{ "title": "T", "references": [{ "citation": "C", "grade": "high", "retracted": true, "url": { "url": "https://gut.example", "text": "t" } }] }""", true)]
    [InlineData("""{ "title": "T", "body": [{ "kind": "faq", "id": "a", "entries": [{ "question": "Q", "answerHtml": "A" }] }] }""", true)]
    [InlineData("""{ "title": "T", "picture": { "path": "1111111111111111111111111111111111111111111111111111111111111111/original.jpg", "alt": "A", "decorative": false, "caption": "C" } }""", true)]
    [InlineData("""{ "title": "T", "picture": { "path": "elsewhere/original.jpg", "alt": "A" } }""", false)]
    [InlineData("""{ "title": "T", "picture": { "path": "1111111111111111111111111111111111111111111111111111111111111111/original.jpg", "more": ["another"] } }""", false)]
    [InlineData("""{ "title": "T", "body": [{ "kind": "figure", "id": "a", "html": "A", "picture": { "path": "1111111111111111111111111111111111111111111111111111111111111111/original.jpg" } }] }""", false)]
    [InlineData("""{ "title": "T", "fields": { "drugs": [{ "id": "4a" }, { "id": "4b" }], "authors": [] } }""", true)]
    [InlineData("""{ "title": "T", "fields": { "drugs": [{ "id": "4a", "dose": "5 mg" }] } }""", false)]
    [InlineData("""{ "title": "T", "fields": { "dose": { "text": "5 mg" } } }""", false)]
    [InlineData("""{ "title": "T", "fields": { "dose": 5 } }""", false)]
    [InlineData("""{ "title": "T", "parts": { "dose": ["5 mg"] } }""", false)]
    [InlineData("""{ "title": "T", "other": { "dose": "5 mg" } }""", false)]
    [InlineData("""{ "title": "T", "markdown": "5 mg" }""", false)]
    [InlineData("""{ "title": { "en": "T" } }""", false)]
    [InlineData("""{ "title": "T", "body": [{ "kind": "section", "id": "a", "html": "A", "fields": { "dose": "5 mg" } }] }""", false)]
    [InlineData("""{ "title": "T", "body": [{ "kind": "faq", "id": "a", "html": "A", "entries": [{ "question": "Q", "answerHtml": "A" }] }] }""", false)]
    [InlineData("""{ "title": "T", "body": [{ "kind": "faq", "id": "a", "entries": [{ "question": "Q", "answerHtml": "A", "note": "5 mg" }] }] }""", false)]
    [InlineData("""{ "title": "T", "references": [{ "citation": "C", "note": "5 mg" }] }""", false)]
    [InlineData("""{ "title": "T", "disclaimer": { "kind": "product", "html": "D", "note": "5 mg" } }""", false)]
    public async Task Text_is_compared_only_if_all_that_it_has_is_known(string content, bool comparable)
    {
        var reader = await approved.OpenAsync();
        var page = await VisitAsync(reader.Address.AbsoluteUri, 1440);

        Assert.Equal(comparable, await page.EvaluateAsync<bool>("async content => (await import('/gutcms/index.js')).piecesOf(JSON.parse(content)) !== null", content));
    }

    [Theory]
    [InlineData("<strong data-beside=\"retracted\">Retracted</strong>", true)]
    [InlineData("<strong data-beside>Retracted</strong>", false)]
    [InlineData("<strong data-beside=\"retracted\" hidden>Retracted</strong>", false)]
    [InlineData("", false)]
    public async Task Retracted_source_has_to_be_shown_as_one(string said, bool fits)
    {
        var reader = await approved.OpenAsync();
        var page = await VisitAsync(reader.Address.AbsoluteUri, 1440);

        Assert.Equal(fits, await page.EvaluateAsync<bool>(
            """
            async said => {
              const { isWordForWord, piecesOf, wordsShown } = await import('/gutcms/index.js');
              document.body.innerHTML = `<article id="text"><h1>T</h1><h2 data-beside>Sources</h2><ol><li>Citation one. <a href="#">10.1/x</a> ${said}</li><li>Citation two.</li></ol></article>`;
              return isWordForWord(wordsShown(document.getElementById('text')), piecesOf({ title: 'T', references: [{ citation: 'Citation one.', doi: '10.1/x', retracted: true }, { citation: 'Citation two.' }] }));
            }
            """,
            said));
    }

    [Fact]
    public async Task Page_of_a_text_that_cannot_be_compared_says_so()
    {
        var reader = await approved.OpenAsync();
        var page = await OpenAsync(1440);
        await InsteadAsync(page, "approved.js", "export const retracted = 'retracted'; export const piecesOf = () => null;");

        await page.GotoAsync(new Uri(reader.Address, approved.Article).AbsoluteUri);

        await Assertions.Expect(page.Locator("medically-reviewed")).ToHaveAttributeAsync("state", "unknown");
        await Assertions.Expect(page.Locator("medically-reviewed")).ToHaveTextAsync("This page cannot be checked: the approved text has parts that cannot be compared with it.");
    }

    [Theory]
    [InlineData("trial", "verified")]
    [InlineData("statusNotChecked", "unknown")]
    [InlineData("noStatus", "unknown")]
    public async Task Certificate_whose_status_was_not_checked_is_not_green(string warning, string state)
    {
        var reader = await approved.OpenAsync();
        var page = await OpenAsync(1440);
        var claims = """{ "approvals": [{ "printedName": "Dr A", "decidedUtc": "2026-01-01T00:00:00Z" }] }""";
        await InsteadAsync(page, "verify.js", $"export const verifyDocument = async () => ({{ valid: true, fault: null, claims: {claims}, warnings: ['{warning}'] }});");

        await page.GotoAsync(new Uri(reader.Address, approved.Article).AbsoluteUri);

        await Assertions.Expect(page.Locator("medically-reviewed")).ToHaveAttributeAsync("state", state);
    }

    [Fact]
    public async Task Article_that_was_taken_down_is_not_in_the_next_build_and_others_are()
    {
        var reader = await approved.OpenAsync();
        var slug = SampleArticle.NewSlug("former");
        var id = await ApprovedArticle.PublishAsync(_site, SampleArticle.Create(slug));
        await reader.RebuildAsync(Site);
        using var http = new HttpClient { BaseAddress = reader.Address };
        Assert.Equal(HttpStatusCode.OK, await StatusAsync($"articles/{slug}/"));

        using var editor = await EditorialClient.CreateAsync(_site, "Editor");
        await editor.DoAsync(id, "unpublish", new JsonObject());
        await reader.RebuildAsync(Site);

        Assert.Equal(HttpStatusCode.NotFound, await StatusAsync($"articles/{slug}/"));
        Assert.Equal(HttpStatusCode.OK, await StatusAsync(approved.Article));
        Assert.Equal(HttpStatusCode.OK, await StatusAsync("gutcms/element.js"));

        async Task<HttpStatusCode> StatusAsync(string path)
        {
            using var answer = await http.GetAsync(new Uri(path, UriKind.Relative), TestContext.Current.CancellationToken);
            return answer.StatusCode;
        }
    }

    private static async Task InsteadAsync(IPage page, string module, string text) =>
        await page.RouteAsync("**/gutcms/" + module, route => route.FulfillAsync(new() { Body = text, ContentType = "text/javascript" }));
}
