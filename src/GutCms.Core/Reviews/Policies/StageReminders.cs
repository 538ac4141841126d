using System.Collections.Immutable;

namespace GutCms.Core.Reviews.Policies;

/// <summary>When people are reminded of the decisions of a stage, and who is told when nobody decides. What it leaves open the site's settings say.</summary>
public sealed record StageReminders
{
    /// <summary>The most days that each of the three may be.</summary>
    public const int MostDays = 60;

    /// <summary>So many people or roles can be told, one after the other.</summary>
    public const int MostSteps = 5;

    /// <summary>What stands before the user name of a person in <see cref="EscalateTo"/>.</summary>
    public const char Person = '@';

    /// <summary>Days before it is due, 0 to 60; 0: not before. Null: as the site's settings say.</summary>
    public int? BeforeDays { get; init; }

    /// <summary>After it was due every so many days, 0 to 60; 0: not again. Null: as the site's settings say.</summary>
    public int? EveryDays { get; init; }

    /// <summary>Days after it was due until the first of <see cref="EscalateTo"/> is told that nobody has decided, and from each to the next, 0 to 60; 0: nobody is. Null: as the site's settings say.</summary>
    public int? EscalateAfterDays { get; init; }

    /// <summary>Who is told, one after the other: the name of a role, or <c>@</c> and a user name. Empty: those who may assign reviewers.</summary>
    public ImmutableArray<string> EscalateTo { get; init; } = [];

    /// <summary>It leaves everything to the site's settings.</summary>
    public bool IsEmpty => BeforeDays is null && EveryDays is null && EscalateAfterDays is null && EscalateTo.IsEmpty;
}
