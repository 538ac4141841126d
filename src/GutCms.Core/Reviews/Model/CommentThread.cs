using System.Collections.Immutable;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;

namespace GutCms.Core.Reviews.Model;

/// <summary>A thread of comments on an item, at a place in its text or on the whole.</summary>
/// <param name="ThreadId">Id, in the form of content ids.</param>
/// <param name="ContentItemId">The item.</param>
/// <param name="VersionId">The version that the first comment was written on.</param>
/// <param name="Anchor">The place in the text, as the JSON of a comment anchor; null: the whole item. Treated as immutable.</param>
/// <param name="Messages">The comments, oldest first; never empty.</param>
public sealed record CommentThread(string ThreadId, string ContentItemId, string VersionId, JsonObject? Anchor, ImmutableArray<CommentMessage> Messages)
{
    /// <summary>When it was resolved, UTC; null while it is open.</summary>
    public DateTime? ResolvedUtc { get; init; }

    /// <summary>User id of whoever resolved it; null while it is open.</summary>
    public string? ResolvedById { get; init; }

    /// <summary>User name of whoever resolved it; null while it is open.</summary>
    public string? ResolvedByName { get; init; }

    /// <summary>Concurrency token: 0 when new, one more with each save.</summary>
    public int Revision { get; init; }

    /// <summary>It is resolved.</summary>
    public bool IsResolved => ResolvedUtc is not null;

    /// <summary>The words that it suggests in the place of those that it is anchored to, empty: to leave them out; null: it suggests none.</summary>
    public string? Suggestion => Messages[0].Suggests;

    /// <summary>It suggests words, and nobody has accepted or refused them yet.</summary>
    public bool IsOpenSuggestion => Suggestion is not null && !IsResolved;

    /// <summary>How the suggestion was answered last; null: not yet, or it suggests nothing.</summary>
    public CommentMessage? FindAnswer() => Suggestion is null ? null : Messages.LastOrDefault(message => message.Took is not null || message.Refuses);

    /// <summary>The last word in it is that it was addressed, and nobody has resolved it yet.</summary>
    public bool IsAddressed => !IsResolved && Messages[^1].Addresses;
}

/// <summary>One comment.</summary>
/// <param name="MessageId">Id, in the form of content ids.</param>
/// <param name="AuthorId">User id.</param>
/// <param name="AuthorName">User name.</param>
/// <param name="Text">Plain text, 1 to 4000 characters; may be empty where it only says that the thread was addressed.</param>
/// <param name="WrittenUtc">UTC.</param>
public sealed record CommentMessage(string MessageId, string AuthorId, string AuthorName, string Text, DateTime WrittenUtc)
{
    /// <summary>It says that what the thread asks for was done. The reviewer resolves the thread, or goes on in it.</summary>
    public bool Addresses { get; init; }

    /// <summary>What the ids of people without an account begin with.</summary>
    internal const string GuestPrefix = "guest:";

    /// <summary>It came through a preview link, under a name that proves nothing.</summary>
    [JsonIgnore]
    public bool IsByGuest => AuthorId.StartsWith(GuestPrefix, StringComparison.Ordinal);

    /// <summary>First comment of a thread: the words that it suggests in the place of those that it is anchored to, plain text in one line; empty: to leave them out. Null: it suggests none.</summary>
    public string? Suggests { get; init; }

    /// <summary>It accepts the suggestion of the thread: the words that were put into the text, which may be others than suggested. Null: it does not.</summary>
    public string? Took { get; init; }

    /// <summary>It refuses the suggestion of the thread.</summary>
    public bool Refuses { get; init; }

    /// <summary>Content hash of the latest text when it was written; null: not kept.</summary>
    public string? ContentHash { get; init; }
}
