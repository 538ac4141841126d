using System.Globalization;

namespace GutCms.TestSupport;

/// <summary>How often the tests that wait for chance repeat: <c>GUTCMS_REPEAT_SCALE</c>, a factor, 1 when unset.</summary>
public static class RepeatScale
{
    /// <summary>The full number times the factor, at least once.</summary>
    public static int Of(int repetitions)
        => double.TryParse(Environment.GetEnvironmentVariable("GUTCMS_REPEAT_SCALE"), CultureInfo.InvariantCulture, out var scale)
            ? Math.Max(1, (int)Math.Round(repetitions * scale))
            : repetitions;
}
