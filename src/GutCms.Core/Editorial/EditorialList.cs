using System.Text.Json.Serialization;
using GutCms.Core.Paging;
using GutCms.Core.Reviews.Model;

namespace GutCms.Core.Editorial;

/// <summary>Order of an editorial list.</summary>
public enum EditorialOrder
{
    /// <summary>What was written last first.</summary>
    Modified,

    /// <summary>By title, compared without case in ASCII.</summary>
    Title,

    /// <summary>By the due date of the current stage; what has none last.</summary>
    Due,
}

/// <summary>Which due dates are asked for.</summary>
public enum EditorialDue
{
    /// <summary>A decision is past its due date.</summary>
    Overdue,

    /// <summary>A decision is due within seven days, or overdue.</summary>
    Week,
}

/// <summary>What an editor looks for; every condition that is given must hold.</summary>
/// <param name="ContentType">Only this type; null: any.</param>
/// <param name="State">Only items whose latest version is in this state, or, for <see cref="ReviewState.ReviewDue"/>, whose latest or live version is; null: any.</param>
/// <param name="SeriesId">Only articles of this series; null: any.</param>
/// <param name="Author">Only what this user (by name) changed last; null: anybody.</param>
/// <param name="Due">Only what has such a due date; null: any.</param>
/// <param name="Search">Words that title or text contain, at most 200 characters; null: any.</param>
/// <param name="WithoutReferences">Only items that have a body and cite nothing.</param>
/// <param name="SubmittedByMe">Only what whoever asks has submitted, while it is in review or approved.</param>
/// <param name="StaleTranslations">Only translations of which something else of the source is live than they were made from.</param>
public sealed record EditorialFilter(
    string? ContentType = null, ReviewState? State = null, string? SeriesId = null, string? Author = null, EditorialDue? Due = null, string? Search = null, bool WithoutReferences = false,
    bool SubmittedByMe = false, bool StaleTranslations = false);

/// <summary>An item in an editorial list: its latest version.</summary>
/// <param name="ContentItemId">The item.</param>
/// <param name="VersionId">The latest version.</param>
/// <param name="ContentType">Its type.</param>
/// <param name="Title">Its title; null when it has none.</param>
/// <param name="State">Its state.</param>
/// <param name="IsLive">Some version of the item is live.</param>
/// <param name="Author">Who wrote the version.</param>
/// <param name="Owner">User id of the owner.</param>
/// <param name="ModifiedUtc">When it was written, UTC; null when unknown.</param>
/// <param name="DueUtc">When a decision is due, UTC; null: none is, or no date is set.</param>
/// <param name="Series">Title of the series; null when it is in none.</param>
public sealed record EditorialRow(
    string ContentItemId, string VersionId, string ContentType, string? Title, ReviewState State, bool IsLive, string? Author, string? Owner, DateTime? ModifiedUtc, DateTime? DueUtc, string? Series)
{
    /// <summary>State of the live version; null when none is.</summary>
    public ReviewState? LiveState { get; init; }

    /// <summary>When the version is to become live, UTC; null when no publication is scheduled, and in lists that do not say.</summary>
    public DateTime? ScheduledUtc { get; init; }

    /// <summary>When what is live is to be taken down, UTC; null when that is not scheduled, and in lists that do not say.</summary>
    public DateTime? TakeDownUtc { get; init; }

    /// <summary>Number of threads of comments that nobody has resolved.</summary>
    public int OpenThreads { get; init; }

    /// <summary>It is a translation of which something else of the source is live than it was made from; only in lists of latest versions.</summary>
    public bool IsStaleTranslation { get; init; }

    /// <summary>Path of the live version, without leading slash; null when it has none, and in lists of latest versions.</summary>
    public string? LivePath { get; init; }
}

/// <summary>A page of an editorial list.</summary>
/// <param name="Total">Number of items over all pages.</param>
/// <param name="Rows">The items of this page.</param>
/// <param name="Next">Cursor that continues after the last one; null: there is no more.</param>
public sealed record EditorialPage(long Total, IReadOnlyList<EditorialRow> Rows, string? Next);

/// <summary>What somebody may see of the content.</summary>
/// <param name="ContentTypes">Types of which all drafts may be seen.</param>
/// <param name="OwnTypes">Further types of which own drafts may be seen.</param>
/// <param name="UserId">The user; empty: nobody.</param>
/// <param name="NowUtc">The instant by which due dates are judged, UTC.</param>
public sealed record EditorialSight(IReadOnlyList<string> ContentTypes, IReadOnlyList<string> OwnTypes, string UserId, [property: JsonIgnore] DateTime NowUtc)
{
    /// <summary>Types of which everything that is live may be seen, whoever wrote it.</summary>
    [JsonIgnore]
    public IReadOnlyList<string> LiveTypes { get; init; } = ContentTypes;

    /// <summary>There is something of which drafts of others may not be seen, so that a list of drafts says nothing about the whole site.</summary>
    [JsonIgnore]
    public bool IsPartial { get; init; }

    /// <summary>Whether an item may be seen with its drafts.</summary>
    public bool HoldsDraftsOf(EditorialRow row) =>
        ContentTypes.Contains(row.ContentType) || (UserId.Length > 0 && row.Owner == UserId && OwnTypes.Contains(row.ContentType));
}

/// <summary>A page of an editorial list.</summary>
/// <param name="Sight">What may be seen.</param>
/// <param name="Filter">The conditions.</param>
/// <param name="Order">The order.</param>
/// <param name="After">Cursor of an earlier page; null: from the start.</param>
/// <param name="First">Page size, 1 to 100.</param>
public sealed record EditorialQuery(EditorialSight Sight, EditorialFilter Filter, EditorialOrder Order, string? After, int First) : ListQuery(After, First);

/// <summary>Reads lists for editors from the host's database.</summary>
/// <remarks>States are those that <see cref="ItemStates"/> says, as the host keeps them with each change.</remarks>
public interface IEditorialLists
{
    /// <summary>A page of the items that match, as far as they may be seen.</summary>
    /// <exception cref="Paging.BadCursorException">The cursor is not one of this list's.</exception>
    Task<EditorialPage> ListAsync(EditorialSight sight, EditorialFilter filter, EditorialOrder order, string? after, int first, CancellationToken cancellationToken);

    /// <summary>Number of items that show a disclaimer or will: those whose live version picks it, and those in review with it.</summary>
    Task<long> CountDisclaimerUsesAsync(string disclaimerId, CancellationToken cancellationToken);

    /// <summary>Names of the users who wrote the latest versions that may be seen, ordered.</summary>
    Task<IReadOnlyList<string>> ListAuthorsAsync(EditorialSight sight, CancellationToken cancellationToken);
}
