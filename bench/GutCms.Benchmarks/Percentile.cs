namespace GutCms.Benchmarks;

/// <summary>What so many of a hundred measurements do not exceed.</summary>
internal static class Percentile
{
    /// <summary>The smallest measurement that at least <paramref name="percent"/> of a hundred do not exceed (nearest rank).</summary>
    /// <param name="sorted">Measurements, the smallest first; at least one.</param>
    /// <param name="percent">From 1 to 100.</param>
    public static double Of(double[] sorted, int percent) => sorted[(((sorted.Length * percent) + 99) / 100) - 1];
}
