namespace GutCms.Core.Diff;

/// <summary>How much may still be done for one comparison of two versions. Once it is used up, what is left is compared coarsely.</summary>
internal sealed class ComparisonWork
{
    /// <summary>A few tenths of a second of a processor.</summary>
    internal const long MostSteps = 12_000_000;

    /// <summary>Steps that are left; a piece of work that was begun may end below zero.</summary>
    public long Left { get; private set; } = MostSteps;

    /// <summary>Whether so much may be done.</summary>
    public bool Allows(long steps) => steps <= Left;

    /// <summary>So much was done.</summary>
    public void Take(long steps) => Left -= steps;
}
