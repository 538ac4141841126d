using System.Text.Json.Nodes;
using Microsoft.Playwright;

namespace GutCms.Benchmarks;

/// <summary>What writing and the second round of a review feel like in a browser: each key, each save, and how much there is to look through.</summary>
internal static class EditorBenchmark
{
    private const int Blocks = 60;
    private const int Keys = 200;
    private const int WarmUps = 20;
    private const int Saves = 40;
    private const string Disclaimer = "5n33tttcnxh5hrvdqwhxmkq9eb";

    private static readonly string[] Browsers = ["chromium", "chromium-browser", "google-chrome"];

    /// <summary>From a key to the picture behind it: the next frame, and what runs before the browser is free again.</summary>
    private const string Watch = """
        () => {
          window.keys = [];
          addEventListener('keydown', () => {
            const began = performance.now();
            requestAnimationFrame(() => {
              const { port1, port2 } = new MessageChannel();
              port1.onmessage = () => window.keys.push(performance.now() - began);
              port2.postMessage(0);
            });
          }, { capture: true });
        }
        """;

    public static async Task RunAsync(Workspace workspace, Report report)
    {
        if (FindChromium() is not { } chromium)
        {
            report.Figure("editor", "not measured: there is no Chromium in the PATH, nor in GUTCMS_TEST_CHROMIUM");
            return;
        }

        await using var server = await ServerProcess.StartHostAsync(workspace, workspace.NewSite(), HttpBenchmark.Article);
        using var client = await SignedInClient.OpenAsync(server, "admin", ServerProcess.AdminPassword);
        var id = await client.SaveAsync(Text(Blocks, 50));
        using var playwright = await Playwright.CreateAsync();
        await using var browser = await playwright.Chromium.LaunchAsync(new() { ExecutablePath = chromium, Args = ["--headless", "--no-sandbox", "--disable-gpu"] });
        var page = await browser.NewPageAsync(new() { ViewportSize = new() { Width = 1440, Height = 900 }, ReducedMotion = ReducedMotion.Reduce });
        await SignInAsync(page, server);
        await TypeAsync(page, server, id, report);
        await SaveAsync(page, report);
        await LookAgainAsync(page, server, client, report);
    }

    private static async Task TypeAsync(IPage page, ServerProcess server, string id, Report report)
    {
        await page.GotoAsync($"http://127.0.0.1:{server.Port}/admin/content/{id}/edit");
        await page.FrameLocator("#preview-frame").Locator("#preview h1").WaitForAsync();
        await page.Locator("[data-bag=Body] > [data-blocks] > [data-block] > details:not([open])").EvaluateAllAsync<object?>("all => all.forEach(one => { one.open = true; })");
        await page.Locator("[data-bag=Body] .rich-text").Nth(Blocks / 2).ClickAsync();
        await page.Keyboard.TypeAsync("Warm at first. ", new() { Delay = 60 });
        await page.EvaluateAsync(Watch);
        await page.Keyboard.TypeAsync(string.Concat(Enumerable.Repeat("gut and mind ", (Keys / 13) + 1))[..Keys], new() { Delay = 60 });
        await page.WaitForFunctionAsync("keys => window.keys.length >= keys", Keys);
        var times = (await page.EvaluateAsync<double[]>("() => window.keys")).Order().ToArray();
        report.Figure($"typing, {Blocks} blocks and preview open: p50, longest key", $"{Report.Format(times[times.Length / 2], "ms")}, {Report.Format(times[^1], "ms")}");
        report.AtMost("typing: p95 of a key", Percentile.Of(times, 95), 50, "ms");
    }

    private static async Task SaveAsync(IPage page, Report report)
    {
        var times = new double[Saves];
        for (var save = -WarmUps; save < Saves; save++)
        {
            await page.Keyboard.TypeAsync("x");
            await page.Locator("#dirty").WaitForAsync();
            var time = await page.EvaluateAsync<double>("""
                () => new Promise(done => {
                  const began = performance.now();
                  const seen = new MutationObserver(() => {
                    if (document.getElementById('dirty').hidden) {
                      seen.disconnect();
                      done(performance.now() - began);
                    }
                  });
                  seen.observe(document.getElementById('dirty'), { attributes: true });
                  document.getElementById('save').click();
                })
                """);
            if (save >= 0)
            {
                times[save] = time;
            }
        }

        report.Figure("save in place: each, in order", string.Join(" ", times.Select(time => Report.Format(time, ""))));
        Array.Sort(times);
        report.Figure("save in place: p50, longest", $"{Report.Format(times[Saves / 2], "ms")}, {Report.Format(times[^1], "ms")}");
        report.AtMost("save in place: p95", Percentile.Of(times, 95), 300, "ms");
    }

    private static async Task LookAgainAsync(IPage page, ServerProcess server, SignedInClient client, Report report)
    {
        var text = Text(10, 300);
        var id = await client.SaveAsync(text);
        var desk = $"http://127.0.0.1:{server.Port}/admin/review/{id}";
        await page.GotoAsync(desk);
        text["ContentItemId"] = id;
        foreach (var section in new[] { 1, 5, 8 })
        {
            var html = text["Body"]!["ContentItems"]![section]!["HtmlBodyPart"]!;
            var was = (string)html["Html"]!;
            html["Html"] = was.Insert(was.IndexOf("word 140 ", StringComparison.Ordinal), "other ");
        }

        await client.ChangeAsync(id, text);
        await page.GotoAsync(desk);
        var height = await page.EvaluateAsync<double>("() => document.getElementById('change-3').getBoundingClientRect().bottom - document.getElementById('change-1').getBoundingClientRect().top");
        report.AtMost("second round, 3,000 words, three changed: from the first change to the last", height, 900, "px");
    }

    private static async Task SignInAsync(IPage page, ServerProcess server)
    {
        await page.GotoAsync($"http://127.0.0.1:{server.Port}/account/sign-in");
        await page.Locator("[name=UserName]").FillAsync("admin");
        await page.Locator("[name=Password]").FillAsync(ServerProcess.AdminPassword);
        await page.Locator("main form button").First.ClickAsync();
        await page.WaitForURLAsync(url => !url.Contains("sign-in", StringComparison.Ordinal));
    }

    /// <summary>An article of so many sections, each of so many words in paragraphs of fifty.</summary>
    private static JsonObject Text(int sections, int words) => new()
    {
        ["ContentType"] = "Article",
        ["DisplayText"] = $"{sections} sections",
        ["TitlePart"] = new JsonObject { ["Title"] = $"{sections} sections" },
        ["AutoroutePart"] = new JsonObject { ["Path"] = $"articles/of-{sections}-sections" },
        ["Article"] = new JsonObject { ["Disclaimer"] = new JsonObject { ["ContentItemIds"] = new JsonArray(Disclaimer) } },
        ["Body"] = new JsonObject
        {
            ["ContentItems"] = new JsonArray([.. Enumerable.Range(0, sections).Select(section => (JsonNode)new JsonObject
            {
                ["ContentItemId"] = $"13dtxdw22d61fpcbf754779{section:D3}",
                ["ContentType"] = "Section",
                ["DisplayText"] = $"Section {section}",
                ["TitlePart"] = new JsonObject { ["Title"] = $"Section {section}" },
                ["HtmlBodyPart"] = new JsonObject { ["Html"] = string.Concat(Enumerable.Range(0, words / 2).Chunk(25).Select(chunk => $"<p>{string.Concat(chunk.Select(number => $"word {number} "))}of section {section}.</p>")) },
            })]),
        },
    };

    private static string? FindChromium() => Environment.GetEnvironmentVariable("GUTCMS_TEST_CHROMIUM") is { Length: > 0 } named ? named
        : (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator).SelectMany(folder => Browsers.Select(name => Path.Combine(folder, name))).FirstOrDefault(File.Exists);
}
