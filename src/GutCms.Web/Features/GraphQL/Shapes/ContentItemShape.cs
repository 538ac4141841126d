using System.Text.Json;
using GraphQL.Resolvers;
using GraphQL.Types;
using GutCms.Core.Content.Items;
using GutCms.Web.Features.GraphQL.Reading;

namespace GutCms.Web.Features.GraphQL.Shapes;

/// <summary>What every item has, whether it stands by itself or within another one.</summary>
internal sealed class ContentItemShape : InterfaceGraphType
{
    /// <summary>Creates it.</summary>
    public ContentItemShape()
    {
        Name = "ContentItem";
        Description = "An item: an article, a series, a disclaimer or one of a type that the site added, or a block, a question or a source within one.";
        foreach (var field in CommonFields.Of)
        {
            AddField(new() { Name = field.Name, Description = field.Description, Type = field.Type });
        }
    }
}

/// <summary>Fields of <see cref="ContentItemShape"/>.</summary>
internal static class CommonFields
{
    /// <summary>Names, types, descriptions, and how they are read of an item that stands by itself and of one within another.</summary>
    public static readonly (string Name, Type Type, string Description, Func<ItemNode, object?> Item, Func<PartNode, object?> Part)[] Of =
    [
        ("contentItemId", typeof(IdGraphType), "The same over all versions. Null of what stands within another item.", item => DocumentJson.Text(item.Json, "id"), _ => null),
        ("contentItemVersionId", typeof(IdGraphType), "Id of the version. Null of what stands within another item.", item => DocumentJson.Text(item.Json, "versionId"), _ => null),
        ("contentType", typeof(NonNullGraphType<StringGraphType>), "Type of the item.", item => item.ContentType, part => part.ContentType),
        ("displayText", typeof(StringGraphType), "Title; of a question the question, of a source the citation.", Title, TitleOf),
        ("published", typeof(NonNullGraphType<BooleanGraphType>), "Whether it is what readers get.", item => item.IsLive, _ => true),
        ("publishedUtc", typeof(InstantScalar), "First publication of the item. Null of what stands within another item, and of a version that is not live.", item => item.IsLive ? DocumentJson.Text(item.Json, "publishedUtc") : null, _ => null),
        ("modifiedUtc", typeof(InstantScalar), "Last change that readers see. Null of what stands within another item.", item => DocumentJson.Text(item.Json, "modifiedUtc"), _ => null),
    ];

    private static string? Title(ItemNode item) => DocumentJson.Member(item.Json, "content") is { } content ? DocumentJson.Text(content, "title") : DocumentJson.Text(item.Json, "title");

    private static string? TitleOf(PartNode part) => DocumentJson.Text(part.Json, part.ContentType switch { "FaqEntry" => "question", ItemMeaning.SourcePart => "citation", _ => "heading" });
}

/// <summary>An item that has a document of its own.</summary>
internal abstract class ItemShape : Shape<ItemNode>
{
    /// <summary>Creates it.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="contentType">Type of the items.</param>
    /// <param name="description">What it is.</param>
    protected ItemShape(string name, string contentType, string description)
    {
        Name = name;
        Description = description;
        IsTypeOf = node => node is ItemNode item && item.ContentType == contentType;
        Interface<ContentItemShape>();
        foreach (var (field, type, about, read, _) in CommonFields.Of)
        {
            AddField(new() { Name = field, Description = about, Type = type, Resolver = new FuncFieldResolver<ItemNode, object?>(context => read(context.Source)) });
        }

        Has<StringGraphType>("language", "BCP 47 tag.", item => Content(item, "language")?.GetString() ?? DocumentJson.Text(item.Json, "language"));
        Has<StringGraphType>("contentHash", "`sha256:` and the SHA-256 of the text in RFC 8785 form: what a certificate speaks of.", item => DocumentJson.Text(item.Json, "contentHash"));
        Has<NonNullGraphType<JsonScalar>>("document", "The whole document as delivery has it on file.", item => item.Json);
    }

    /// <summary>Adds what has an address and was reviewed.</summary>
    protected void HasAddressAndReview()
    {
        Has<StringGraphType>("path", "Path, without a slash before it.", item => DocumentJson.Path(item.Json));
        Has<NonNullGraphType<StringGraphType>>("slug", "Last segment of its path.", item => DocumentJson.Text(item.Json, "slug"));
        Has<NonNullGraphType<StringGraphType>>("url", "Path of its page, with a slash before it.", item => DocumentJson.Text(item.Json, "url"));
        Has<NonNullGraphType<JsonScalar>>("content", "Every text that a reader can see. Its RFC 8785 form is what `contentHash` is the hash of.", item => DocumentJson.Member(item.Json, "content"));
        Has<NonNullGraphType<JsonScalar>>("presentation", "What was approved around the text.", item => DocumentJson.Member(item.Json, "presentation"));
        Has<NonNullGraphType<StringGraphType>>("presentationHash", "Hash of `presentation`.", item => DocumentJson.Text(item.Json, "presentationHash"));
        Has<NonNullGraphType<ReviewShape>>("review", "How exactly this text was reviewed.", item => item);
        HasElements<TranslationShape>("translations", "The languages in which it is live, its own among them; empty while there is no other.", item => DocumentJson.Member(item.Json, "translations"));
    }

    /// <summary>A member of the text.</summary>
    protected static JsonElement? Content(ItemNode item, string name) => DocumentJson.Member(item.Json, "content", name);

    /// <summary>A text of the text.</summary>
    protected static string? ContentText(ItemNode item, string name) => Content(item, name)?.GetString();

    /// <summary>Ids in the presentation.</summary>
    protected static Picks Presented(ItemNode item, string name) => DocumentJson.Member(item.Json, "presentation", name) switch
    {
        { ValueKind: JsonValueKind.Array } several => new([.. several.EnumerateArray().Select(id => id.GetString()!)]),
        { ValueKind: JsonValueKind.String } one => new([one.GetString()!]),
        _ => new([]),
    };
}
