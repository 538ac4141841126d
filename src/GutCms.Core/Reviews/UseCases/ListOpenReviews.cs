using GutCms.Core.Reviews.Acting;
using GutCms.Core.Reviews.Facts;
using GutCms.Core.Reviews.Model;
using GutCms.Core.Security;
using GutCms.Core.Storage;
using GutCms.Core.Texts;

namespace GutCms.Core.Reviews.UseCases;

/// <summary>Lists what waits for a decision, most urgent first, as far as the actor may see it. Reads only.</summary>
public sealed class ListOpenReviews(ReviewPorts ports)
{
    /// <summary>What is asked for; every condition that is given must hold.</summary>
    /// <param name="Stage">Name of the current stage; null: any.</param>
    /// <param name="AssigneeId">User id of somebody to whom the current stage is assigned; null: anybody or nobody.</param>
    /// <param name="Overdue">Only what is past its due date.</param>
    /// <param name="After">Cursor of an earlier page; null: from the start.</param>
    /// <param name="First">Page size, 1 to 100.</param>
    public sealed record Request(string? Stage = null, string? AssigneeId = null, bool Overdue = false, string? After = null, int First = 50)
    {
        /// <summary>Only what asks in its current stage for a role that the actor has. Which roles that are stands in the policy with which a text was submitted.</summary>
        public bool ForOwnRoles { get; init; }

        /// <summary>Only what the actor is asked about by name, or somebody for whom the actor stands in now.</summary>
        public bool Mine { get; init; }
    }

    /// <summary>Reads.</summary>
    /// <exception cref="Paging.BadCursorException">The cursor is not one of this list's.</exception>
    public async Task<Outcome<ReviewQueuePage>> ExecuteAsync(Actor actor, Request request, CancellationToken cancellationToken)
    {
        if (request.First is < 1 or > 100)
        {
            return new Refusal(RefusalKind.Invalid, Sentence.Of("Refused.Page"));
        }

        await using var work = await ports.Store.ReadAsync(cancellationToken);
        var definitions = await work.GetDefinitionsAsync(cancellationToken);
        var types = definitions.Types.Select(type => type.Name).Where(type => Authorization.MaySee(actor, type, null, published: false)).ToList();
        var seesOwn = actor.UserId.Length > 0 && definitions.Types.Any(type => Authorization.MaySee(actor, type.Name, actor.UserId, published: false));
        var stoodInFor = request.Mine && actor.UserId.Length > 0 ? (await TimesAway.ReadAsync(work, cancellationToken)).StoodInForBy(actor.UserId, Attempt.Now(ports)) : [];
        ReviewQueueQuery query = new(types, seesOwn ? actor.UserId : null, request.After, request.First)
        {
            Stage = request.Stage,
            AssigneeId = request.Mine ? actor.UserId : request.AssigneeId,
            StoodInForIds = stoodInFor,
            Roles = request.ForOwnRoles ? actor.Roles : null,
            DueBeforeUtc = request.Overdue ? Attempt.Now(ports) : null,
        };
        var page = await work.Reviews.ListQueueAsync(query, cancellationToken);
        return page with
        {
            StoodInForIds = stoodInFor,
            OpenThreads = await work.Reviews.CountOpenThreadsAsync([.. page.Reviews.Select(review => review.ContentItemId).Distinct(StringComparer.Ordinal)], cancellationToken),
        };
    }
}
