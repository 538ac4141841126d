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

    /// <summary>An error of the program; its log says which.</summary>
    Error,
}

/// <summary>A run of an uploaded recipe, as it stands. Whatever it ends in but a report without faults has changed nothing.</summary>
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

    /// <summary>What it came to; null while it runs, and when it failed.</summary>
    public RecipeReport? Report { get; init; }

    /// <summary>Why there is no report; null while it runs, and when there is one.</summary>
    public RecipeRunFailure? Failure { get; init; }

    /// <summary>It runs.</summary>
    public bool IsRunning => EndedUtc is null;
}
