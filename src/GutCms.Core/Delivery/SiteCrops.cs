using System.Text.Json.Nodes;
using GutCms.Core.Json;
using GutCms.Core.Media;
using GutCms.Core.Storage;

namespace GutCms.Core.Delivery;

/// <summary>In which ratios the site has pictures cropped, as it is on file: what documents were made by, with what they were made by earlier.</summary>
internal static class SiteCrops
{
    /// <summary>Kind and name of the site document.</summary>
    public const string Kind = "media", Name = "crops";

    private const string Present = "Ratios", Former = "Former";

    /// <summary>What is on file; where nothing is, what all documents had before there was a choice.</summary>
    public static async Task<CropRatios> OfAsync(IUnitOfWork work, CancellationToken cancellationToken) =>
        await work.GetDocumentAsync(Kind, Name, cancellationToken) is { } json ? new([.. RatiosOf(json, Present)], [.. RatiosOf(json, Former)]) : CropRatios.Usual;

    /// <summary>Puts others on file.</summary>
    public static Task SaveAsync(IUnitOfWork work, CropRatios crops, CancellationToken cancellationToken) =>
        work.SaveDocumentAsync(Kind, Name, new() { [Present] = Names(crops.Present), [Former] = Names(crops.Former) }, cancellationToken);

    private static IEnumerable<CropRatio> RatiosOf(JsonObject json, string member) =>
        json.Texts(member).Select(CropRatio.Find).OfType<CropRatio>();

    private static JsonArray Names(IEnumerable<CropRatio> ratios) => [.. ratios.Select(ratio => (JsonNode)ratio.Name)];
}
