using System.Collections.Immutable;
using System.Text.Json.Nodes;
using GutCms.Core.Audit;
using GutCms.Core.Content.Definitions;
using GutCms.Core.Content.Items;
using GutCms.Core.Content.Projecting;
using GutCms.Core.Reviews.Model;
using GutCms.Core.Reviews.Policies;
using GutCms.Core.Security;
using GutCms.Core.Storage;

namespace GutCms.Core.Tests.Reviews.Memory;

/// <summary>Everything that is stored at one moment; immutable, so that a transaction is a copy.</summary>
internal sealed record MemoryState
{
    public ContentDefinitions Definitions { get; init; } = ContentDefinitions.Empty;
    public ImmutableDictionary<(string Kind, string Name), JsonObject> Documents { get; init; } = ImmutableDictionary<(string, string), JsonObject>.Empty;
    public ImmutableList<MemoryVersion> Versions { get; init; } = [];
    public ImmutableList<Review> Reviews { get; init; } = [];
    public ImmutableList<Decision> Decisions { get; init; } = [];
    public ImmutableDictionary<string, Publication> Publications { get; init; } = ImmutableDictionary<string, Publication>.Empty;
    public ImmutableList<PublicationGrant> Grants { get; init; } = [];
    public ImmutableList<IssuedCertificate> Issued { get; init; } = [];
    public ImmutableDictionary<string, Withdrawal> Withdrawals { get; init; } = ImmutableDictionary<string, Withdrawal>.Empty;
    public ImmutableDictionary<string, ScheduledTakeDown> TakeDowns { get; init; } = ImmutableDictionary<string, ScheduledTakeDown>.Empty;

    public ImmutableDictionary<string, ScheduledPublication> Schedules { get; init; } = ImmutableDictionary<string, ScheduledPublication>.Empty;
    public ImmutableList<CommentThread> Threads { get; init; } = [];
    public ImmutableDictionary<string, string> Texts { get; init; } = ImmutableDictionary<string, string>.Empty;
    public ImmutableList<AuditEntry> Audit { get; init; } = [];
    public ImmutableList<OutboxMessage> Outbox { get; init; } = [];

    /// <summary>Items whose delivery was re-written, by commit.</summary>
    public ImmutableList<ImmutableSortedSet<string>> Refreshed { get; init; } = [];

    /// <summary>Items whose delivery was removed.</summary>
    public ImmutableList<string> Removed { get; init; } = [];

    /// <summary>A store that is broken: it says that it keeps grants, and does not.</summary>
    public bool LosesGrants { get; init; }

    /// <summary>Live versions that no grant permits: what the database's own gate would refuse.</summary>
    public IEnumerable<string> Ungranted() =>
        Versions.Where(version => version.Item.Published && Documents.ContainsKey((ReviewPolicyJson.DocumentKind, version.Item.ContentType))
            && !Grants.Any(grant => grant.VersionId == version.Item.ContentItemVersionId && grant.ContentHash == version.ContentHash
                && (grant.PresentationHash ?? Presentation.HashOf(version.Item)) == Presentation.HashOf(version.Item) && grant.Basis != PublicationBasis.NoPolicy))
            .Select(version => version.Item.ContentItemVersionId);
}

/// <summary>A version as stored.</summary>
internal sealed record MemoryVersion(ContentItem Item, int Number, string ContentHash, string? Origin, ImmutableArray<VersionAuthor> Authors);
