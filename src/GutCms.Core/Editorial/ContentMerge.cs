using System.Collections.Immutable;
using System.Text.Json.Nodes;
using GutCms.Core.Content.Definitions;
using GutCms.Core.Json;

namespace GutCms.Core.Editorial;

/// <summary>Which of two texts is taken.</summary>
public enum MergeSide
{
    /// <summary>What I wrote.</summary>
    Mine,

    /// <summary>What somebody else saved meanwhile.</summary>
    Theirs,
}

/// <summary>Something that two people made different.</summary>
/// <param name="Key">What: a field (<c>Article.Subtitle</c>), a block (<c>Body/{id}</c>) or the order of blocks (<c>Body</c>).</param>
/// <param name="Mine">My value; null: I removed it, or never had it.</param>
/// <param name="Theirs">Their value; null: they removed it, or never had it.</param>
/// <param name="Suggested">The only side that changed it since both began; null: both did, so somebody has to choose.</param>
public sealed record MergeUnit(string Key, JsonNode? Mine, JsonNode? Theirs, MergeSide? Suggested);

/// <summary>Brings together what two people made of the same version, by field and by block. Nothing is taken or lost without being listed.</summary>
public static class ContentMerge
{
    /// <summary>Everything in which the two differ, in the order of my item; empty when there is nothing to choose.</summary>
    /// <param name="origin">The version that both began with.</param>
    /// <param name="mine">Mine.</param>
    /// <param name="theirs">Theirs.</param>
    public static ImmutableArray<MergeUnit> Compare(JsonObject origin, JsonObject mine, JsonObject theirs)
    {
        var (before, my, their) = (ContentUnits.Split(origin), ContentUnits.Split(mine), ContentUnits.Split(theirs));
        return
        [
            .. my.Keys.Union(their.Keys, StringComparer.Ordinal)
                .Select(key => (Key: key, Before: before.GetValueOrDefault(key), Mine: my.GetValueOrDefault(key), Theirs: their.GetValueOrDefault(key)))
                .Where(unit => !Same(unit.Mine, unit.Theirs))
                .Select(unit => new MergeUnit(
                    unit.Key,
                    unit.Mine,
                    unit.Theirs,
                    Same(unit.Before, unit.Theirs) ? MergeSide.Mine : Same(unit.Before, unit.Mine) ? MergeSide.Theirs : null)),
        ];
    }

    /// <summary>One item out of two.</summary>
    /// <param name="units">The differences, from <see cref="Compare"/>.</param>
    /// <param name="choices">The side for each difference by its key; one that is missing takes the suggestion, and mine where there is none.</param>
    /// <param name="mine">Mine.</param>
    /// <param name="theirs">Theirs; ids and dates are taken from it.</param>
    public static JsonObject Apply(IReadOnlyCollection<MergeUnit> units, IReadOnlyDictionary<string, MergeSide> choices, JsonObject mine, JsonObject theirs)
    {
        var (my, merged) = (ContentUnits.Split(mine), new OrderedDictionary<string, JsonNode>(ContentUnits.Split(theirs), StringComparer.Ordinal));
        foreach (var unit in units)
        {
            if (choices.TryGetValue(unit.Key, out var chosen) ? chosen == MergeSide.Theirs : unit.Suggested == MergeSide.Theirs)
            {
                continue;
            }

            if (unit.Mine is null)
            {
                merged.Remove(unit.Key);
            }
            else
            {
                merged[unit.Key] = my[unit.Key];
            }
        }

        var joined = ContentUnits.Join(theirs, merged);
        if (joined.Object("TitlePart").Text("Title") is { } title)
        {
            joined[WellKnown.DisplayText] = title;
        }

        return joined;
    }

    /// <summary>Null, empty texts, empty lists and false are all nothing.</summary>
    private static bool Same(JsonNode? one, JsonNode? other) => JsonNode.DeepEquals(Filled(one), Filled(other));

    private static JsonNode? Filled(JsonNode? node)
    {
        switch (node)
        {
            case JsonObject json:
                var members = json.Select(member => KeyValuePair.Create(member.Key, Filled(member.Value))).Where(member => member.Value is not null).ToList();
                return members.Count == 0 ? null : new JsonObject(members);
            case JsonArray array:
                var elements = array.Select(Filled).ToArray();
                return elements.Length == 0 ? null : new JsonArray(elements);
            case JsonValue value when value.GetValueKind() is System.Text.Json.JsonValueKind.False || value.AsText() is "":
                return null;
            default:
                return node?.DeepClone();
        }
    }
}
