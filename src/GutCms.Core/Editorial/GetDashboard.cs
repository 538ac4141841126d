using System.Collections.Immutable;
using GutCms.Core.Reviews.Acting;
using GutCms.Core.Reviews.Facts;
using GutCms.Core.Reviews.Model;
using GutCms.Core.Reviews.Policies;
using GutCms.Core.Security;
using GutCms.Core.Storage;

namespace GutCms.Core.Editorial;

/// <summary>Tells somebody what waits, and how the work goes. Reads only.</summary>
public sealed class GetDashboard(ReviewPorts ports, IEditorialLists lists, IDashboardQueries queries)
{
    private const int Few = 6;

    /// <summary>A list of the dashboard: the first few, and how many there are.</summary>
    /// <param name="Rows">The first few.</param>
    /// <param name="Total">How many there are.</param>
    public sealed record Part(IReadOnlyList<EditorialRow> Rows, long Total);

    /// <summary>What is told. A part is null when it is not for this person.</summary>
    public sealed record Result
    {
        /// <summary>What may be seen.</summary>
        public required EditorialSight Sight { get; init; }

        /// <summary>What reviewers asked this person to change.</summary>
        public Part? ToChange { get; init; }

        /// <summary>What waits for a decision, most urgent first; for those who decide or assign.</summary>
        public Part? ToDecide { get; init; }

        /// <summary>What is approved and not live yet; for those who publish.</summary>
        public Part? ToPublish { get; init; }

        /// <summary>Drafts of this person.</summary>
        public Part? Drafts { get; init; }

        /// <summary>What this person submitted, and what has become of it so far: in review, or approved and not live yet; most urgent first.</summary>
        public Part? Submitted { get; init; }

        /// <summary>What is past its due date.</summary>
        public required Part Overdue { get; init; }

        /// <summary>What is live and due to be reviewed again, whether or not it is being written anew.</summary>
        public required Part ReviewDue { get; init; }

        /// <summary>What is written and cites nothing.</summary>
        public required Part WithoutReferences { get; init; }

        /// <summary>What was published last.</summary>
        public required IReadOnlyList<EditorialRow> Published { get; init; }

        /// <summary>The last twelve weeks; null for those who see own content only.</summary>
        public ImmutableArray<DecisionWeek>? Weeks { get; init; }

        /// <summary>How far the site has come; null when it has come all the way, and for those who cannot do anything about it.</summary>
        public FirstSteps? Steps { get; init; }
    }

    /// <summary>The steps of a new site; true: done.</summary>
    /// <param name="HasPeople">There is more than one account.</param>
    /// <param name="HasReviewer">Somebody could approve.</param>
    /// <param name="HasKey">There is a key that signs certificates.</param>
    /// <param name="HasText">Somebody has saved a text.</param>
    /// <param name="HasSubmission">Something was submitted.</param>
    /// <param name="HasDecision">Somebody has decided.</param>
    public sealed record FirstSteps(bool HasPeople, bool HasReviewer, bool HasKey, bool HasText, bool HasSubmission, bool HasDecision)
    {
        /// <summary>Nothing is left to do.</summary>
        public bool AllDone => HasPeople && HasReviewer && HasKey && HasText && HasSubmission && HasDecision;
    }

    /// <summary>Reads.</summary>
    public async Task<Result> ExecuteAsync(Actor actor, CancellationToken cancellationToken)
    {
        var sight = await Sights.OfAsync(ports, actor, cancellationToken);
        Task<Part> ListAsync(EditorialFilter filter, EditorialOrder order = EditorialOrder.Modified) => PartAsync(sight, filter, order, cancellationToken);
        var types = sight.ContentTypes.Concat(sight.OwnTypes).ToList();
        bool Holds(string permission, bool own = false) => types.Any(type => Authorization.Allows(actor, permission, type, own ? actor.UserId : null));
        var writes = Holds(Permissions.EditContent, own: true);
        return new Result
        {
            Sight = sight,
            ToChange = writes ? await ListAsync(new(State: ReviewState.ChangesRequested, Author: actor.UserName)) : null,
            ToDecide = Holds(Permissions.ApproveContent) || Holds(Permissions.AssignReview) ? await ListAsync(new(State: ReviewState.InReview), EditorialOrder.Due) : null,
            ToPublish = Holds(Permissions.PublishContent, own: true) ? await ListAsync(new(State: ReviewState.Approved)) : null,
            Submitted = writes ? await ListAsync(new(SubmittedByMe: true), EditorialOrder.Due) : null,
            Drafts = writes ? await ListAsync(new(State: ReviewState.Draft, Author: actor.UserName)) : null,
            Overdue = await ListAsync(new(Due: EditorialDue.Overdue), EditorialOrder.Due),
            ReviewDue = await queries.ListReviewDueAsync(sight, Few, cancellationToken),
            WithoutReferences = await ListAsync(new(WithoutReferences: true)),
            Published = await queries.ListPublishedAsync(sight, Few, cancellationToken),
            Weeks = sight.ContentTypes.Count == 0 ? null
                : DecisionWeeks.Of(await queries.ListDecisionsAsync(sight, DecisionWeeks.BeginningOf(sight.NowUtc), cancellationToken), sight.NowUtc),
            Steps = await StepsAsync(actor, cancellationToken) is { AllDone: false } steps ? steps : null,
        };
    }

    private async Task<Part> PartAsync(EditorialSight sight, EditorialFilter filter, EditorialOrder order, CancellationToken cancellationToken)
    {
        var page = await lists.ListAsync(sight, filter, order, null, Few, cancellationToken);
        return new(page.Rows, page.Total);
    }

    private async Task<FirstSteps?> StepsAsync(Actor actor, CancellationToken cancellationToken)
    {
        if (!Authorization.Allows(actor, Permissions.ManageUsers))
        {
            return null;
        }

        var beginnings = await queries.FindBeginningsAsync(cancellationToken);
        await using var work = await ports.Store.ReadAsync(cancellationToken);
        var hasReviewer = await HasReviewerAsync(work, cancellationToken);
        using var signer = await ports.Certificates.OpenAsync(work, cancellationToken);
        return new(beginnings.People > 1, hasReviewer, signer is not null, beginnings.HasOwnText, beginnings.HasSubmission, beginnings.HasDecision);
    }

    /// <summary>Somebody could approve texts of one of the types that have a policy.</summary>
    private async Task<bool> HasReviewerAsync(IUnitOfWork work, CancellationToken cancellationToken)
    {
        foreach (var type in (await work.ListDocumentsAsync(ReviewPolicyJson.DocumentKind, cancellationToken)).Keys)
        {
            var roles = (await PolicyLookup.FindAsync(work, type, cancellationToken)).Policy?.Stages.SelectMany(stage => stage.Roles).Select(role => role.Role).Distinct(StringComparer.Ordinal).ToList() ?? [];
            if ((await ports.Reviewers.FindReviewersAsync(work, roles, type, cancellationToken)).Values.Any(reviewers => reviewers.Count > 0))
            {
                return true;
            }
        }

        return false;
    }
}
