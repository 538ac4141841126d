using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using GutCms.Core.Content.Definitions;
using GutCms.Core.Media;
using GutCms.Core.Storage;

namespace GutCms.Core.Delivery;

/// <summary>Remembers what all documents have in common, and notices when it changed: then each of them has to be written anew.</summary>
internal static class DeliveryFormat
{
    /// <summary>Counted up with every change of the program after which the same content gives other bytes.</summary>
    private const int Version = 12;

    /// <summary>Kind of the site document.</summary>
    public const string Kind = "delivery";

    private const string Name = "format";

    /// <summary>True when the documents on file were made by the present format, site language, set of fields and ratios of pictures.</summary>
    public static async Task<bool> IsOnFileAsync(IUnitOfWork work, CancellationToken cancellationToken) =>
        await IsOnFileAsync(work, await OfAsync(work, await work.GetDefinitionsAsync(cancellationToken), await SiteLanguage.OfAsync(work, cancellationToken), cancellationToken), cancellationToken);

    /// <summary>True when the documents on file were made by another one. Puts the present one on file in this unit of work.</summary>
    public static async Task<bool> HasChangedAsync(IUnitOfWork work, ContentDefinitions definitions, string language, CancellationToken cancellationToken)
    {
        var current = await OfAsync(work, definitions, language, cancellationToken);
        if (await IsOnFileAsync(work, current, cancellationToken))
        {
            return false;
        }

        await work.SaveDocumentAsync(Kind, Name, current, cancellationToken);
        return true;
    }

    /// <summary>Makes the next refresh of this unit of work write every document anew, byte for byte.</summary>
    public static async Task ForgetAsync(IUnitOfWork work, CancellationToken cancellationToken)
    {
        if (await work.GetDocumentAsync(Kind, Name, cancellationToken) is not { Count: 0 })
        {
            await work.SaveDocumentAsync(Kind, Name, [], cancellationToken);
        }
    }

    private static async Task<JsonObject> OfAsync(IUnitOfWork work, ContentDefinitions definitions, string language, CancellationToken cancellationToken)
    {
        var format = new JsonObject { ["Version"] = Version, ["Language"] = language, ["Fields"] = Fingerprint(definitions) };

        // Named only where they are others than those that all documents had before there was a choice.
        if (await SiteCrops.OfAsync(work, cancellationToken) is var crops && crops.Names != CropRatios.Usual.Names)
        {
            format["Crops"] = crops.Names;
        }

        return format;
    }

    private static async Task<bool> IsOnFileAsync(IUnitOfWork work, JsonObject format, CancellationToken cancellationToken) =>
        JsonNode.DeepEquals(await work.GetDocumentAsync(Kind, Name, cancellationToken), format);

    // Names decide what is delivered, and those settings that say so; others (labels, editors) do not.
    private static string Fingerprint(ContentDefinitions definitions)
    {
        var text = new StringBuilder();
        foreach (var type in definitions.Types)
        {
            text.Append("type ").Append(type.Name).AppendLine(type.IsMarkedDelivered ? " delivered" : "");
            text.AppendJoin('\n', type.Parts.Select(part => $"{part.Name}={part.PartName}")).AppendLine();
        }

        foreach (var part in definitions.Parts)
        {
            text.Append("part ").AppendLine(part.Name);
            text.AppendJoin('\n', part.Fields.Select(field => $"{field.Name}:{field.FieldName}{(field.IsDelivered is { } delivered ? $" delivered={delivered}" : "")}{(field.IsIndexed ? " indexed" : "")}")).AppendLine();
        }

        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text.ToString())));
    }
}
