using System.Text.Json;
using GraphQL.Resolvers;
using GraphQL.Types;
using GutCms.Core.Delivery;
using GutCms.Web.Features.GraphQL.Reading;

namespace GutCms.Web.Features.GraphQL.Shapes;

/// <summary>
/// Fields of a type as Orchard Core's GraphQL has them: those of the part that is named like the type stand among the others of the item, those of another part in an object that is named like the part without
/// <c>Part</c>. What cannot have its name here stands in <c>fields</c> and <c>parts</c> all the same.
/// </summary>
internal static class SiteFields
{
    private const string PartEnd = "Part";

    /// <summary>Adds them.</summary>
    /// <param name="shape">The type in the schema.</param>
    /// <param name="type">The type of content.</param>
    /// <param name="names">Names that are taken.</param>
    public static void Add(ItemShape shape, DeliveredType type, SchemaNames names)
    {
        foreach (var field in type.Fields.Where(field => !field.Name.Contains('.', StringComparison.Ordinal)))
        {
            Add(shape, type, field, field.Name, item => DocumentJson.Member(item.Json, "content", "fields"));
        }

        foreach (var part in type.Fields.Where(field => field.Name.Contains('.', StringComparison.Ordinal)).GroupBy(field => field.Name.Split('.')[0], StringComparer.Ordinal))
        {
            var name = NameOf(part.Key);
            if (!CanHave(shape, name))
            {
                continue;
            }

            var inner = new PartFieldsShape(names.OfPart(shape.Name, name));
            foreach (var field in part)
            {
                Add(inner, type, field, field.Name.Split('.')[1], item => DocumentJson.Member(item.Json, "content", "parts") is { } parts ? DocumentJson.Member(parts, part.Key) : null);
            }

            if (inner.Fields.Count > 0)
            {
                shape.AddField(new() { Name = name, Description = $"Fields of the part {part.Key}.", ResolvedType = new NonNullGraphType(inner), Resolver = new FuncFieldResolver<ItemNode, object>(context => context.Source) });
            }
        }

        foreach (var bag in type.Bags.Where(bag => CanHave(shape, NameOf(bag))))
        {
            shape.AddField(new()
            {
                Name = NameOf(bag),
                Description = $"Items of {bag}, in their order.",
                Type = typeof(NonNullGraphType<BagShape>),
                Resolver = new FuncFieldResolver<ItemNode, object>(context => Parts.Blocks(DocumentJson.Member(context.Source.Json, "content", "parts") is { } parts ? DocumentJson.Member(parts, bag) : null, figures: null)),
            });
        }
    }

    private static void Add(Shape<ItemNode> shape, DeliveredType type, DeliveredTypeField field, string own, Func<ItemNode, JsonElement?> find)
    {
        // By the convention a field whose name is taken gets the name of its part before it.
        var name = CanHave(shape, own) ? own : JsonNamingPolicy.CamelCase.ConvertName(type.Name) + char.ToUpperInvariant(own[0]) + own[1..];
        if (!CanHave(shape, name) || KindOf(field.FieldType) is not { } kind)
        {
            return;
        }

        shape.AddField(new()
        {
            Name = name,
            Description = $"{field.FieldType} {field.Name}.",
            Type = kind.Type,
            Resolver = new FuncFieldResolver<ItemNode, object?>(context => kind.Read(context.Source, field.Name, find(context.Source) is { } fields ? DocumentJson.Member(fields, own) : null)),
        });
    }

    private static bool CanHave(Shape<ItemNode> shape, string name) => SchemaNames.IsName(name) && !shape.HasField(name);

    private static string NameOf(string part) => part.Length > PartEnd.Length && part.EndsWith(PartEnd, StringComparison.Ordinal) ? part[..^PartEnd.Length] : part;

    /// <summary>The type of a field in the schema, and how it is read of the item, by its name and what the content says of it; null: its values are not delivered.</summary>
    /// <remarks>What was granted stays as it was when the definition becomes another one: a value of another type is none here, and stands in <c>fields</c> and <c>parts</c> as it was granted.</remarks>
    private static (Type Type, Func<ItemNode, string, JsonElement?, object?> Read)? KindOf(string fieldType) => fieldType switch
    {
        "TextField" or "TimeField" or "YoutubeField" => (typeof(StringGraphType), (_, _, value) => DocumentJson.Text(value)),
        "MultiTextField" => (typeof(ListGraphType<NonNullGraphType<StringGraphType>>), (_, _, value) => DocumentJson.Elements(value).Select(text => DocumentJson.Text(text)).OfType<string>()),
        "NumericField" => (typeof(DecimalGraphType), (_, _, value) => DocumentJson.Number(value)),
        "BooleanField" => (typeof(NonNullGraphType<BooleanGraphType>), (_, _, value) => value is { ValueKind: JsonValueKind.True }),
        "DateField" => (typeof(DateScalar), (_, _, value) => DocumentJson.Text(value)),
        "DateTimeField" => (typeof(InstantScalar), (_, _, value) => DocumentJson.Text(value)),
        "HtmlField" => (typeof(HtmlShape), (_, _, value) => DocumentJson.Text(value)),
        "MarkdownField" => (typeof(MarkdownShape), (_, _, value) => DocumentJson.Text(value)),
        "LinkField" => (typeof(LinkShape), (_, _, value) => value),
        "MediaField" => (typeof(NonNullGraphType<MediaShape>), (_, _, value) => new MediaFiles([.. DocumentJson.Elements(value)])),
        "ContentPickerField" => (typeof(NonNullGraphType<PicksShape>), (_, _, value) => new Picks(Ids(value))),
        "TaxonomyField" => (typeof(NonNullGraphType<TaxonomyShape>), (item, name, value) => new PickedTerms(Ids(value), DocumentJson.Member(item.Json, "links", name))),
        _ => null,
    };

    private static IReadOnlyList<string> Ids(JsonElement? picks) => [.. DocumentJson.Elements(picks).Select(pick => DocumentJson.Text(pick, "id")).OfType<string>()];
}

/// <summary>Fields of a part of an item.</summary>
internal sealed class PartFieldsShape : Shape<ItemNode>
{
    /// <summary>Creates it.</summary>
    public PartFieldsShape(string name)
    {
        Name = name;
        IsTypeOf = null;
    }
}

/// <summary>Markdown.</summary>
internal sealed class MarkdownShape : Shape<string>
{
    /// <summary>Creates it.</summary>
    public MarkdownShape()
    {
        Name = "Markdown";
        IsTypeOf = null;
        Has<NonNullGraphType<StringGraphType>>("markdown", "As it was written.", markdown => markdown);
    }
}

/// <summary>Files that a field names.</summary>
internal sealed class MediaShape : Shape<MediaFiles>
{
    /// <summary>Creates it.</summary>
    public MediaShape()
    {
        Name = "Media";
        Has<NonNullGraphType<ListGraphType<NonNullGraphType<StringGraphType>>>>("paths", "Their names; of pictures of the library they hold the SHA-256 of the bytes.", media => media.Files.Select(file => DocumentJson.Text(file, "path") ?? ""));
        Has<NonNullGraphType<ListGraphType<NonNullGraphType<StringGraphType>>>>("mediatexts", "What they tell somebody who does not see them, in the same order.", media => media.Files.Select(file => DocumentJson.Text(file, "text") ?? ""));
    }
}

/// <summary>Terms of a taxonomy that an item has.</summary>
internal sealed class TaxonomyShape : Shape<PickedTerms>
{
    /// <summary>Creates it.</summary>
    public TaxonomyShape()
    {
        Name = "TaxonomyField";
        Has<NonNullGraphType<ListGraphType<NonNullGraphType<IdGraphType>>>>("termContentItemIds", "Their ids, whether or not their taxonomy is published.", terms => terms.Ids);
        HasElements<TermShape>("terms", "Those of taxonomies that are published.", terms => terms.Links);
    }
}

/// <summary>A term.</summary>
internal sealed class TermShape : Shape<JsonElement>
{
    /// <summary>Creates it.</summary>
    public TermShape()
    {
        Name = "Term";
        Has<NonNullGraphType<IdGraphType>>("contentItemId", "The term.", term => DocumentJson.Text(term, "id"));
        Has<NonNullGraphType<StringGraphType>>("contentType", "Type of the term.", term => DocumentJson.Text(term, "type"));
        Has<NonNullGraphType<StringGraphType>>("displayText", "Its title.", term => DocumentJson.Text(term, "title"));
        Has<IdGraphType>("taxonomyContentItemId", "The taxonomy; null of what stands among `parents`.", term => DocumentJson.Text(term, "taxonomy"));
        HasElements<TermShape>("parents", "The terms above it, the uppermost first.", term => DocumentJson.Member(term, "parents"));
    }
}

/// <summary>Files that a field names.</summary>
/// <param name="Files">In their order.</param>
internal sealed record MediaFiles(IReadOnlyList<JsonElement> Files);

/// <summary>Terms that an item has.</summary>
/// <param name="Ids">In their order.</param>
/// <param name="Links">What is told of those that are published.</param>
internal sealed record PickedTerms(IReadOnlyList<string> Ids, JsonElement? Links);
