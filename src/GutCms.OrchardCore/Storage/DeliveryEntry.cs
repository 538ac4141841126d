using GutCms.Core.Searching;
using GutCms.Core.Storage;
using YesSql.Indexes;

namespace GutCms.OrchardCore.Storage;

/// <summary>A delivery document: a document of the collection <see cref="Collection"/>.</summary>
internal sealed class GutCmsDelivery
{
    /// <summary>The collection of delivery documents.</summary>
    public const string Collection = "GutCmsDelivery";

    public long Id { get; set; }

    public DeliveryKind Kind { get; set; }

    public string Key { get; set; } = "";

    public string ContentItemId { get; set; } = "";

    public byte[] Identity { get; set; } = [];

    public byte[] Gzip { get; set; } = [];

    public byte[] Brotli { get; set; } = [];

    public string ETag { get; set; } = "";

    public DateTime LastModifiedUtc { get; set; }

    public string SurrogateKeys { get; set; } = "";

    public string Title { get; set; } = "";

    public byte[] Summary { get; set; } = [];

    public string SearchText { get; set; } = "";

    /// <summary>What <see cref="SearchEntry"/> makes of the text.</summary>
    public string Lexemes { get; set; } = "";

    /// <summary>By which rules; 0 for a document from before they were kept.</summary>
    public int LexemeRules { get; set; }

    public string? SeriesId { get; set; }

    public string? SeriesSlug { get; set; }

    public decimal? SeriesPosition { get; set; }

    public DateTime PublishedUtc { get; set; }

    /// <summary>The set of translations that the item is in; null: none.</summary>
    public string? Translations { get; set; }

    /// <summary>Language tag of the text; null in a document from before it was kept.</summary>
    public string? Language { get; set; }

    /// <summary>The lexemes as this version tells them.</summary>
    public string LexemesByPresentRules() => LexemeRules == SearchEntry.Rules ? Lexemes : SearchEntry.Create(Id, Title, SearchText, SeriesSlug, language: null).Lexemes;
}

/// <summary>The columns by which delivery documents are found and put in order.</summary>
internal sealed class GutCmsDeliveryIndex : MapIndex
{
    /// <summary>Characters of <see cref="SortTitle"/> at most.</summary>
    public const int MaxSortTitle = 200;

    /// <summary>Characters of <see cref="Language"/> at most.</summary>
    public const int MaxLanguage = 64;

    /// <summary>Row of the document.</summary>
    public long DocumentId { get; set; }

    public int Kind { get; set; }

    public string Key { get; set; } = "";

    public string ContentItemId { get; set; } = "";

    public string? SeriesSlug { get; set; }

    /// <summary>The words of the title, by which titles are put in order.</summary>
    public string SortTitle { get; set; } = "";

    /// <summary>Place in the series; without one: behind all others.</summary>
    public double Position { get; set; }

    public DateTime PublishedUtc { get; set; }

    /// <summary>Language tag of the text, lower case, as far as <see cref="MaxLanguage"/>; empty: it has none on file.</summary>
    public string Language { get; set; } = "";

    /// <summary>What <see cref="Language"/> is of a tag.</summary>
    public static string LanguageOf(string? tag) => tag is null ? "" : tag.Length > MaxLanguage ? tag[..MaxLanguage].ToLowerInvariant() : tag.ToLowerInvariant();

    /// <summary>What <see cref="Position"/> is of a document.</summary>
    public static double PositionOf(GutCmsDelivery entry) => (double?)entry.SeriesPosition ?? double.MaxValue;
}

/// <summary>Fills them.</summary>
internal sealed class GutCmsDeliveryIndexProvider : IndexProvider<GutCmsDelivery>
{
    public GutCmsDeliveryIndexProvider() => CollectionName = GutCmsDelivery.Collection;

    public override void Describe(DescribeContext<GutCmsDelivery> context) => context.For<GutCmsDeliveryIndex>().Map(entry => new GutCmsDeliveryIndex
    {
        Kind = (int)entry.Kind,
        Key = entry.Key,
        ContentItemId = entry.ContentItemId,
        SeriesSlug = entry.SeriesSlug,
        SortTitle = SearchTokens.SortKey(entry.Title, GutCmsDeliveryIndex.MaxSortTitle),
        Position = GutCmsDeliveryIndex.PositionOf(entry),
        PublishedUtc = entry.PublishedUtc,
        Language = GutCmsDeliveryIndex.LanguageOf(entry.Language),
    });
}
