using System.Collections.Immutable;
using GutCms.Core.Comments;
using GutCms.Core.Content.Projecting;
using GutCms.Core.Reviews.Model;
using GutCms.Core.Reviews.Ports;
using GutCms.Core.Reviews.UseCases;
using GutCms.Core.Reviews.Views;
using GutCms.Core.Security;

namespace GutCms.OrchardCore.Reviews;

/// <summary>Who can be asked in a role of the current stage.</summary>
/// <param name="Role">The role.</param>
/// <param name="People">Its holders who may approve the type. Whether one may decide about this text is said when somebody is asked.</param>
/// <param name="AskedIds">User ids of those who are asked by name.</param>
public sealed record AssignableRole(string Role, IReadOnlyList<Reviewer> People, ImmutableArray<string> AskedIds);

/// <summary>A piece of the text that can be commented on.</summary>
/// <param name="BlockId">ContentItemId of the nested item.</param>
/// <param name="Text">Its plain text.</param>
public sealed record CommentableBlock(string BlockId, string Text);

/// <summary>Assignment and comments of an item, for one reader.</summary>
/// <param name="View">How the item stands.</param>
/// <param name="Stage">The stage in which somebody can be asked; null when the reader may not, or nothing is in review.</param>
/// <param name="Roles">Its roles.</param>
/// <param name="MayComment">The reader may write comments.</param>
/// <param name="Blocks">What can be commented on, in order.</param>
/// <param name="Places">Where threads stand in the text.</param>
public sealed record Discussion(
    ReviewView View, StageView? Stage, IReadOnlyList<AssignableRole> Roles, bool MayComment, IReadOnlyList<CommentableBlock> Blocks, ImmutableDictionary<string, ThreadPlace> Places)
{
    /// <summary>Reads what the page shows.</summary>
    internal static async Task<Discussion> LoadAsync(Actor actor, ReviewView view, IReviewerDirectory reviewers, GetReviewText texts, CancellationToken cancellationToken)
    {
        var stage = view.Review is { Review.State: ReviewState.InReview } run && Authorization.Allows(actor, Permissions.AssignReview, view.ContentType)
            ? run.Stages.FirstOrDefault(stage => stage.Name == run.Review.CurrentStage?.Name)
            : null;
        var holders = stage is null ? null : await reviewers.FindReviewersAsync([.. stage.Roles.Select(role => role.Role)], view.ContentType, cancellationToken);
        var roles = stage?.Roles.Select(role => new AssignableRole(role.Role, holders!.GetValueOrDefault(role.Role) ?? [], role.AssigneeIds)).ToList() ?? [];
        var text = (await texts.ExecuteAsync(actor, new(view.ContentItemId), cancellationToken)).Value;
        return new(
            view,
            stage,
            roles,
            Authorization.Allows(actor, Permissions.CommentContent, view.ContentType),
            text is null ? [] : [.. Flat(text.Blocks).Select(id => (Id: id, Text: BlockText.Find(text.Item, id))).Where(block => !string.IsNullOrWhiteSpace(block.Text)).Select(block => new CommentableBlock(block.Id, block.Text!))],
            text?.Places ?? ImmutableDictionary<string, ThreadPlace>.Empty);
    }

    private static IEnumerable<string> Flat(IEnumerable<BlockSource> blocks) =>
        blocks.SelectMany(block => (block.ContentItemId is { } id ? new[] { id } : []).Concat(Flat(block.Entries)));
}
