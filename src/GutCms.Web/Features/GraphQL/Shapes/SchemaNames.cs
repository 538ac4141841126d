using System.Text.Json;
using System.Text.RegularExpressions;
using GutCms.Core.Content.Items;

namespace GutCms.Web.Features.GraphQL.Shapes;

/// <summary>Names that a schema gives to the types and fields that a site added: theirs, as long as nothing else is called so.</summary>
internal sealed partial class SchemaNames
{
    private static readonly string[] Beside = ["", "Connection", "Edge", "WhereInput", "OrderByInput"];

    /// <summary>The types of the program's own schema.</summary>
    private static readonly string[] Own =
    [
        ItemMeaning.Article, ItemMeaning.Series, ItemMeaning.Disclaimer, "Query", "ContentItem", "PageInfo", "Status", "OrderByDirection", "DateTime", "Date", "JSON", "Decimal", "Int", "Float", "String", "Boolean", "ID", "Bag", "Block", "ContentPicker",
        "Faq", "FaqEntry", "Figure", "Heading", "Html", "ItemLink", "Link", "Markdown", "Media", "Picture", "Reference", "Review", "ReviewApproval", "Section", "SeriesPlace", "ShownDisclaimer", "TaxonomyField", "Term", "Translation",
    ];

    private readonly HashSet<string> _types = [.. Own.SelectMany(name => Beside.Select(end => name + end))];
    private readonly HashSet<string> _fields = new(StringComparer.Ordinal) { "article", "articleConnection", "series", "seriesConnection", "disclaimer", "disclaimerConnection", "contentItem" };

    /// <summary>Name of a type, and of its field of the query.</summary>
    /// <param name="contentType">ASCII letters and digits.</param>
    public (string Name, string Field) OfType(string contentType)
    {
        var name = char.IsAsciiDigit(contentType[0]) ? "Type" + contentType : contentType;
        while (Array.Exists(Beside, end => _types.Contains(name + end)) || FieldsOf(name).Any(_fields.Contains))
        {
            name += "Item";
        }

        _types.UnionWith(Beside.Select(end => name + end));
        _fields.UnionWith(FieldsOf(name));
        return (name, FieldOf(name));
    }

    /// <summary>Name of the type of a part of items of a type.</summary>
    public string OfPart(string type, string part)
    {
        var name = type + char.ToUpperInvariant(part[0]) + part[1..];
        while (!_types.Add(name))
        {
            name += "Part";
        }

        return name;
    }

    /// <summary>Whether something can have this name.</summary>
    public static bool IsName(string name) => Name().IsMatch(name);

    private static string FieldOf(string name) => JsonNamingPolicy.CamelCase.ConvertName(name);

    private static string[] FieldsOf(string name) => [FieldOf(name), FieldOf(name) + "Connection"];

    [GeneratedRegex("^(?!__)[A-Za-z_][A-Za-z0-9_]*$", RegexOptions.CultureInvariant)]
    private static partial Regex Name();
}
