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

    /// <summary>Most ids that can be asked for at once.</summary>
    public const int MostIds = 100;

    private const int MostIdLength = 64;

    /// <summary>Page size, 1 to 100; 20 when absent.</summary>
    public static int First(IQueryCollection query, Dictionary<string, string> errors) => Number(query, "first", (1, 100), 20, errors);

    /// <summary>A whole number within a range.</summary>
    public static int Number(IQueryCollection query, string name, (int Least, int Most) range, int absent, Dictionary<string, string> errors)
    {
        if (Single(query, name, errors) is not { } text)
        {
            return absent;
        }

        if (int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number >= range.Least && number <= range.Most)
        {
            return number;
        }

        errors[name] = ApiText.Say("WholeNumber", range.Least, range.Most);
        return absent;
    }

    /// <summary>Ids that are separated by commas, each once; null when absent.</summary>
    public static IReadOnlyList<string>? Ids(IQueryCollection query, Dictionary<string, string> errors)
    {
        if (Single(query, "ids", errors) is not { } text)
        {
            return null;
        }

        string[] ids = [.. text.Split(',').Distinct(StringComparer.Ordinal)];
        if (ids.Length <= MostIds && ids.All(id => id.Length is > 0 and <= MostIdLength && id.All(char.IsAsciiLetterOrDigit)))
        {
            return ids;
        }

        errors["ids"] = ApiText.Say("Ids", MostIds);
        return null;
    }

    /// <summary>Cursor; null when absent. Whether it is one of the list's own is for the list to say.</summary>
    public static string? After(IQueryCollection query, Dictionary<string, string> errors) =>
        Single(query, "after", errors);
}
