using System.Collections.Immutable;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace GutCms.Core.Diff;

/// <summary>Compares two JSON objects: texts by name, lists block by block. Knows no content type.</summary>
/// <param name="cautions">Says what is dangerous.</param>
/// <param name="work">What may be done.</param>
internal sealed class ObjectComparison(TokenCautions cautions, ComparisonWork work)
{
    private readonly TextComparison _texts = new(cautions, work);

    private static readonly JsonArray Nothing = [];

    /// <summary>Changed texts and changed lists.</summary>
    /// <param name="from">The earlier object.</param>
    /// <param name="to">The later one.</param>
    /// <param name="isBlock">It is an element of a list: its <c>id</c> is made from its heading and place, which are reported anyway.</param>
    public (ImmutableArray<MemberDiff> Members, ImmutableArray<ListDiff> Lists) Compare(JsonObject from, JsonObject to, bool isBlock)
    {
        var (earlier, later) = (Flatten(from, isBlock), Flatten(to, isBlock));
        var members = ImmutableArray.CreateBuilder<MemberDiff>();
        var lists = ImmutableArray.CreateBuilder<ListDiff>();
        foreach (var path in later.Keys.Concat(earlier.Keys.Where(path => !later.ContainsKey(path))))
        {
            var (before, after) = (earlier.GetValueOrDefault(path), later.GetValueOrDefault(path));
            if (before is JsonArray || after is JsonArray)
            {
                // A text that became a list, or the reverse, is removed as one and added as the other.
                AddText(members, path, before as JsonValue, after as JsonValue);
                if (CompareLists(before as JsonArray ?? Nothing, after as JsonArray ?? Nothing) is { } blocks)
                {
                    lists.Add(new(path, blocks));
                }
            }
            else
            {
                AddText(members, path, before as JsonValue, after as JsonValue);
            }
        }

        return (members.ToImmutable(), lists.ToImmutable());
    }

    private void AddText(ImmutableArray<MemberDiff>.Builder members, string path, JsonValue? before, JsonValue? after)
    {
        var (from, to) = (TextOf(before), TextOf(after));
        if (from == to)
        {
            return;
        }

        var isHtml = path.EndsWith("html", StringComparison.OrdinalIgnoreCase) || Tokens.HasMarkup(from ?? "") || Tokens.HasMarkup(to ?? "");
        var (runs, isCoarse) = _texts.Compare(Cut(from, isHtml), Cut(to, isHtml));
        var change = from is null ? DiffChange.Added : to is null ? DiffChange.Removed : DiffChange.Changed;
        members.Add(new(path, change, change == DiffChange.Changed && DiffText.Before(runs) == DiffText.After(runs), runs) { IsCoarse = isCoarse });
    }

    private ImmutableArray<BlockDiff>? CompareLists(JsonArray from, JsonArray to)
    {
        var pairs = new BlockMatcher(work).Match(from, to);
        var unmoved = BlockMatcher.Unmoved(pairs);
        var kept = pairs.ToDictionary(pair => pair.To, pair => Compare(pair.From, from[pair.From], pair.To, to[pair.To], !unmoved.Contains(pair.To)));
        var blocks = Enumerable.Range(0, to.Count).Select(index => kept.GetValueOrDefault(index) ?? Compare(null, null, index, to[index], false)).ToList();
        foreach (var index in Enumerable.Range(0, from.Count).Except(pairs.Select(pair => pair.From)))
        {
            var after = blocks.FindLastIndex(block => block.FromIndex < index && !block.Moved);
            blocks.Insert(after + 1, Compare(index, from[index], null, null, false));
        }

        return blocks.Exists(block => block.Moved || block.Change != DiffChange.Unchanged) ? [.. blocks] : null;
    }

    private BlockDiff Compare(int? fromIndex, JsonNode? from, int? toIndex, JsonNode? to, bool moved)
    {
        var (members, lists) = Compare(AsObject(from), AsObject(to), isBlock: true);
        var change = fromIndex is null ? DiffChange.Added
            : toIndex is null ? DiffChange.Removed
            : members.IsEmpty && lists.IsEmpty ? DiffChange.Unchanged
            : DiffChange.Changed;
        var shown = toIndex is null ? from : to;
        return new(change, moved, fromIndex, toIndex, BlockMatcher.Text(shown, "kind"), BlockMatcher.Heading(shown), members, lists);
    }

    // An element that is no object (a plain string) is an object with one text.
    private static JsonObject AsObject(JsonNode? block) => block switch
    {
        JsonObject json => json,
        null => [],
        _ => new JsonObject { ["value"] = block.DeepClone() },
    };

    private static Dictionary<string, JsonNode> Flatten(JsonObject json, bool isBlock)
    {
        var members = new Dictionary<string, JsonNode>(StringComparer.Ordinal);
        AddMembers(members, json, "");
        if (isBlock)
        {
            members.Remove("id");
        }

        return members;
    }

    private static void AddMembers(Dictionary<string, JsonNode> members, JsonObject json, string prefix)
    {
        foreach (var (name, value) in json)
        {
            switch (value)
            {
                case JsonObject nested:
                    AddMembers(members, nested, prefix + name + ".");
                    break;
                case not null:
                    members[prefix + name] = value;
                    break;
            }
        }
    }

    private static string? TextOf(JsonValue? value) =>
        value is null ? null : value.GetValueKind() == JsonValueKind.String ? value.GetValue<string>() : value.ToJsonString();

    private static IReadOnlyList<Token> Cut(string? text, bool isHtml) => text is null ? [] : [.. isHtml ? Tokens.OfHtml(text) : Tokens.OfText(text)];
}
