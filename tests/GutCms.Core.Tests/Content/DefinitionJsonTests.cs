using System.Text.Json.Nodes;
using GutCms.Core.Content.Checking;
using GutCms.Core.Content.Definitions;
using GutCms.Core.Tests.Seed;

namespace GutCms.Core.Tests.Content;

public class MergingDefinitionsTests
{
    private static readonly ContentDefinitions Site = DefinitionJson.Read(Parse("""
        { "ContentTypes": [ { "Name": "T", "DisplayName": "Tee", "Settings": { "S": { "a": 1, "list": [1, 2] } },
            "ContentTypePartDefinitionRecords": [ { "PartName": "TitlePart", "Name": "TitlePart", "Settings": { "P": { "x": 1 } } }, { "PartName": "BagPart", "Name": "Bag" } ] } ],
          "ContentParts": [ { "Name": "T", "Settings": { "Q": { "y": 1 } }, "ContentPartFieldDefinitionRecords": [ { "FieldName": "TextField", "Name": "F", "Settings": { "R": { "z": 1 } } } ] } ] }
        """));

    [Fact]
    public void Keeps_what_a_merge_does_not_name_and_replaces_arrays()
    {
        var merged = DefinitionJson.Merge(Site, Parse("""
            { "contenttypes": [ { "Name": "T", "DisplayName": "Two", "Settings": { "S": { "b": 2, "list": [3] }, "N": {} }, "ContentTypePartDefinitionRecords": [ { "PartName": "TitlePart", "Name": "TitlePart", "Settings": { "P": { "w": null } } } ] }, { "Name": "U" } ],
              "ContentParts": [ { "Name": "T", "ContentPartFieldDefinitionRecords": [ { "FieldName": "TextField", "Name": "F", "Settings": { "R": { "v": 2 } } }, { "FieldName": "BooleanField", "Name": "G" } ] } ] }
            """));

        Assert.Equal(["T", "U"], merged.Types.Select(type => type.Name));
        Assert.Equal("Two", merged.FindType("T")!.DisplayName);
        Assert.Equal("""{"S":{"a":1,"list":[3],"b":2},"N":{}}""", merged.FindType("T")!.Settings.ToJsonString());
        Assert.Equal(["TitlePart", "Bag"], merged.FindType("T")!.Parts.Select(part => part.Name));
        Assert.Equal("""{"P":{"x":1,"w":null}}""", merged.FindType("T")!.Parts[0].Settings.ToJsonString());
        Assert.Equal("""{"Q":{"y":1}}""", merged.FindPart("T")!.Settings.ToJsonString());
        Assert.Equal(["F", "G"], merged.FindPart("T")!.Fields.Select(field => field.Name));
        Assert.Equal("""{"R":{"z":1,"v":2}}""", merged.FindPart("T")!.Fields[0].Settings.ToJsonString());
        Assert.Equal("BagPart", merged.FindType("T")!.Parts[1].PartName);
    }

    [Fact]
    public void Leaves_the_settings_of_a_type_alone_when_a_merge_has_no_display_name()
    {
        var merged = DefinitionJson.Merge(Site, Parse("""{ "ContentTypes": [ { "Name": "T", "Settings": { "S": { "a": 9 } } } ] }"""));

        Assert.Equal("Tee", merged.FindType("T")!.DisplayName);
        Assert.Equal(1, (int)merged.FindType("T")!.Settings["S"]!["a"]!);
    }

    [Fact]
    public void Forgets_the_old_definition_when_it_is_replaced()
    {
        var replaced = DefinitionJson.Replace(Site, Parse("""{ "ContentTypes": [ { "Name": "T", "DisplayName": "New", "Settings": { "N": {} } } ], "ContentParts": [ { "Name": "T" } ] }"""));

        Assert.Equal("""{"N":{}}""", replaced.FindType("T")!.Settings.ToJsonString());
        Assert.Empty(replaced.FindType("T")!.Parts);
        Assert.Empty(replaced.FindPart("T")!.Fields);
    }

    [Fact]
    public void Removes_types_and_parts_by_name()
    {
        var deleted = DefinitionJson.Delete(Site, Parse("""{ "ContentParts": ["BagPart", "T"] }"""));

        Assert.Equal(["TitlePart"], deleted.FindType("T")!.Parts.Select(part => part.Name));
        Assert.Empty(deleted.Parts);
        Assert.Empty(DefinitionJson.Delete(Site, Parse("""{ "ContentTypes": ["T"] }""")).Types);
    }

    [Fact]
    public void Reads_what_it_wrote()
    {
        var written = DefinitionJson.Write(SeedContent.Definitions);

        Assert.True(JsonNode.DeepEquals(written, DefinitionJson.Write(DefinitionJson.Read(JsonNode.Parse(written.ToJsonString())!.AsObject()))));
    }

    [Fact]
    public void Changes_nothing_when_the_seed_is_merged_again()
    {
        var again = SeedRecipes.Steps("ContentDefinition").Aggregate(SeedContent.Definitions, DefinitionJson.Merge);

        Assert.True(JsonNode.DeepEquals(DefinitionJson.Write(SeedContent.Definitions), DefinitionJson.Write(again)));
    }

    [Fact]
    public void Shares_no_settings_with_the_step()
    {
        var step = Parse("""{ "ContentParts": [ { "Name": "P", "Settings": { "S": { "a": 1 } } } ] }""");
        var merged = DefinitionJson.Merge(ContentDefinitions.Empty, step);

        step["ContentParts"]![0]!["Settings"]!["S"]!["a"] = 2;

        Assert.Equal(1, (int)merged.FindPart("P")!.Settings["S"]!["a"]!);
    }

    internal static JsonObject Parse(string json) => JsonNode.Parse(json)!.AsObject();
}

public class CheckingDefinitionsTests
{
    [Fact]
    public void Finds_nothing_in_the_seed() => Assert.All(
        SeedRecipes.Steps("ContentDefinition"), step => Assert.Empty(DefinitionJson.Check(ContentDefinitions.Empty, step)));

    [Theory]
    [InlineData("""{ "name": "x", "contentTypes": [ { "name": "T", "contentTypePartDefinitionRecords": [ { "partName": "TitlePart" } ] } ] }""")]
    [InlineData("""{ "ContentTypes": [ { "Name": "T", "ContentTypePartDefinitionRecords": [ { "PartName": "T", "Name": "T" } ] } ], "ContentParts": [ { "Name": "T" } ] }""")]
    [InlineData("""{ "ContentTypes": [ { "Name": "T", "ContentTypePartDefinitionRecords": [ { "PartName": "OnSite", "Name": "T", "Settings": {} } ] } ] }""")]
    public void Finds_nothing_when_a_step_is_well_formed(string step) => Assert.Empty(Check(step));

    [Theory]
    [InlineData("""{ "ContentTypes": {} }""", "$.ContentTypes")]
    [InlineData("""{ "ContentTypes": [ "T" ] }""", "$.ContentTypes[0]")]
    [InlineData("""{ "ContentTypes": [ {} ] }""", "$.ContentTypes[0].Name")]
    [InlineData("""{ "ContentTypes": [ { "Name": 5 } ] }""", "$.ContentTypes[0].Name")]
    [InlineData("""{ "ContentTypes": [ { "Name": "T", "DisplayName": 5 } ] }""", "$.ContentTypes[0].DisplayName")]
    [InlineData("""{ "ContentTypes": [ { "Name": "T", "Settings": [] } ] }""", "$.ContentTypes[0].Settings")]
    [InlineData("""{ "ContentTypes": [ { "Name": "T", "Colour": "red" } ] }""", "$.ContentTypes[0].Colour")]
    [InlineData("""{ "ContentTypes": [ { "Name": "T", "ContentTypePartDefinitionRecords": [ { "Name": "TitlePart" } ] } ] }""", "$.ContentTypes[0].ContentTypePartDefinitionRecords[0].PartName")]
    [InlineData("""{ "ContentTypes": [ { "Name": "T", "ContentTypePartDefinitionRecords": [ { "PartName": "Nowhere" } ] } ] }""", "$.ContentTypes[0].ContentTypePartDefinitionRecords[0].PartName")]
    [InlineData("""{ "ContentParts": [ { "ContentPartFieldDefinitionRecords": [] } ] }""", "$.ContentParts[0].Name")]
    [InlineData("""{ "ContentParts": [ { "Name": "P", "ContentPartFieldDefinitionRecords": [ { "FieldName": "TextField" } ] } ] }""", "$.ContentParts[0].ContentPartFieldDefinitionRecords[0].Name")]
    [InlineData("""{ "ContentParts": [ { "Name": "P", "ContentPartFieldDefinitionRecords": [ { "Name": "F" } ] } ] }""", "$.ContentParts[0].ContentPartFieldDefinitionRecords[0].FieldName")]
    [InlineData("""{ "ContentParts": [ { "Name": "P", "ContentPartFieldDefinitionRecords": [ { "Name": "F", "FieldName": "MagicField" } ] } ] }""", "$.ContentParts[0].ContentPartFieldDefinitionRecords[0].FieldName")]
    [InlineData("""{ "ContentParts": [ { "Name": "P", "ContentPartFieldDefinitionRecords": [ { "Name": "F", "FieldName": "TextField", "Settings": "x" } ] } ] }""", "$.ContentParts[0].ContentPartFieldDefinitionRecords[0].Settings")]
    [InlineData("""{ "ContentParts": [ { "Name": "P", "ContentPartFieldDefinitionRecords": [ { "Name": "F", "FieldName": "TextField" }, { "Name": "f", "FieldName": "TextField" } ] } ] }""", "$.ContentParts[0].ContentPartFieldDefinitionRecords[1].Name")]
    [InlineData("""{ "ContentParts": [ { "Name": "Latest" } ], "ContentTypes": [ { "Name": "T", "ContentTypePartDefinitionRecords": [ { "PartName": "Latest" } ] } ] }""", "$.ContentTypes[0].ContentTypePartDefinitionRecords[0].Name")]
    [InlineData("""{ "Other": [] }""", "$.Other")]
    public void Names_the_path_when_a_step_is_not_well_formed(string step, string path) => Assert.Equal([path], Check(step).Select(fault => fault.Path));

    private static IReadOnlyList<ContentFault> Check(string step) =>
        DefinitionJson.Check(DefinitionJson.Read(MergingDefinitionsTests.Parse("""{ "ContentParts": [ { "Name": "OnSite" } ] }""")), MergingDefinitionsTests.Parse(step));
}
