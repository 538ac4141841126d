using System.Text.Json.Nodes;
using Microsoft.Extensions.DependencyInjection;
using OrchardCore.Data;
using YesSql.Indexes;
using OrchardItem = global::OrchardCore.ContentManagement.ContentItem;

namespace GutCms.OrchardCore.Storage;

/// <summary>What the published version of an item picks, one row for each item picked.</summary>
internal sealed class GutCmsReferenceIndex : MapIndex
{
    public string ContentItemId { get; set; } = "";

    /// <summary>Part and field, for example <c>Article.Series</c>.</summary>
    public string Field { get; set; } = "";

    public string TargetId { get; set; } = "";
}

/// <summary>
/// Fills it from whatever has the shape of a content picker. On the way it is the alarm of the gate: whatever saves an item, past the content manager too, ends here,
/// and a live text that nobody let through makes the whole session fail.
/// </summary>
/// <param name="scope">Services are looked up late: they ask for the session, which asks for this.</param>
internal sealed class GutCmsReferenceIndexProvider(IServiceProvider scope) : IndexProvider<OrchardItem>, IScopedIndexProvider
{
    public override void Describe(DescribeContext<OrchardItem> context) => context.For<GutCmsReferenceIndex>().Map(async item =>
    {
        if (!item.Published)
        {
            return [];
        }

        await scope.GetRequiredService<LiveTextAlarm>().CheckAsync(item);
        return Of(item);
    });

    private static IEnumerable<GutCmsReferenceIndex> Of(OrchardItem item)
    {
        foreach (var (part, fields) in Items.Parts(item))
        {
            foreach (var (field, value) in fields as JsonObject ?? [])
            {
                foreach (var id in ((value as JsonObject)?["ContentItemIds"] as JsonArray ?? []).OfType<JsonValue>())
                {
                    if (id.TryGetValue<string>(out var target) && target.Length > 0)
                    {
                        yield return new GutCmsReferenceIndex { ContentItemId = item.ContentItemId, Field = $"{part}.{field}", TargetId = target };
                    }
                }
            }
        }
    }
}
