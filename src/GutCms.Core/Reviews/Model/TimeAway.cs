namespace GutCms.Core.Reviews.Model;

/// <summary>Days on which a person is away, UTC, both of them included.</summary>
/// <param name="UserId">User id of the person.</param>
/// <param name="From">First day.</param>
/// <param name="Until">Last day, not before <paramref name="From"/>.</param>
/// <param name="DeputyId">User id of whoever stands in; null: nobody does.</param>
/// <param name="SavedUtc">When it was said, UTC.</param>
public sealed record TimeAway(string UserId, DateOnly From, DateOnly Until, string? DeputyId, DateTime SavedUtc)
{
    /// <summary>The most days from the first to the last.</summary>
    public const int MostDays = 366;

    /// <summary>Since when others know of it and it holds, UTC.</summary>
    public DateTime SinceUtc => From.ToDateTime(TimeOnly.MinValue, DateTimeKind.Utc) is var begins && begins > SavedUtc ? begins : SavedUtc;

    /// <summary>Whether the person is away at an instant, UTC.</summary>
    public bool Holds(DateTime atUtc) => DateOnly.FromDateTime(atUtc) is var day && From <= day && day <= Until;

    /// <summary>Whether the person is away the whole time from one instant until another, UTC.</summary>
    public bool Covers(DateTime fromUtc, DateTime untilUtc) => Holds(fromUtc) && (untilUtc <= fromUtc || Holds(untilUtc.AddTicks(-1)));
}
