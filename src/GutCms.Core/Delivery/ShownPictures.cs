using System.Text.Json;
using System.Text.Json.Nodes;
using GutCms.Core.Json;
using GutCms.Core.Media;
using GutCms.Core.Storage;

namespace GutCms.Core.Delivery;

/// <summary>
/// The pictures of a text as sites need them: what the text says of a picture, which was approved with it, and what follows from the bytes of the picture alone, which the text names by their hash. Nothing that
/// can be said otherwise tomorrow, as the library's own words about a picture can; but where it is cropped for cards, which no text says.
/// </summary>
internal static class ShownPictures
{
    /// <summary>Name in the projection.</summary>
    public const string Member = "picture";

    private const string Body = "body", Path = "path";

    // What pages of other sites show of an article: wide enough, and of a kind that each of their programs reads.
    private const int MostCardWidth = 1280;
    private const string CardType = "image/jpeg";

    /// <summary>The picture that stands for a text; null: none.</summary>
    public static JsonObject? LeadingOf(JsonObject content) => Named(content.Object(Member));

    /// <summary>The pictures in the body of a text, each with the id of its block.</summary>
    public static IEnumerable<(string? Block, JsonObject Picture)> FiguresOf(JsonObject content) =>
        (content.Array(Body) ?? []).OfType<JsonObject>().Select(block => (block.Text("id"), Picture: Named(block.Object(Member)))).Where(figure => figure.Picture is not null).Select(figure => (figure.Item1, figure.Picture!));

    /// <summary>The pictures of texts that a library holds.</summary>
    public static async Task<KnownPictures> FindAsync(IUnitOfWork work, IEnumerable<JsonObject> contents, CancellationToken cancellationToken)
    {
        var ids = contents.SelectMany(All).Select(IdOf).OfType<string>().ToHashSet(StringComparer.Ordinal);
        return ids.Count > 0 && await work.FindPicturesAsync(ids, cancellationToken) is { Count: > 0 } files ? new(files, await SiteCrops.OfAsync(work, cancellationToken)) : KnownPictures.None;
    }

    /// <summary>All pictures of a text: the one that stands for it, those in its body, and those of fields that a site added.</summary>
    public static IEnumerable<string> IdsIn(JsonNode? content) => content switch
    {
        JsonObject json => json.SelectMany(member => member.Key == Path && member.Value.AsText() is { } path && MediaAddresses.IdOf(path) is { } id ? [id] : IdsIn(member.Value)),
        JsonArray array => array.SelectMany(IdsIn),
        _ => [],
    };

    /// <summary>Writes a picture, or null.</summary>
    public static void Write(Utf8JsonWriter writer, JsonObject? picture, KnownPictures library)
    {
        if (picture is null)
        {
            writer.WriteNull(Member);
            return;
        }

        writer.WriteStartObject(Member);
        WriteMembers(writer, picture, library);
        WriteCrops(writer, FileOf(picture, library), library.Crops);
        writer.WriteEndObject();
    }

    /// <summary>Writes the pictures of a body, or null.</summary>
    public static void WriteFigures(Utf8JsonWriter writer, JsonObject content, KnownPictures library)
    {
        var figures = FiguresOf(content).ToList();
        if (figures.Count == 0)
        {
            writer.WriteNull("figures"u8);
            return;
        }

        writer.WriteStartArray("figures"u8);
        foreach (var (block, picture) in figures)
        {
            writer.WriteStartObject();
            writer.WriteString("block"u8, block);
            WriteMembers(writer, picture, library);
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
    }

    /// <summary>Writes a picture in the terms of schema.org.</summary>
    /// <remarks>https://schema.org/ImageObject.</remarks>
    public static void WriteStructured(Utf8JsonWriter writer, JsonObject picture, KnownPictures library)
    {
        var file = FileOf(picture, library);
        var card = file is null ? null : MediaAddresses.WidestUpTo(file, MostCardWidth, CardType);
        writer.WriteStartObject("image"u8);
        writer.WriteString("@type"u8, "ImageObject");
        writer.WriteString("url"u8, file is null || card is null ? SourceOf(picture) : MediaAddresses.Of(file, card));
        if (file is not null)
        {
            var height = card?.Fit(file.Width, file.Height)?.Height ?? file.Height;
            writer.WriteNumber("width"u8, card?.Width ?? file.Width);
            writer.WriteNumber("height"u8, height);
        }

        WriteIfPresent(writer, "caption", picture.Text("caption"));
        WriteIfPresent(writer, "creditText", picture.Text("credit"));

        // There it is an address; terms in words are said where the picture is delivered.
        WriteIfPresent(writer, "license", Uri.TryCreate(picture.Text("license"), UriKind.Absolute, out var terms) && terms.Scheme is "http" or "https" ? picture.Text("license") : null);
        writer.WriteEndObject();
    }

    private static void WriteMembers(Utf8JsonWriter writer, JsonObject picture, KnownPictures library)
    {
        var file = FileOf(picture, library);
        writer.WriteString(Path, picture.Text(Path));
        writer.WriteString("src"u8, SourceOf(picture));
        Number("width", file?.Width);
        Number("height", file?.Height);
        writer.WriteString("alt"u8, picture.Text("alt") ?? "");
        writer.WriteBoolean("decorative"u8, picture.Flag("decorative"));
        writer.WriteString("caption"u8, picture.Text("caption"));
        writer.WriteString("credit"u8, picture.Text("credit"));
        writer.WriteString("license"u8, picture.Text("license"));
        writer.WriteString("srcset"u8, file is not null && MediaAddresses.SourceSet(file, null) is { Length: > 0 } sources ? sources : null);

        void Number(string name, int? value)
        {
            if (value is { } number)
            {
                writer.WriteNumber(name, number);
            }
            else
            {
                writer.WriteNull(name);
            }
        }
    }

    // Of the picture that stands for a text only: what the text itself shows is shown whole, as it was approved.
    private static void WriteCrops(Utf8JsonWriter writer, MediaFile? file, CropRatios ratios)
    {
        var crops = file is null ? [] : ratios.Present.Select(ratio => (Ratio: ratio.Name, Sources: MediaAddresses.SourceSet(file, ratio))).Where(crop => crop.Sources.Length > 0).ToList();
        if (crops.Count == 0)
        {
            writer.WriteNull("crops"u8);
            return;
        }

        writer.WriteStartObject("crops"u8);
        foreach (var (ratio, sources) in crops)
        {
            writer.WriteString(ratio, sources);
        }

        writer.WriteEndObject();
    }

    private static void WriteIfPresent(Utf8JsonWriter writer, string name, string? value)
    {
        if (value is not null)
        {
            writer.WriteString(name, value);
        }
    }

    private static IEnumerable<JsonObject> All(JsonObject content) => FiguresOf(content).Select(figure => figure.Picture).Concat(LeadingOf(content) is { } leading ? [leading] : []);

    private static JsonObject? Named(JsonObject? picture) => picture.Text(Path) is null ? null : picture;

    private static string? IdOf(JsonObject picture) => MediaAddresses.IdOf(picture.Text(Path)!);

    private static MediaFile? FileOf(JsonObject picture, KnownPictures library) => IdOf(picture) is { } id ? library.Files.GetValueOrDefault(id) : null;

    private static string SourceOf(JsonObject picture) => MediaAddresses.Of(picture.Text(Path)!);
}

/// <summary>Pictures of the library, and how it has them cropped.</summary>
/// <param name="Files">The pictures by id.</param>
/// <param name="Crops">The ratios of the site.</param>
internal sealed record KnownPictures(IReadOnlyDictionary<string, MediaFile> Files, CropRatios Crops)
{
    /// <summary>None of them is known.</summary>
    public static KnownPictures None { get; } = new(new Dictionary<string, MediaFile>(), CropRatios.Usual);
}
