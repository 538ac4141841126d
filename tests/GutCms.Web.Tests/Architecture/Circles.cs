namespace GutCms.Web.Tests.Architecture;

/// <summary>Looks for folders that depend on each other in a circle.</summary>
internal static class Circles
{
    /// <summary>Those that there are, in words; empty: none.</summary>
    /// <param name="uses">By folder the folders that it uses, each with a reason.</param>
    public static IReadOnlyList<string> Find(Dictionary<string, Dictionary<string, string>> uses) =>
        [.. uses.Keys.Order(StringComparer.Ordinal).Select(start => Circle(start, uses)).OfType<string>()];

    /// <summary>A way from a folder back to it, in words; null: there is none.</summary>
    private static string? Circle(string start, Dictionary<string, Dictionary<string, string>> uses)
    {
        var cameFrom = new Dictionary<string, (string Folder, string Why)>(StringComparer.Ordinal);
        var open = new Queue<string>([start]);
        while (open.TryDequeue(out var folder))
        {
            foreach (var (next, why) in uses.GetValueOrDefault(folder) ?? [])
            {
                if (cameFrom.TryAdd(next, (folder, why)) && next != start)
                {
                    open.Enqueue(next);
                }
            }
        }

        if (!cameFrom.ContainsKey(start))
        {
            return null;
        }

        var steps = new List<string>();
        var at = start;
        do
        {
            var (folder, why) = cameFrom[at];
            steps.Insert(0, $"{folder} -> {at} ({why})");
            at = folder;
        }
        while (at != start);

        return string.Join("; ", steps);
    }
}
