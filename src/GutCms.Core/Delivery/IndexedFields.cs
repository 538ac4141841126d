using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using GutCms.Core.Content.Checking;
using GutCms.Core.Content.Definitions;
using GutCms.Core.Content.Items;
using GutCms.Core.Content.Projecting;
using GutCms.Core.Json;
using GutCms.Core.Searching;
using GutCms.Core.Storage;

namespace GutCms.Core.Delivery;

/// <summary>A field by which lists can be narrowed.</summary>
/// <param name="Name">Its name in queries, camelCase.</param>
/// <param name="FieldType">Type of the field.</param>
public sealed record IndexedField(string Name, string FieldType)
{
    /// <summary>Lists can be ordered by it, and narrowed to a range of its values.</summary>
    public bool IsOrdered => FieldType is "NumericField" or "DateField" or "DateTimeField" or "TextField";

    /// <summary>A value as it is filed; null: the field has no such value.</summary>
    /// <param name="value">As somebody writes it.</param>
    public string? Normalise(string value)
    {
        ArgumentNullException.ThrowIfNull(value);
        return FieldType switch
        {
            "BooleanField" => value is "true" or "false" ? value : null,
            "NumericField" => decimal.TryParse(value, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) ? IndexedFields.Text(FieldProjection.Number(JsonValue.Create(number))) : null,
            "DateField" => ContentDates.TryParse(value, out var date) ? date.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture) : null,
            "DateTimeField" => ContentDates.TryParse(value, out var instant) ? instant.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture) : null,
            _ => value.Length is > 0 and <= IndexedFields.MostCharacters ? value : null,
        };
    }

    /// <summary>A text that stands among others as the value does among values, compared by its bytes; empty: the field has no such value. A text that was granted may have one of another definition.</summary>
    /// <param name="value">A value as it is filed.</param>
    public string OrderOf(string value) => FieldType switch
    {
        "NumericField" => double.TryParse(value, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) ? Ordered(number) : "",
        "TextField" => SearchTokens.SortKey(value, IndexedFields.MostCharacters),
        _ => value,
    };

    // The bits of a number, of which those of a negative one go the other way.
    private static string Ordered(double number)
    {
        var bits = BitConverter.DoubleToInt64Bits(number == 0 ? 0 : number);
        return ((ulong)bits ^ (bits < 0 ? ulong.MaxValue : 1UL << 63)).ToString("x16", CultureInfo.InvariantCulture);
    }
}

/// <summary>Which values of an item lists can find it by, read from the text that readers are shown.</summary>
public static class IndexedFields
{
    /// <summary>Name of the language.</summary>
    public const string Language = "language";

    /// <summary>Name of how it was reviewed.</summary>
    public const string Status = "status";

    /// <summary>Name of the set of translations that an item is in.</summary>
    public const string Translations = "translations";

    /// <summary>Name of the slug of the series.</summary>
    public const string Series = "series";

    /// <summary>Longest value that is filed, in characters.</summary>
    public const int MostCharacters = 200;

    /// <summary>What stands before the name of a field.</summary>
    public const string Prefix = "field.";

    /// <summary>Name of what a list is ordered by; each document of the type has one such value, an empty one where the field has none.</summary>
    /// <param name="field">Name of the field in queries.</param>
    public static string OrderName(string field) => "order." + field;

    /// <summary>The indexed fields of a type.</summary>
    public static IReadOnlyList<IndexedField> Of(string contentType, ContentDefinitions definitions)
    {
        ArgumentNullException.ThrowIfNull(definitions);
        return [.. Indexed(contentType, definitions).Select(field => new IndexedField(field.Name, field.Field.FieldName))];
    }

    /// <summary>The values of a document.</summary>
    /// <param name="text">What it shows.</param>
    /// <param name="links">What it links to: of terms those above them count as well.</param>
    /// <param name="reviewStatus">How it was reviewed.</param>
    /// <param name="seriesSlug">Slug of its series; null: none.</param>
    /// <param name="definitions">The definitions.</param>
    internal static IReadOnlyList<DeliveryValue> ValuesOf(ShownText text, IReadOnlyList<FieldLinks> links, string reviewStatus, string? seriesSlug, ContentDefinitions definitions)
    {
        List<DeliveryValue> values = [new("", ""), new(Status, reviewStatus)];
        if (text.Content.Text("language") is { } language)
        {
            values.Add(new(Language, language.ToLowerInvariant()));
        }

        if (ItemMeaning.TranslationsOf(text.Item) is { } set)
        {
            values.Add(new(Translations, set));
        }

        if (seriesSlug is not null)
        {
            values.Add(new(Series, seriesSlug));
        }

        foreach (var field in Indexed(text.Item.ContentType, definitions))
        {
            var known = Texts(field, text.Content).Where(value => value.Length > 0 && !value.Contains('\0', StringComparison.Ordinal)).ToList();
            values.AddRange(known.Where(value => value.Length <= MostCharacters).Select(value => new DeliveryValue(Prefix + field.Name, value)));
            values.AddRange(links.Where(link => link.Name == field.Name).SelectMany(link => link.Targets).SelectMany(term => term.Above).Select(parent => new DeliveryValue(Prefix + field.Name, parent.Id)));
            if (new IndexedField(field.Name, field.Field.FieldName) is { IsOrdered: true } ordered)
            {
                values.Add(new(OrderName(field.Name), known is [var first, ..] ? ordered.OrderOf(first) : ""));
            }
        }

        return [.. values.Distinct()];
    }

    /// <summary>A value as it is filed.</summary>
    internal static string? Text(JsonNode? value) => value?.GetValueKind() switch
    {
        JsonValueKind.String => value!.GetValue<string>(),
        JsonValueKind.Number or JsonValueKind.True => value!.ToJsonString(),
        JsonValueKind.Object => (value as JsonObject).Text("id"),
        _ => null,
    };

    private static IEnumerable<DeliveredField> Indexed(string contentType, ContentDefinitions definitions) =>
        DeliveredFields.Of(contentType, definitions).Where(field => field.Field.IsIndexed && DeliveredCheck.Indexable.Contains(field.Field.FieldName));

    private static IEnumerable<string> Texts(DeliveredField field, JsonObject content) => field.Find(content) switch
    {
        JsonArray values => values.Select(Text).OfType<string>(),
        null when field.Field.FieldName == "BooleanField" => ["false"],
        var value => Text(value) is { } text ? [text] : [],
    };
}
