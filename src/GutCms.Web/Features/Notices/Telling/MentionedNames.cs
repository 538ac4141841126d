using System.Text.RegularExpressions;

namespace GutCms.Web.Features.Notices.Telling;

/// <summary>User names that stand in words with an <c>@</c> before them.</summary>
internal static partial class MentionedNames
{
    /// <summary>Them, each once and as it may be meant: with a full stop or hyphen at its end, and without.</summary>
    public static IEnumerable<string> In(string? words) =>
        At().Matches(words ?? "").SelectMany(match => new[] { match.Groups["name"].Value, match.Groups["name"].Value.TrimEnd('.', '-', '+', '@') })
            .Where(name => name.Length > 0).Distinct(StringComparer.OrdinalIgnoreCase);

    // What Identity takes in a user name; an @ within a word is a mail address.
    [GeneratedRegex(@"(?<![\w.+\-@])@(?<name>[\w.+\-@]+)", RegexOptions.CultureInvariant)]
    private static partial Regex At();
}
