using System.Text.Json.Nodes;
using GutCms.Core.Content.Html;
using GutCms.Core.Json;
using GutCms.Core.Texts;

namespace GutCms.Core.Content.Checking;

/// <summary>Something in the HTML of an item that is left out when it is saved.</summary>
/// <param name="Path">JSON path from the root of the item, for example <c>$.Body.ContentItems[0].HtmlBodyPart.Html</c>.</param>
/// <param name="Element">See <see cref="HtmlLoss"/>.</param>
/// <param name="Text">See <see cref="HtmlLoss"/>.</param>
public sealed record ContentLoss(string Path, string Element, string Text)
{
    /// <summary>What is left out, as a sentence.</summary>
    public Sentence Sentence => Element switch
    {
        "#markup" => Sentence.Of("Content.LeftOutMarkup", Text),
        "#address" => Sentence.Of("Content.LeftOutAddress", Text),
        "#text" => Sentence.Of("Content.LeftOutText", Text),
        _ when Text.Length == 0 => Sentence.Of("Content.LeftOut", Element),
        _ => Sentence.Of("Content.LeftOutWithText", Element, Text),
    };
}

/// <summary>Names what <see cref="ContentSanitizer"/> leaves out of an item.</summary>
public static class ContentLosses
{
    /// <summary>All of it, in the order of the item.</summary>
    /// <param name="item">The item in Orchard Core's form, as it was sent.</param>
    public static IReadOnlyList<ContentLoss> Find(JsonObject item)
    {
        var losses = new List<ContentLoss>();
        Look(item, new(null, "$"), losses);
        return losses;
    }

    private static void Look(JsonNode? node, Place place, List<ContentLoss> losses)
    {
        switch (node)
        {
            case JsonObject json:
                foreach (var (name, value) in json)
                {
                    if (name == "Html" && value.AsText() is { } html)
                    {
                        foreach (var loss in HtmlLosses.Find(html))
                        {
                            losses.Add(new($"{place.Path}.{name}", loss.Element, loss.Text));
                        }
                    }
                    else if (value is JsonObject or JsonArray)
                    {
                        Look(value, new(place, name), losses);
                    }
                }

                break;
            case JsonArray array:
                for (var i = 0; i < array.Count; i++)
                {
                    Look(array[i], new(place, null, i), losses);
                }

                break;
        }
    }

    /// <summary>Where a value stands; said only where something is lost, which is seldom.</summary>
    private sealed record Place(Place? Parent, string? Name, int Index = 0)
    {
        public string Path => Parent is null ? Name! : Name is null ? $"{Parent.Path}[{Index}]" : $"{Parent.Path}.{Name}";
    }
}
