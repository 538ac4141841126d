using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace GutCms.Core.Content;

/// <summary>Checks single values against their kind. Null is always allowed here: whether a value is required is a setting.</summary>
internal sealed class ValueCheck(ContentFaults faults)
{
    public void Check(JsonNode? value, ValueKind kind, string path)
    {
        if (value is null || kind == ValueKind.Any)
        {
            return;
        }

        if (kind is ValueKind.TextList or ValueKind.ItemIds)
        {
            CheckList(value, kind == ValueKind.ItemIds ? ValueKind.ItemId : ValueKind.Text, path);
        }
        else if (Fault(value, kind) is { } message)
        {
            faults.Add(path, message);
        }
    }

    private void CheckList(JsonNode value, ValueKind element, string path)
    {
        if (value is not JsonArray list)
        {
            faults.Add(path, "A list of strings is expected.");
            return;
        }

        for (var i = 0; i < list.Count; i++)
        {
            if (list[i] is null)
            {
                faults.Add($"{path}[{i}]", "A string is expected.");
            }
            else
            {
                Check(list[i], element, $"{path}[{i}]");
            }
        }
    }

    private static string? Fault(JsonNode value, ValueKind kind) => kind switch
    {
        ValueKind.Boolean => value.GetValueKind() is JsonValueKind.True or JsonValueKind.False ? null : "true or false is expected.",
        ValueKind.Integer => value is JsonValue json && value.GetValueKind() == JsonValueKind.Number && json.TryGetValue<long>(out _) ? null : "A whole number is expected.",
        ValueKind.Number => value is JsonValue json && value.GetValueKind() == JsonValueKind.Number && json.TryGetValue<decimal>(out _) ? null : "A number is expected.",
        ValueKind.Items => value is JsonArray ? null : "A list of content items is expected.",
        _ => value.AsText() is { } text ? TextFault(text, kind) : "A string is expected.",
    };

    private static string? TextFault(string text, ValueKind kind) => kind switch
    {
        _ when text.Length == 0 => null,
        ValueKind.DateTime => ContentDates.TryParse(text, out _) ? null : "A date in ISO 8601 form is expected, for example 2026-01-02T03:04:05Z.",
        ValueKind.Date => ContentDates.TryParse(text, out _) ? null : "A date in ISO 8601 form is expected, for example 2026-01-02.",
        ValueKind.Time => TimeSpan.TryParseExact(text, @"hh\:mm\:ss", CultureInfo.InvariantCulture, out _) ? null : "A time of day is expected, for example 09:30:00.",
        ValueKind.ItemId => ContentIds.IsValid(text) ? null : "An id has 26 characters out of 0123456789abcdefghjkmnpqrstvwxyz.",
        ValueKind.Url => HtmlAttributes.IsSafeLink(text) ? null : "An address begins with http, https or mailto, or is relative to this site.",
        _ => IsWellFormed(text) ? null : "The text holds half of a surrogate pair.",
    };

    private static bool IsWellFormed(string text)
    {
        for (var rest = text.AsSpan(); rest.IndexOfAnyInRange('\uD800', '\uDFFF') is >= 0 and var at; rest = rest[(at + 2)..])
        {
            if (at + 1 == rest.Length || !char.IsSurrogatePair(rest[at], rest[at + 1]))
            {
                return false;
            }
        }

        return true;
    }
}
