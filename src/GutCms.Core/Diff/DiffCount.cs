using System.Collections.Immutable;

namespace GutCms.Core.Diff;

/// <summary>Counts changes for the summary.</summary>
internal static class DiffCount
{
    public static DiffSummary Of(ImmutableArray<MemberDiff> members, ImmutableArray<ListDiff> lists)
    {
        var blocks = BlocksOf(lists).ToList();
        var texts = members.Concat(AllBlocks(lists).SelectMany(block => block.Members)).ToList();
        var cautions = texts
            .SelectMany(member => member.Runs)
            .SelectMany(run => run.Cautions)
            .CountBy(flag => flag);
        return new(
            members.Length,
            blocks.Count(block => block.Change == DiffChange.Added),
            blocks.Count(block => block.Change == DiffChange.Removed),
            blocks.Count(block => block.Moved),
            blocks.Count(block => block.Change == DiffChange.Changed),
            cautions.ToImmutableSortedDictionary())
        {
            IsCoarse = texts.Exists(text => text.IsCoarse),
        };
    }

    // Blocks inside of an added or removed block are not changes of their own.
    private static IEnumerable<BlockDiff> BlocksOf(ImmutableArray<ListDiff> lists) =>
        lists.SelectMany(list => list.Blocks).SelectMany(block => block.Change == DiffChange.Changed ? BlocksOf(block.Lists).Prepend(block) : [block]);

    private static IEnumerable<BlockDiff> AllBlocks(ImmutableArray<ListDiff> lists) =>
        lists.SelectMany(list => list.Blocks).SelectMany(block => AllBlocks(block.Lists).Prepend(block));
}
