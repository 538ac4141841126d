using System.Text.Json.Serialization;
using GutCms.Core.Content.Definitions;
using GutCms.Core.Content.Items;
using GutCms.Core.Content.Projecting;
using GutCms.Core.Paging;
using GutCms.Core.Storage;

namespace GutCms.Core.Delivery;

/// <summary>What a list of items can be ordered by.</summary>
public enum ItemSortKey
{
    /// <summary>First publication.</summary>
    Published,

    /// <summary>Last change that readers saw.</summary>
    Modified,

    /// <summary>Title.</summary>
    Title,

    /// <summary>An indexed field; only as the first key.</summary>
    Field,
}

/// <summary>A key of an order.</summary>
/// <param name="Key">By what.</param>
/// <param name="Descending">The greatest first. What has no value is the least of all.</param>
/// <param name="Field">Of a field its name in queries; null: it is none.</param>
public sealed record ItemSort(ItemSortKey Key, bool Descending, string? Field = null);

/// <summary>Where a range of values ends on one side.</summary>
public enum ItemBoundKind
{
    /// <summary>At least the value.</summary>
    From,

    /// <summary>At most the value.</summary>
    To,

    /// <summary>Less than the value.</summary>
    Before,
}

/// <summary>A bound of the values of an indexed field. What has no value is in no range.</summary>
/// <param name="Field">Its name in queries.</param>
/// <param name="Kind">On which side.</param>
/// <param name="Key">The value, as <see cref="IndexedField.OrderOf"/> gives it.</param>
public sealed record ItemBound(string Field, ItemBoundKind Kind, string Key);

/// <summary>A stretch of time.</summary>
/// <param name="From">Its beginning, UTC; null: none.</param>
/// <param name="Before">Its end, UTC, which is not in it; null: none.</param>
public sealed record ItemPeriod(DateTime? From, DateTime? Before);

/// <summary>A page of the items of a type.</summary>
/// <param name="ContentType">The type.</param>
/// <param name="Filters">Values that all of them have; empty: all items.</param>
/// <param name="Published">When they were first published.</param>
/// <param name="Modified">When readers last saw a change of them.</param>
/// <param name="Sort">Order, one to three different keys; ties are broken by id.</param>
/// <param name="After">Cursor from an earlier page; null: from the start.</param>
/// <param name="First">Page size, 1 to 100.</param>
public sealed record ItemListQuery(
    string ContentType, IReadOnlyList<DeliveryValue> Filters, ItemPeriod Published, ItemPeriod Modified, [property: JsonIgnore] IReadOnlyList<ItemSort> Sort, string? After, int First)
    : ListQuery(After, First)
{
    /// <summary>Bounds within which values of fields are.</summary>
    public IReadOnlyList<ItemBound> Bounds { get; init; } = [];

    /// <summary>What is searched for, in the order of the search; null: nothing.</summary>
    public ItemSearch? Search { get; init; }

    /// <summary>The order as one text, in which the order of the keys counts: a cursor is bound to it.</summary>
    public string Order => string.Join(',', Sort.Select(sort => $"{(sort.Descending ? "-" : "")}{sort.Key}{sort.Field}"));
}

/// <summary>A search among the items of a type.</summary>
/// <param name="Words">Words that must all occur.</param>
/// <param name="Sort">Order; not by position.</param>
public sealed record ItemSearch(string Words, ArticleSort Sort);

/// <summary>Lists the delivered items of any type, narrowed by indexed values. Each list is read by an index.</summary>
public interface IItemLists
{
    /// <summary>A page.</summary>
    /// <exception cref="BadCursorException">The cursor is not one of this list's.</exception>
    Task<DeliveryPage> ListAsync(ItemListQuery query, CancellationToken cancellationToken);
}

/// <summary>A type that readers get.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Kind">Kind of its documents.</param>
/// <param name="Indexed">Fields by which its lists can be narrowed.</param>
/// <param name="Links">Names of the fields that its documents link by.</param>
public sealed record DeliveredType(string Name, DeliveryKind Kind, IReadOnlyList<IndexedField> Indexed, IReadOnlyList<string> Links)
{
    /// <summary>Its name for people.</summary>
    public string DisplayName { get; init; } = Name;

    /// <summary>The fields that stand below <c>fields</c> or <c>parts</c> of its content.</summary>
    public IReadOnlyList<DeliveredTypeField> Fields { get; init; } = [];

    /// <summary>Names of the lists of nested items that stand below <c>parts</c> of its content.</summary>
    public IReadOnlyList<string> Bags { get; init; } = [];
}

/// <summary>A field of a type that readers get.</summary>
/// <param name="Name">Its name in camelCase; behind the name of its part and a full stop where that is not the type's own.</param>
/// <param name="FieldType">Type of the field.</param>
public sealed record DeliveredTypeField(string Name, string FieldType);

/// <summary>Reads which types readers get. They are kept until something is published or defined, here or on another node.</summary>
public sealed class ReadDeliveredTypes(IContentStore store, IDeliveryReader reader)
{
    private volatile Kept? _kept;

    /// <summary>All of them, the program's own first.</summary>
    public async Task<IReadOnlyList<DeliveredType>> ExecuteAsync(CancellationToken cancellationToken)
    {
        // Taken before reading: what is defined meanwhile makes the answer old at once.
        var revision = reader.Revision;
        if (revision is not null && _kept is { } kept && kept.Revision == revision)
        {
            return kept.Types;
        }

        await using var work = await store.ReadAsync(cancellationToken);
        var types = Of(await work.GetDefinitionsAsync(cancellationToken));
        _kept = revision is { } known ? new(known, types) : null;
        return types;
    }

    private sealed record Kept(long Revision, IReadOnlyList<DeliveredType> Types);

    /// <summary>Those of some definitions.</summary>
    public static IReadOnlyList<DeliveredType> Of(ContentDefinitions definitions)
    {
        ArgumentNullException.ThrowIfNull(definitions);
        return [.. ItemMeaning.Delivered.Concat(DeliveredTypes.Marked(definitions).Select(type => type.Name)).Select(name => new DeliveredType(
            name,
            DeliveredTypes.KindOf(name, definitions)!.Value,
            IndexedFields.Of(name, definitions),
            [.. DeliveredFields.Of(name, definitions).Where(field => field.IsPicker).Select(field => field.Name)])
        {
            DisplayName = definitions.FindType(name)?.DisplayName is { Length: > 0 } shown ? shown : name,
            Fields = [.. DeliveredFields.Of(name, definitions).Select(field => new DeliveredTypeField(field.Name, field.Field.FieldName))],
            Bags = [.. ItemProjection.Bags(name, definitions)],
        })];
    }
}
