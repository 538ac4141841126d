using GraphQL.Types;
using GutCms.Core.Content.Items;
using GutCms.Web.Features.GraphQL.Reading;

namespace GutCms.Web.Features.GraphQL.Shapes;

/// <summary>An article.</summary>
internal sealed class ArticleShape : ItemShape
{
    /// <summary>Creates it.</summary>
    public ArticleShape()
        : base(ItemMeaning.Article, ItemMeaning.Article, "An article.")
    {
        HasAddressAndReview();
        Has<StringGraphType>("subtitle", "Subtitle.", item => ContentText(item, "subtitle"));
        Has<StringGraphType>("excerpt", "Teaser.", item => ContentText(item, "excerpt"));
        Has<PictureShape>("picture", "The picture that stands for it.", item => DocumentJson.Member(item.Json, "picture"));
        Has<DecimalGraphType>("seriesPosition", "Its own position, which orders the series.", item => DocumentJson.Number(DocumentJson.Member(item.Json, "presentation", "seriesPosition")));
        Has<NonNullGraphType<PicksShape>>("series", "Series that it is in.", item => Presented(item, "series"));
        HasRead<SeriesPlaceShape>("seriesPlace", "Its place among the published articles of its series.", (item, reader) => reader.LoadPlace(DocumentJson.Text(item.Json, "id")!));
        Has<NonNullGraphType<ShownDisclaimerShape>>("disclaimer", "The disclaimer that it is shown with.", item => item);
        Has<NonNullGraphType<PicksShape>>("hotArticles", "What to read next, in the order of the editors.", item => Presented(item, "hotArticles"));
        Has<NonNullGraphType<BagShape>>("body", "Blocks in their order.", item => Parts.Blocks(Content(item, "body"), DocumentJson.Member(item.Json, "figures")));
        Has<NonNullGraphType<BagShape>>("references", "Sources in their order.", item => Parts.Sources(Content(item, "references")));
        Has<JsonScalar>("fields", "Fields that the site added to the type, by name.", item => Content(item, "fields"));
        Has<JsonScalar>("parts", "Parts that the site added to the type, by name.", item => Content(item, "parts"));
        Has<NonNullGraphType<BooleanGraphType>>("stub", "A teaser that has no body yet.", item => item.Json.GetProperty("stub").GetBoolean());
        Has<NonNullGraphType<IntGraphType>>("readingMinutes", "Whole minutes, at least 1.", item => item.Json.GetProperty("readingMinutes").GetInt32());
        HasElements<HeadingShape>("tableOfContents", "Headings of the blocks.", item => DocumentJson.Member(item.Json, "tableOfContents"));
        Has<InstantScalar>("liveSinceUtc", "Since when this version is live.", item => item.IsLive ? DocumentJson.Text(item.Json, "liveSinceUtc") : null);
        Has<NonNullGraphType<JsonScalar>>("jsonLd", "Description of the page by schema.org.", item => DocumentJson.Member(item.Json, "jsonLd"));
    }
}

/// <summary>A series.</summary>
internal sealed class SeriesShape : ItemShape
{
    /// <summary>Creates it.</summary>
    public SeriesShape()
        : base(ItemMeaning.Series, ItemMeaning.Series, "A series of articles.")
    {
        HasAddressAndReview();
        Has<HtmlShape>("description", "What it is about.", item => DocumentJson.Text(item.Json, "description"));
        Has<NonNullGraphType<IntGraphType>>("count", "Number of published articles.", item => item.Json.GetProperty("count").GetInt32());
        Has<NonNullGraphType<PicksShape>>("articles", "Its published articles in their order, at most 100; a list of articles with the condition `series` has all.", item => new Picks([.. DocumentJson.Elements(DocumentJson.Member(item.Json, "articles")).Select(article => DocumentJson.Text(article, "id")!)]));
        Has<JsonScalar>("fields", "Fields that the site added to the type, by name.", item => Content(item, "fields"));
        Has<InstantScalar>("liveSinceUtc", "Since when this version is live.", item => item.IsLive ? DocumentJson.Text(item.Json, "liveSinceUtc") : null);
    }
}

/// <summary>A disclaimer.</summary>
internal sealed class DisclaimerShape : ItemShape
{
    /// <summary>Creates it.</summary>
    public DisclaimerShape()
        : base(ItemMeaning.Disclaimer, ItemMeaning.Disclaimer, "A disclaimer.")
    {
        Has<StringGraphType>("kind", "`educational`, `crisis`, `product` …", item => DocumentJson.Text(item.Json, "kind"));
        Has<HtmlShape>("text", "Its words.", item => DocumentJson.Text(item.Json, "html"));
    }
}

/// <summary>HTML.</summary>
internal sealed class HtmlShape : Shape<string>
{
    /// <summary>Creates it.</summary>
    public HtmlShape()
    {
        Name = "Html";
        Has<NonNullGraphType<StringGraphType>>("html", "Sanitised HTML.", html => html);
    }
}

/// <summary>Items that another one names.</summary>
internal sealed class PicksShape : Shape<Picks>
{
    /// <summary>Creates it.</summary>
    public PicksShape()
    {
        Name = "ContentPicker";
        Description = "Items that another one names.";
        Has<NonNullGraphType<ListGraphType<NonNullGraphType<IdGraphType>>>>("contentItemIds", "Their ids, published or not.", picks => picks.Ids);
        HasContentItems("Those that are published.", picks => picks.Ids, (ids, reader) => reader.Load(ids));
    }
}

/// <summary>The disclaimer of an article: where it comes from, and its words as they were approved with the article.</summary>
internal sealed class ShownDisclaimerShape : Shape<ItemNode>
{
    /// <summary>Creates it.</summary>
    public ShownDisclaimerShape()
    {
        Name = "ShownDisclaimer";
        Description = "The disclaimer that an article is shown with.";
        IsTypeOf = null;
        Has<NonNullGraphType<ListGraphType<NonNullGraphType<IdGraphType>>>>("contentItemIds", "Its id; none when there is no disclaimer.", item => Ids(item));
        HasContentItems("The disclaimer as it is published now.", item => Ids(item), (ids, reader) => reader.Load(ids));
        Has<StringGraphType>("kind", "Its kind, as shown with the article.", item => Shown(item, "kind"));
        Has<StringGraphType>("html", "Its words as they were approved with the article, sanitised HTML.", item => Shown(item, "html"));
    }

    private static IReadOnlyList<string> Ids(ItemNode item) => DocumentJson.Member(item.Json, "disclaimer", "id") is { } id ? [id.GetString()!] : [];

    private static string? Shown(ItemNode item, string name) => DocumentJson.Member(item.Json, "content", "disclaimer") is { } shown ? DocumentJson.Text(shown, name) : null;
}
