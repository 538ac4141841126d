using GraphQL.Types;
using GutCms.Core.Delivery;
using GutCms.Core.Storage;
using GutCms.Web.Features.GraphQL.Shapes;

namespace GutCms.Web.Tests.GraphQL;

/// <summary>What a site calls its types and fields never breaks the schema.</summary>
public sealed class SchemaOfSiteTests
{
    [Fact]
    public void Names_that_are_taken_give_way()
    {
        var schema = new SiteSchema([Type("Section"), Type("SectionItem"), Type("contentItem"), Type("ArticleConnection"), Type("Html"), Type("3D"), Type("drug"), Type("Drug2", new("path", "TextField"), new("Größe", "TextField"), new("dose", "TextField"))]);
        var query = schema.Query.Fields.Select(field => field.Name).Where(name => !name.EndsWith("Connection", StringComparison.Ordinal)).ToList();

        Assert.Equal(["article", "series", "disclaimer", "sectionItem", "sectionItemItem", "contentItemItem", "articleConnectionItem", "htmlItem", "type3D", "drug", "drug2", "contentItem"], query);
        var fields = ((IObjectGraphType)schema.AllTypes["Drug2"]!).Fields.Select(field => field.Name).ToList();
        Assert.Contains("dose", fields);
        Assert.Contains("drug2Path", fields);
        Assert.DoesNotContain("Größe", fields);
    }

    [Fact]
    public void Every_type_of_the_program_s_own_schema_keeps_its_name()
    {
        var own = new SiteSchema([]).AllTypes.Select(type => type.Name).Where(name => !name.StartsWith("__", StringComparison.Ordinal)).ToList();
        var schema = new SiteSchema([.. own.Where(name => name.All(char.IsAsciiLetterOrDigit)).Select(name => Type(name))]);

        Assert.All(own.Except(["Article", "Series", "Disclaimer"]), name => Assert.Contains(name, schema.AllTypes.Select(type => type.Name)));
    }

    [Fact]
    public void Each_kind_of_field_has_its_type()
    {
        string[] kinds =
        [
            "BooleanField", "ContentPickerField", "DateField", "DateTimeField", "HtmlField", "LinkField", "MarkdownField", "MediaField", "MultiTextField", "NumericField", "TaxonomyField", "TextField", "TimeField",
            "UserPickerField", "YoutubeField",
        ];
        var schema = new SiteSchema([new("Drug", DeliveryKind.Item, [], []) { Fields = [.. kinds.Select(kind => new DeliveredTypeField("a" + kind, kind)), new("clinicalPart.note", "TextField")], Bags = ["bagPart", "more"] }]);
        var drug = (IObjectGraphType)schema.AllTypes["Drug"]!;

        Assert.Equal(
            [
                "aBooleanField: Boolean!", "aContentPickerField: ContentPicker!", "aDateField: Date", "aDateTimeField: DateTime", "aHtmlField: Html", "aLinkField: Link", "aMarkdownField: Markdown", "aMediaField: Media!",
                "aMultiTextField: [String!]", "aNumericField: Decimal", "aTaxonomyField: TaxonomyField!", "aTextField: String", "aTimeField: String", "aYoutubeField: String", "clinical: DrugClinical!", "bag: Bag!", "more: Bag!",
            ],
            drug.Fields.SkipWhile(field => field.Name != "aBooleanField").Select(field => $"{field.Name}: {field.ResolvedType}"));
    }

    private static DeliveredType Type(string name, params DeliveredTypeField[] fields) => new(name, DeliveryKind.Item, [], []) { Fields = fields };
}
