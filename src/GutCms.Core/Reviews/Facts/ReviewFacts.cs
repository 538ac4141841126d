using System.Collections.Immutable;
using GutCms.Core.Content.Checking;
using GutCms.Core.Content.Definitions;
using GutCms.Core.Reviews.Model;
using GutCms.Core.Reviews.Policies;
using GutCms.Core.Reviews.Ports;
using GutCms.Core.Security;
using GutCms.Core.Storage;
using GutCms.Core.Texts;

namespace GutCms.Core.Reviews.Facts;

/// <summary>Everything about an item that rules ask for, read in one unit of work.</summary>
internal sealed record ReviewFacts
{
    public required DateTime NowUtc { get; init; }
    public required MedicalText Text { get; init; }
    public required StoredVersion Latest { get; init; }
    public required StoredVersion? Published { get; init; }
    public required PolicyLookup Policy { get; init; }

    /// <summary>Published version of the disclaimer that the latest version refers to; null when it refers to none, or that is not published.</summary>
    public required StoredVersion? Disclaimer { get; init; }

    /// <summary>Content hash of the latest version with the disclaimer as published now.</summary>
    public required string LatestHash { get; init; }

    /// <summary>Hash of the presentation of the latest version.</summary>
    public required string LatestPresentationHash { get; init; }

    /// <summary>Hash of the presentation of the live version; null when nothing is live.</summary>
    public required string? PublishedPresentationHash { get; init; }

    /// <summary>Content hash of the live version as delivered, with its pinned disclaimer; null when nothing is live.</summary>
    public required string? PublishedHash { get; init; }

    /// <summary>Content hash of the live version with the disclaimer as published now; null when nothing is live.</summary>
    public required string? PublishedHashNow { get; init; }

    /// <summary>The open run for publication.</summary>
    public required Review? Review { get; init; }
    public required IReadOnlyList<Decision> Decisions { get; init; }

    /// <summary>The open run of renewal.</summary>
    public required Review? Renewal { get; init; }
    public required IReadOnlyList<Decision> RenewalDecisions { get; init; }

    /// <summary>The publication of the live version; null when it has none.</summary>
    public required Publication? Publication { get; init; }
    public required IReadOnlyList<VersionSummary> Versions { get; init; }
    public required ILookup<string, PublicationGrant> Grants { get; init; }

    /// <summary>Who holds the roles of the policy, by role; authors are among them.</summary>
    public required IReadOnlyDictionary<string, IReadOnlyList<Reviewer>> Holders { get; init; }

    /// <summary>Who is away; read only where a run asks people by name.</summary>
    public required TimesAway Away { get; init; }
    public required ScheduledPublication? Schedule { get; init; }
    public required ScheduledTakeDown? TakeDown { get; init; }
    public required Withdrawal? Withdrawal { get; init; }
    public required IReadOnlyList<CommentThread> Threads { get; init; }

    /// <summary>How it stands to the text that it was translated from; null: it is no translation.</summary>
    public TranslationStand? Translation { get; init; }

    public string ContentItemId => Latest.Item.ContentItemId;
    public string ContentType => Latest.Item.ContentType;
    public string? Owner => Latest.Item.Owner;

    /// <summary>How it stands.</summary>
    public ItemStand Stand => new(ContentItemId, NowUtc, !Policy.IsNone, new(Latest.Item.ContentItemVersionId, LatestHash, LatestPresentationHash))
    {
        Published = Published is null ? null : new(Published.Item.ContentItemVersionId, PublishedHash!, PublishedPresentationHash!),
        Publication = Publication,
        Review = Review,
        Renewal = Renewal,
        Schedule = Schedule,
        TakeDown = TakeDown,
        Withdrawal = Withdrawal,
    };

    /// <inheritdoc cref="ItemStand.CurrentReview" />
    public Review? CurrentReview => Stand.CurrentReview;

    /// <summary>
    /// A change of the presentation alone lets the decisions of the open run stand: the policy with which it was submitted says so, and the one on file does.
    /// </summary>
    public bool RecordsPresentation =>
        Review?.Policy.OnPresentationChange == PresentationChange.Record && Policy.Policy?.OnPresentationChange == PresentationChange.Record;

    /// <summary>The open renewal, if it is about the live text and what was confirmed so far counts still. Otherwise the next confirmation begins another.</summary>
    public Review? CurrentRenewal =>
        Published is not null && PublishedHash is not null && Renewal?.Covers(Published.Item.ContentItemVersionId, PublishedHash, PublishedPresentationHash) == true && RenewalLapse is null ? Renewal : null;

    /// <summary>Why what was confirmed so far in the open renewal does not count any more; null: it does, or there is none.</summary>
    public Sentence? RenewalLapse => Renewal is null ? null : EarlierDecisions.FindLapse(this, Renewal, RenewalDecisions);

    public ReviewState? PublishedState => Stand.PublishedState;

    public ReviewState LatestState => Stand.LatestState;

    public ReviewState? StateOf(Subject subject) => subject == Subject.Published ? PublishedState : LatestState;

    /// <summary>The policy that counts for a trigger: that of the open run, else the one on file.</summary>
    public ReviewPolicy? PolicyFor(Subject subject) => (subject == Subject.Published ? CurrentRenewal : CurrentReview)?.Policy ?? Policy.Policy;

    public ImmutableArray<VersionAuthor> Authors(Subject subject)
    {
        var approved = Grants.SelectMany(group => group).Where(grant => grant.Basis == PublicationBasis.Approved).Select(grant => grant.VersionId).ToHashSet(StringComparer.Ordinal);
        var version = subject == Subject.Published && Published is not null ? Published : Latest;
        return Authorship.AuthorsOf(Versions, approved, version.Item.ContentItemVersionId);
    }

    /// <summary>The reviewer of a user id; null: no holder of a role of the policy.</summary>
    public Reviewer? FindReviewer(string userId) => Holders.Values.SelectMany(holders => holders).FirstOrDefault(holder => holder.UserId == userId);

    /// <summary>
    /// Who counts where a threshold is a share, by role: holders without the authors, where the policy asks for four eyes. Who depends on an author counts:
    /// otherwise an author could make a threshold smaller by taking reviewers' accounts in hand.
    /// </summary>
    public IReadOnlyDictionary<string, IReadOnlyList<Reviewer>> Eligible(Subject subject)
    {
        if (PolicyFor(subject) is { FourEyes: false })
        {
            return Holders;
        }

        var authors = Authors(subject);
        return Holders.ToDictionary(
            entry => entry.Key,
            entry => (IReadOnlyList<Reviewer>)[.. entry.Value.Where(reviewer => !Authorship.Includes(authors, reviewer.UserId, reviewer.UserName))],
            StringComparer.Ordinal);
    }

    /// <summary>Who could decide as things stand, by role: <see cref="Eligible"/> without those whose account is in other hands.</summary>
    public IReadOnlyDictionary<string, IReadOnlyList<Reviewer>> Able(Subject subject)
    {
        ImmutableArray<VersionAuthor> authors = PolicyFor(subject) is { FourEyes: false } ? [] : Authors(subject);
        return Eligible(subject).ToDictionary(
            entry => entry.Key, entry => (IReadOnlyList<Reviewer>)[.. entry.Value.Where(reviewer => Independence.Holds(authors, reviewer))], StringComparer.Ordinal);
    }

    /// <summary>Whether somebody is asked by name, or stands in for whoever is.</summary>
    public bool MayDecideFor(Assignment assignment, string userId) => assignment.UserId == userId || Away.DeputyOf(assignment.UserId, NowUtc) == userId;

    /// <summary>What the latest version lacks to be submitted or published.</summary>
    public ImmutableArray<ContentFault> Missing => Completeness.FindMissing(Latest.Item, Text.Definitions);

    /// <inheritdoc cref="ItemStand.Tag" />
    public string Tag => Stand.Tag;
}
