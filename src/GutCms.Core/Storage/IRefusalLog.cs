using GutCms.Core.Audit;

namespace GutCms.Core.Storage;

/// <summary>
/// Puts on record what changes nothing and what anybody can cause as often as they like: refused attempts, failed sign-ins. A flood of them is summed up
/// (<see cref="RefusalSums"/>), so that it neither is lost nor makes the log grow without end.
/// </summary>
public interface IRefusalLog
{
    /// <summary>
    /// Records in a unit of work of its own. Never throws for a database that cannot be written now, and cannot be cancelled by whoever was refused: then it is counted,
    /// and written with the next sum.
    /// </summary>
    Task RecordAsync(AuditDraft draft);

    /// <summary>Records in a unit of work that also keeps something else, for example a count of failures.</summary>
    Task AppendAsync(IUnitOfWork work, AuditDraft draft, CancellationToken cancellationToken);
}
