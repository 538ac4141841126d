using System.Globalization;
using GraphQL.Types;
using GraphQLParser;
using GraphQLParser.AST;
using GutCms.Core.Delivery;
using GutCms.Core.Storage;
using GutCms.Web.Features.GraphQL.Reading;
using GutCms.Web.Features.GraphQL.Running;
using GutCms.Web.Features.GraphQL.Shapes;

namespace GutCms.Web.Tests.GraphQL;

/// <summary>What a query is measured to cost: never less than what is done for it.</summary>
public sealed class QueryLimitsTests
{
    private static readonly SiteSchema Schema = new([]);

    [Fact]
    public void Lists_of_the_schema_count_no_shorter_than_they_are()
    {
        var types = Schema.AllTypes.ToList();

        AtMost("types", types.Count);
        AtMost("directives", Schema.Directives.Count);
        AtMost("fields", types.OfType<IComplexGraphType>().Where(type => type is not IInputObjectGraphType).Max(type => type.Fields.Count));
        AtMost("inputFields", types.OfType<IInputObjectGraphType>().Max(type => type.Fields.Count));
        AtMost("args", types.OfType<IComplexGraphType>().SelectMany(type => type.Fields).Max(field => field.Arguments?.Count ?? 0));
        AtMost("interfaces", types.OfType<IObjectGraphType>().Max(type => type.ResolvedInterfaces.Count));
        AtMost("possibleTypes", types.OfType<IAbstractGraphType>().Max(type => type.PossibleTypes.Count));
        AtMost("enumValues", types.OfType<EnumerationGraphType>().Max(type => type.Values.Count));

        // None of them is longer than it counts on a site that has added nothing.
        Assert.Equal(50, Schema.Introspection.FieldsForOne);

        static void AtMost(string list, int count) => Assert.True(count > 0 && count <= Schema.Introspection.SizeOf(list), $"{list}: {count}");
    }

    [Fact]
    public void All_of_a_schema_costs_about_as_much_however_much_a_site_has_added()
    {
        var fields = Enumerable.Range(0, 60).Select(number => new DeliveredTypeField($"field{number}", "TextField")).ToList();
        var larger = new SiteSchema([.. Enumerable.Range(0, 40).Select(number => new DeliveredType($"Type{number}", DeliveryKind.Item, [], []) { Fields = fields })]);
        const string All = "{ __schema { types { name fields { name args { name type { name ofType { name } } } } inputFields { name type { name } } possibleTypes { name } } } }";

        Assert.InRange(larger.Introspection.SizeOf("types"), larger.AllTypes.Count, int.MaxValue);
        Assert.InRange(larger.Introspection.SizeOf("fields"), 80, int.MaxValue);
        Assert.Null(CodeOf(All, introspection: larger.Introspection));
        Assert.Equal(QueryFaults.TooComplex, CodeOf($"{{ __schema {{ types {{ {string.Concat(Enumerable.Repeat("fields { type { ofType { ", 4))} name {string.Concat(Enumerable.Repeat(" } } }", 4))} }} }} }}", introspection: larger.Introspection));
    }

    [Theory]
    [InlineData("possibleTypes { interfaces { ", " } }")]
    [InlineData("inputFields { type { ofType { ofType { ", " } } } }")]
    [InlineData("fields { type { ofType { ", " } } }")]
    public void Lists_of_the_schema_are_multiplied_where_they_lead_back_to_each_other(string list, string end)
    {
        var below = string.Concat(Enumerable.Repeat(list, 4)) + "name" + string.Concat(Enumerable.Repeat(end, 4));

        Assert.Equal(QueryFaults.TooComplex, CodeOf($"{{ __type(name: \"Article\") {{ {below} }} }}"));
        Assert.Equal(QueryFaults.TooComplex, CodeOf($"{{ ...Root }} fragment Root on Query {{ __schema {{ types {{ ...Type }} }} }} fragment Type on __Type {{ {below} }}"));
        Assert.Null(CodeOf($"{{ __type(name: \"Article\") {{ {list} name {end} }} }}"));
    }

    [Fact]
    public void A_list_of_the_schema_counts_with_every_name_it_is_given()
    {
        var names = Names("name", 480);

        Assert.Equal(QueryFaults.TooComplex, CodeOf($"{{ __schema {{ types {{ possibleTypes {{ fields {{ {names} }} }} }} }} }}"));
        Assert.Null(CodeOf($"{{ __type(name: \"Article\") {{ fields {{ {names} }} }} }}"));
    }

    [Theory]
    [InlineData("path")]
    [InlineData("contentItemId")]
    [InlineData("contentItemVersionId")]
    public void One_item_is_asked_for_only_by_a_value(string member)
    {
        var documents = Names("document", 300);
        foreach (var (field, below) in new[] { ("article", documents), ("articleConnection", $"nodes {{ {documents} }}") })
        {
            var byText = $"query($p: String) {{ {field}(where: {{ {member}: $p }}) {{ {below} }} }}";
            Assert.Null(CodeOf(byText, new() { ["p"] = "one" }));
            Assert.Null(CodeOf(byText.Replace("$p: String", "$p: String = \"one\"", StringComparison.Ordinal)));
            Assert.Equal(QueryFaults.TooComplex, CodeOf(byText));
            Assert.Equal(QueryFaults.TooComplex, CodeOf(byText, new() { ["p"] = null }));
            Assert.Equal(QueryFaults.TooComplex, CodeOf(byText.Replace("$p: String", "$p: String = \"one\"", StringComparison.Ordinal), new() { ["p"] = null }));

            var whole = $"query($w: ArticleWhereInput) {{ {field}(where: $w) {{ {below} }} }}";
            Assert.Null(CodeOf(whole, new() { ["w"] = new Dictionary<string, object?> { [member] = "one" } }));
            Assert.Equal(QueryFaults.TooComplex, CodeOf(whole, new() { ["w"] = new Dictionary<string, object?> { [member] = null } }));
            Assert.Equal(QueryFaults.TooComplex, CodeOf(whole));

            Assert.Null(CodeOf($"{{ {field}(where: {{ {member}: \"one\" }}) {{ {below} }} }}"));
            Assert.Equal(QueryFaults.TooComplex, CodeOf($"{{ {field}(where: {{ {member}: null }}) {{ {below} }} }}"));
        }
    }

    [Theory]
    [InlineData("query {{ article(where: {{ displayText_in: {0} }}) {{ path }} }}")]
    [InlineData("query($v: [String!] = {0}) {{ article(where: {{ displayText_in: $v }}) {{ path }} }}")]
    [InlineData("{{ article {{ path @include(if: {0}) }} }}")]
    [InlineData("{{ article {{ path }} }} fragment Other on Query {{ article(where: {{ displayText_in: {0} }}) {{ path }} }}")]
    public void Values_are_counted_wherever_they_are_written(string query)
    {
        Assert.Null(CodeOf(With(QueryLimits.MostValues / 2)));
        Assert.Equal(QueryFaults.TooComplex, CodeOf(With(QueryLimits.MostValues)));

        string With(int values) => string.Format(CultureInfo.InvariantCulture, query, $"[{string.Concat(Enumerable.Repeat("1 ", values))}]");
    }

    [Fact]
    public void What_a_list_is_longer_than_it_was_counted_as_counts_when_it_is_read()
    {
        var query = $"{{ article(first: 10) {{ body {{ contentItems {{ {Names("displayText", 100)} }} }} }} }}";
        var (field, allowance) = Read(query);

        // Of 20,000 there are left 20,000 - 500 - 10 * (1 + 1 + 10 * 100).
        allowance.Take(field, Allowance.UsualSize);
        allowance.Take(field, 60);
        Assert.Equal(QueryFaults.TooComplex, Assert.Throws<QueryFault>(() => allowance.Take(field, 60)).Code);

        // Fields that were made one are none of those that were measured.
        var (other, _) = Read(query);
        Assert.Equal(QueryFaults.TooComplex, Assert.Throws<QueryFault>(() => Read(query).Allowance.Take(other, 160)).Code);
    }

    [Theory]
    [InlineData("body", "contentItems", "")]
    [InlineData("tableOfContents", "", "")]
    [InlineData("review", "approvals", "")]
    [InlineData("translations", "", "")]
    [InlineData("topics", "terms", "")]
    [InlineData("topics", "parents", "")]
    [InlineData("body", "contentItems", "(first: 0)")]
    public void A_list_within_an_item_counts_as_the_usual_size(string outer, string inner, string page)
    {
        Assert.Null(CodeOf(Asking(150)));
        Assert.Equal(QueryFaults.TooComplex, CodeOf(Asking(250)));

        string Asking(int names)
        {
            var below = $"{{ {Names("__typename", names)} }}";
            return $"{{ article(first: 10) {{ {outer} {(inner.Length == 0 ? below : $"{{ {inner}{page} {below} }}")} }} }}";
        }
    }

    private static string Names(string field, int count) => string.Concat(Enumerable.Range(0, count).Select(number => $"a{number}: {field} "));

    /// <summary>The list within the list of a query, and what it may still cost.</summary>
    private static (GraphQLField Field, Allowance Allowance) Read(string query)
    {
        var document = Parser.Parse(query);
        var field = document.Definitions.OfType<GraphQLOperationDefinition>().Single().SelectionSet.Selections.OfType<GraphQLField>().Single();
        while (field.Name.StringValue != "contentItems")
        {
            field = field.SelectionSet!.Selections.OfType<GraphQLField>().First();
        }

        return (field, QueryLimits.Measure(document, null, new Dictionary<string, object?>(), new(), Schema.Introspection).Allowance);
    }

    /// <summary>Code of the refusal of a query; null: it is within the limits.</summary>
    private static string? CodeOf(string query, Dictionary<string, object?>? variables = null, Introspection? introspection = null)
    {
        try
        {
            QueryLimits.Measure(Parser.Parse(query), null, variables ?? [], new(), introspection ?? Schema.Introspection);
            return null;
        }
        catch (QueryFault fault)
        {
            return fault.Code;
        }
    }
}
