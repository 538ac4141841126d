using System.Collections.Immutable;
using System.Globalization;
using System.Text;

namespace GutCms.Core.Diff;

/// <summary>Turns a comparison back into text.</summary>
public static class DiffText
{
    /// <summary>The earlier text, plain; lines where blocks begin.</summary>
    public static string Before(ImmutableArray<TextRun> runs) => Join(runs, RunChange.Added, run => run.Text);

    /// <summary>The later text, plain.</summary>
    public static string After(ImmutableArray<TextRun> runs) => Join(runs, RunChange.Removed, run => run.Text);

    /// <summary>The earlier text as HTML, as it was compared.</summary>
    public static string HtmlBefore(ImmutableArray<TextRun> runs) => Join(runs, RunChange.Added, Html);

    /// <summary>The later text as HTML.</summary>
    public static string HtmlAfter(ImmutableArray<TextRun> runs) => Join(runs, RunChange.Removed, Html);

    /// <summary>
    /// The whole comparison as plain text for mails and logs of a terminal: <c>[-removed-]</c>, <c>{+added+}</c>, and <c>!Number</c> behind a changed word that
    /// is loud. Long equal stretches are cut.
    /// </summary>
    public static string Render(VersionDiff diff)
    {
        var text = new StringBuilder();
        AppendMembers(text, diff.Members, "");
        AppendLists(text, diff.Lists, "");
        return text.ToString();
    }

    private static void AppendMembers(StringBuilder text, ImmutableArray<MemberDiff> members, string indent)
    {
        foreach (var member in members)
        {
            text.Append(indent).Append(member.Path).Append(member.MarkupOnly ? " (markup only): " : ": ");
            foreach (var run in member.Runs)
            {
                Append(text, run);
            }

            text.Append('\n');
        }
    }

    private static void AppendLists(StringBuilder text, ImmutableArray<ListDiff> lists, string indent)
    {
        foreach (var list in lists)
        {
            foreach (var block in list.Blocks.Where(block => block.Moved || block.Change != DiffChange.Unchanged))
            {
                var index = block.ToIndex ?? block.FromIndex ?? 0;
                text.Append(CultureInfo.InvariantCulture, $"{indent}{list.Name}[{index}] {(block.Moved ? "moved" : "")}{(block.Moved && block.Change != DiffChange.Unchanged ? ", " : "")}");
                text.Append(block.Change == DiffChange.Unchanged ? "" : block.Change.ToString().ToLowerInvariant()).Append(": ").Append(block.Heading).Append('\n');
                AppendMembers(text, block.Members, indent + "  ");
                AppendLists(text, block.Lists, indent + "  ");
            }
        }
    }

    private static void Append(StringBuilder text, TextRun run)
    {
        var shown = run.Text.Trim('\n').Length > 0 ? run.Text : run.Markup ?? run.Text;
        switch (run.Change)
        {
            case RunChange.Removed:
                text.Append("[-").Append(shown);
                AppendCautions(text, run).Append("-]");
                break;
            case RunChange.Added:
                text.Append("{+").Append(shown);
                AppendCautions(text, run).Append("+}");
                break;
            default:
                text.Append(run.Text.Length <= 80 ? run.Text.Replace('\n', ' ') : string.Concat(run.Text.AsSpan(0, 35), " … ", run.Text.AsSpan(run.Text.Length - 35)).Replace('\n', ' '));
                break;
        }
    }

    private static StringBuilder AppendCautions(StringBuilder text, TextRun run) =>
        run.Cautions.IsEmpty ? text : text.Append(" !").AppendJoin('!', run.Cautions);

    private static string Join(ImmutableArray<TextRun> runs, RunChange without, Func<TextRun, string> part) =>
        string.Concat(runs.Where(run => run.Change != without).Select(part));

    private static string Html(TextRun run) => run.Markup ?? run.Text
        .Replace("&", "&amp;", StringComparison.Ordinal)
        .Replace("<", "&lt;", StringComparison.Ordinal)
        .Replace(">", "&gt;", StringComparison.Ordinal)
        .Replace("\u00A0", "&nbsp;", StringComparison.Ordinal);
}
