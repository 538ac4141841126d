using GutCms.Core.Searching;

namespace GutCms.Web.Storage.Paging;

/// <summary>What lists are ordered by, as it is filed.</summary>
internal static class ListKeys
{
    private const int MaxTitleLength = 200;

    /// <summary>Of a title.</summary>
    public static string Title(string title) => SearchTokens.SortKey(title, MaxTitleLength);

    /// <summary>Of a position in a series: what has none comes last.</summary>
    public static double Position(decimal? position) => position is { } known ? (double)known : double.MaxValue;
}
