using System.Text.RegularExpressions;
using GutCms.Web.Cli.Outcomes;

namespace GutCms.Web.Cli;

/// <summary>Configuration on the command line.</summary>
internal static partial class ConfigurationArguments
{
    /// <summary>
    /// Takes the configuration out of a command line: <c>--Section:Key=value</c> or <c>--Section:Key value</c>, as every ASP.NET Core
    /// application accepts it. What has no colon in its name is left to the parser, so that a misspelt option is an error.
    /// </summary>
    /// <param name="arguments">Arguments as the shell passed them.</param>
    /// <returns>The configuration, and the other arguments in their order.</returns>
    /// <exception cref="CommandFailedException">A key has no value.</exception>
    public static (Dictionary<string, string?> Configuration, List<string> Others) Split(IReadOnlyList<string> arguments)
    {
        var configuration = new Dictionary<string, string?>(StringComparer.OrdinalIgnoreCase);
        var others = new List<string>();
        for (var i = 0; i < arguments.Count; i++)
        {
            var match = ConfigurationKey().Match(arguments[i]);
            if (!match.Success)
            {
                others.Add(arguments[i]);
            }
            else if (match.Groups["value"].Success)
            {
                configuration[match.Groups["key"].Value] = match.Groups["value"].Value;
            }
            else if (i + 1 < arguments.Count)
            {
                configuration[match.Groups["key"].Value] = arguments[++i];
            }
            else
            {
                throw new CommandFailedException($"{arguments[i]} needs a value.", ExitCode.Usage);
            }
        }

        return (configuration, others);
    }

    [GeneratedRegex("^--(?<key>[A-Za-z0-9_]+(:[A-Za-z0-9_]+)+)(=(?<value>.*))?$", RegexOptions.Singleline)]
    private static partial Regex ConfigurationKey();
}
