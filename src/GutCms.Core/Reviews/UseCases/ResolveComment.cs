using GutCms.Core.Reviews.Acting;
using GutCms.Core.Reviews.Facts;
using GutCms.Core.Reviews.Model;
using GutCms.Core.Security;
using GutCms.Core.Texts;

namespace GutCms.Core.Reviews.UseCases;

/// <summary>
/// Marks a thread of comments as resolved. One that is resolved already stays as it is. Where four eyes are asked for, an author of the text resolves only what the author
/// began: of others' threads it is said that they were addressed, and whoever reviews resolves them.
/// </summary>
public sealed class ResolveComment(ReviewPorts ports)
{
    /// <summary>Does it.</summary>
    /// <param name="actor">Who acts.</param>
    /// <param name="request">Which thread.</param>
    /// <param name="cancellationToken">Cancels.</param>
    public Task<Outcome<CommentThread>> ExecuteAsync(Actor actor, CommentThreadRequest request, CancellationToken cancellationToken) =>
        ThreadChange.RunAsync(ports, actor, request, (facts, thread) => thread.IsResolved || May(facts, actor, thread) ? null : new(RefusalKind.Conflict, Sentence.Of("Refused.ResolveOwn"))
        {
            UnmetRules = [new(Rules.ReviewersMustResolve, Sentence.Of("ReviewersMustResolve"))],
        }, (thread, now) => thread.IsResolved ? thread : thread with { ResolvedUtc = now, ResolvedById = actor.UserId, ResolvedByName = actor.UserName }, cancellationToken);

    /// <summary>Whether somebody is on the side that resolves a thread.</summary>
    internal static bool May(ReviewFacts facts, Actor actor, CommentThread thread) =>
        facts.PolicyFor(Subject.Latest) is not { FourEyes: true } || thread.Messages[0].AuthorId == actor.UserId || !Authorship.Includes(facts.Authors(Subject.Latest), actor.UserId, actor.UserName);
}
