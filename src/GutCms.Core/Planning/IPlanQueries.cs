using GutCms.Core.Editorial;

namespace GutCms.Core.Planning;

/// <summary>Reads what is planned from the host's database.</summary>
public interface IPlanQueries
{
    /// <summary>What is planned in a span of time, earliest first, as far as it may be seen: of what is live those who see that, of the rest those who see drafts.</summary>
    /// <param name="sight">What may be seen.</param>
    /// <param name="kinds">Which kinds.</param>
    /// <param name="fromUtc">The first instant, UTC.</param>
    /// <param name="toUtc">The instant behind the last, UTC.</param>
    /// <param name="most">At most that many.</param>
    /// <param name="cancellationToken">Cancels.</param>
    Task<IReadOnlyList<PlannedEntry>> ListAsync(EditorialSight sight, IReadOnlyCollection<PlannedKind> kinds, DateTime fromUtc, DateTime toUtc, int most, CancellationToken cancellationToken);
}
