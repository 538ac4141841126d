using System.Text.Json;
using Microsoft.Playwright;

namespace GutCms.Browser.Tests.Admin;

/// <summary>A text of the editor, as somebody pastes into it.</summary>
/// <param name="text">The editable element.</param>
public sealed class PastedText(ILocator text)
{
    private static readonly JsonSerializerOptions Web = new(JsonSerializerDefaults.Web);

    /// <summary>Inputs of the corpus, by file.</summary>
    public static IEnumerable<PasteCase> Corpus => Directory.GetFiles(Path.Combine(AppContext.BaseDirectory, "Paste"), "*.json").Order(StringComparer.Ordinal).SelectMany(file =>
        JsonSerializer.Deserialize<PasteCase[]>(File.ReadAllText(file), Web)!.Select(one => one with { Name = $"{Path.GetFileNameWithoutExtension(file)}: {one.Name}" }));

    /// <summary>Empties the text and pastes.</summary>
    public Task PasteAsync(string html, string type = "text/html") => text.EvaluateAsync(
        """
        async (element, [data, type]) => {
          element.editor.commands.clearContent(true);
          element.closest('.rich').querySelector('.paste-report')?.remove();
          element.editor.commands.focus();
          const clipboard = new DataTransfer();
          clipboard.setData(type, data);
          element.dispatchEvent(new ClipboardEvent('paste', { clipboardData: clipboard, bubbles: true, cancelable: true }));
          await Promise.resolve();
        }
        """,
        new[] { html, type });

    /// <summary>Puts HTML into the text, as opening it does: what the editor writes of it.</summary>
    public Task<string> RoundAsync(string html) => text.EvaluateAsync<string>(
        "(element, html) => { element.editor.commands.setContent(html, { emitUpdate: true }); return element.closest('.field').querySelector('textarea[data-rich]').value; }", html);

    /// <summary>What would be saved.</summary>
    public Task<string> HtmlAsync() => text.EvaluateAsync<string>("element => element.closest('.field').querySelector('textarea[data-rich]').value");

    /// <summary>What was left out, as the page says it; empty when nothing was.</summary>
    public Task<string> LeftOutAsync() => text.EvaluateAsync<string>("element => element.closest('.rich').querySelector('.paste-report [data-line]')?.textContent ?? ''");
}
