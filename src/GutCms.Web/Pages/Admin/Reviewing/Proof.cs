using GutCms.Core.Comments;
using GutCms.Core.Content.Items;
using GutCms.Core.Diff.Marking;

namespace GutCms.Web.Pages.Admin.Reviewing;

/// <summary>A text as readers will see it: partial <c>_Proof</c>.</summary>
/// <param name="Marked">The text.</param>
/// <param name="Language">Its language tag.</param>
/// <param name="Disclaimer">The version of the disclaimer in it; null: not told.</param>
/// <param name="Desk">The page whose comments stand in the margin; null: none do.</param>
internal sealed record Proof(MarkedText Marked, string Language, ContentItem? Disclaimer, ReadModel? Desk)
{
    /// <summary>Title, subtitle and excerpt, each where it has words or something is said about it.</summary>
    public IEnumerable<(string? Html, Margin Margin)> Head => new[] { (FieldPlaces.Title, Marked.Title), (FieldPlaces.Subtitle, Marked.Subtitle), (FieldPlaces.Excerpt, Marked.Excerpt) }
        .Select(place => (Html: place.Item2, Margin: new Margin(place.Item1, null, Desk) { HasText = place.Item2 is not null }))
        .Where(place => place.Html is not null || place.Margin.Threads.Count > 0);

    /// <summary>What is said about the picture that stands for the text.</summary>
    public IReadOnlyList<MarkedDetail> OfPicture => [.. Marked.Details.Where(IsOfPicture)];

    /// <summary>Whatever else readers see.</summary>
    public IReadOnlyList<MarkedDetail> Details => [.. Marked.Details.Where(detail => !IsOfPicture(detail))];

    /// <summary>The blocks of the body in order, those next to each other that are all to be read, or all not, together.</summary>
    public IReadOnlyList<(bool IsOpen, IReadOnlyList<MarkedBlock> Blocks)> Runs => Marked.Runs(block => Desk?.IsOpen(block) != false);

    private static bool IsOfPicture(MarkedDetail detail) => detail.Name.StartsWith("picture.", StringComparison.Ordinal);
}

/// <summary>What is said about a place of the text, beside it: partial <c>_Margin</c>.</summary>
/// <param name="PlaceId">ContentItemId of the block, or one of <see cref="FieldPlaces"/>; null: there is no such place any more.</param>
/// <param name="Name">What it is called, as plain text; null when it has no name.</param>
/// <param name="Desk">The page; null: nothing is said.</param>
internal sealed record Margin(string? PlaceId, string? Name, ReadModel? Desk)
{
    /// <summary>Words of it can be commented on.</summary>
    public bool HasText { get; init; }

    /// <summary>The visitor may comment on it.</summary>
    public bool MayComment => Desk is { MayComment: true } && PlaceId is not null;

    /// <summary>What is said about it.</summary>
    public IReadOnlyList<ShownThread> Threads => Desk?.ThreadsOn(PlaceId) ?? [];

    /// <summary>Beside a block.</summary>
    public static Margin Of(MarkedBlock block, ReadModel? desk) =>
        new(block.SourceId, block.Heading is null ? null : System.Text.RegularExpressions.Regex.Replace(block.Heading, "<[^>]*>", ""), desk) { HasText = block.Html is not null };
}
