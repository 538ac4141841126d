using System.Collections.Immutable;
using GutCms.Core.Reviews.Model;
using GutCms.Core.Reviews.Ports;
using GutCms.Core.Reviews.Views;
using GutCms.Core.Security;

namespace GutCms.OrchardCore.Reviews;

/// <summary>Who can be asked in a role of the current stage.</summary>
/// <param name="Role">The role.</param>
/// <param name="People">Its holders who may approve the type. Whether one may decide about this text is said when somebody is asked.</param>
/// <param name="AskedIds">User ids of those who are asked by name.</param>
public sealed record AssignableRole(string Role, IReadOnlyList<Reviewer> People, ImmutableArray<string> AskedIds);

/// <summary>Whom a reader of the page can ask to decide.</summary>
/// <param name="View">How the item stands.</param>
/// <param name="Stage">The stage in which somebody can be asked; null when the reader may not, or nothing is in review.</param>
/// <param name="Roles">Its roles.</param>
public sealed record Asking(ReviewView View, StageView? Stage, IReadOnlyList<AssignableRole> Roles)
{
    /// <summary>Reads it.</summary>
    internal static async Task<Asking> LoadAsync(Actor actor, ReviewView view, IReviewerDirectory reviewers, CancellationToken cancellationToken)
    {
        var stage = view.Review is { Review.State: ReviewState.InReview } run && Authorization.Allows(actor, Permissions.AssignReview, view.ContentType)
            ? run.Stages.FirstOrDefault(stage => stage.Name == run.Review.CurrentStage?.Name)
            : null;
        var holders = stage is null ? null : await reviewers.FindReviewersAsync([.. stage.Roles.Select(role => role.Role)], view.ContentType, cancellationToken);
        return new(view, stage, stage?.Roles.Select(role => new AssignableRole(role.Role, holders!.GetValueOrDefault(role.Role) ?? [], role.AssigneeIds)).ToList() ?? []);
    }
}
