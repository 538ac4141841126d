using System.Collections.Concurrent;
using System.Globalization;
using Deque.AxeCore.Commons;
using GutCms.TestSupport;
using Microsoft.Playwright;

namespace GutCms.Browser.Tests;

/// <summary>What holds for every page, whatever is on it, and its pictures for people.</summary>
internal static class Look
{
    private static readonly string Axe = new BundledAxeScriptProvider().GetScript();
    private static readonly ConcurrentDictionary<string, byte> Followed = new(StringComparer.Ordinal);

    // Pictures are for people: no test looks at them, and they take longer than everything that tests do look at.
    private static readonly bool TakesPictures = Environment.GetEnvironmentVariable("GUTCMS_PICTURES") == "1";
    private static readonly int[] Pictured = [360, 768, 1440];
    private static readonly int[] Fitting = [320, 2560];

    /// <summary>What https://web.dev/articles/cls calls good.</summary>
    public const double MaxShift = 0.1;

    /// <summary>Sum of the shifts since the page was opened that nobody caused by clicking or typing.</summary>
    private const string Shift =
        """
        () => new Promise(done => {
          let sum = 0;
          new PerformanceObserver(list => { for (const entry of list.getEntries()) if (!entry.hadRecentInput) sum += entry.value; }).observe({ type: 'layout-shift', buffered: true });
          requestAnimationFrame(() => requestAnimationFrame(() => done(sum)));
        })
        """;

    /// <summary>Short words that stand in two lines, since their column is too narrow for them.</summary>
    private const string BrokenWords =
        """
        () => {
          const broken = new Set(), texts = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT), range = document.createRange();
          for (let text = texts.nextNode(); text; text = texts.nextNode()) {
            if (text.parentElement.closest('code, pre, svg, script, style, option, .ProseMirror')) continue;
            for (const word of text.data.matchAll(/(?<![\p{L}\p{N}.@:/_-])\p{L}{2,12}(?![\p{L}\p{N}.@:/_-])/gu)) {
              range.setStart(text, word.index);
              range.setEnd(text, word.index + word[0].length);
              if (new Set([...range.getClientRects()].map(line => Math.round(line.top))).size > 1) broken.add(word[0]);
            }
          }
          return [...broken].slice(0, 5);
        }
        """;

    // Each theme at one width: colours come with the theme, what is folded away with the width.
    private static readonly (string Theme, ColorScheme Scheme, int Axe)[] Themes = [("light", ColorScheme.Light, 1440), ("dark", ColorScheme.Dark, 360)];

    /// <summary>
    /// Looks at the page that is open in both themes: axe finds nothing, nothing moves while it loads, nothing scrolls sideways from 320 to 2560 CSS pixels, no
    /// column is too narrow for its words, and its links lead somewhere. With <c>GUTCMS_PICTURES=1</c> it leaves pictures at three widths in <c>artifacts/screenshots</c>.
    /// </summary>
    /// <param name="page">The page; it is not loaded again, so it is looked at as it stands.</param>
    /// <param name="name">Name of the pictures.</param>
    public static async Task AtAsync(IPage page, string name)
    {
        List<string> faults = [];
        var shift = await ShiftAsync(page);
        if (shift > MaxShift)
        {
            faults.Add(string.Create(CultureInfo.InvariantCulture, $"moves while it loads: layout shift {shift:0.000}"));
        }

        foreach (var (theme, scheme, axe) in Themes)
        {
            await page.EmulateMediaAsync(new() { ColorScheme = scheme });
            await page.EvaluateAsync("theme => { if (document.documentElement.dataset.bsTheme) document.documentElement.dataset.bsTheme = theme; }", theme);
            foreach (var width in Pictured)
            {
                await page.SetViewportSizeAsync(width, 900);
                faults.AddRange(await BeyondAsync(page, width));
                faults.AddRange((await page.EvaluateAsync<string[]>(BrokenWords)).Select(word => $"breaks a word at {width} px: {word}"));
                if (TakesPictures)
                {
                    await page.ScreenshotAsync(new() { Path = Picture($"{name}-{theme}-{width}"), FullPage = true });
                }

                if (width == axe)
                {
                    faults.AddRange((await AxeAsync(page)).Select(fault => $"{theme} {width}: {fault}"));
                }
            }
        }

        foreach (var width in Fitting)
        {
            await page.SetViewportSizeAsync(width, 900);
            faults.AddRange(await BeyondAsync(page, width));
        }

        await page.SetViewportSizeAsync(1440, 900);
        faults.AddRange(await DeadLinksAsync(page));
        Assert.True(faults.Count == 0, $"{name}:\n{string.Join('\n', faults)}");
    }

    /// <summary>How far what stood on the page has moved since it was opened, without anybody's doing: a share of the window, by the Layout Instability API.</summary>
    public static Task<double> ShiftAsync(IPage page) => page.EvaluateAsync<double>(Shift);

    /// <summary>Where a picture goes.</summary>
    public static string Picture(string name) => Path.Combine(GutCmsExecutable.RepositoryRoot, "artifacts", "screenshots", $"{name}.png");

    /// <summary>
    /// What axe finds on the page and in its frames. It runs within the page: the way of its Playwright package opens a further window for each run, which takes ten
    /// times as long.
    /// </summary>
    private static async Task<string[]> AxeAsync(IPage page)
    {
        foreach (var frame in page.Frames)
        {
            await frame.EvaluateAsync(Axe);
        }

        return await page.EvaluateAsync<string[]>(
            """
            async () => (await axe.run(document, { resultTypes: ['violations'] })).violations
              .flatMap(violation => violation.nodes.map(node => `${violation.id} ${node.html} ${node.any.map(check => check.message).join(' ')}`))
            """);
    }

    private static async Task<IEnumerable<string>> BeyondAsync(IPage page, int width)
    {
        var beyond = await page.EvaluateAsync<int>("document.documentElement.scrollWidth - document.documentElement.clientWidth");
        return beyond > 0 ? [$"scrolls sideways by {beyond} px at {width} px: {await WidestAsync(page)}"] : [];
    }

    /// <summary>Links within the site that nobody can follow. Each is tried once, by the first visitor who is shown it.</summary>
    private static async Task<List<string>> DeadLinksAsync(IPage page)
    {
        List<string> dead = [];
        foreach (var link in await page.EvaluateAsync<string[]>("[...document.querySelectorAll('a[href]')].filter(a => a.origin === location.origin).map(a => a.href.split('#')[0])"))
        {
            if (link != page.Url && Followed.TryAdd(link, 0))
            {
                var answer = await page.APIRequest.GetAsync(link);
                if (!answer.Ok)
                {
                    dead.Add($"link to {link}: {answer.Status}");
                }
            }
        }

        return dead;
    }

    /// <summary>The last element that sticks out, for whoever has to mend it.</summary>
    private static Task<string> WidestAsync(IPage page) => page.EvaluateAsync<string>(
        "[...document.querySelectorAll('body *')].filter(e => e.getBoundingClientRect().right > document.documentElement.clientWidth).at(-1)?.outerHTML.slice(0, 300) ?? 'a text'");
}
