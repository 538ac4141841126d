using System.Collections.Immutable;
using GutCms.Core.Reviews.Model;

namespace GutCms.Core.Reviews.Reading;

/// <summary>Whom it concerns what becomes of an item, as things stand.</summary>
/// <param name="ContentItemId">The item.</param>
/// <param name="ContentType">Its type.</param>
/// <param name="Title">Title of its latest version; null when it has none.</param>
/// <param name="OwnerId">User id of its owner; null when nobody is.</param>
public sealed record ItemAudience(string ContentItemId, string ContentType, string? Title, string? OwnerId)
{
    /// <summary>User ids of those who wrote any part of the latest version since the last approval.</summary>
    public ImmutableArray<string> AuthorIds { get; init; } = [];

    /// <summary>The open run of the latest text; null when there is none.</summary>
    public Review? Review { get; init; }

    /// <summary>The open run that confirms the live text; null when there is none.</summary>
    public Review? Renewal { get; init; }

    /// <summary>User ids of those whose decision the current stage waits for: those who are asked by name, where nobody is everybody who could decide. Empty when nothing waits.</summary>
    public ImmutableArray<string> DeciderIds { get; init; } = [];

    /// <summary>User ids of those who have decided in the latest runs, open or not, also where the decision is void by now.</summary>
    public ImmutableArray<string> DecidedIds { get; init; } = [];

    /// <summary>The first stage, in order, for which too few people could decide as things stand, and its role; null: there are enough.</summary>
    public StuckStage? Stuck { get; init; }

    /// <summary>Comment threads, oldest first.</summary>
    public ImmutableArray<CommentThread> Threads { get; init; } = [];

    /// <summary>Whoever wrote, owns or submitted it.</summary>
    public IEnumerable<string?> WriterIds => AuthorIds.Append(OwnerId).Append(Review?.SubmittedById);
}

/// <summary>A stage for which too few people could decide.</summary>
/// <param name="Stage">Its name.</param>
/// <param name="Role">The role of which there are too few.</param>
/// <param name="AbleIds">User ids of those who could decide in it all the same, ordered; fewer than it takes.</param>
public sealed record StuckStage(string Stage, string Role, ImmutableArray<string> AbleIds);
