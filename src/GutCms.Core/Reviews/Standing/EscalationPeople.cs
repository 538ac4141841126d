using GutCms.Core.Content.Definitions;
using GutCms.Core.Reviews.Policies;
using GutCms.Core.Reviews.Ports;
using GutCms.Core.Storage;
using GutCms.Core.Texts;

namespace GutCms.Core.Reviews.Standing;

/// <summary>Looks whether the people whom a policy names are there, when it is filed: a name that nobody has would be told nothing, in silence.</summary>
internal static class EscalationPeople
{
    /// <summary>A fault for each name by which no enabled account goes, at its place below <c>$</c>.</summary>
    public static async Task<IReadOnlyList<ContentFault>> FindFaultsAsync(ReviewPolicy policy, IReviewerDirectory directory, IUnitOfWork work, CancellationToken cancellationToken)
    {
        var named = policy.Stages.SelectMany((stage, at) => (stage.Reminders?.EscalateTo ?? []).Select((step, index) => (Path: $"$.Stages[{at}].Reminders.EscalateTo[{index}]", Step: step)))
            .Where(each => each.Step[0] == StageReminders.Person).Select(each => (each.Path, Name: each.Step[1..])).ToList();
        if (named.Count == 0)
        {
            return [];
        }

        var unknown = await directory.FindUnknownAsync(work, [.. named.Select(each => each.Name).Distinct(StringComparer.Ordinal)], cancellationToken);
        return [.. named.Where(each => unknown.Contains(each.Name)).Select(each => new ContentFault(each.Path, Sentence.Of("Policy.NoAccount", each.Name)))];
    }
}
