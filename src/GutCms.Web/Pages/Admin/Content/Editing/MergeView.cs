using System.Text.Json.Nodes;
using GutCms.Core.Content.Html;
using GutCms.Core.Diff;
using GutCms.Core.Diff.Marking;
using GutCms.Core.Editorial;

namespace GutCms.Web.Pages.Admin.Content.Editing;

/// <summary>What is chosen from when somebody else saved meanwhile.</summary>
/// <param name="Mine">My item as JSON text; it travels with the form.</param>
/// <param name="Origin">Version that I began with.</param>
/// <param name="Tag">Tag of what is there now.</param>
/// <param name="Mark">Mark of the working copy that mine continues; empty: of none.</param>
/// <param name="Author">Who saved meanwhile.</param>
/// <param name="SavedUtc">When, UTC.</param>
/// <param name="Rows">Every difference.</param>
internal sealed record MergeView(string Mine, string Origin, string Tag, string Mark, string? Author, DateTime? SavedUtc, IReadOnlyList<MergeRow> Rows);

/// <summary>A difference for people.</summary>
/// <param name="Key">Key of the unit.</param>
/// <param name="Label">What it is.</param>
/// <param name="Mine">My texts; null: I have removed it, or never had it.</param>
/// <param name="Theirs">Their texts; null likewise.</param>
/// <param name="Chosen">The side that is chosen so far; null: none.</param>
internal sealed record MergeRow(string Key, string Label, IReadOnlyList<MergeText>? Mine, IReadOnlyList<MergeText>? Theirs, MergeSide? Chosen)
{
    /// <summary>My texts as safe HTML, with marks on words that theirs do not have.</summary>
    public IReadOnlyList<string> MyHtml => Html(Mine, Theirs, RunChange.Added);

    /// <summary>Their texts as safe HTML, with marks on words that mine do not have.</summary>
    public IReadOnlyList<string> TheirHtml => Html(Theirs, Mine, RunChange.Removed);

    /// <summary>What is different in the form of my texts where the words are the same; empty: nothing.</summary>
    public string Form => string.Join("; ", (Mine ?? []).Select(mine => Compared(Other(Theirs, mine), mine)).OfType<MemberDiff>().Where(compared => compared.MarkupOnly).Select(compared => OneSide.Form(compared.Runs)));

    private static List<string> Html(IReadOnlyList<MergeText>? own, IReadOnlyList<MergeText>? others, RunChange side) => [.. (own ?? []).Select(text =>
    {
        var other = Other(others, text);
        var compared = others is null ? null : side == RunChange.Added ? Compared(other, text) : Compared(text, other ?? text with { Text = "" });
        return compared is null ? text.Html : text.Shown(OneSide.Write(compared.Runs, side, text.IsHtml));
    })];

    private static MergeText? Other(IReadOnlyList<MergeText>? others, MergeText text) => others?.FirstOrDefault(other => other.Path == text.Path);

    private static MemberDiff? Compared(MergeText? earlier, MergeText later)
    {
        JsonObject Of(MergeText? text) => text is null ? [] : new() { [later.IsHtml ? "html" : "text"] = text.Text };
        return VersionDiff.Compare(Of(earlier), Of(later)).Members is [var member] ? member : null;
    }
}

/// <summary>A text of one side.</summary>
/// <param name="Path">Where it stands in the unit.</param>
/// <param name="Text">The text; HTML in the form that is kept.</param>
/// <param name="IsHtml">It is HTML.</param>
internal sealed record MergeText(string Path, string Text, bool IsHtml)
{
    /// <summary>It as safe HTML.</summary>
    public string Html => Shown(IsHtml ? Text : System.Net.WebUtility.HtmlEncode(Text));

    /// <summary>HTML of it with the lines in which it was written.</summary>
    public string Shown(string html) => IsHtml ? html : html.Replace("\n", "<br>", StringComparison.Ordinal);

    /// <summary>The texts of a unit, in order; ids and types are none.</summary>
    public static IEnumerable<MergeText> Of(JsonNode? node, string path = "") => node switch
    {
        JsonObject json => json.Where(member => member.Key is not ("ContentItemId" or "ContentItemVersionId" or "ContentType" or "DisplayText" or "Latest" or "Published"))
            .SelectMany(member => member.Key == "Html" && member.Value is JsonValue html ? [new($"{path}.Html", ContentHtml.Sanitize(html.ToString()), IsHtml: true)] : Of(member.Value, $"{path}.{member.Key}")),
        JsonArray array => array.SelectMany((each, index) => Of(each, $"{path}.{((each as JsonObject)?["ContentItemId"] ?? index).ToString()}")),
        JsonValue value when value.GetValueKind() is System.Text.Json.JsonValueKind.String or System.Text.Json.JsonValueKind.Number or System.Text.Json.JsonValueKind.True && value.ToString().Length > 0 => [new(path, value.ToString(), IsHtml: false)],
        _ => [],
    };
}
