using GutCms.Core.Audit;
using GutCms.Core.Paging;
using GutCms.Core.Reviews.Acting;
using GutCms.Core.Reviews.Facts;
using GutCms.Core.Reviews.Model;
using GutCms.Core.Reviews.Transitions;
using GutCms.Core.Security;
using GutCms.Core.Storage;
using GutCms.Core.Texts;

namespace GutCms.Core.Reviews.UseCases;

/// <summary>Reads the audit log, newest first. Reads only.</summary>
public sealed class ListAuditEntries(ReviewPorts ports)
{
    /// <summary>A page of the log.</summary>
    /// <param name="Total">Number of entries over all pages.</param>
    /// <param name="Entries">Entries of this page, newest first.</param>
    /// <param name="Next">Cursor that continues after the last one; null: there is no more.</param>
    public sealed record Result(long Total, IReadOnlyList<AuditEntry> Entries, string? Next);

    /// <summary>Entries about one item, for whoever may read its drafts or the whole log. Entries about a deleted item are in the whole log only.</summary>
    /// <param name="actor">Who asks.</param>
    /// <param name="contentItemId">The item.</param>
    /// <param name="query">Further conditions; its item is ignored.</param>
    /// <param name="cancellationToken">Cancels.</param>
    /// <param name="after">Cursor of an earlier page; null: from the start.</param>
    /// <exception cref="BadCursorException">The cursor is not one of this list's.</exception>
    public Task<Outcome<Result>> ExecuteAsync(Actor actor, string contentItemId, AuditQuery query, CancellationToken cancellationToken, string? after = null) =>
        ReadAsync(actor, contentItemId, query, after, cancellationToken).OnRecordAsync(ports, actor);

    private async Task<Outcome<Result>> ReadAsync(Actor actor, string contentItemId, AuditQuery query, string? after, CancellationToken cancellationToken)
    {
        await using var work = await ports.Store.ReadAsync(cancellationToken);
        if (!Authorization.Allows(actor, Permissions.ViewAuditTrail))
        {
            var facts = await ReviewFactsLoader.LoadAsync(work, ports.Reviewers, Attempt.Now(ports), contentItemId, cancellationToken);
            if (facts is null || !Sees.Draft(facts, actor))
            {
                return TriggerCheck.Hidden(facts);
            }
        }

        return await ReadAsync(work, query with { ContentItemId = contentItemId }, after, cancellationToken);
    }

    /// <summary>Entries of the whole log.</summary>
    /// <param name="actor">Who asks: with the permission to read the log.</param>
    /// <param name="query">Conditions.</param>
    /// <param name="cancellationToken">Cancels.</param>
    /// <param name="after">Cursor of an earlier page; null: from the start.</param>
    /// <exception cref="BadCursorException">The cursor is not one of this list's.</exception>
    public async Task<Outcome<Result>> ExecuteAsync(Actor actor, AuditQuery query, CancellationToken cancellationToken, string? after = null)
    {
        if (!Authorization.Allows(actor, Permissions.ViewAuditTrail))
        {
            return Refusal.Forbidden(Sentence.Of("Refused.ReadLog"), Permissions.ViewAuditTrail);
        }

        await using var work = await ports.Store.ReadAsync(cancellationToken);
        return await ReadAsync(work, query, after, cancellationToken);
    }

    private static async Task<Outcome<Result>> ReadAsync(IUnitOfWork work, AuditQuery query, string? after, CancellationToken cancellationToken)
    {
        var asked = new Request(query with { After = null, First = 0 }, after, query.First).Asked();
        var page = await work.Audit.ListAsync(query with { After = asked.FindStart()?.Number(0) }, cancellationToken);
        return new Result(page.Total, page.Entries, page.HasMore ? asked.CursorAt(page.Entries[^1].Sequence) : null);
    }

    private sealed record Request(AuditQuery Conditions, string? After, int First) : ListQuery(After, First);
}
