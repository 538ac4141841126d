using System.Text.Json.Nodes;
using GutCms.Core.Content.Checking;

namespace GutCms.Core.Tests.Content;

public sealed class RepeatedSourcesTests
{
    [Fact]
    public void Names_the_second_of_two_sources_with_one_DOI_however_it_is_written()
    {
        var repeated = RepeatedSources.Find(Cited(("10.5555/Abc", null), ("10.5555/other", null), ("https://doi.org/10.5555/abc", null)));

        var source = Assert.Single(repeated);
        Assert.Equal(("$.References.ContentItems[2].Reference.Doi.Text", "$.References.ContentItems[0].Reference.Doi.Text"), (source.Path, source.FirstPath));
        Assert.Equal("The DOI 10.5555/abc stands at an earlier reference too.", source.Sentence.ToCurrent());
    }

    [Fact]
    public void Names_the_second_of_two_sources_with_one_PubMed_id() =>
        Assert.Equal(["$.References.ContentItems[1].Reference.Pmid.Text"], RepeatedSources.Find(Cited((null, "31460832"), (null, "PMID: 31460832"), (null, "31460833"))).Select(source => source.Path));

    [Fact]
    public void Says_nothing_of_a_DOI_like_a_PubMed_id_and_of_what_is_no_identifier() =>
        Assert.Empty(RepeatedSources.Find(Cited(("soon", ""), ("soon", ""), ("10.5555/1", "1"), ("10.5555/2", "2"))));

    private static JsonObject Cited(params (string? Doi, string? Pmid)[] sources) => new()
    {
        ["References"] = new JsonObject
        {
            ["ContentItems"] = new JsonArray([.. sources.Select(source => new JsonObject
            {
                ["ContentType"] = "Reference",
                ["Reference"] = new JsonObject { ["Doi"] = new JsonObject { ["Text"] = source.Doi }, ["Pmid"] = new JsonObject { ["Text"] = source.Pmid } },
            })]),
        },
    };
}
