using System.Text.Json.Nodes;
using GutCms.Core.Editorial;
using GutCms.Core.Texts;
using Microsoft.Extensions.Localization;

namespace GutCms.Web.Pages.Admin.Content.Editing;

/// <summary>Puts differences into words.</summary>
internal sealed class MergeRows(EditorItem editor, JsonObject mine, JsonObject theirs, IStringLocalizer<AdminText> words)
{
    /// <summary>The row of a difference.</summary>
    public MergeRow Of(MergeUnit unit, MergeSide? chosen)
    {
        var bag = unit.Key.Split('/', 2)[0];
        var isOrder = !unit.Key.Contains('.') && !unit.Key.Contains('/');
        return new(unit.Key, isOrder ? words["Merge.Order", LabelOf(bag)] : LabelOf(bag), TextsOf(unit.Mine, isOrder, mine, bag), TextsOf(unit.Theirs, isOrder, theirs, bag), chosen ?? unit.Suggested);
    }

    private string LabelOf(string key) =>
        editor.Fields.FirstOrDefault(each => each.Name == key || each.Name.StartsWith(key + ".", StringComparison.Ordinal) || each.Slot.JsonPath == key)?.Label ?? key;

    private static IReadOnlyList<MergeText>? TextsOf(JsonNode? value, bool isOrder, JsonObject item, string bag) => (value, isOrder) switch
    {
        (null, _) => null,
        (JsonArray order, true) => [new("", string.Join(" · ", order.Select(id => TitleIn(item, bag, id?.ToString() ?? ""))), IsHtml: false)],
        _ => [.. MergeText.Of(value)],
    };

    private static string TitleIn(JsonObject item, string bag, string id) =>
        (item[bag]?["ContentItems"] as JsonArray ?? []).OfType<JsonObject>().FirstOrDefault(block => block["ContentItemId"]?.ToString() == id) is not { } block ? id : ShownTitle.Of(block["DisplayText"]?.ToString());
}
