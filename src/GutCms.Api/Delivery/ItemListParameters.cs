using System.Globalization;
using GutCms.Api.Http;
using GutCms.Api.Texts;
using GutCms.Core.Content.Items;
using GutCms.Core.Delivery;
using GutCms.Core.Storage;
using Microsoft.AspNetCore.Http;

namespace GutCms.Api.Delivery;

/// <summary>The query of a list of items, checked.</summary>
internal static class ItemListParameters
{
    private const int MostFilters = 5;

    private static readonly string[] Always =
        ["after", "fields", "first", IndexedFields.Language, "modifiedBefore", "modifiedFrom", "publishedBefore", "publishedFrom", SearchWords.Parameter, "sort", IndexedFields.Status];

    private static readonly Dictionary<string, ItemBoundKind> BoundKinds = new(StringComparer.Ordinal) { [".from"] = ItemBoundKind.From, [".to"] = ItemBoundKind.To, [".before"] = ItemBoundKind.Before };

    private static readonly Dictionary<string, ItemSortKey> SortKeys = new(StringComparer.Ordinal)
    {
        ["published"] = ItemSortKey.Published,
        ["modified"] = ItemSortKey.Modified,
        ["title"] = ItemSortKey.Title,
    };

    private static readonly List<ItemSort> ByPublication = [new(ItemSortKey.Published, Descending: true)];

    /// <summary>Statuses that can be asked for.</summary>
    public static readonly string[] Statuses = ["published", "imported", "reviewDue", "none"];

    /// <summary>Names of what may be in the query of a list of this type.</summary>
    public static string[] Permitted(DeliveredType type) =>
        [.. Always, .. type.Kind == DeliveryKind.Article ? [IndexedFields.Series] : Array.Empty<string>(), .. type.Indexed.Select(field => IndexedFields.Prefix + field.Name),
            .. type.Indexed.Where(field => field.IsOrdered).SelectMany(field => BoundKinds.Keys.Select(bound => IndexedFields.Prefix + field.Name + bound))];

    /// <summary>Reads it. What is wrong is added to <paramref name="errors"/>, by name of the parameter.</summary>
    public static ItemListQuery Read(IQueryCollection query, DeliveredType type, Dictionary<string, string> errors)
    {
        var filters = new List<DeliveryValue>();
        var bounds = new List<ItemBound>();
        Add(IndexedFields.Language, value => LanguageTags.IsWellFormed(value) ? value.ToLowerInvariant() : null, () => ApiText.Say("LanguageTag"));
        Add(IndexedFields.Status, value => Statuses.Contains(value) ? value : null, () => ApiText.Say("OneOf", string.Join(", ", Statuses)));
        if (type.Kind == DeliveryKind.Article)
        {
            Add(IndexedFields.Series, value => value.Length > 0 ? ItemMeaning.AddressKey(value) : null, () => ApiText.Say("SlugOfSeries"));
        }

        foreach (var field in type.Indexed)
        {
            Add(IndexedFields.Prefix + field.Name, field.Normalise, () => ApiText.Say("FieldValue", field.Name, field.FieldType, IndexedFields.MostCharacters));
        }

        foreach (var field in type.Indexed.Where(field => field.IsOrdered))
        {
            foreach (var (name, kind) in BoundKinds)
            {
                if (Read(IndexedFields.Prefix + field.Name + name, field.Normalise, () => ApiText.Say("FieldValue", field.Name, field.FieldType, IndexedFields.MostCharacters)) is { } value)
                {
                    bounds.Add(new(field.Name, kind, field.OrderOf(value)));
                }
            }
        }

        if (filters.Count + bounds.Count > MostFilters)
        {
            errors[bounds.Count > 0 ? IndexedFields.Prefix + bounds[^1].Field + BoundKinds.First(bound => bound.Value == bounds[^1].Kind).Key : filters[^1].Name] = ApiText.Say("MostFilters", MostFilters);
        }

        var search = Search(query, errors);
        return new(
            type.Name, filters, Period(query, "published", errors), Period(query, "modified", errors), search is null ? Sort(query, type, errors) : ByPublication, QueryParameters.After(query, errors),
            QueryParameters.First(query, errors))
        {
            Bounds = bounds,
            Search = search,
        };

        void Add(string name, Func<string, string?> normalise, Func<string> fault)
        {
            if (Read(name, normalise, fault) is { } text)
            {
                filters.Add(new(name, text));
            }
        }

        string? Read(string name, Func<string, string?> normalise, Func<string> fault)
        {
            if (QueryParameters.Single(query, name, errors) is not { } value)
            {
                return null;
            }

            if (normalise(value) is { } text)
            {
                return text;
            }

            errors[name] = fault();
            return null;
        }
    }

    private static ItemPeriod Period(IQueryCollection query, string name, Dictionary<string, string> errors) => new(Instant(query, name + "From", errors), Instant(query, name + "Before", errors));

    private static DateTime? Instant(IQueryCollection query, string name, Dictionary<string, string> errors)
    {
        if (QueryParameters.Single(query, name, errors) is not { } value)
        {
            return null;
        }

        if (DateTime.TryParse(value, CultureInfo.InvariantCulture, DateTimeStyles.RoundtripKind, out var instant) && instant.Kind != DateTimeKind.Unspecified)
        {
            return instant.ToUniversalTime();
        }

        errors[name] = ApiText.Say("Instant");
        return null;
    }

    private static ItemSearch? Search(IQueryCollection query, Dictionary<string, string> errors)
    {
        if (SearchWords.Read(query, errors) is not { } words)
        {
            return null;
        }

        if (QueryParameters.Single(query, "sort", errors) is not { } name)
        {
            return new(words, ArticleSort.Relevance);
        }

        if (!ArticleListQuery.SearchSorts.TryGetValue(name, out var sort))
        {
            errors["sort"] = ApiText.Say("OneOfSorts", string.Join(", ", ArticleListQuery.SearchSorts.Keys));
        }

        return new(words, sort);
    }

    private static List<ItemSort> Sort(IQueryCollection query, DeliveredType type, Dictionary<string, string> errors)
    {
        var names = QueryParameters.Single(query, "sort", errors)?.Split(',') ?? ["-published"];
        var keys = new List<ItemSort>(names.Length);
        string[] fields = [.. type.Indexed.Where(field => field.IsOrdered).Select(field => IndexedFields.Prefix + field.Name)];
        foreach (var name in names)
        {
            if (Key(name) is not { } key || keys.Any(other => other.Key == key.Key) || (key.Field is not null && keys.Count > 0))
            {
                errors["sort"] = ApiText.Say("SortKeys", string.Join(", ", fields.Concat(SortKeys.Keys).SelectMany(known => new[] { known, "-" + known })));
                return ByPublication;
            }

            keys.Add(key);
        }

        // What has the same value follows in the order in which it was published: the index has both.
        return keys is [{ Field: not null } only] ? [only, new(ItemSortKey.Published, only.Descending)] : keys;

        ItemSort? Key(string name)
        {
            var (known, descending) = name.StartsWith('-') ? (name[1..], true) : (name, false);
            return SortKeys.TryGetValue(known, out var key) ? new(key, descending) : fields.Contains(known) ? new(ItemSortKey.Field, descending, known[IndexedFields.Prefix.Length..]) : null;
        }
    }
}
