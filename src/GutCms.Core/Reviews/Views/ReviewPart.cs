using System.Text.Json.Nodes;
using GutCms.Core.Content.Items;
using GutCms.Core.Reviews.Model;

namespace GutCms.Core.Reviews.Views;

/// <summary>The part <c>ReviewPart</c>: a read-only mirror for lists and clients. What it says on the way in is ignored, wherever it stands.</summary>
public static class ReviewPart
{
    /// <summary>Name of the part.</summary>
    public const string Name = "ReviewPart";

    /// <summary>The item without any <c>ReviewPart</c>, nested items included; the same instance when it has none.</summary>
    public static ContentItem Strip(ContentItem item)
    {
        if (!Occurs(item.Parts))
        {
            return item;
        }

        var parts = (JsonObject)item.Parts.DeepClone();
        Remove(parts);
        return item with { Parts = parts };
    }

    /// <summary>The item with a <c>ReviewPart</c> that says how things stand.</summary>
    /// <param name="item">The item.</param>
    /// <param name="view">What is known of its review.</param>
    public static ContentItem Mirror(ContentItem item, ReviewView view)
    {
        var parts = (JsonObject)Strip(item).Parts.DeepClone();
        var live = view.Published?.VersionId == item.ContentItemVersionId ? view.Published : null;
        parts[Name] = new JsonObject
        {
            ["State"] = (item.ContentItemVersionId == view.VersionId ? view.State : live?.State)?.ToName(),
            ["ContentHash"] = item.ContentItemVersionId == view.VersionId ? view.ContentHash : live?.ContentHash,
            ["LastReviewedUtc"] = live?.ReviewedUtc,
            ["NextReviewUtc"] = live?.NextReviewUtc,
        };
        return item with { Parts = parts };
    }

    private static bool Occurs(JsonNode? node) => node switch
    {
        JsonObject members => members.Any(member => member.Key == Name || Occurs(member.Value)),
        JsonArray elements => elements.Any(Occurs),
        _ => false,
    };

    private static void Remove(JsonNode? node)
    {
        switch (node)
        {
            case JsonObject members:
                members.Remove(Name);
                foreach (var member in members)
                {
                    Remove(member.Value);
                }

                break;
            case JsonArray elements:
                foreach (var element in elements)
                {
                    Remove(element);
                }

                break;
            default:
                break;
        }
    }
}
