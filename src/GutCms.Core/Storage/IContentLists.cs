using GutCms.Core.Content.Items;
using GutCms.Core.Paging;

namespace GutCms.Core.Storage;

/// <summary>Which version of each item a list shows.</summary>
public enum ContentListStatus
{
    /// <summary>The live version of items that have one.</summary>
    Published,

    /// <summary>The latest version of every item.</summary>
    Latest,

    /// <summary>The latest version of items where that is not live.</summary>
    Draft,
}

/// <summary>Which items are asked for; every condition that is given must hold.</summary>
/// <param name="Status">Which version of each.</param>
/// <param name="ContentTypes">Types of which the caller may see everything that <paramref name="Status"/> names.</param>
/// <param name="OwnTypes">Further types of which the caller may see what <paramref name="OwnerId"/> owns.</param>
/// <param name="OwnerId">User id; empty: nobody.</param>
/// <param name="Search">What is looked for: words of title and text; a host that keeps no full text looks for it in the title. Null: any.</param>
/// <param name="After">Cursor of an earlier page; null: from the start.</param>
/// <param name="First">Page size, 1 to 100.</param>
public sealed record ContentListQuery(
    ContentListStatus Status, IReadOnlyCollection<string> ContentTypes, IReadOnlyCollection<string> OwnTypes, string OwnerId, string? Search, string? After, int First)
    : ListQuery(After, First);

/// <summary>A page of items.</summary>
/// <param name="Total">Number of items over all pages.</param>
/// <param name="Items">Versions, the one written last first.</param>
/// <param name="Next">Cursor that continues after the last one; null: there is no more.</param>
public sealed record ContentListPage(long Total, IReadOnlyList<ContentItem> Items, string? Next);

/// <summary>Lists content for editorial work.</summary>
public interface IContentLists
{
    /// <summary>A page of the items that match.</summary>
    /// <exception cref="Paging.BadCursorException">The cursor is not one of this list's.</exception>
    Task<ContentListPage> ListAsync(ContentListQuery query, CancellationToken cancellationToken);
}
