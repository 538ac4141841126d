using GutCms.Core.Reviews.Model;

namespace GutCms.Core.Reports;

/// <summary>Reads from the host's database what reports are made of.</summary>
public interface IReportQueries
{
    /// <summary>Decisions that were taken in a period about content of these types, in no order; voided ones too.</summary>
    Task<IReadOnlyList<DecisionFact>> ListDecisionsAsync(IReadOnlyList<string> contentTypes, ReportPeriod period, CancellationToken cancellationToken);

    /// <summary>Decisions that were voided in a period, whenever they were taken, newest first.</summary>
    Task<IReadOnlyList<VoidedFact>> ListVoidedAsync(IReadOnlyList<string> contentTypes, ReportPeriod period, CancellationToken cancellationToken);

    /// <summary>Runs that wait for a decision and are past its date.</summary>
    Task<IReadOnlyList<Review>> ListOverdueAsync(IReadOnlyList<string> contentTypes, DateTime nowUtc, CancellationToken cancellationToken);

    /// <summary>When live texts are due to be reviewed again, UTC, in no order: those that are due already, and those that will be before an instant.</summary>
    Task<IReadOnlyList<DateTime>> ListReviewDatesAsync(IReadOnlyList<string> contentTypes, DateTime beforeUtc, CancellationToken cancellationToken);

    /// <summary>How many refused attempts of each action are on record in a period, those that were summed up included.</summary>
    Task<IReadOnlyList<RefusedFact>> CountRefusalsAsync(ReportPeriod period, CancellationToken cancellationToken);
}

/// <summary>A decision, and the run in which it was taken.</summary>
/// <param name="Stage">Stage.</param>
/// <param name="Role">The role in which it counts.</param>
/// <param name="ReviewerId">User id.</param>
/// <param name="PrintedName">Name under the signature.</param>
/// <param name="DecidedUtc">UTC.</param>
/// <param name="SubmittedUtc">When the run began, UTC.</param>
/// <param name="Stages">The run's stages, in order.</param>
public sealed record DecisionFact(string Stage, string Role, string ReviewerId, string PrintedName, DateTime DecidedUtc, DateTime SubmittedUtc, IReadOnlyList<StageDates> Stages)
{
    /// <summary>How long it was waited for: since the stage before was satisfied, or the run began.</summary>
    public TimeSpan Waited
    {
        get
        {
            var before = Stages.TakeWhile(stage => stage.Name != Stage).LastOrDefault(stage => stage.SatisfiedUtc < DecidedUtc);
            var waited = DecidedUtc - (before?.SatisfiedUtc ?? SubmittedUtc);
            return waited < TimeSpan.Zero ? TimeSpan.Zero : waited;
        }
    }

    /// <summary>It was taken after the date that its stage had.</summary>
    public bool IsLate => Stages.FirstOrDefault(stage => stage.Name == Stage)?.DueUtc < DecidedUtc;
}

/// <summary>A stage of a run, as far as reports are about it.</summary>
/// <param name="Name">Name.</param>
/// <param name="DueUtc">When its decisions are due, UTC; null: no date.</param>
/// <param name="SatisfiedUtc">When it was satisfied, UTC; null: it is not.</param>
public sealed record StageDates(string Name, DateTime? DueUtc, DateTime? SatisfiedUtc);

/// <summary>A decision that was voided.</summary>
/// <param name="ContentItemId">The item.</param>
/// <param name="Title">Title of its text at submission; null when it had none.</param>
/// <param name="PrintedName">Who had decided.</param>
/// <param name="VoidedUtc">UTC.</param>
/// <param name="Reason">Why, as it was recorded.</param>
public sealed record VoidedFact(string ContentItemId, string? Title, string PrintedName, DateTime VoidedUtc, string Reason);

/// <summary>Refused attempts.</summary>
/// <param name="Action">Name of the entries, or of a sign-in or signature that failed.</param>
/// <param name="Count">How many.</param>
public sealed record RefusedFact(string Action, long Count);
