using System.Globalization;
using System.Net;
using System.Text.RegularExpressions;
using GutCms.Web.Features.Hosting;

namespace GutCms.Web.Features.Notices.Mailing;

/// <summary>
/// The form of mails about notices. A site replaces it by files in <c>templates/mail</c> of the data directory: <c>notice.html</c> and <c>notice.txt</c>, for one language <c>notice.de.html</c>.
/// They are read with each mail, so a change holds from the next one on.
/// </summary>
internal sealed partial class MailTemplate(DataDirectory data)
{
    /// <summary>Names that a template can show.</summary>
    public static IReadOnlyList<string> Names { get; } = ["site", "greeting", "text", "words", "link", "linkText", "footer", "settings", "settingsText", "unsubscribe", "unsubscribeText", "language"];

    private const string Plain = "{{greeting}}\n\n{{text}}\n\n{{words}}\n\n{{linkText}}: {{link}}\n\n-- \n{{footer}}\n{{settingsText}}: {{settings}}\n{{unsubscribeText}}: {{unsubscribe}}\n";

    private const string Html = """
        <!DOCTYPE html>
        <html lang="{{language}}">
        <head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1"><meta name="color-scheme" content="light dark"><title>{{site}}</title></head>
        <body style="margin:0;padding:24px 16px;font-family:system-ui,Arial,sans-serif;font-size:16px;line-height:1.5">
        <div style="max-width:600px;margin:0 auto">
        <p>{{greeting}}</p>
        <p>{{text}}</p>
        <blockquote style="margin:0 0 16px;padding-left:12px;border-left:3px solid #0f5f59">{{words}}</blockquote>
        <p><a href="{{link}}">{{linkText}}</a></p>
        <p style="margin-top:32px;font-size:13px">{{footer}}<br><a href="{{settings}}">{{settingsText}}</a><br><a href="{{unsubscribe}}">{{unsubscribeText}}</a></p>
        </div>
        </body>
        </html>
        """;

    /// <summary>Fills the plain form.</summary>
    /// <exception cref="InvalidOperationException">The site's template names what there is not.</exception>
    public async Task<string> TextAsync(CultureInfo language, IReadOnlyDictionary<string, string> values, CancellationToken cancellationToken) =>
        Blank().Replace(Fill(await FindAsync("txt", language, Plain, cancellationToken), values, value => value), "\n\n");

    /// <summary>Fills the HTML form; every value is text there.</summary>
    /// <exception cref="InvalidOperationException">The site's template names what there is not.</exception>
    public async Task<string> HtmlAsync(CultureInfo language, IReadOnlyDictionary<string, string> values, CancellationToken cancellationToken) =>
        Fill(await FindAsync("html", language, Html, cancellationToken), values, value => WebUtility.HtmlEncode(value).Replace("\n", "<br>\n", StringComparison.Ordinal));

    private async Task<string> FindAsync(string ending, CultureInfo language, string builtIn, CancellationToken cancellationToken)
    {
        var folder = Path.Combine(data.FullPath, "templates", "mail");
        var file = new[] { $"notice.{language.Name}.{ending}", $"notice.{ending}" }.Select(name => Path.Combine(folder, name)).FirstOrDefault(File.Exists);
        if (file is null)
        {
            return builtIn;
        }

        var template = await File.ReadAllTextAsync(file, cancellationToken);
        return Placeholder().Matches(template).Select(match => match.Groups["name"].Value).FirstOrDefault(name => !Names.Contains(name)) is { } unknown
            ? throw new InvalidOperationException($"The template {file} shows {{{{{unknown}}}}}. There is: {string.Join(", ", Names)}.")
            : template;
    }

    // A line of the built-in and of a site's form whose placeholder has no value goes with it.
    private static string Fill(string template, IReadOnlyDictionary<string, string> values, Func<string, string> encode)
    {
        var lines = template.ReplaceLineEndings("\n").Split('\n').Where(line => Placeholder().Matches(line) is var found && (found.Count == 0 || found.Any(match => Value(match).Length > 0)));
        return Placeholder().Replace(string.Join('\n', lines), match => encode(Value(match)));

        string Value(Match match) => values.GetValueOrDefault(match.Groups["name"].Value, "");
    }

    [GeneratedRegex(@"\{\{\s*(?<name>\w+)\s*\}\}")]
    private static partial Regex Placeholder();

    [GeneratedRegex(@"\n{3,}")]
    private static partial Regex Blank();
}
