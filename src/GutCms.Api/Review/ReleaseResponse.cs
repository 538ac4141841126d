using GutCms.Api.Http;
using GutCms.Core.Releases;
using GutCms.Core.Reviews.Model;

namespace GutCms.Api.Review;

/// <summary>All releases.</summary>
/// <param name="Items">Those that go on by their instants, then those without one, then those that ended, newest first.</param>
public sealed record ReleasesResponse(IReadOnlyList<ReleaseResponse> Items);

/// <summary>Items that go live together or not at all.</summary>
/// <param name="ReleaseId">Id.</param>
/// <param name="Name">Name.</param>
/// <param name="State">How far it is.</param>
/// <param name="AtUtc">When it goes live by itself; null: when somebody says so.</param>
/// <param name="ItemIds">ContentItemIds of what is in it.</param>
/// <param name="ChangedBy">User name of whoever changed it last.</param>
/// <param name="EndedUtc">When it went live or was given up; null before.</param>
/// <param name="RefusedUtc">When its instant came and it could not go live; null: that did not happen since it was changed last.</param>
public sealed record ReleaseResponse(
    string ReleaseId,
    string Name,
    [property: ClosedSet(typeof(ReleaseState))] string State,
    DateTime? AtUtc,
    IReadOnlyList<string> ItemIds,
    string ChangedBy,
    DateTime? EndedUtc,
    DateTime? RefusedUtc)
{
    internal static ReleaseResponse Of(Release release) => new(
        release.ReleaseId, release.Name, ReviewResponse.Name<ReleaseState>(release.State)!, release.AtUtc, [.. release.ItemIds], release.ChangedByName, release.EndedUtc, release.RefusedUtc);
}

/// <summary>A release, and what it lacks.</summary>
/// <param name="Release">The release.</param>
/// <param name="Items">What is in it, in its order.</param>
/// <param name="MayChange">The caller may change it and make it live.</param>
public sealed record ReleaseDetailsResponse(ReleaseResponse Release, IReadOnlyList<ReleaseItemResponse> Items, bool MayChange)
{
    internal static ReleaseDetailsResponse Of(GetReleases.Result result) => new(
        ReleaseResponse.Of(result.Release),
        [.. result.Items.Select(item => new ReleaseItemResponse(item.ContentItemId, item.Title, item.State?.ToName(), item.IsLive, [.. item.Missing.Select(sentence => sentence.ToCurrent())]))],
        result.MayChange);
}

/// <summary>An item of a release.</summary>
/// <param name="ContentItemId">The item.</param>
/// <param name="Title">Its title; null when it has none, or the caller may not see it.</param>
/// <param name="State">State of its latest version; null: it was deleted, or the caller may not see it.</param>
/// <param name="IsLive">Its latest version is live already.</param>
/// <param name="Missing">What stands against its publication at the instant of the release, for people; empty: nothing.</param>
public sealed record ReleaseItemResponse(string ContentItemId, string? Title, [property: ClosedSet(typeof(ReviewState))] string? State, bool IsLive, IReadOnlyList<string> Missing);
