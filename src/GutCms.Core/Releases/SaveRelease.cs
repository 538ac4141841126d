using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json.Nodes;
using GutCms.Core.Audit;
using GutCms.Core.Content.Items;
using GutCms.Core.Reviews.Acting;
using GutCms.Core.Reviews.Model;
using GutCms.Core.Security;
using GutCms.Core.Texts;

namespace GutCms.Core.Releases;

/// <summary>Makes a release, or changes its name, its instant and what is in it. Nothing becomes live by it, and no approval is touched.</summary>
public sealed class SaveRelease(ReviewPorts ports)
{
    /// <summary>What it is to be.</summary>
    /// <param name="ReleaseId">The release; null: a new one.</param>
    /// <param name="Revision">Revision that the actor was looking at; 0 for a new one.</param>
    /// <param name="Name">Name, 1 to 100 characters.</param>
    /// <param name="AtUtc">When it goes live by itself, UTC, in the future; null: when somebody says so.</param>
    /// <param name="ItemIds">What is in it; the actor has to be one who may publish each item, those that leave it too.</param>
    public sealed record Request(string? ReleaseId, int Revision, string Name, DateTime? AtUtc, ImmutableArray<string> ItemIds)
    {
        /// <summary>It is given up.</summary>
        public bool Cancels { get; init; }
    }

    /// <summary>Does it.</summary>
    public Task<Outcome<Release>> ExecuteAsync(Actor actor, Request request, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(request);
        return Attempt.RunAsync<Release>(ports, actor, request.Cancels ? AuditActions.ReleaseCancel : AuditActions.ReleaseSave, null, async attempt =>
        {
            if (!await ReleaseRecords.MayKnowAsync(attempt.Work, actor, cancellationToken))
            {
                return Refusal.Forbidden(Sentence.Of("Refused.Releases"), Permissions.PublishContent);
            }

            var before = request.ReleaseId is null ? new Release(ContentIds.New(), "", ReleaseState.Planned, [], 0) : await ReleaseRecords.FindAsync(attempt.Work, request.ReleaseId, cancellationToken);
            if (before is null)
            {
                return ReleaseRecords.NotFound;
            }

            var wanted = before with
            {
                Name = request.Name.Trim(),
                AtUtc = request.Cancels ? null : request.AtUtc,
                ItemIds = [.. request.ItemIds.Distinct(StringComparer.Ordinal)],
                State = request.Cancels ? ReleaseState.Cancelled : ReleaseState.Planned,
                EndedUtc = request.Cancels ? attempt.NowUtc : null,
                ChangedByName = actor.UserName,
                RefusedUtc = null,
            };
            if ((Shape(before, wanted, request, attempt.NowUtc) ?? await ItemsAsync(attempt, before, wanted, cancellationToken)) is { } refusal)
            {
                return refusal;
            }

            var details = new JsonObject
            {
                ["atUtc"] = wanted.AtUtc?.ToString("O", CultureInfo.InvariantCulture),
                ["items"] = new JsonArray([.. wanted.ItemIds.Select(id => (JsonNode)id)]),
            };
            return await ReleaseRecords.SaveAsync(attempt, wanted, request.Cancels ? AuditActions.ReleaseCancel : AuditActions.ReleaseSave, details, cancellationToken);
        }, cancellationToken);
    }

    private static Refusal? Shape(Release before, Release wanted, Request request, DateTime nowUtc) =>
        before.State != ReleaseState.Planned ? new(RefusalKind.Conflict, Sentence.Of("Refused.ReleaseEnded"))
        : before.Revision != request.Revision ? new(RefusalKind.Stale, Sentence.Of("Refused.ReleaseStale")) { CurrentTag = before.Tag }
        : wanted.Name.Length is 0 or > Release.MostName || wanted.Name.Any(char.IsControl) ? new(RefusalKind.Invalid, Sentence.Of("Refused.ReleaseName", Release.MostName))
        : wanted.ItemIds.Length > Release.MostItems ? new(RefusalKind.Invalid, Sentence.Of("Refused.ReleaseItems", Release.MostItems))
        : wanted.AtUtc is { } at && (at.Kind != DateTimeKind.Utc || (at != before.AtUtc && at <= nowUtc))
            ? new Refusal(RefusalKind.Conflict, Sentence.Of("MustBeInTheFuture")) { UnmetRules = [new(Rules.MustBeInTheFuture, Sentence.Of("MustBeInTheFuture"))] }
        : wanted.AtUtc is not null && wanted.ItemIds.IsEmpty ? new(RefusalKind.Conflict, Sentence.Of("Refused.ReleaseEmpty"))
        : null;

    private static async Task<Refusal?> ItemsAsync(Attempt attempt, Release before, Release wanted, CancellationToken cancellationToken)
    {
        // What was deleted meanwhile can leave the release, and cannot come into it.
        var items = await ReleaseRecords.ItemsAsync(attempt.Work, [.. before.ItemIds.Union(wanted.ItemIds)], cancellationToken);
        if (wanted.ItemIds.Except(before.ItemIds).Any(id => !items.TryGetValue(id, out var item) || !Authorization.MaySee(attempt.Actor, item.ContentType, item.Owner, published: false)))
        {
            return new(RefusalKind.NotFound, Sentence.Of("Refused.NoItem"));
        }

        if (items.Values.FirstOrDefault(item => !ReleaseRecords.MayPublish(attempt.Actor, item)) is { } foreign)
        {
            return Refusal.Forbidden(Sentence.Of("Refused.ReleaseOfOthers"), Permissions.PublishContent, foreign.ContentType);
        }

        var added = wanted.ItemIds.Except(before.ItemIds).ToList();
        var scheduled = await attempt.Work.Reviews.FindSchedulesAsync(added, cancellationToken);
        return added.Find(scheduled.ContainsKey) is { } own ? new(RefusalKind.Conflict, Sentence.Of("Refused.ReleaseScheduled", ShownTitle.Of(items[own].Title))) : null;
    }
}
