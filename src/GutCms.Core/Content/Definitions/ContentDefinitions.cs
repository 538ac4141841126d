using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json.Nodes;

namespace GutCms.Core.Content.Definitions;

/// <summary>A field of a part.</summary>
/// <param name="Name">Name of the field within its part, for example <c>Subtitle</c>.</param>
/// <param name="FieldName">The field's type, for example <c>TextField</c>.</param>
/// <param name="Settings">Settings keyed by settings class.</param>
public sealed record ContentFieldDefinition(string Name, string FieldName, JsonObject Settings)
{
    /// <summary>Where the editor shows it among the others of its part, from 0 on; the greatest number where its settings say nothing.</summary>
    public decimal Position => Places.Of(Settings["ContentPartFieldSettings"] as JsonObject);

    /// <summary>Whether readers get what it picks: as its settings say; null where they say nothing.</summary>
    public bool? IsDelivered => DeliverySettings.Flag(Settings, DeliverySettings.OfField, DeliverySettings.Delivered);

    /// <summary>Whether lists can be narrowed by its values.</summary>
    public bool IsIndexed => DeliverySettings.Flag(Settings, DeliverySettings.OfField, DeliverySettings.Indexed) == true;
}

/// <summary>Reads where something stands among others.</summary>
file static class Places
{
    public static decimal Of(JsonObject? settings) =>
        decimal.TryParse(settings?["Position"]?.ToString(), NumberStyles.Number, CultureInfo.InvariantCulture, out var position) ? position : decimal.MaxValue;
}

/// <summary>A reusable group of fields, or a part that the program knows (<c>TitlePart</c>).</summary>
/// <param name="Name">Technical name.</param>
/// <param name="Settings">Settings keyed by settings class.</param>
/// <param name="Fields">Fields in the order of definition.</param>
public sealed record ContentPartDefinition(string Name, JsonObject Settings, ImmutableArray<ContentFieldDefinition> Fields)
{
    /// <summary>Its fields in the order of the editor: by position, and where that is the same or missing in the order of definition.</summary>
    public IEnumerable<ContentFieldDefinition> InOrder() => Fields.OrderBy(field => field.Position);
}

/// <summary>The use of a part in a type.</summary>
/// <param name="Name">Name of the use; differs from <paramref name="PartName"/> for a named part such as <c>Body</c>.</param>
/// <param name="PartName">Name of the part.</param>
/// <param name="Settings">Settings keyed by settings class.</param>
public sealed record ContentTypePartDefinition(string Name, string PartName, JsonObject Settings)
{
    /// <summary>Where the editor shows it among the others of its type, from 0 on; the greatest number where its settings say nothing.</summary>
    public decimal Position => Places.Of(Settings["ContentTypePartSettings"] as JsonObject);
}

/// <summary>A content type: a list of parts with settings.</summary>
/// <param name="Name">Technical name, for example <c>Article</c>.</param>
/// <param name="DisplayName">Name for people.</param>
/// <param name="Settings">Settings keyed by settings class.</param>
/// <param name="Parts">Parts in the order of definition.</param>
public sealed record ContentTypeDefinition(string Name, string DisplayName, JsonObject Settings, ImmutableArray<ContentTypePartDefinition> Parts)
{
    /// <summary>Whether its settings mark it as delivered. The program's own types are, whatever these say.</summary>
    public bool IsMarkedDelivered => DeliverySettings.Flag(Settings, DeliverySettings.OfType, DeliverySettings.Delivered) == true;

    /// <summary>Its parts in the order of the editor: by position, and where that is the same or missing in the order of definition.</summary>
    public IEnumerable<ContentTypePartDefinition> InOrder() => Parts.OrderBy(use => use.Position);
}

/// <summary>All type and part definitions of a site at one moment; immutable.</summary>
/// <param name="Types">Types by technical name (case-sensitive), in the order of definition.</param>
/// <param name="Parts">Part definitions by technical name (case-sensitive), in the order of definition.</param>
public sealed record ContentDefinitions(ImmutableArray<ContentTypeDefinition> Types, ImmutableArray<ContentPartDefinition> Parts)
{
    /// <summary>No definitions.</summary>
    public static ContentDefinitions Empty { get; } = new([], []);

    /// <summary>The type of that name, or null.</summary>
    public ContentTypeDefinition? FindType(string name) => Types.FirstOrDefault(type => type.Name == name);

    /// <summary>The part definition of that name, or null.</summary>
    public ContentPartDefinition? FindPart(string name) => Parts.FirstOrDefault(part => part.Name == name);
}
