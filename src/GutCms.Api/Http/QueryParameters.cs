using System.Globalization;
using GutCms.Api.Texts;
using Microsoft.AspNetCore.Http;

namespace GutCms.Api.Http;

/// <summary>Reads the query of a list: the exact names, each at most once, each in its range.</summary>
internal static class QueryParameters
{
    /// <summary>Names in the query that are not permitted, in their order; compared with case, as everything in a URL.</summary>
    public static List<string> Unknown(IQueryCollection query, IReadOnlyList<string> permitted) =>
        [.. query.Keys.Where(name => !permitted.Contains(name, StringComparer.Ordinal))];

    /// <summary>The value, or null when it is absent. One that is given twice is an error.</summary>
    public static string? Single(IQueryCollection query, string name, Dictionary<string, string> errors)
    {
        var values = query[name];
        if (values.Count > 1)
        {
            errors[name] = ApiText.Say("Twice");
            return null;
        }

        if (values.Count == 0)
        {
            return null;
        }

        var value = values[0] ?? "";
        if (!value.Contains('\0', StringComparison.Ordinal))
        {
            return value;
        }

        errors[name] = ApiText.Say("NoText");
        return null;
    }

    /// <summary>Page size, 1 to 100; 20 when absent.</summary>
    public static int First(IQueryCollection query, Dictionary<string, string> errors)
    {
        const int Default = 20;
        const int Most = 100;
        if (Single(query, "first", errors) is not { } text)
        {
            return Default;
        }

        if (int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var first) && first is >= 1 and <= Most)
        {
            return first;
        }

        errors["first"] = ApiText.Say("PageSize", Most);
        return Default;
    }

    /// <summary>Cursor; null when absent. Whether it is one of the list's own is for the list to say.</summary>
    public static string? After(IQueryCollection query, Dictionary<string, string> errors) =>
        Single(query, "after", errors);
}
