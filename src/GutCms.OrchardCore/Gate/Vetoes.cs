using GutCms.Core.Reviews;
using GutCms.OrchardCore.Identity;
using OrchardCore.DisplayManagement.ModelBinding;
using OrchardItem = global::OrchardCore.ContentManagement.ContentItem;

namespace GutCms.OrchardCore.Gate;

/// <summary>Keeps what the gate refuses, says it in the form that asked for it, and has it recorded.</summary>
internal sealed class Vetoes(GateState state, CurrentActor current, IUpdateModelAccessor updates, RefusalRecorder recorder)
{
    /// <summary>Refuses.</summary>
    public void Add(OrchardItem item, Refusal refusal)
    {
        state.Vetoes.Add(new(item.ContentItemId, item.ContentItemVersionId, item.DisplayText ?? item.ContentItemId, refusal));
        if (!current.IsJob && updates.ModelUpdater is { } updater)
        {
            updater.ModelState.AddModelError("", refusal.Message);
            foreach (var rule in refusal.UnmetRules.Where(rule => !refusal.Message.Contains(rule.Message, StringComparison.Ordinal)))
            {
                updater.ModelState.AddModelError("", rule.Message);
            }
        }

        recorder.Schedule();
    }
}
