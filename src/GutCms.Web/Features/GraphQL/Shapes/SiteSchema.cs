using GraphQL;
using GraphQL.Conversion;
using GraphQL.Types;
using GraphQL.Utilities;
using GutCms.Core.Content.Items;
using GutCms.Core.Delivery;
using GutCms.Core.Storage;

namespace GutCms.Web.Features.GraphQL.Shapes;

/// <summary>The schema: of the program's own types, and of those that the site's definitions mark as delivered.</summary>
internal sealed class SiteSchema : Schema
{
    /// <summary>Creates it.</summary>
    /// <param name="types">The types that readers get; the program's own are there in any case, with the fields that the site added to them.</param>
    public SiteSchema(IReadOnlyList<DeliveredType> types)
    {
        // Names are written as they are: AND is no camel.
        NameConverter = DefaultNameConverter.Instance;
        var names = new SchemaNames();
        List<AskedType> asked =
        [
            new(DeliveryKind.Article, ItemMeaning.Article, "article", "Articles", With(new ArticleShape(), ItemMeaning.Article)),
            new(DeliveryKind.Series, ItemMeaning.Series, "series", ItemMeaning.Series, With(new SeriesShape(), ItemMeaning.Series)),
            new(DeliveryKind.Disclaimer, ItemMeaning.Disclaimer, "disclaimer", "Disclaimers", new DisclaimerShape()),
        ];
        foreach (var type in types.Where(type => type.Kind == DeliveryKind.Item))
        {
            var (name, field) = names.OfType(type.Name);
            asked.Add(new(DeliveryKind.Item, type.Name, field, $"Items of the type {type.Name}", new SiteItemShape(name, type, names)));
        }

        ContentTypes = [.. asked.Select(type => type.ContentType)];
        TypeKeys = ContentTypes.Select(DeliveredTypes.TypeKey).ToHashSet(StringComparer.Ordinal);
        Query = new QueryShape(asked);
        RegisterTypes(typeof(SectionShape), typeof(FaqShape), typeof(FaqEntryShape), typeof(FigureShape), typeof(SourceShape), typeof(OtherBlockShape));
        Initialize();
        Introspection = new(this);
        Sdl = this.Print(new PrintOptions { StringComparison = StringComparison.Ordinal, IncludeDescriptions = true }).ReplaceLineEndings("\n");

        ItemShape With(ItemShape shape, string contentType)
        {
            if (types.FirstOrDefault(type => type.Name == contentType) is { } known)
            {
                SiteFields.Add(shape, known, names);
            }

            return shape;
        }
    }

    /// <summary>Types that can be asked for.</summary>
    public IReadOnlyList<string> ContentTypes { get; }

    /// <summary>The same in lower case.</summary>
    public IReadOnlySet<string> TypeKeys { get; }

    /// <summary>What questions about it cost.</summary>
    public Introspection Introspection { get; }

    /// <summary>The schema in the definition language of GraphQL.</summary>
    public string Sdl { get; }
}
