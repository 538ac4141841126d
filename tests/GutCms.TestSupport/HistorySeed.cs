using System.Globalization;

namespace GutCms.TestSupport;

/// <summary>Which random history a test walks: <c>GUTCMS_HISTORY_SEED</c>, a whole number; another one each time when unset. Tests name it when they fail.</summary>
public static class HistorySeed
{
    public static int Take()
        => Environment.GetEnvironmentVariable("GUTCMS_HISTORY_SEED") is { Length: > 0 } given ? int.Parse(given, CultureInfo.InvariantCulture) : Random.Shared.Next();
}
