using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using GutCms.TestSupport;
using GutCms.TestSupport.Editorial;
using Microsoft.Playwright;

namespace GutCms.Browser.Tests.Samples;

/// <summary>The sample site as its readers see it: green only where the words on the page are the words that were approved.</summary>
[Collection<ReaderSamples>]
public sealed class ReaderSampleTests(SqliteSite site, Chromium chromium, ApprovedReader approved) : BrowserTest(site, chromium), IClassFixture<ApprovedReader>
{
    private readonly SqliteSite _site = site;

    [Fact]
    public async Task Approved_article_says_who_reviewed_it_and_when()
    {
        var reader = await approved.OpenAsync();
        var page = await OpenAsync(1440);
        var complaints = new List<string>();
        page.Console += (_, message) => complaints.Add(message.Text);
        await page.GotoAsync(new Uri(reader.Address, approved.Article).AbsoluteUri);

        var badge = page.Locator("medically-reviewed");
        await Assertions.Expect(badge).ToHaveAttributeAsync("state", "verified");
        await Assertions.Expect(badge).ToContainTextAsync(new Regex("^Medically reviewed by Dr MedicalReviewer, MD on \\w+ \\d+, \\d{4} · Trial certificate$"));
        Assert.Empty(complaints);
        await Look.AtAsync(page, "sample-article");
    }

    [Theory]
    [InlineData("10 mg", "100 mg")]
    [InlineData("<em>not</em>", "<em>now</em>")]
    [InlineData("<em>not</em>", "")]
    [InlineData("<em>not</em>", "<em hidden>not</em>")]
    [InlineData("<em>not</em>", "<em style=\"opacity:0\">not</em>")]
    [InlineData("Take <em>not</em>", "Take<em>not</em>")]
    [InlineData("</em> more", "</em> more, or more,")]
    [InlineData("<h2>Introduction</h2>", "<h2>Introductions</h2>")]
    [InlineData("educational purposes", "medical purposes")]
    [InlineData("<aside class=\"disclaimer\">", "<aside class=\"disclaimer\" style=\"display:none\">")]
    [InlineData("</head>", "<style>#text em::after { content: \" 5\" }</style></head>")]
    [InlineData("<article id=\"text\">", "<p>x</p><article id=\"text\"><p>Take all of it.</p>")]
    [InlineData("id=\"text\"", "id=\"other\"")]
    [InlineData("<sup>9</sup>", "9")]
    [InlineData("<sup>9</sup>", "<sub>9</sub>")]
    [InlineData("<mfrac><mn>1</mn><mn>2</mn></mfrac>", "<mn>1</mn><mn>2</mn>")]
    [InlineData(" start=\"5\"", "")]
    [InlineData(" start=\"5\"", " start=\"6\"")]
    [InlineData(" colspan=\"2\"", "")]
    [InlineData("<td></td><td>none</td>", "<td>none</td><td></td>")]
    [InlineData("<em>not</em>", "<s>not</s>")]
    [InlineData("<em>not</em>", "<em style=\"text-decoration:line-through\">not</em>")]
    [InlineData("Take <em>", "Take <em dir=\"rtl\">")]
    [InlineData("<em>not</em>", "<em style=\"position:absolute;width:1px;height:1px;overflow:hidden;clip:rect(0,0,0,0)\">not</em>")]
    [InlineData("<em>not</em>", "<em style=\"display:inline-block;text-indent:-9999px\">not</em>")]
    [InlineData("<em>not</em>", "<em style=\"display:inline-block;transform:scale(0)\">not</em>")]
    [InlineData("<em>not</em>", "<em style=\"color:transparent\">not</em>")]
    [InlineData("<em>not</em>", "<em aria-label=\"now\">not</em>")]
    [InlineData("</em> more", "</em><input value=\"5\"> more")]
    [InlineData("</em> more", "</em><iframe srcdoc=\"5\"></iframe> more")]
    [InlineData("</em> more", "</em><svg><text>5</text></svg> more")]
    [InlineData("<p>Take <em>", "<div><template shadowrootmode=\"open\"><p>Take all of it.</p></template></div><p>Take <em>")]
    [InlineData("<article id=\"text\">", "<div style=\"opacity:0\"><article id=\"text\">")]
    [InlineData("<article id=\"text\">", "<details><article id=\"text\">")]
    [InlineData("<aside class=\"disclaimer\">", "<ol><li><aside class=\"disclaimer\">")]
    [InlineData("</head>", "<style>#text em::before { content: \"−\" }</style></head>")]
    [InlineData("</head>", "<style>#text em::before { content: \"≤\" }</style></head>")]
    [InlineData("</head>", "<style>#text em::after { content: attr(class) \"%\" }</style></head>")]
    [InlineData("</head>", "<style>#text li { list-style-type: \"7 \" }</style></head>")]
    [InlineData("</head>", "<style>#text li::marker { content: \"7\" }</style></head>")]
    [InlineData("</head>", "<style>#text ol { list-style: none }</style></head>")]
    [InlineData("</head>", "<style>main { height: 2em; overflow: hidden }</style></head>")]
    public async Task One_word_or_sign_changed_on_the_way_is_red_and_names_nobody(string word, string other)
    {
        var reader = await approved.OpenAsync();
        await using var proxy = await WebServers.ProxyAsync(reader.Address, html => html.Replace(word, other, StringComparison.Ordinal));

        var page = await VisitAsync(new Uri(WebServers.AddressOf(proxy), approved.Article).AbsoluteUri, 400);

        var badge = page.Locator("medically-reviewed");
        await Assertions.Expect(badge).ToHaveAttributeAsync("state", "refused");
        await Assertions.Expect(badge).ToHaveTextAsync("The words on this page are not the words that were medically approved.");
        Assert.NotEqual(await TextAsync(page, reader.Address), await TextAsync(page, WebServers.AddressOf(proxy)));
    }

    [Fact]
    public async Task Proxy_that_changes_no_word_leaves_it_green()
    {
        var reader = await approved.OpenAsync();
        await using var proxy = await WebServers.ProxyAsync(reader.Address, html => html.Replace("<p class=\"lead\">", "<p class=\"lead\" data-proxy>", StringComparison.Ordinal).Replace("10 mg", "10\n  mg", StringComparison.Ordinal));

        var page = await VisitAsync(new Uri(WebServers.AddressOf(proxy), approved.Article).AbsoluteUri, 400);

        await Assertions.Expect(page.Locator("medically-reviewed")).ToHaveAttributeAsync("state", "verified");
    }

    [Theory]
    [InlineData("<h1>", "<h1 class=\"x\">")]
    [InlineData("<aside class=\"disclaimer\">", "<ul><li><aside class=\"disclaimer\">")]
    [InlineData("</em> more", "</em><input data-beside value=\"5\"> more")]
    [InlineData("</head>", "<style>#text em::before { content: \"“\" } #text { height: 3em; overflow: auto }</style></head>")]
    [InlineData("<p>Count", "<p style=\"overflow:hidden;line-height:1\">Count")]
    [InlineData("</head>", "<style>#text sup { vertical-align: baseline; position: relative; top: -.4em }</style></head>")]
    public async Task Style_or_element_that_takes_no_word_and_adds_none_leaves_it_green(string part, string other)
    {
        var reader = await approved.OpenAsync();
        await using var proxy = await WebServers.ProxyAsync(reader.Address, html => html.Replace(part, other, StringComparison.Ordinal));

        var page = await VisitAsync(new Uri(WebServers.AddressOf(proxy), approved.Article).AbsoluteUri, 400);

        await Assertions.Expect(page.Locator("medically-reviewed")).ToHaveAttributeAsync("state", "verified");
        Assert.NotEqual(await TextAsync(page, reader.Address), await TextAsync(page, WebServers.AddressOf(proxy)));
    }

    [Fact]
    public async Task Word_that_a_script_changes_later_turns_it_red_and_back()
    {
        var reader = await approved.OpenAsync();
        var page = await VisitAsync(new Uri(reader.Address, approved.Article).AbsoluteUri, 1440);
        var badge = page.Locator("medically-reviewed");
        await Assertions.Expect(badge).ToHaveAttributeAsync("state", "verified");

        await page.EvaluateAsync("document.querySelector('#text em').textContent = 'now'");
        await Assertions.Expect(badge).ToHaveAttributeAsync("state", "refused");
        await Look.AtAsync(page, "sample-refused");

        await page.EvaluateAsync("document.querySelector('#text em').textContent = 'not'");
        await Assertions.Expect(badge).ToHaveAttributeAsync("state", "verified");
    }

    [Fact]
    public async Task Article_that_was_taken_down_since_the_build_is_red()
    {
        var slug = SampleArticle.NewSlug("gone");
        var id = await ApprovedArticle.PublishAsync(_site, SampleArticle.Create(slug));
        await using var reader = await ReaderSite.BuildAsync(Site);
        using var editor = await EditorialClient.CreateAsync(_site, "Editor");
        await editor.DoAsync(id, "unpublish", new JsonObject());

        var page = await VisitAsync(new Uri(reader.Address, $"articles/{slug}/").AbsoluteUri, 1440);

        await Assertions.Expect(page.Locator("medically-reviewed")).ToHaveAttributeAsync("state", "refused");
        await Assertions.Expect(page.Locator("medically-reviewed")).ToHaveTextAsync("The medical approval of this text does not hold.");
    }

    [Fact]
    public async Task Imported_article_says_that_it_was_not_reviewed()
    {
        await using var reader = await ReaderSite.BuildAsync(Site);

        var page = await VisitAsync(new Uri(reader.Address, "articles/gut-health-and-mental-health/").AbsoluteUri, 1440);

        await Assertions.Expect(page.Locator("medically-reviewed")).ToHaveAttributeAsync("state", "none");
        await Assertions.Expect(page.Locator("medically-reviewed")).ToHaveTextAsync("Not medically reviewed.");
    }

    [Fact]
    public async Task Reader_finds_articles_by_list_series_and_search()
    {
        await using var reader = await ReaderSite.BuildAsync(Site);
        var page = await VisitAsync(reader.Address.AbsoluteUri, 400);
        await Look.AtAsync(page, "sample-list");

        await page.GetByRole(AriaRole.Link, new() { Name = "Series", Exact = true }).ClickAsync();
        await page.GetByRole(AriaRole.Link, new() { Name = "Vitamin Deficiency Symptoms" }).ClickAsync();
        await page.GetByRole(AriaRole.Link, new() { Name = "Burning Feet at Night?" }).ClickAsync();
        await Assertions.Expect(page.GetByRole(AriaRole.Heading, new() { Level = 1 })).ToContainTextAsync("Burning Feet at Night?");

        await page.GetByRole(AriaRole.Link, new() { Name = "Search", Exact = true }).ClickAsync();
        await page.GetByRole(AriaRole.Searchbox, new() { Name = "Words" }).FillAsync("magnesium");
        await page.GetByRole(AriaRole.Button, new() { Name = "Search" }).ClickAsync();
        await Assertions.Expect(page.Locator("#results mark").First).ToHaveTextAsync("magnesium", new() { IgnoreCase = true });
        await Look.AtAsync(page, "sample-search");
    }

    [Fact]
    public async Task Former_address_leads_to_the_article()
    {
        var slug = SampleArticle.NewSlug("moved");
        var id = await ApprovedArticle.PublishAsync(_site, SampleArticle.Create(slug));
        using var editor = await EditorialClient.CreateAsync(_site, "Editor");
        using var reviewer = await EditorialClient.CreateAsync(_site, "MedicalReviewer");
        var (status, body) = await editor.PostAsync(
            "api/content?draft=true",
            new JsonObject { ["ContentItemId"] = id, ["AutoroutePart"] = new JsonObject { ["Path"] = $"articles/{slug}-now" } },
            (await editor.GetAsync($"api/content/{id}?version=latest")).Tag);
        Assert.True(status == 200, body.ToJsonString());
        await editor.DoAsync(id, "submit");
        await reviewer.DoAsync(id, "approve");
        await editor.DoAsync(id, "publish", new JsonObject());
        await using var reader = await ReaderSite.BuildAsync(Site);

        var page = await VisitAsync(new Uri(reader.Address, $"articles/{slug}/").AbsoluteUri, 400);

        await Assertions.Expect(page).ToHaveURLAsync(new Uri(reader.Address, $"articles/{slug}-now/").AbsoluteUri);
        await Assertions.Expect(page.Locator("medically-reviewed")).ToHaveAttributeAsync("state", "verified");
    }

    [Fact]
    public async Task Draft_is_shown_by_its_token_and_not_without()
    {
        using var author = await EditorialClient.CreateAsync(_site, "Author");
        var slug = SampleArticle.NewSlug("draft");
        var id = await author.DraftAsync(SampleArticle.Create(slug, "<p>Nobody has approved this.</p>"));
        var (status, made) = await author.PostAsync("api/review/previews", new JsonObject { ["item"] = id }, null);
        Assert.True(status == 200, made.ToJsonString());
        var reader = await approved.OpenAsync();

        var page = await VisitAsync(new Uri(reader.Address, $"preview/?token={(string?)made["token"]}&path={(string?)made["path"]}").AbsoluteUri, 400);
        await Assertions.Expect(page.Locator("#text")).ToContainTextAsync("Nobody has approved this.");
        await Assertions.Expect(page.GetByRole(AriaRole.Status)).ToHaveTextAsync("Preview. Not approved, and not what readers see.");
        await Look.AtAsync(page, "sample-preview");

        await page.GotoAsync(new Uri(reader.Address, $"preview/?token=another&path={(string?)made["path"]}").AbsoluteUri);
        await Assertions.Expect(page.GetByRole(AriaRole.Status)).ToHaveTextAsync("This preview does not exist, or has ended.");
        await Assertions.Expect(page.Locator("#text")).ToBeEmptyAsync();
    }

    private async Task<string> TextAsync(IPage page, Uri server) => await (await page.APIRequest.GetAsync(new Uri(server, approved.Article).AbsoluteUri)).TextAsync();
}
