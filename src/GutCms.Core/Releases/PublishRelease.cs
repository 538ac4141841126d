using System.Text.Json.Nodes;
using GutCms.Core.Audit;
using GutCms.Core.Reviews.Acting;
using GutCms.Core.Reviews.Model;
using GutCms.Core.Reviews.UseCases;
using GutCms.Core.Security;
using GutCms.Core.Texts;

namespace GutCms.Core.Releases;

/// <summary>Makes everything in a release live in one transaction, each item as if it were published by itself: with all rules, its certificate and its entry in the log. One that is refused refuses all.</summary>
public sealed class PublishRelease(ReviewPorts ports)
{
    private static readonly ExpectedTag WhatIsApproved = ExpectedTag.NotAsked("A release names items; of each the version that is approved by then goes live.");

    /// <summary>What is asked for.</summary>
    /// <param name="ReleaseId">The release.</param>
    /// <param name="Revision">Revision that the actor was looking at.</param>
    public sealed record Request(string ReleaseId, int Revision);

    /// <summary>Does it now, for whoever may publish each of the items.</summary>
    public Task<Outcome<Release>> ExecuteAsync(Actor actor, Request request, CancellationToken cancellationToken) =>
        Attempt.RunAsync<Release>(ports, actor, AuditActions.ReleasePublish, null, attempt => ApplyAsync(attempt, request, cancellationToken), cancellationToken);

    /// <summary>Does it because its instant has come; whoever calls records a refusal.</summary>
    internal Task<Outcome<Release>> ExecuteScheduledAsync(Actor actor, Release release, CancellationToken cancellationToken) => Attempt.RunAsync<Release>(
        ports, actor, AuditActions.ReleasePublish, null, attempt => ApplyAsync(attempt, new(release.ReleaseId, release.Revision), cancellationToken), cancellationToken, records: false);

    private static async Task<Outcome<Release>> ApplyAsync(Attempt attempt, Request request, CancellationToken cancellationToken)
    {
        if (!await ReleaseRecords.MayKnowAsync(attempt.Work, attempt.Actor, cancellationToken) || await ReleaseRecords.FindAsync(attempt.Work, request.ReleaseId, cancellationToken) is not { } release)
        {
            return ReleaseRecords.NotFound;
        }

        if (release.State != ReleaseState.Planned)
        {
            return new Refusal(RefusalKind.Conflict, Sentence.Of("Refused.ReleaseEnded"));
        }

        if (release.Revision != request.Revision)
        {
            return new Refusal(RefusalKind.Stale, Sentence.Of("Refused.ReleaseStale")) { CurrentTag = release.Tag };
        }

        if (release.ItemIds.IsEmpty)
        {
            return new Refusal(RefusalKind.Conflict, Sentence.Of("Refused.ReleaseEmpty"));
        }

        var items = await ReleaseRecords.ItemsAsync(attempt.Work, release.ItemIds, cancellationToken);
        if (items.Values.FirstOrDefault(item => !ReleaseRecords.MayPublish(attempt.Actor, item)) is { } foreign)
        {
            return Refusal.Forbidden(Sentence.Of("Refused.ReleaseOfOthers"), Permissions.PublishContent, foreign.ContentType);
        }

        foreach (var id in release.ItemIds)
        {
            if (items.GetValueOrDefault(id) is not { } item)
            {
                return new Refusal(RefusalKind.Conflict, Sentence.Of("Refused.ReleaseItemGone"));
            }

            if (!item.LatestIsLive && await PublishAsync(attempt, release, item, cancellationToken) is { } refusal)
            {
                return refusal;
            }
        }

        return await ReleaseRecords.SaveAsync(
            attempt,
            release with { State = ReleaseState.Done, EndedUtc = attempt.NowUtc, RefusedUtc = null },
            AuditActions.ReleasePublish,
            new JsonObject { ["items"] = new JsonArray([.. release.ItemIds.Select(id => (JsonNode)id)]) },
            cancellationToken);
    }

    /// <summary>Publishes one; why not, with its title, or null: it is live.</summary>
    private static async Task<Refusal?> PublishAsync(Attempt attempt, Release release, ItemHead item, CancellationToken cancellationToken)
    {
        var because = new JsonObject { ["release"] = release.Name, ["releaseId"] = release.ReleaseId };
        var outcome = await PublishVersion.ApplyAsync(attempt, new(item.ContentItemId, WhatIsApproved), null, cancellationToken, because);
        if (outcome.Succeeded)
        {
            return null;
        }

        Sentence Of(Sentence why) => Sentence.Of("Refused.Release", ShownTitle.Of(item.Title), why);
        var refusal = outcome.Refusal;
        return refusal with { Sentence = Of(refusal.Sentence), UnmetRules = [.. refusal.UnmetRules.Select(rule => rule with { Sentence = Of(rule.Sentence) })], PermittedTriggers = [] };
    }
}
