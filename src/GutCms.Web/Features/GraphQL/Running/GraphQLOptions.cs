using System.ComponentModel.DataAnnotations;

namespace GutCms.Web.Features.GraphQL.Running;

/// <summary>Section <c>GutCms:GraphQL</c>: how much a query may ask for.</summary>
internal sealed class GraphQLOptions
{
    /// <summary>Where it stands.</summary>
    public const string Section = "GutCms:GraphQL";

    /// <summary>Items of a list where nobody says how many.</summary>
    [Range(1, 1_000)]
    public int DefaultNumberOfResults { get; set; } = 100;

    /// <summary>Most items of a list.</summary>
    [Range(1, 1_000)]
    public int MaxNumberOfResults { get; set; } = 100;

    /// <summary>Most items that are passed over.</summary>
    [Range(0, 1_000_000)]
    public int MaxSkip { get; set; } = 10_000;

    /// <summary>How deep fields are nested.</summary>
    [Range(5, 100)]
    public int MaxDepth { get; set; } = 20;

    /// <summary>What a query may cost: one for each field of each item, 500 for each list that is read.</summary>
    [Range(1_000, 10_000_000)]
    public int MaxComplexity { get; set; } = 20_000;

    /// <summary>Characters of a query.</summary>
    [Range(1_000, 1_000_000)]
    public int MaxQueryLength { get; set; } = 20_000;

    /// <summary>Queries that are kept under their hash.</summary>
    [Range(0, 100_000)]
    public int PersistedQueries { get; set; } = 1_000;
}
