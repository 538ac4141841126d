using System.Text.Json.Nodes;
using GutCms.Core.Audit;
using GutCms.Core.Reviews.Model;
using GutCms.Core.Security;

namespace GutCms.Core.Reviews.Acting;

/// <summary>Puts on record what was refused.</summary>
internal static class RefusedReads
{
    /// <summary>Waits for what a reader is told, and records it when that is that there is no such item although there is one.</summary>
    public static async Task<Outcome<T>> OnRecordAsync<T>(this Task<Outcome<T>> reading, ReviewPorts ports, Actor actor)
        where T : class
    {
        var outcome = await reading;
        if (outcome.Refusal?.HiddenItemId is { } item)
        {
            await ports.RecordAsync(new AuditDraft(Attempt.Now(ports), actor, AuditActions.AccessRefused)
            {
                ContentItemId = item,
                Details = new JsonObject { ["kind"] = nameof(RefusalKind.NotFound) },
            });
        }

        return outcome;
    }

    /// <summary>Records a refused attempt; it changed nothing, so in a unit of work of its own.</summary>
    public static async Task RecordAsync(this ReviewPorts ports, AuditDraft draft)
    {
        if (ports.Refusals is { } refusals)
        {
            await refusals.RecordAsync(draft);
            return;
        }

        await using var work = await ports.Store.BeginAsync(CancellationToken.None);
        await work.Audit.AppendAsync(draft, CancellationToken.None);
        await work.CommitAsync(CancellationToken.None);
    }
}
