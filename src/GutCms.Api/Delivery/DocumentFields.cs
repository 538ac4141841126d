using System.Text.Json;
using GutCms.Api.Http;
using GutCms.Api.Texts;
using GutCms.Core.Delivery;
using GutCms.Core.Storage;
using Microsoft.AspNetCore.Http;

namespace GutCms.Api.Delivery;

/// <summary>Some of the members of a document. Who it is and which text it is of is always among them, and that it is not the whole.</summary>
internal static class DocumentFields
{
    /// <summary>Name of the parameter, and its separator of names.</summary>
    public const string Parameter = "fields";

    private const string Content = "content";
    private const string Links = "links";
    private const string Translations = "translations";

    private static readonly string[] Always = ["id", "contentHash"];
    private static readonly string[] Names = ["id", "versionId", "slug", "url", Content, "contentHash"];
    private static readonly string[] Instants = ["publishedUtc", "liveSinceUtc", "modifiedUtc"];
    private static readonly string[] OfContent = ["type", "language", "title", "subtitle", "excerpt", "description", "picture", "html", "markdown", "body", "references", "disclaimer", "fields", "parts", "other"];

    /// <summary>Names that can be asked for of a document.</summary>
    public static string[] OfDocument(DeliveredType type) =>
    [
        .. type.Kind switch
        {
            DeliveryKind.Article => (string[])[.. Names, "picture", "figures", "presentation", "presentationHash", "stub", "readingMinutes", "tableOfContents", "series", "hotArticles", "disclaimer", "review", "jsonLd", Links, Translations],
            DeliveryKind.Series => [.. Names, "title", "description", "language", "presentation", "presentationHash", "count", "articles", "review", Translations],
            DeliveryKind.Disclaimer => ["id", "versionId", "kind", "title", "html", "language", "contentHash"],
            _ => [.. Names, "type", "presentation", "presentationHash", "disclaimer", "review", Links, Translations],
        },
        .. Instants,
        .. type.Kind == DeliveryKind.Disclaimer ? [] : OfContent.Select(name => $"{Content}.{name}"),
        .. type.Links.Select(name => $"{Links}.{name}"),
    ];

    /// <summary>Names that can be asked for in a list.</summary>
    public static string[] OfSummary(DeliveredType type) =>
    [
        .. type.Kind switch
        {
            DeliveryKind.Article => (string[])["id", "slug", "url", "title", "subtitle", "excerpt", "language", "picture", "stub", "readingMinutes", "series", Translations, "contentHash", "reviewStatus", "bytesUtc"],
            DeliveryKind.Series => ["id", "versionId", "slug", "url", "title", "description", "language", "count", Translations, "contentHash", "reviewStatus", "bytesUtc"],
            DeliveryKind.Disclaimer => ["id", "versionId", "kind", "title", "html", "language", "contentHash"],
            _ => ["id", "versionId", "type", "slug", "url", "title", "language", Links, Translations, "contentHash", "reviewStatus", "bytesUtc"],
        },
        .. Instants,
        .. type.Kind == DeliveryKind.Item ? type.Links.Select(name => $"{Links}.{name}") : [],
    ];

    /// <summary>What is asked for; null: the whole.</summary>
    public static IReadOnlyList<string>? Read(IQueryCollection query, string[] permitted, Dictionary<string, string> errors)
    {
        if (QueryParameters.Single(query, Parameter, errors) is not { } value)
        {
            return null;
        }

        string[] names = [.. value.Split(',').Distinct(StringComparer.Ordinal)];
        if (names.FirstOrDefault(name => !permitted.Contains(name, StringComparer.Ordinal)) is { } unknown)
        {
            errors[Parameter] = ApiText.Say("FieldNames", unknown, string.Join(", ", permitted));
        }

        return names;
    }

    /// <summary>Some of the members of a summary.</summary>
    public static byte[] Select(byte[] summary, IReadOnlyList<string> fields)
    {
        using var json = JsonDocument.Parse(summary);
        return SelectedDocument.Write(writer => Write(writer, json.RootElement, fields));
    }

    /// <summary>Writes some of the members of a document into an object, in their order.</summary>
    /// <remarks>The certificate stands only beside the whole text that it is about: what is left out cannot be verified, and what is not the whole does not pass for it.</remarks>
    public static void Write(Utf8JsonWriter writer, JsonElement document, IReadOnlyList<string> fields)
    {
        var hasText = fields.Contains(Content, StringComparer.Ordinal);
        foreach (var member in document.EnumerateObject())
        {
            if (member.NameEquals("review") && fields.Contains("review", StringComparer.Ordinal) && !hasText)
            {
                writer.WritePropertyName(member.Name);
                Without(writer, member.Value, "certificate");
            }
            else if (Always.Contains(member.Name) || fields.Contains(member.Name, StringComparer.Ordinal))
            {
                member.WriteTo(writer);
            }
            else if (member.Value.ValueKind == JsonValueKind.Object && fields.Any(name => name.StartsWith(member.Name + ".", StringComparison.Ordinal)))
            {
                writer.WriteStartObject(member.Name);
                foreach (var inner in member.Value.EnumerateObject().Where(inner => fields.Contains($"{member.Name}.{inner.Name}", StringComparer.Ordinal)))
                {
                    inner.WriteTo(writer);
                }

                writer.WriteEndObject();
            }
        }

        writer.WriteBoolean("partial"u8, true);
    }

    private static void Without(Utf8JsonWriter writer, JsonElement json, string name)
    {
        writer.WriteStartObject();
        foreach (var member in json.EnumerateObject())
        {
            if (member.NameEquals(name))
            {
                writer.WriteNull(name);
            }
            else
            {
                member.WriteTo(writer);
            }
        }

        writer.WriteEndObject();
    }
}
