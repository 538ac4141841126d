using GutCms.Core.Reviews.Model;
using GutCms.Core.Reviews.UseCases;
using GutCms.Core.Reviews.Views;
using GutCms.Core.Security;
using Microsoft.Extensions.Localization;
using Microsoft.Extensions.Primitives;

namespace GutCms.Web.Pages.Admin.Content.Editing;

/// <summary>Submits what the editor has just saved, with words to the reviewers and, where wanted, reviewers by name.</summary>
internal sealed class SubmitFromEditor(PullTrigger pull, IStringLocalizer<AdminText> words)
{
    /// <summary>Does it.</summary>
    /// <param name="actor">Who.</param>
    /// <param name="saved">What was saved.</param>
    /// <param name="message">Words to the reviewers; blank: none.</param>
    /// <param name="reviewers">User ids of those who are asked; none: everybody of the role.</param>
    /// <param name="cancellationToken">Cancels.</param>
    /// <returns>What was done, or why it was not submitted, to nobody.</returns>
    public async Task<(string? Done, Refusal? Refusal)> ExecuteAsync(Actor actor, SavedContent saved, StringValues message, StringValues reviewers, CancellationToken cancellationToken)
    {
        TriggerInput input = new(saved.Item.ContentItemId, ExpectedTag.Of(saved.Tag))
        {
            Comment = message.ToString(),
            AssigneeIds = [.. reviewers.OfType<string>().Where(each => each.Length > 0)],
        };
        var outcome = await pull.RunAsync(actor, Trigger.Submit, input, cancellationToken);
        return outcome.Succeeded ? (words["Editor.SavedAndSubmitted"].Value, null) : (null, outcome.Refusal);
    }

    /// <summary>The trigger has a page that asks for what is missing.</summary>
    public static bool NeedsPage(Refusal refusal) =>
        refusal.UnmetRules.Any(rule => rule.Rule is Rules.ChangeMustBeClassified or Rules.ImpactMustBeShown or Rules.ScheduleMustBeDecided) && refusal.UnmetRules.All(rule => rule.Rule != Rules.ContentMustBeComplete);
}
