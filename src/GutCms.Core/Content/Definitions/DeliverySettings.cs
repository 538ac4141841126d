using System.Text.Json.Nodes;

namespace GutCms.Core.Content.Definitions;

/// <summary>Names of the settings by which definitions say what readers get.</summary>
public static class DeliverySettings
{
    /// <summary>Settings of a type.</summary>
    public const string OfType = "DeliverySettings";

    /// <summary>Settings of a field.</summary>
    public const string OfField = "DeliveryFieldSettings";

    /// <summary>Of a type: its items have documents. Of a picker: what it picks is delivered with the item.</summary>
    public const string Delivered = "Delivered";

    /// <summary>Of a field: lists can be narrowed by it.</summary>
    public const string Indexed = "Indexed";

    /// <summary>What a setting says; null: nothing.</summary>
    internal static bool? Flag(JsonObject settings, string group, string name) =>
        (settings[group] as JsonObject)?[name] is JsonValue value && value.TryGetValue<bool>(out var flag) ? flag : null;
}
