using GutCms.Core.Reviews.Model;
using GutCms.Core.Texts;
using GutCms.OrchardCore.Identity;
using GutCms.OrchardCore.Storage;
using OrchardCore.DisplayManagement.ModelBinding;
using OrchardItem = global::OrchardCore.ContentManagement.ContentItem;

namespace GutCms.OrchardCore.Gate;

/// <summary>Keeps what the gate refuses, says it in the form that asked for it, and has it recorded.</summary>
internal sealed class Vetoes(GateState state, CurrentActor current, IUpdateModelAccessor updates, RefusalRecorder recorder)
{
    /// <summary>Refuses. What a workflow tries while a request saves something else is no fault of the request's form.</summary>
    public void Add(OrchardItem item, Refusal refusal)
    {
        state.Vetoes.Add(new(item.ContentItemId, item.ContentItemVersionId, ShownTitle.Of(item.DisplayText), refusal, !state.IsInEvents));
        recorder.Schedule();
        if (current.IsJob || updates.ModelUpdater is not { } updater)
        {
            return;
        }

        if (state.IsInEvents)
        {
            // The content manager adds an error of its own after this.
            state.SetAside(updater);
            updates.ModelUpdater = new NullModelUpdater();
            return;
        }

        updater.ModelState.AddModelError("", refusal.Message);
        foreach (var rule in refusal.UnmetRules.Where(rule => !refusal.Message.Contains(rule.Message, StringComparison.Ordinal)))
        {
            updater.ModelState.AddModelError("", rule.Message);
        }
    }
}
