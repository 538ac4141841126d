using System.Globalization;

namespace GutCms.Benchmarks;

/// <summary>What to measure and for how long.</summary>
/// <param name="What">all, http, scale, start, pages, verify, editor, site or growth.</param>
/// <param name="Articles">Generated articles of the large site.</param>
/// <param name="Seconds">Length of one round of load, seconds.</param>
/// <param name="Rounds">Rounds of load per server; the two servers take turns.</param>
/// <param name="Published">Folder of a build published before; null publishes one.</param>
internal sealed record BenchOptions(string What, int Articles, int Seconds, int Rounds, string? Published = null)
{
    /// <summary>Whether a part is to be measured; what takes longest only where it is named.</summary>
    public bool Runs(string benchmark) => (What == "all" && benchmark != "growth") || What == benchmark;

    /// <summary>Reads the command line; null when it makes no sense.</summary>
    public static BenchOptions? Parse(IReadOnlyList<string> args)
    {
        var options = new BenchOptions("all", 100_000, 5, 5);
        for (var i = 0; i < args.Count; i++)
        {
            if (args[i] is "all" or "http" or "scale" or "start" or "pages" or "verify" or "editor" or "site" or "growth")
            {
                options = options with { What = args[i] };
                continue;
            }

            if (args[i] == "--published" && i + 1 < args.Count)
            {
                options = options with { Published = Path.GetFullPath(args[++i]) };
                continue;
            }

            if (i + 1 >= args.Count || !int.TryParse(args[i + 1], NumberStyles.None, CultureInfo.InvariantCulture, out var number) || number < 1)
            {
                return null;
            }

            switch (args[i++])
            {
                case "--articles": options = options with { Articles = number }; break;
                case "--seconds": options = options with { Seconds = number }; break;
                case "--rounds": options = options with { Rounds = number }; break;
                default: return null;
            }
        }

        return options;
    }
}
