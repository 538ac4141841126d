using GutCms.Core.Recipes;

namespace GutCms.Web.Features.Recipes;

/// <summary>Why a run came to no report.</summary>
internal enum RecipeRunFailure
{
    /// <summary>Another change went on for too long.</summary>
    Busy,

    /// <summary>The program was stopped.</summary>
    Stopped,

    /// <summary>It weakens the review, and waits for a second administrator.</summary>
    Waits,

    /// <summary>The program ended, or was cut off from the database, before it could say what came of it.</summary>
    CutOff,

    /// <summary>An error of the program; its log says which.</summary>
    Error,
}

/// <summary>A run of an uploaded recipe, as it stands. Whatever it ends in but a report without faults has changed nothing; of one that was cut off the audit log knows.</summary>
/// <param name="Id">Names it in addresses: 32 hex digits.</param>
/// <param name="FileName">Name of the file.</param>
/// <param name="Mode">A dry run or a run.</param>
/// <param name="StartedBy">User name of whoever started it.</param>
/// <param name="StartedUtc">When, UTC.</param>
internal sealed record RecipeRun(string Id, string FileName, RecipeRunMode Mode, string StartedBy, DateTime StartedUtc)
{
    /// <summary>How far it is; null: it waits for another change to finish.</summary>
    public RecipeProgress? Progress { get; init; }

    /// <summary>When it ended, UTC; null while it runs.</summary>
    public DateTime? EndedUtc { get; init; }

    /// <summary>What it came to; null while it runs, when it failed, and in a list of runs.</summary>
    public RecipeReport? Report { get; init; }

    /// <summary>Why there is no report; null while it runs, and when there is one.</summary>
    public RecipeRunFailure? Failure { get; init; }

    /// <summary>The report has faults, whether it is at hand or not.</summary>
    public bool HasFaults { get; init; }

    /// <summary>It has ended, and in no fault.</summary>
    public bool Succeeded => !IsRunning && Failure is null && !HasFaults;

    /// <summary>It runs.</summary>
    public bool IsRunning => EndedUtc is null;
}
