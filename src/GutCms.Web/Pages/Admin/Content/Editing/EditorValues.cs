using GutCms.Core.Content.Items;

namespace GutCms.Web.Pages.Admin.Content.Editing;

/// <summary>
/// What a form of the editor holds, by name. Lists (blocks of a bag, picked items) are the values of one name in the order of the form, so moving something is
/// moving a value; what belongs to a block is named after the block's id and stays with it.
/// </summary>
internal sealed class EditorValues
{
    /// <summary>Name under which a form says which block was copied of which: <c>{id}:{id of the original}</c>.</summary>
    public const string Copies = "copies";

    private readonly Dictionary<string, List<string>> _values;

    /// <summary>Takes the values of a form.</summary>
    public EditorValues(IFormCollection form) =>
        _values = form.ToDictionary(field => field.Key, field => field.Value.OfType<string>().ToList(), StringComparer.Ordinal);

    /// <summary>The values of a name in the order of the form.</summary>
    public IReadOnlyList<string> All(string name) => _values.GetValueOrDefault(name) ?? [];

    /// <summary>The first value of a name, with line ends as in HTML; null when the form has none.</summary>
    public string? First(string name) => _values.GetValueOrDefault(name)?.FirstOrDefault()?.ReplaceLineEndings("\n");

    /// <summary>The original of a block that was copied since the form was made; null: it is no copy.</summary>
    public string? OriginalOf(string id) =>
        All(Copies).Select(pair => pair.Split(':', 2)).FirstOrDefault(pair => pair is [var copy, _] && copy == id)?[1];

    /// <summary>
    /// Does what a button without a script asks for: <c>add|Body|Section</c>, <c>after|Body|Section|{id}</c>, <c>duplicate|Body|{id}</c>, <c>up|Body|{id}</c>, <c>down</c>, <c>remove</c>,
    /// <c>pick|Article.Series.ContentItemIds|</c>.
    /// </summary>
    /// <returns>It was understood.</returns>
    public bool Apply(string operation)
    {
        if (operation.Split('|') is not [var verb, var name, var value, .. var more])
        {
            return false;
        }

        var list = _values.TryGetValue(name, out var known) ? known : _values[name] = [];
        var at = list.IndexOf(value);
        switch (verb)
        {
            case "add":
                list.Add(Begin(name, value));
                return true;
            case "after" when more is [var before] && list.IndexOf(before) is >= 0 and var place:
                list.Insert(place + 1, Begin(name, value));
                return true;
            case "duplicate" when at >= 0:
                list.Insert(at + 1, Copy(name, value, name));
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
                return verb is "pick" or "up" or "down" or "remove" or "after" or "duplicate";
        }
    }

    private string Begin(string name, string type)
    {
        var id = ContentIds.New();
        _values[$"{name}.{id}.ContentType"] = [type];
        return id;
    }

    /// <summary>Copies a block with all that belongs to it into a list; blocks within it get ids of their own.</summary>
    private string Copy(string name, string id, string target)
    {
        var copy = ContentIds.New();
        var (from, to) = ($"{name}.{id}.", $"{target}.{copy}.");
        var own = _values.Where(pair => pair.Key.StartsWith(from, StringComparison.Ordinal)).ToList();
        var lists = own.Where(pair => pair.Value.Any(value => _values.ContainsKey($"{pair.Key}.{value}.ContentType"))).Select(pair => pair.Key).ToList();
        foreach (var (key, values) in own.Where(pair => !lists.Any(list => pair.Key.StartsWith(list + ".", StringComparison.Ordinal))))
        {
            var copied = to + key[from.Length..];
            _values[copied] = lists.Contains(key) ? [.. values.Select(nested => Copy(key, nested, copied))] : [.. values];
        }

        (_values.TryGetValue(Copies, out var copies) ? copies : _values[Copies] = []).Add($"{copy}:{OriginalOf(id) ?? id}");
        return copy;
    }
}
