using System.Text.Json;
using System.Text.Json.Nodes;
using GutCms.Core.Content.Html;
using GutCms.Core.Diff;
using GutCms.Core.Editorial;
using Microsoft.Extensions.Localization;

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
/// <param name="Mine">My text; null: I have removed it, or never had it.</param>
/// <param name="Theirs">Their text; null likewise.</param>
/// <param name="Chosen">The side that is chosen so far; null: none.</param>
internal sealed record MergeRow(string Key, string Label, string? Mine, string? Theirs, MergeSide? Chosen)
{
    /// <summary>My text in pieces; those that theirs does not have differ.</summary>
    public IEnumerable<MergePiece> MyPieces => Pieces(RunChange.Added, Mine);

    /// <summary>Their text in pieces; those that mine does not have differ.</summary>
    public IEnumerable<MergePiece> TheirPieces => Pieces(RunChange.Removed, Theirs);

    private IEnumerable<MergePiece> Pieces(RunChange own, string? text) =>
        text is null ? []
        : Mine is null || Theirs is null || VersionDiff.Compare(new() { ["text"] = Theirs }, new() { ["text"] = Mine }).Members is not [var compared] ? [new(text, false)]
        : compared.Runs.Where(run => run.Change is RunChange.Equal || run.Change == own).Select(run => new MergePiece(run.Markup ?? run.Text, run.Change == own && !string.IsNullOrWhiteSpace(run.Markup ?? run.Text)));
}

/// <summary>A piece of a text.</summary>
/// <param name="Text">Its words.</param>
/// <param name="Differs">The other side does not have them.</param>
internal sealed record MergePiece(string Text, bool Differs);

/// <summary>Puts differences into words.</summary>
internal sealed class MergeRows(EditorItem editor, JsonObject mine, JsonObject theirs, IStringLocalizer<AdminText> words)
{
    /// <summary>The row of a difference.</summary>
    public MergeRow Of(MergeUnit unit, MergeSide? chosen)
    {
        var bag = unit.Key.Split('/', 2)[0];
        var isOrder = !unit.Key.Contains('.') && !unit.Key.Contains('/');
        return new(unit.Key, isOrder ? words["Merge.Order", LabelOf(bag)] : LabelOf(bag), TextOf(unit.Mine, isOrder, mine, bag), TextOf(unit.Theirs, isOrder, theirs, bag), chosen ?? unit.Suggested);
    }

    private string LabelOf(string key) =>
        editor.Fields.FirstOrDefault(each => each.Name == key || each.Name.StartsWith(key + ".", StringComparison.Ordinal) || each.Slot.JsonPath == key)?.Label ?? key;

    private static string? TextOf(JsonNode? value, bool isOrder, JsonObject item, string bag) => (value, isOrder) switch
    {
        (null, _) => null,
        (JsonArray order, true) => string.Join(" · ", order.Select(id => TitleIn(item, bag, id?.ToString() ?? ""))),
        (JsonObject block, _) when block["ContentType"] is not null => string.Join("\n", Texts(block)),
        _ => string.Join("\n", Texts(value)),
    };

    private static string TitleIn(JsonObject item, string bag, string id) =>
        (item[bag]?["ContentItems"] as JsonArray ?? []).OfType<JsonObject>().FirstOrDefault(block => block["ContentItemId"]?.ToString() == id)?["DisplayText"]?.ToString() ?? id;

    private static IEnumerable<string> Texts(JsonNode? node) => node switch
    {
        JsonObject json => json.Where(member => member.Key is not ("ContentItemId" or "ContentItemVersionId" or "ContentType" or "DisplayText" or "Latest" or "Published"))
            .SelectMany(member => member.Key == "Html" && member.Value is JsonValue html ? [ContentHtml.ToText(html.ToString())] : Texts(member.Value)),
        JsonArray array => array.SelectMany(Texts),
        JsonValue value when value.GetValueKind() is JsonValueKind.String or JsonValueKind.Number or JsonValueKind.True && value.ToString().Length > 0 => [value.ToString()],
        _ => [],
    };
}
