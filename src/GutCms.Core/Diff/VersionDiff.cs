using System.Collections.Immutable;
using System.Text.Json.Nodes;

namespace GutCms.Core.Diff;

/// <summary>What differs between two versions, made for a medical reviewer: no change that a reader can see is left out, and dangerous ones carry a caution.</summary>
/// <param name="Members">Changed texts outside lists, in the order of the later version, removed ones last.</param>
/// <param name="Lists">Lists of blocks in which something changed.</param>
/// <param name="Summary">Numbers for a headline.</param>
public sealed record VersionDiff(ImmutableArray<MemberDiff> Members, ImmutableArray<ListDiff> Lists, DiffSummary Summary)
{
    /// <summary>Whether anything differs.</summary>
    public bool HasChanges => !Members.IsEmpty || !Lists.IsEmpty;

    /// <summary>Compares two projections.</summary>
    /// <param name="fromProjection">The earlier version, from <see cref="GutCms.Core.Content.Projecting.MedicalContent.Project"/>.</param>
    /// <param name="toProjection">The later version.</param>
    /// <param name="vocabulary">Words that make a change loud, with the names of drugs; null: <see cref="DiffVocabulary.English"/>.</param>
    public static VersionDiff Compare(JsonObject fromProjection, JsonObject toProjection, DiffVocabulary? vocabulary = null)
    {
        var (members, lists) = new ObjectComparison(new TokenCautions(vocabulary ?? DiffVocabulary.English), new ComparisonWork()).Compare(fromProjection, toProjection, isBlock: false);
        return new(members, lists, DiffCount.Of(members, lists));
    }
}
