using GutCms.Core.Content.Items;

namespace GutCms.Web.Pages.Admin.Content.Editing;

/// <summary>
/// What a form of the editor holds, by name. Lists (blocks of a bag, picked items) are the values of one name in the order of the form, so moving something is
/// moving a value; what belongs to a block is named after the block's id and stays with it.
/// </summary>
internal sealed class EditorValues
{
    private readonly Dictionary<string, List<string>> _values;

    /// <summary>Takes the values of a form.</summary>
    public EditorValues(IFormCollection form) =>
        _values = form.ToDictionary(field => field.Key, field => field.Value.OfType<string>().ToList(), StringComparer.Ordinal);

    /// <summary>The values of a name in the order of the form.</summary>
    public IReadOnlyList<string> All(string name) => _values.GetValueOrDefault(name) ?? [];

    /// <summary>The first value of a name, with line ends as in HTML; null when the form has none.</summary>
    public string? First(string name) => _values.GetValueOrDefault(name)?.FirstOrDefault()?.ReplaceLineEndings("\n");

    /// <summary>Does what a button without a script asks for: <c>add|Body|Section</c>, <c>up|Body|{id}</c>, <c>down</c>, <c>remove</c>, <c>pick|Article.Series.ContentItemIds|</c>.</summary>
    /// <returns>It was understood.</returns>
    public bool Apply(string operation)
    {
        if (operation.Split('|') is not [var verb, var name, var value])
        {
            return false;
        }

        var list = _values.TryGetValue(name, out var known) ? known : _values[name] = [];
        var at = list.IndexOf(value);
        switch (verb)
        {
            case "add":
                var id = ContentIds.New();
                list.Add(id);
                _values[$"{name}.{id}.ContentType"] = [value];
                return true;
            case "pick" when First("add." + name) is { Length: > 0 } picked && !list.Contains(picked):
                list.Add(picked);
                return true;
            case "up" when at > 0:
                (list[at - 1], list[at]) = (list[at], list[at - 1]);
                return true;
            case "down" when at >= 0 && at < list.Count - 1:
                (list[at + 1], list[at]) = (list[at], list[at + 1]);
                return true;
            case "remove" when at >= 0:
                list.RemoveAt(at);
                return true;
            default:
                return verb is "pick" or "up" or "down" or "remove";
        }
    }
}
