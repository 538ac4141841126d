using System.Collections.Immutable;
using GutCms.Core.Delivery;
using GutCms.Core.Reviews.Acting;
using GutCms.Core.Reviews.Certifying;
using GutCms.Core.Reviews.Facts;
using GutCms.Core.Reviews.Model;
using GutCms.Core.Reviews.Transitions;
using GutCms.Core.Reviews.UseCases;
using GutCms.Core.Security;
using GutCms.Core.Storage;
using GutCms.Core.Texts;

namespace GutCms.Core.Releases;

/// <summary>Tells of releases, and what each lacks. For whoever publishes. Reads only.</summary>
public sealed class GetReleases(ReviewPorts ports)
{
    private static readonly ExpectedTag OnlyLooked = ExpectedTag.NotAsked("Nothing is changed.");

    /// <summary>An item of a release.</summary>
    /// <param name="ContentItemId">The item.</param>
    /// <param name="Title">Its title; null when it has none, or may not be seen.</param>
    /// <param name="State">State of its latest version; null: it was deleted, or may not be seen.</param>
    /// <param name="IsLive">Its latest version is live already.</param>
    /// <param name="Missing">What stands against its publication at the instant of the release; empty: nothing.</param>
    public sealed record Item(string ContentItemId, string? Title, ReviewState? State, bool IsLive, ImmutableArray<Sentence> Missing);

    /// <summary>A release.</summary>
    /// <param name="Release">The release.</param>
    /// <param name="Items">What is in it, in its order.</param>
    /// <param name="MayChange">The actor may change it and make it live: it goes on, and the actor may publish everything in it.</param>
    public sealed record Result(Release Release, ImmutableArray<Item> Items, bool MayChange);

    /// <summary>All releases: those that go on by their instants (those without one last), then the others, newest first.</summary>
    public async Task<Outcome<IReadOnlyList<Release>>> ListAsync(Actor actor, CancellationToken cancellationToken)
    {
        await using var work = await ports.Store.ReadAsync(cancellationToken);
        if (!await ReleaseRecords.MayKnowAsync(work, actor, cancellationToken))
        {
            return Refusal.Forbidden(Sentence.Of("Refused.Releases"), Permissions.PublishContent);
        }

        return new List<Release>((await ReleaseRecords.ListAsync(work, cancellationToken))
            .OrderBy(release => release.State != ReleaseState.Planned).ThenBy(release => release.State == ReleaseState.Planned ? release.AtUtc ?? DateTime.MaxValue : default)
            .ThenByDescending(release => release.EndedUtc).ThenBy(release => release.Name, StringComparer.Ordinal));
    }

    /// <summary>One of them.</summary>
    public async Task<Outcome<Result>> ExecuteAsync(Actor actor, string releaseId, CancellationToken cancellationToken)
    {
        await using var work = await ports.Store.ReadAsync(cancellationToken);
        if (!await ReleaseRecords.MayKnowAsync(work, actor, cancellationToken))
        {
            return Refusal.Forbidden(Sentence.Of("Refused.Releases"), Permissions.PublishContent);
        }

        if (await ReleaseRecords.FindAsync(work, releaseId, cancellationToken) is not { } release)
        {
            return ReleaseRecords.NotFound;
        }

        var latest = await ReleaseRecords.ItemsAsync(work, release.ItemIds, cancellationToken);
        var all = await ReviewFactsLoader.LoadAsync(work, ports.Reviewers, Attempt.Now(ports), release.ItemIds, cancellationToken);
        using var signer = await ports.Certificates.OpenAsync(work, cancellationToken);
        var items = ImmutableArray.CreateBuilder<Item>(release.ItemIds.Length);
        foreach (var id in release.ItemIds)
        {
            items.Add(await LookAsync(work, actor, release, all.GetValueOrDefault(id), id, signer, cancellationToken));
        }

        return new Result(release, items.ToImmutable(), release.State == ReleaseState.Planned && latest.Values.All(item => ReleaseRecords.MayPublish(actor, item)));
    }

    private async Task<Item> LookAsync(IUnitOfWork work, Actor actor, Release release, ReviewFacts? facts, string id, ICertificateSigner? signer, CancellationToken cancellationToken)
    {
        if (facts is null)
        {
            return new(id, null, null, false, [Sentence.Of("Refused.ReleaseItemGone")]);
        }

        if (!Sees.Draft(facts, actor))
        {
            return new(id, null, null, false, []);
        }

        var item = facts.Latest.Item;
        if (item.Published || release.State != ReleaseState.Planned)
        {
            return new(id, item.DisplayText, facts.LatestState, item.Published, []);
        }

        var context = await PublicationContext.OfAsync(ports, work, facts, Actor.System, Trigger.Publish, signer, cancellationToken) with { AtUtc = release.AtUtc };
        var refusal = TriggerCheck.Find(context, OnlyLooked);
        ImmutableArray<Sentence> unmet = refusal is null ? [] : refusal.UnmetRules.IsEmpty ? [refusal.Sentence] : [.. refusal.UnmetRules.Select(rule => rule.Sentence)];

        // Asked by the publication as well, beside the rules of its state.
        var taken = await Translations.FindFaultAsync(work, item, liveOnly: true, cancellationToken);
        return new(id, item.DisplayText, facts.LatestState, false, taken is null ? unmet : unmet.Add(taken.Sentence));
    }
}
