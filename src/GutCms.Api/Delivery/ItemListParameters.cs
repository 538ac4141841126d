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
        ["after", "fields", "first", IndexedFields.Language, "modifiedBefore", "modifiedFrom", "publishedBefore", "publishedFrom", "sort", IndexedFields.Status];

    private static readonly Dictionary<string, ItemSortKey> SortKeys = new(StringComparer.Ordinal)
    {
        ["published"] = ItemSortKey.Published,
        ["modified"] = ItemSortKey.Modified,
        ["title"] = ItemSortKey.Title,
    };

    /// <summary>Statuses that can be asked for.</summary>
    public static readonly string[] Statuses = ["published", "imported", "reviewDue", "none"];

    /// <summary>Names of what may be in the query of a list of this type.</summary>
    public static string[] Permitted(DeliveredType type) =>
        [.. Always, .. type.Kind == DeliveryKind.Article ? [IndexedFields.Series] : Array.Empty<string>(), .. type.Indexed.Select(field => IndexedFields.Prefix + field.Name)];

    /// <summary>Reads it. What is wrong is added to <paramref name="errors"/>, by name of the parameter.</summary>
    public static ItemListQuery Read(IQueryCollection query, DeliveredType type, Dictionary<string, string> errors)
    {
        var filters = new List<DeliveryValue>();
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

        if (filters.Count > MostFilters)
        {
            errors[filters[^1].Name] = ApiText.Say("MostFilters", MostFilters);
        }

        return new(
            type.Name, filters, Period(query, "published", errors), Period(query, "modified", errors), Sort(query, errors), QueryParameters.After(query, errors), QueryParameters.First(query, errors));

        void Add(string name, Func<string, string?> normalise, Func<string> fault)
        {
            if (QueryParameters.Single(query, name, errors) is not { } value)
            {
                return;
            }

            if (normalise(value) is { } text)
            {
                filters.Add(new(name, text));
            }
            else
            {
                errors[name] = fault();
            }
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

    private static List<ItemSort> Sort(IQueryCollection query, Dictionary<string, string> errors)
    {
        var names = QueryParameters.Single(query, "sort", errors)?.Split(',') ?? ["-published"];
        var keys = new List<ItemSort>(names.Length);
        foreach (var name in names)
        {
            if (!SortKeys.TryGetValue(name.TrimStart('-'), out var key) || name.StartsWith("--", StringComparison.Ordinal) || keys.Any(other => other.Key == key))
            {
                errors["sort"] = ApiText.Say("SortKeys", string.Join(", ", SortKeys.Keys.SelectMany(known => new[] { known, "-" + known })));
                return [new(ItemSortKey.Published, Descending: true)];
            }

            keys.Add(new(key, name.StartsWith('-')));
        }

        return keys;
    }
}
