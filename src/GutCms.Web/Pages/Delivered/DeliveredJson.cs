using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;

namespace GutCms.Web.Pages.Delivered;

/// <summary>Reads delivered JSON. The pages know nothing of the content but these bytes, exactly as any other client.</summary>
/// <remarks>Absent members reach the initialisers of a generated reader as null, so lists are made empty where they are set.</remarks>
[JsonSourceGenerationOptions(JsonSerializerDefaults.Web)]
[JsonSerializable(typeof(DeliveredArticle))]
[JsonSerializable(typeof(ArticleContent))]
[JsonSerializable(typeof(DeliveredSeries))]
[JsonSerializable(typeof(ItemOfType))]
[JsonSerializable(typeof(ArticleSummary))]
[JsonSerializable(typeof(SeriesSummary))]
internal sealed partial class DeliveredJson : JsonSerializerContext
{
    /// <summary>Reads an article.</summary>
    public static DeliveredArticle Article(byte[] utf8) => JsonSerializer.Deserialize(utf8, Default.DeliveredArticle)!;

    /// <summary>Reads the text of an article, or of a draft that could be delivered as one.</summary>
    public static ArticleContent Content(JsonObject projection) => projection.Deserialize(Default.ArticleContent)!;

    /// <summary>Reads a series.</summary>
    public static DeliveredSeries Series(byte[] utf8) => JsonSerializer.Deserialize(utf8, Default.DeliveredSeries)!;

    /// <summary>Reads an item of a type that the site added.</summary>
    public static ItemOfType Item(byte[] utf8) => JsonSerializer.Deserialize(utf8, Default.ItemOfType)!;

    /// <summary>Reads a row of the list of articles.</summary>
    public static ArticleSummary ArticleRow(byte[] utf8) => JsonSerializer.Deserialize(utf8, Default.ArticleSummary)!;

    /// <summary>Reads a row of the list of series.</summary>
    public static SeriesSummary SeriesRow(byte[] utf8) => JsonSerializer.Deserialize(utf8, Default.SeriesSummary)!;
}
