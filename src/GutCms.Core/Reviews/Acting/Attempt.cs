using System.Text.Json.Nodes;
using GutCms.Core.Audit;
using GutCms.Core.Content.Items;
using GutCms.Core.Reviews.Facts;
using GutCms.Core.Reviews.Model;
using GutCms.Core.Security;
using GutCms.Core.Storage;
using GutCms.Core.Telemetry;
using GutCms.Core.Texts;

namespace GutCms.Core.Reviews.Acting;

/// <summary>
/// One attempt at a use case: a transaction in which change, audit entry, events and delivery are kept together or not at all.
/// A refused attempt changes nothing but is on record, in a transaction of its own.
/// </summary>
internal sealed class Attempt
{
    private readonly HashSet<string> _changed = new(StringComparer.Ordinal);
    private ReviewFacts? _known;

    private Attempt(ReviewPorts ports, IUnitOfWork work, Actor actor, DateTime nowUtc)
    {
        Ports = ports;
        Work = work;
        Actor = actor;
        NowUtc = nowUtc;
        Writes = new(work, actor);
    }

    public ReviewPorts Ports { get; }

    public IUnitOfWork Work { get; }

    public Actor Actor { get; }

    public DateTime NowUtc { get; }

    /// <summary>Writes what becomes of items.</summary>
    public ItemWrites Writes { get; }

    /// <summary>Runs an attempt.</summary>
    /// <param name="ports">The host.</param>
    /// <param name="actor">Who acts.</param>
    /// <param name="action">Name of the action, one of <see cref="AuditActions"/>; a refusal is recorded under it.</param>
    /// <param name="contentItemId">The item; null when it does not exist yet.</param>
    /// <param name="act">Does it. What it returns is kept when it succeeded.</param>
    /// <param name="cancellationToken">Cancels.</param>
    /// <param name="records">False: whoever calls records a refusal itself, and a conflict is thrown, since the same attempt may succeed at another moment.</param>
    public static async Task<Outcome<T>> RunAsync<T>(
        ReviewPorts ports, Actor actor, string action, string? contentItemId, Func<Attempt, Task<Outcome<T>>> act, CancellationToken cancellationToken, bool records = true)
        where T : class
    {
        using var together = AuditAct.Begin();
        using var measured = Measures.Begin(action);
        Refusal refusal;
        try
        {
            await using var work = await ports.Store.BeginAsync(cancellationToken);
            var attempt = new Attempt(ports, work, actor, Now(ports));
            var outcome = await act(attempt);
            if (outcome.Succeeded)
            {
                await attempt.CommitAsync(cancellationToken);
                ports.Outbox.Wake();
                return outcome;
            }

            refusal = outcome.Refusal;
        }
        catch (PublicationRefusedException refused)
        {
            // The store has a gate of its own; what stops only there is on record all the same.
            var sentence = Sentence.Recorded(refused.Message);
            refusal = new(RefusalKind.Conflict, sentence) { UnmetRules = [new(Rules.StagesMustBeSatisfied, sentence)] };
        }
        catch (ContentConflictException conflict) when (records)
        {
            refusal = new(RefusalKind.Stale, Sentence.Of("Conflict", Sentence.Recorded(conflict.Message)));
        }

        Measures.Refused(measured, action, refusal.Kind.ToString());
        if (records)
        {
            await ports.RecordAsync(Draft(Now(ports), actor, action, contentItemId, refusal));
        }

        return refusal;
    }

    /// <summary>The instant, in the precision that every database keeps.</summary>
    public static DateTime Now(ReviewPorts ports)
    {
        var now = ports.Time.GetUtcNow().UtcDateTime;
        return new DateTime(now.Ticks - (now.Ticks % TimeSpan.TicksPerMillisecond), DateTimeKind.Utc);
    }

    /// <summary>The facts of an item, or null when there is none.</summary>
    /// <remarks>What no act changes by the way (definitions, policy, who holds the roles, texts) is read once for each attempt.</remarks>
    public async Task<ReviewFacts?> LoadAsync(string contentItemId, CancellationToken cancellationToken)
    {
        var facts = await ReviewFactsLoader.LoadAsync(Work, Ports.Reviewers, NowUtc, contentItemId, _known, cancellationToken);
        _known = facts ?? _known;
        if (facts is not null)
        {
            Writes.WasRead(facts.Stand);
        }

        return facts;
    }

    /// <summary>What is delivered of an item has changed.</summary>
    public void Changed(string contentItemId) => _changed.Add(contentItemId);

    /// <summary>Appends to the audit log.</summary>
    public Task AuditAsync(string action, string? contentItemId, string? versionId, string? contentHash, JsonObject details, CancellationToken cancellationToken) =>
        Work.Audit.AppendAsync(
            new AuditDraft(NowUtc, Actor, action) { ContentItemId = contentItemId, VersionId = versionId, ContentHash = contentHash, Details = details },
            cancellationToken);

    /// <summary>Appends to the outbox.</summary>
    public Task RaiseAsync(string happened, ContentItem item, JsonObject data, CancellationToken cancellationToken) =>
        RaiseAsync(happened, item.ContentItemId, item.ContentType, item.ContentItemVersionId, data, cancellationToken);

    /// <summary>Appends to the outbox.</summary>
    public Task RaiseAsync(string happened, string contentItemId, string contentType, string? versionId, JsonObject data, CancellationToken cancellationToken) =>
        Work.Outbox.AppendAsync(new(ContentIds.New(), happened, NowUtc, Actor.UserId, Actor.UserName, contentItemId, contentType, versionId, data), cancellationToken);

    private async Task CommitAsync(CancellationToken cancellationToken)
    {
        foreach (var (id, stand) in Writes.Stands)
        {
            Work.NoteStates(id, stand.States);
        }

        if (_changed.Count > 0)
        {
            await Ports.Delivery.RefreshAsync(Work, _changed, _known?.Text.Texts, progress: null, cancellationToken);
        }

        await Work.CommitAsync(cancellationToken);
    }

    /// <summary>Puts a refusal of another attempt on record as a part of this one.</summary>
    public Task RecordAsync(string action, string? contentItemId, Refusal refusal, CancellationToken cancellationToken) =>
        Work.Audit.AppendAsync(Draft(NowUtc, Actor, action, contentItemId, refusal), cancellationToken);

    private static AuditDraft Draft(DateTime nowUtc, Actor actor, string action, string? contentItemId, Refusal refusal)
    {
        var details = new JsonObject { ["kind"] = refusal.Kind.ToString() };
        if (refusal.CurrentState is { } state)
        {
            details["state"] = state.ToName();
        }

        if (!refusal.UnmetRules.IsEmpty)
        {
            details["unmetRules"] = new JsonArray([.. refusal.UnmetRules.Select(rule => (JsonNode)rule.Rule)]);
        }

        // An id that came from outside is recorded only in the form of one.
        var known = contentItemId is { Length: > 0 and <= 64 } && !contentItemId.Any(char.IsControl) ? contentItemId : null;
        return new AuditDraft(nowUtc, actor, AuditActions.Refused(action)) { ContentItemId = known, Details = details };
    }
}
