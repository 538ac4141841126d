namespace GutCms.Core.Editorial;

/// <summary>Reads what the dashboard tells from the host's database.</summary>
public interface IDashboardQueries
{
    /// <summary>What was published last, newest first, as far as what is live may be seen: live versions with their state.</summary>
    Task<IReadOnlyList<EditorialRow>> ListPublishedAsync(EditorialSight sight, int first, CancellationToken cancellationToken);

    /// <summary>What is live and due to be reviewed again, as far as what is live may be seen, due longest first: live versions, whatever is being written since.</summary>
    Task<GetDashboard.Part> ListReviewDueAsync(EditorialSight sight, int first, CancellationToken cancellationToken);

    /// <summary>Decisions since an instant, on content of types of which all drafts may be seen; in no order.</summary>
    Task<IReadOnlyList<DecisionTime>> ListDecisionsAsync(EditorialSight sight, DateTime sinceUtc, CancellationToken cancellationToken);

    /// <summary>What there is on the site at all.</summary>
    Task<SiteBeginnings> FindBeginningsAsync(CancellationToken cancellationToken);
}

/// <summary>How far a new site has come.</summary>
/// <param name="People">Number of enabled accounts.</param>
/// <param name="HasOwnText">Somebody has saved a text, so that not all of it came from recipes.</param>
/// <param name="HasSubmission">Something was submitted for review once.</param>
/// <param name="HasDecision">Somebody has decided once.</param>
public sealed record SiteBeginnings(int People, bool HasOwnText, bool HasSubmission, bool HasDecision);
