using System.Collections.Immutable;
using System.Text.Json.Nodes;
using GutCms.Core.Content.Definitions;
using GutCms.Core.Json;
using GutCms.Core.Texts;

namespace GutCms.Core.Content.Checking;

/// <summary>How large an item may be. Asked before anything is parsed, sanitised or locked, since all of that takes time that grows with it.</summary>
public sealed record ContentLimits
{
    /// <summary>What holds where nothing is configured.</summary>
    public static ContentLimits Default { get; } = new();

    /// <summary>Most items within it, at any depth: sections, questions, sources.</summary>
    public int Blocks { get; init; } = 1_000;

    /// <summary>Most characters (UTF-16) of all its texts together, markup included.</summary>
    public int Characters { get; init; } = 1_000_000;

    /// <summary>Most other items that its fields pick, all together.</summary>
    public int References { get; init; } = 1_000;

    /// <summary>What of an item is too large, each with the limit and what it has; empty when nothing is. The path is that of the item.</summary>
    /// <param name="item">The item in Orchard Core's form, not checked yet.</param>
    public ImmutableArray<ContentFault> FindFaults(JsonNode? item)
    {
        var size = new Size();
        size.Add(item, isItem: false, isPicked: false);
        return [.. Find("Content.TooManyBlocks", size.Blocks, Blocks), .. Find("Content.TooManyCharacters", size.Characters, Characters), .. Find("Content.TooManyReferences", size.References, References)];
    }

    private static IEnumerable<ContentFault> Find(string text, long has, int most) => has <= most ? [] : [new("$", Sentence.Of(text, most, has))];

    private sealed class Size
    {
        public long Blocks { get; private set; }

        public long Characters { get; private set; }

        public long References { get; private set; }

        public void Add(JsonNode? node, bool isItem, bool isPicked)
        {
            switch (node)
            {
                case JsonObject json:
                    Blocks += isItem ? 1 : 0;
                    foreach (var (name, value) in json)
                    {
                        Add(value, isItem: false, isPicked: name.EndsWith("ContentItemIds", StringComparison.Ordinal));
                    }

                    break;
                case JsonArray array:
                    foreach (var element in array)
                    {
                        Add(element, isItem: element is JsonObject holder && holder.ContainsKey(WellKnown.ContentType), isPicked);
                    }

                    break;
                case not null when node.AsText() is { } text:
                    Characters += text.Length;
                    References += isPicked ? 1 : 0;
                    break;
            }
        }
    }
}
