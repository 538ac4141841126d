using GraphQLParser;
using GutCms.Web.Features.GraphQL.Running;
using GutCms.Web.Features.GraphQL.Shapes;
using Microsoft.Extensions.Options;

namespace GutCms.Web.Tests.GraphQL;

/// <summary>What a process keeps of the queries that it has seen takes a bounded room, however many there are.</summary>
public sealed class KeptQueriesTests
{
    private static readonly SiteSchema Schema = new([]);

    private readonly KeptQueries _kept = new(Options.Create(new GraphQLOptions()));

    [Fact]
    public void A_query_is_parsed_once_unless_it_is_long()
    {
        var (usual, tooLong) = (Keep(KeptQueries.LongestParsed, 0), Keep(KeptQueries.LongestParsed + 1, 0));

        Assert.NotNull(_kept.FindParsed(usual, Schema));
        Assert.Null(_kept.FindParsed(tooLong, Schema));
    }

    [Fact]
    public void The_oldest_queries_give_way_to_the_newest()
    {
        const int Room = KeptQueries.MostParsed / KeptQueries.LongestParsed;
        var queries = Enumerable.Range(0, Room + 10).Select(number => Keep(KeptQueries.LongestParsed, number)).ToList();

        Assert.All(queries.Take(10), query => Assert.Null(_kept.FindParsed(query, Schema)));
        Assert.All(queries.Skip(10), query => Assert.NotNull(_kept.FindParsed(query, Schema)));
    }

    [Fact]
    public void A_query_that_is_kept_twice_takes_its_room_once()
    {
        var first = Keep(KeptQueries.LongestParsed, 0);
        for (var again = 0; again < KeptQueries.MostParsed / KeptQueries.LongestParsed * 2; again++)
        {
            Keep(KeptQueries.LongestParsed, 1);
        }

        Assert.NotNull(_kept.FindParsed(first, Schema));
    }

    [Fact]
    public void What_was_found_valid_by_another_schema_is_looked_at_anew()
    {
        var query = Keep(KeptQueries.LongestParsed, 0);
        var other = new SiteSchema([]);
        Assert.Null(_kept.FindParsed(query, other));

        _kept.KeepParsed(query, other, Parser.Parse(query));
        Assert.NotNull(_kept.FindParsed(query, other));
        Assert.Null(_kept.FindParsed(query, Schema));
    }

    private string Keep(int length, int number)
    {
        var query = $"{{ a{number}: __typename }} #".PadRight(length, 'x');
        _kept.KeepParsed(query, Schema, Parser.Parse(query));
        return query;
    }
}
