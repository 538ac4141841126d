using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json.Nodes;
using GutCms.Core.Json;

namespace GutCms.Core.Content.Items;

/// <summary>
/// What the model means, said once: which disclaimer, series, position, address, language and Hot Articles a version has, and under which names that stands in it.
/// </summary>
/// <remarks>
/// Every door asks here, and SQL takes the names from here: a second reading elsewhere would sooner or later answer something else. What has another shape than the model's counts as absent.
/// The fields stand in the part that is named like the item's type, of whatever type it is.
/// </remarks>
public static class ItemMeaning
{
    /// <summary>Type of articles.</summary>
    public const string Article = "Article";

    /// <summary>Type of series, which articles are in.</summary>
    public const string Series = "Series";

    /// <summary>Type of disclaimers, which other items are shown with.</summary>
    public const string Disclaimer = "Disclaimer";

    /// <summary>Part that holds the address.</summary>
    public const string AddressPart = "AutoroutePart";

    /// <summary>Member of <see cref="AddressPart"/>.</summary>
    public const string AddressMember = "Path";

    /// <summary>Part that holds the language of an item.</summary>
    public const string LanguagePart = "LocalizationPart";

    /// <summary>Member of <see cref="LanguagePart"/>.</summary>
    public const string LanguageMember = "Culture";

    /// <summary>Member of <see cref="LanguagePart"/> with the set of translations that an item is one of.</summary>
    public const string TranslationsMember = "LocalizationSet";

    /// <summary>Longest name of a set of translations, in characters; a longer one counts as none.</summary>
    public const int MostCharactersOfTranslations = 200;

    /// <summary>Field that picks the series.</summary>
    public const string SeriesField = "Series";

    /// <summary>Field with the position in the series.</summary>
    public const string PositionField = "SeriesPosition";

    /// <summary>Field that picks the disclaimer.</summary>
    public const string DisclaimerField = "Disclaimer";

    /// <summary>Field that picks what to read next.</summary>
    public const string HotArticlesField = "HotArticles";

    /// <summary>Field of a disclaimer with its language.</summary>
    public const string LanguageField = "Language";

    /// <summary>Part of a source that a text cites.</summary>
    public const string SourcePart = "Reference";

    /// <summary>Field of a source with its DOI.</summary>
    public const string DoiField = "Doi";

    /// <summary>Field of a source with its PubMed id.</summary>
    public const string PmidField = "Pmid";

    /// <summary>Field of a source with the address at which it can be read.</summary>
    public const string SourceAddressField = "Url";

    /// <summary>Type of a picture within a body.</summary>
    public const string Figure = "Figure";

    /// <summary>Part that holds a picture with what is said about it: of a figure, and of an article the one that stands for it.</summary>
    public const string FigurePart = "FigurePart";

    /// <summary>Field of <see cref="FigurePart"/> with the picture and its alternative text.</summary>
    public const string PictureField = "Picture";

    /// <summary>Field of <see cref="FigurePart"/>: the picture tells nothing that the text does not, so nothing is read out for it.</summary>
    public const string DecorativeField = "Decorative";

    /// <summary>Field of <see cref="FigurePart"/> with the words below the picture.</summary>
    public const string CaptionField = "Caption";

    /// <summary>Field of <see cref="FigurePart"/> that names who made the picture.</summary>
    public const string CreditField = "Credit";

    /// <summary>Field of <see cref="FigurePart"/> with the terms under which the picture may be used.</summary>
    public const string LicenseField = "License";

    /// <summary>Type of the fields that name pictures.</summary>
    public const string MediaField = "MediaField";

    /// <summary>Member of a <see cref="MediaField"/> with the names of pictures.</summary>
    public const string MediaPaths = "Paths";

    /// <summary>Member of a <see cref="MediaField"/> with the alternative text of each of them.</summary>
    public const string MediaTexts = "MediaTexts";

    /// <summary>Group of the site's settings that names its languages.</summary>
    public const string LanguageSettings = "LocalizationSettings";

    /// <summary>Its language of texts that do not name theirs.</summary>
    public const string DefaultLanguageSetting = "DefaultCulture";

    private const string DefaultLanguage = "en";

    /// <summary>The program's own types whose items have delivery documents.</summary>
    public static ImmutableArray<string> Delivered { get; } = [Article, Series, Disclaimer];

    /// <summary>Fields whose picks mean something to the program, whatever the definitions say of them.</summary>
    public static ImmutableArray<string> Pickers { get; } = [SeriesField, DisclaimerField, HotArticlesField];

    /// <summary>A field as <see cref="ContentReference.Field"/> names it.</summary>
    /// <param name="contentType">Type of the item.</param>
    /// <param name="field">One of <see cref="Pickers"/>.</param>
    public static string Reference(string contentType, string field) => $"{contentType}.{field}";

    /// <summary>Id of the disclaimer that a version is shown with: the first one that it picks. Null when it picks none, and for a disclaimer itself.</summary>
    public static string? DisclaimerOf(ContentItem item) => ShowsDisclaimer(item.ContentType) ? Picks(item, DisclaimerField).FirstOrDefault() : null;

    /// <summary>Whether items of a type are shown with the disclaimer that they pick.</summary>
    public static bool ShowsDisclaimer(string contentType) => contentType != Disclaimer;

    /// <summary>Id of the series that a version is presented in: the first one that it picks. Null when it picks none.</summary>
    public static string? SeriesOf(ContentItem item) => Picks(item, SeriesField).FirstOrDefault();

    /// <summary>Its position in the series, as entered; null when it has none.</summary>
    public static decimal? PositionOf(ContentItem item) =>
        Field(item, PositionField)?["Value"] is JsonValue value && decimal.TryParse(value.ToJsonString(), NumberStyles.Float, CultureInfo.InvariantCulture, out var position) ? position : null;

    /// <summary>Ids of its Hot Articles in their order, each once; those that are not published are among them.</summary>
    public static ImmutableArray<string> HotArticlesOf(ContentItem item) => [.. Picks(item, HotArticlesField).Distinct(StringComparer.Ordinal)];

    /// <summary>Ids that a field of the version picks, in their order.</summary>
    /// <param name="item">The version.</param>
    /// <param name="field">One of <see cref="Pickers"/>.</param>
    public static IEnumerable<string> Picks(ContentItem item, string field) => Field(item, field).Texts("ContentItemIds").Where(id => id.Length > 0);

    /// <summary>Its path as written, without slashes around it; null when it has none.</summary>
    public static string? PathOf(ContentItem item) => item.Parts.Object(AddressPart).Text(AddressMember)?.Trim('/') is { Length: > 0 } path ? path : null;

    /// <summary>The item at another path.</summary>
    /// <param name="item">The version.</param>
    /// <param name="path">The path.</param>
    public static ContentItem WithPath(ContentItem item, string path)
    {
        var parts = item.Parts.DeepClone().AsObject();
        var part = parts.Object(AddressPart) ?? [];
        part[AddressMember] = path;
        parts[AddressPart] = part;
        return item with { Parts = parts };
    }

    /// <summary>A path as it is compared: without slashes around it, composed (Unicode's form C), in lower case.</summary>
    public static string PathKey(string path) => AddressKey(path.Trim('/'));

    /// <summary>A slug or id as it is compared: composed (Unicode's form C), in lower case. What is no text of Unicode stays as it is.</summary>
    public static string AddressKey(string address) => (IsText(address) ? address.Normalize() : address).ToLowerInvariant();

    /// <summary>The last segment of its path, lower case; the id of an item that has no path.</summary>
    public static string SlugOf(ContentItem item) => SlugOf(PathOf(item), item.ContentItemId);

    /// <summary>The slug of an item with a path.</summary>
    /// <param name="path">The path; null: it has none.</param>
    /// <param name="contentItemId">The item.</param>
    public static string SlugOf(string? path, string contentItemId) => path is null ? contentItemId : PathKey(path).Split('/')[^1];

    /// <summary>The language tag that an item of any type names; null: none.</summary>
    public static string? OwnLanguageOf(JsonObject parts) => parts.Object(LanguagePart).Text(LanguageMember) is { Length: > 0 } culture ? culture : null;

    /// <summary>The set of translations that a version is one of: in each language a set has one item. Null: none.</summary>
    public static string? TranslationsOf(ContentItem item) => item.Parts.Object(LanguagePart).Text(TranslationsMember) is { Length: > 0 and <= MostCharactersOfTranslations } set ? set : null;

    /// <summary>The set of translations that a version is one of, or that its item would be the first one of: one that names none is in a set that is called like the item.</summary>
    public static string TranslationSetOf(ContentItem item) => TranslationsOf(item) ?? item.ContentItemId;

    /// <summary>Its language, for example <c>en</c>: its own, otherwise the site's.</summary>
    /// <param name="item">The version.</param>
    /// <param name="siteLanguage">See <see cref="SiteLanguage"/>.</param>
    public static string LanguageOf(ContentItem item, string siteLanguage) =>
        OwnLanguageOf(item.Parts) is { } culture ? culture
        : item.ContentType == Disclaimer && Field(item, LanguageField).Text("Text") is { Length: > 0 } own ? own
        : siteLanguage;

    /// <summary>Language of items that do not name theirs: <c>LocalizationSettings.DefaultCulture</c> of the site's settings; <c>en</c> where they name none.</summary>
    public static string SiteLanguage(JsonObject? settings) => settings.Object(LanguageSettings).Text(DefaultLanguageSetting) is { Length: > 0 } culture ? culture : DefaultLanguage;

    /// <summary>The item as JSON with another position in its series.</summary>
    /// <param name="item">The version.</param>
    /// <param name="position">The position; null: none.</param>
    public static JsonObject WithPosition(ContentItem item, int? position)
    {
        var json = ContentItemJson.Write(item);
        if (json[item.ContentType] is JsonObject part)
        {
            // As it would come out of a text: that is what the check of the content's form expects.
            part[PositionField] = new JsonObject { ["Value"] = position is { } number ? JsonNode.Parse(number.ToString(CultureInfo.InvariantCulture)) : null };
        }

        return json;
    }

    // A surrogate without its other half has no form C.
    private static bool IsText(string address)
    {
        for (var at = 0; at < address.Length; at++)
        {
            if (char.IsSurrogate(address[at]) && !(char.IsSurrogatePair(address, at) && ++at > 0))
            {
                return false;
            }
        }

        return true;
    }

    private static JsonObject? Field(ContentItem item, string name) => item.Parts.Object(item.ContentType).Object(name);
}
