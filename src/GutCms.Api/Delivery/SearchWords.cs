using GutCms.Api.Http;
using GutCms.Api.Texts;
using Microsoft.AspNetCore.Http;

namespace GutCms.Api.Delivery;

/// <summary>The words of a search, checked.</summary>
internal static class SearchWords
{
    /// <summary>Name of the parameter.</summary>
    public const string Parameter = "q";

    private const int Shortest = 2;
    private const int Longest = 200;
    private const int Most = 16;

    /// <summary>Reads them; null: there are none. What is wrong is added to <paramref name="errors"/>.</summary>
    public static string? Read(IQueryCollection query, Dictionary<string, string> errors)
    {
        var words = QueryParameters.Single(query, Parameter, errors)?.Trim();
        if (words is null)
        {
            return null;
        }

        if (words.Length is < Shortest or > Longest)
        {
            errors[Parameter] = ApiText.Say("Characters", Shortest, Longest);
        }
        else if (words.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries).Length > Most)
        {
            errors[Parameter] = ApiText.Say("Words", Most);
        }
        else if (!words.Any(char.IsLetterOrDigit))
        {
            errors[Parameter] = ApiText.Say("LetterOrDigit");
        }

        return words;
    }
}
