using System.Text.Json;
using GraphQL.Resolvers;
using GraphQL.Types;
using GutCms.Core.Content.Items;
using GutCms.Web.Features.GraphQL.Reading;

namespace GutCms.Web.Features.GraphQL.Shapes;

/// <summary>Reads what stands within an item.</summary>
internal static class Parts
{
    /// <summary>Types with a shape of their own, by the kind of a block.</summary>
    private static readonly Dictionary<string, string> Types = new(StringComparer.Ordinal) { ["section"] = "Section", ["faq"] = "Faq", ["figure"] = ItemMeaning.Figure };

    /// <summary>The blocks of a body.</summary>
    /// <param name="list">The blocks.</param>
    /// <param name="figures">Pictures of the body, each with the id of its block.</param>
    public static Bag Blocks(JsonElement? list, JsonElement? figures)
    {
        var pictures = DocumentJson.Elements(figures).ToLookup(figure => DocumentJson.Text(figure, "block") ?? "", StringComparer.Ordinal);
        return new([.. DocumentJson.Elements(list).Select(block => new PartNode(TypeOf(DocumentJson.Text(block, "kind") ?? ""), block)
        {
            Picture = pictures[DocumentJson.Text(block, "id") ?? ""].Select(picture => (JsonElement?)picture).FirstOrDefault(),
        })]);
    }

    /// <summary>The sources of an article.</summary>
    public static Bag Sources(JsonElement? list) => new([.. DocumentJson.Elements(list).Select(source => new PartNode(ItemMeaning.SourcePart, source))]);

    /// <summary>The questions of a block.</summary>
    public static Bag Entries(JsonElement? list) => new([.. DocumentJson.Elements(list).Select(entry => new PartNode("FaqEntry", entry))]);

    /// <summary>A block of a type that the site added.</summary>
    public static bool IsOther(PartNode part) => part.ContentType is not ("Section" or "Faq" or "FaqEntry" or ItemMeaning.Figure or ItemMeaning.SourcePart);

    // Kinds are names of types with a small letter in front.
    private static string TypeOf(string kind) => Types.TryGetValue(kind, out var type) ? type : kind.Length == 0 ? "Block" : char.ToUpperInvariant(kind[0]) + kind[1..];
}

/// <summary>An item that stands within another one.</summary>
internal abstract class PartShape : Shape<PartNode>
{
    /// <summary>Creates it.</summary>
    /// <param name="name">Name of the type.</param>
    /// <param name="description">What it is.</param>
    /// <param name="isIt">Whether a part is one.</param>
    protected PartShape(string name, string description, Func<PartNode, bool> isIt)
    {
        Name = name;
        Description = description;
        IsTypeOf = node => node is PartNode part && isIt(part);
        Interface<ContentItemShape>();
        foreach (var (field, type, about, _, read) in CommonFields.Of)
        {
            AddField(new() { Name = field, Description = about, Type = type, Resolver = new FuncFieldResolver<PartNode, object?>(context => read(context.Source)) });
        }
    }

    /// <summary>Adds the anchor of a block.</summary>
    protected void HasAnchor() => Has<StringGraphType>("anchor", "Slug of the heading, unique within the article; fit for an anchor.", part => DocumentJson.Text(part.Json, "id"));
}

/// <summary>A section.</summary>
internal sealed class SectionShape : PartShape
{
    /// <summary>Creates it.</summary>
    public SectionShape()
        : base("Section", "A heading and the text below it.", part => part.ContentType == "Section")
    {
        HasAnchor();
        Has<HtmlShape>("htmlBody", "Its text.", part => DocumentJson.Text(part.Json, "html"));
    }
}

/// <summary>Questions and answers.</summary>
internal sealed class FaqShape : PartShape
{
    /// <summary>Creates it.</summary>
    public FaqShape()
        : base("Faq", "A heading and the questions below it.", part => part.ContentType == "Faq")
    {
        HasAnchor();
        Has<NonNullGraphType<BagShape>>("entries", "Questions in their order.", part => Parts.Entries(DocumentJson.Member(part.Json, "entries")));
    }
}

/// <summary>A picture within a body.</summary>
internal sealed class FigureShape : PartShape
{
    /// <summary>Creates it.</summary>
    public FigureShape()
        : base(ItemMeaning.Figure, "A picture within a body.", part => part.ContentType == ItemMeaning.Figure)
    {
        HasAnchor();
        Has<PictureShape>("picture", "The picture.", part => part.Picture);
    }
}

/// <summary>A picture.</summary>
internal sealed class PictureShape : Shape<JsonElement>
{
    /// <summary>Creates it.</summary>
    public PictureShape()
    {
        Name = "Picture";
        Description = "A picture, ready for an `img`. What it says was approved with the text, and so were its bytes.";
        Has<NonNullGraphType<StringGraphType>>("path", "Name of the picture; of one of the library it holds the SHA-256 of its bytes.", picture => DocumentJson.Text(picture, "path"));
        Has<NonNullGraphType<StringGraphType>>("src", "Path at which it is served, with a slash before it. What it shows never changes.", picture => DocumentJson.Text(picture, "src"));
        Has<IntGraphType>("width", "Width in pixels.", picture => DocumentJson.Member(picture, "width")?.GetInt32());
        Has<IntGraphType>("height", "Height in pixels.", picture => DocumentJson.Member(picture, "height")?.GetInt32());
        Has<NonNullGraphType<StringGraphType>>("alt", "What it tells somebody who does not see it; empty for a decorative picture.", picture => DocumentJson.Text(picture, "alt"));
        Has<NonNullGraphType<BooleanGraphType>>("decorative", "It tells nothing that the text does not.", picture => DocumentJson.Member(picture, "decorative") is { ValueKind: JsonValueKind.True });
        Has<StringGraphType>("caption", "Words below it.", picture => DocumentJson.Text(picture, "caption"));
        Has<StringGraphType>("credit", "Who made it.", picture => DocumentJson.Text(picture, "credit"));
        Has<StringGraphType>("license", "The terms under which it may be used, in words or as an address.", picture => DocumentJson.Text(picture, "license"));
        Has<StringGraphType>("srcset", "Value of `srcset`: the whole picture in several widths as WebP.", picture => DocumentJson.Text(picture, "srcset"));
    }
}

/// <summary>A question.</summary>
internal sealed class FaqEntryShape : PartShape
{
    /// <summary>Creates it.</summary>
    public FaqEntryShape()
        : base("FaqEntry", "A question, which is the title, and its answer.", part => part.ContentType == "FaqEntry") => Has<HtmlShape>("htmlBody", "The answer.", part => DocumentJson.Text(part.Json, "answerHtml"));
}

/// <summary>A source.</summary>
internal sealed class SourceShape : PartShape
{
    /// <summary>Creates it.</summary>
    public SourceShape()
        : base(ItemMeaning.SourcePart, "A source. The title is the citation as it is printed.", part => part.ContentType == ItemMeaning.SourcePart)
    {
        Has<StringGraphType>("doi", "DOI without a prefix.", part => DocumentJson.Text(part.Json, "doi"));
        Has<StringGraphType>("pmid", "PubMed id.", part => DocumentJson.Text(part.Json, "pmid"));
        Has<StringGraphType>("grade", "GRADE of the evidence: `high`, `moderate`, `low` or `very-low`.", part => DocumentJson.Text(part.Json, "grade"));
        Has<NonNullGraphType<BooleanGraphType>>("retracted", "The publication was retracted.", part => DocumentJson.Member(part.Json, "retracted") is { ValueKind: JsonValueKind.True });
        Has<LinkShape>("url", "Where it can be read.", part => DocumentJson.Member(part.Json, "url"));
    }
}

/// <summary>A block of a type that the site added.</summary>
internal sealed class OtherBlockShape : PartShape
{
    /// <summary>Creates it.</summary>
    public OtherBlockShape()
        : base("Block", "A block of a type that the site added; `contentType` says which.", Parts.IsOther)
    {
        HasAnchor();
        Has<HtmlShape>("htmlBody", "Its text.", part => DocumentJson.Text(part.Json, "html"));
        Has<NonNullGraphType<JsonScalar>>("content", "All of it, as it is delivered.", part => part.Json);
    }
}

/// <summary>A bag.</summary>
internal sealed class BagShape : Shape<Bag>
{
    /// <summary>Creates it.</summary>
    public BagShape()
    {
        Name = "Bag";
        Description = "Items that stand within another one.";
        HasContentItems("In their order.", bag => bag.Items, (items, _) => items);
    }
}

/// <summary>An address, with or without words for it.</summary>
internal sealed class LinkShape : Shape<JsonElement>
{
    /// <summary>Creates it.</summary>
    public LinkShape()
    {
        Name = "Link";
        Has<StringGraphType>("url", "The address.", link => link.ValueKind == JsonValueKind.String ? link.GetString() : DocumentJson.Text(link, "url"));
        Has<StringGraphType>("text", "Words for it.", link => DocumentJson.Text(link, "text"));
    }
}

/// <summary>An entry of the table of contents.</summary>
internal sealed class HeadingShape : Shape<JsonElement>
{
    /// <summary>Creates it.</summary>
    public HeadingShape()
    {
        Name = "Heading";
        Has<NonNullGraphType<StringGraphType>>("anchor", "Anchor of the block.", heading => DocumentJson.Text(heading, "id"));
        Has<NonNullGraphType<StringGraphType>>("displayText", "The heading.", heading => DocumentJson.Text(heading, "heading"));
    }
}

/// <summary>The place of an article in its series.</summary>
internal sealed class SeriesPlaceShape : Shape<JsonElement>
{
    /// <summary>Creates it.</summary>
    public SeriesPlaceShape()
    {
        Name = "SeriesPlace";
        Has<NonNullGraphType<NeighbourShape>>("series", "The series.", place => place);
        Has<NonNullGraphType<IntGraphType>>("position", "Counted from 1 over the published articles.", place => place.GetProperty("position").GetInt32());
        Has<NonNullGraphType<IntGraphType>>("count", "Number of published articles.", place => place.GetProperty("count").GetInt32());
        Has<NeighbourShape>("previous", "The one before.", place => DocumentJson.Member(place, "previous"));
        Has<NeighbourShape>("next", "The one after.", place => DocumentJson.Member(place, "next"));
    }
}

/// <summary>A text in a language.</summary>
internal sealed class TranslationShape : Shape<JsonElement>
{
    /// <summary>Creates it.</summary>
    public TranslationShape()
    {
        Name = "Translation";
        Description = "A text in one of the languages in which it is live.";
        Has<NonNullGraphType<StringGraphType>>("language", "BCP 47 tag.", translation => DocumentJson.Text(translation, "language"));
        Has<NonNullGraphType<IdGraphType>>("contentItemId", "The item.", translation => DocumentJson.Text(translation, "id"));
        Has<NonNullGraphType<StringGraphType>>("slug", "Last segment of its path.", translation => DocumentJson.Text(translation, "slug"));
        Has<NonNullGraphType<StringGraphType>>("url", "Path of its page, with a slash before it.", translation => DocumentJson.Text(translation, "url"));
        Has<NonNullGraphType<BooleanGraphType>>("default", "It is in the language of the site.", translation => DocumentJson.Member(translation, "default") is { ValueKind: JsonValueKind.True });
        AddField(new()
        {
            Name = "contentItem",
            Description = "The item as it is published.",
            Type = typeof(ContentItemShape),
            Resolver = new FuncFieldResolver<JsonElement, object?>(context => new FirstOf<ItemNode>(Paging.Reader(context).Load([DocumentJson.Text(context.Source, "id")!]))),
        });
    }
}

/// <summary>What a document says of another item.</summary>
internal sealed class NeighbourShape : Shape<JsonElement>
{
    /// <summary>Creates it.</summary>
    public NeighbourShape()
    {
        Name = "ItemLink";
        Has<NonNullGraphType<IdGraphType>>("contentItemId", "The item.", link => DocumentJson.Text(link, "id"));
        Has<NonNullGraphType<StringGraphType>>("slug", "Last segment of its path.", link => DocumentJson.Text(link, "slug"));
        Has<NonNullGraphType<StringGraphType>>("url", "Path of its page, with a slash before it.", link => DocumentJson.Text(link, "url"));
        Has<NonNullGraphType<StringGraphType>>("displayText", "Its title.", link => DocumentJson.Text(link, "title"));
    }
}
