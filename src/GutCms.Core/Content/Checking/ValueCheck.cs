using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using GutCms.Core.Content.Html;
using GutCms.Core.Content.Items;
using GutCms.Core.Json;
using GutCms.Core.Texts;

namespace GutCms.Core.Content.Checking;

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
        else if (Fault(value, kind) is { } sentence)
        {
            faults.Add(path, sentence);
        }
    }

    private void CheckList(JsonNode value, ValueKind element, string path)
    {
        if (value is not JsonArray list)
        {
            faults.Add(path, Sentence.Of("Content.Strings"));
            return;
        }

        for (var i = 0; i < list.Count; i++)
        {
            if (list[i] is null)
            {
                faults.Add($"{path}[{i}]", Sentence.Of("Content.String"));
            }
            else
            {
                Check(list[i], element, $"{path}[{i}]");
            }
        }
    }

    private static Sentence? Fault(JsonNode value, ValueKind kind) => kind switch
    {
        ValueKind.Boolean => value.GetValueKind() is JsonValueKind.True or JsonValueKind.False ? null : Sentence.Of("Content.Flag"),
        ValueKind.Integer => value is JsonValue json && value.GetValueKind() == JsonValueKind.Number && json.TryGetValue<long>(out _) ? null : Sentence.Of("Content.WholeNumber"),
        ValueKind.Number => value is JsonValue json && value.GetValueKind() == JsonValueKind.Number && json.TryGetValue<decimal>(out _) ? null : Sentence.Of("Content.Number"),
        ValueKind.Items => value is JsonArray ? null : Sentence.Of("Content.Items"),
        _ => value.AsText() is { } text ? TextFault(text, kind) : Sentence.Of("Content.String"),
    };

    private static Sentence? TextFault(string text, ValueKind kind) => kind switch
    {
        _ when text.Length == 0 => null,
        ValueKind.DateTime => ContentDates.TryParse(text, out _) ? null : Sentence.Of("Content.DateTime"),
        ValueKind.Date => ContentDates.TryParse(text, out _) ? null : Sentence.Of("Content.Date"),
        ValueKind.Time => TimeSpan.TryParseExact(text, @"hh\:mm\:ss", CultureInfo.InvariantCulture, out _) ? null : Sentence.Of("Content.Time"),
        ValueKind.ItemId => ContentIds.IsValid(text) ? null : Sentence.Of("Content.Id"),
        ValueKind.Url => HtmlAttributes.IsSafeLink(text) ? null : Sentence.Of("Content.Url"),
        _ => IsWellFormed(text) ? null : Sentence.Of("Content.HalfSurrogate"),
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
