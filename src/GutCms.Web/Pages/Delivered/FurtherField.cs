using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using GutCms.Core.Content.Html;

namespace GutCms.Web.Pages.Delivered;

/// <summary>What a field that a recipe added to a type says to readers. Shape: <c>content.fields</c> in <c>docs/delivery.md</c>.</summary>
/// <param name="Label">Its name in words.</param>
/// <param name="Values">What it says, one or more.</param>
internal sealed record FurtherField(string Label, IReadOnlyList<FurtherValue> Values)
{
    /// <summary>The fields that say something, in the order in which they are delivered.</summary>
    /// <param name="fields">The member <c>fields</c>; null: there are none.</param>
    /// <param name="yes">What stands for true.</param>
    public static IReadOnlyList<FurtherField> Of(JsonObject? fields, string yes) =>
        [.. (fields ?? []).Select(member => new FurtherField(LabelOf(member.Key), [.. ValuesOf(member.Value, yes)])).Where(field => field.Values.Count > 0)];

    /// <summary>The name of a field in words. A delivered field has no label of its own: "intakeNote" reads "Intake note".</summary>
    public static string LabelOf(string name)
    {
        var words = string.Concat(name.Select((letter, index) =>
            index > 0 && char.IsUpper(letter) && char.IsLower(name[index - 1]) ? " " + char.ToLowerInvariant(letter) : letter.ToString()));
        return words.Length == 0 ? words : char.ToUpperInvariant(words[0]) + words[1..];
    }

    private static IEnumerable<FurtherValue> ValuesOf(JsonNode? value, string yes) => value switch
    {
        JsonArray several => several.SelectMany(one => ValuesOf(one, yes)),
        JsonObject named => named["text"]?.ToString() is { Length: > 0 } text ? [FurtherValue.Of(text, named["url"]?.ToString())]
            : named["path"]?.ToString() is { Length: > 0 } path ? [FurtherValue.Of(path, null)] : [],
        JsonValue one when one.GetValueKind() == JsonValueKind.String && one.ToString() is { Length: > 0 } text => [FurtherValue.Of(text, text)],
        JsonValue one when one.GetValueKind() == JsonValueKind.Number => [FurtherValue.Of(Convert.ToString(one.GetValue<decimal>(), CultureInfo.InvariantCulture)!, null)],
        JsonValue one when one.GetValueKind() == JsonValueKind.True => [FurtherValue.Of(yes, null)],
        _ => [],
    };
}

/// <summary>A value of a field: one of HTML, a link, or text.</summary>
/// <param name="Text">Plain text.</param>
/// <param name="Address">Where it leads, http or https; null: nowhere.</param>
/// <param name="Html">Sanitised HTML in place of the text; null: it is text.</param>
internal sealed record FurtherValue(string Text, string? Address, string? Html)
{
    /// <summary>Tells what a value is by its form: delivered HTML begins with an element, and is what the sanitiser leaves of it.</summary>
    public static FurtherValue Of(string text, string? address) => text.StartsWith('<') && ContentHtml.Sanitize(text) == text
        ? new(text, null, text)
        : new(text, Uri.TryCreate(address, UriKind.Absolute, out var link) && (link.Scheme is "http" or "https") ? link.AbsoluteUri : null, null);
}
