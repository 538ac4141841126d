using GutCms.Core.Editorial.Replacing;
using GutCms.Core.Security;
using GutCms.Core.Texts;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Localization;

namespace GutCms.Web.Pages.Admin.Content;

/// <summary>Finds words in all texts that the visitor may edit, and replaces them with a draft for each.</summary>
[AdminPermission(Permissions.EditOwnContent)]
internal sealed class ReplaceModel(FindWords finding, ReplaceWords replace, IStringLocalizer<AdminText> words) : AdminPage(words)
{
    /// <summary>The words; empty: nothing was asked yet.</summary>
    public string Find { get; private set; } = "";

    /// <summary>Only in the same case.</summary>
    public bool MatchCase { get; private set; }

    /// <summary>Only whole words.</summary>
    public bool WholeWords { get; private set; }

    /// <summary>What was found; null: nothing was asked yet.</summary>
    public FindWords.Result? Result { get; private set; }

    /// <summary>What became of the chosen texts; null when nothing was asked.</summary>
    public IReadOnlyList<BulkLine>? Lines { get; private set; }

    /// <summary>Lists the places.</summary>
    public Task<IActionResult> OnGetAsync([FromQuery] string? find, [FromQuery] bool matchCase, [FromQuery] bool wholeWords, CancellationToken cancellationToken) =>
        string.IsNullOrWhiteSpace(find) ? Task.FromResult<IActionResult>(Page()) : LookAsync(new(find.Trim(), matchCase, wholeWords), cancellationToken);

    /// <summary>Replaces in the chosen texts.</summary>
    public async Task<IActionResult> OnPostAsync([FromForm] string? find, [FromForm] bool matchCase, [FromForm] bool wholeWords, [FromForm] string? replacement, [FromForm] string[]? selected, CancellationToken cancellationToken)
    {
        WordSearch search = new(find?.Trim() ?? "", matchCase, wholeWords);
        var shown = await LookAsync(search, cancellationToken);
        if (Result is null || selected is not { Length: > 0 and <= FindWords.Most })
        {
            return Result is null ? shown : Again("", Words["Bulk.Nothing"]);
        }

        var titles = Result.Texts.ToDictionary(text => text.Row.ContentItemId, text => text.Row.Title, StringComparer.Ordinal);
        List<BulkLine> lines = [];
        foreach (var entry in selected.Distinct(StringComparer.Ordinal))
        {
            var (id, version) = entry.Split(':', 2) is [var first, var second] ? (first, second) : (entry, "");
            var outcome = await replace.ExecuteAsync(Actor, new(id, version, search, replacement ?? ""), cancellationToken);
            var title = ShownTitle.Of(titles.GetValueOrDefault(id));
            lines.Add(outcome.Succeeded ? new(id, title, IsDone: true, Words["Replace.Done"], []) : new(id, title, IsDone: false, outcome.Refusal.Message, outcome.Refusal.UnmetRules));
        }

        Lines = lines;
        return await LookAsync(search, cancellationToken);
    }

    private async Task<IActionResult> LookAsync(WordSearch search, CancellationToken cancellationToken)
    {
        (Find, MatchCase, WholeWords) = (search.Words, search.MatchCase, search.WholeWords);
        var outcome = await finding.ExecuteAsync(Actor, search, cancellationToken);
        Result = outcome.Value;
        return outcome.Succeeded ? Page() : Refuse(outcome.Refusal);
    }
}
