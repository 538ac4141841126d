using GutCms.Core.Audit;
using GutCms.Core.Storage;
using GutCms.OrchardCore.Identity;
using GutCms.OrchardCore.Storage;
using Microsoft.Extensions.DependencyInjection;
using OrchardCore.Environment.Shell.Scope;

namespace GutCms.OrchardCore.Gate;

/// <summary>Writes refusals to the audit log when the scope that they happened in has ended, whether its own transaction was kept or given up.</summary>
internal sealed class RefusalRecorder(GateState state, CurrentActor current, TimeProvider time)
{
    private bool _scheduled;

    /// <summary>Sees to it that this scope's refusals are written; any number of calls write them once.</summary>
    public void Schedule()
    {
        if (_scheduled || ShellScope.Current is null)
        {
            return;
        }

        _scheduled = true;
        var id = ActsOfRecipes.Current;
        ShellScope.AddDeferredTask(async scope =>
        {
            using var act = AuditAct.Continue(id);
            var drafts = state.Refusals.Count > 0 ? state.Refusals : [.. await DraftsAsync()];
            await using var work = await scope.ServiceProvider.GetRequiredService<IContentStore>().BeginAsync(CancellationToken.None);
            foreach (var draft in drafts)
            {
                await work.Audit.AppendAsync(draft, CancellationToken.None);
            }

            await work.CommitAsync(CancellationToken.None);
        });
    }

    /// <summary>For what was refused without a use case being asked.</summary>
    private async Task<IEnumerable<AuditDraft>> DraftsAsync()
    {
        var (actor, now) = (await current.GetAsync(), time.GetUtcNow().UtcDateTime);
        return state.Vetoes.DistinctBy(veto => veto.VersionId).Select(veto => new AuditDraft(now, actor, AuditActions.Refused(AuditActions.ContentPublish)) { ContentItemId = veto.ContentItemId, VersionId = veto.VersionId });
    }
}
