using System.Globalization;
using GutCms.Api.Texts;
using Microsoft.AspNetCore.Http;

namespace GutCms.Api.Http;

/// <summary>The query of a list or of a resource with parameters; collects everything that is wrong with it.</summary>
internal sealed class ListParameters(HttpContext context, params string[] permitted)
{
    /// <summary>Length of a text.</summary>
    public const int MostCharacters = 200;

    private readonly Dictionary<string, string> _errors = new(StringComparer.Ordinal);

    private IQueryCollection Query => context.Request.Query;

    /// <summary>Cursor; null when absent.</summary>
    public string? After => QueryParameters.After(Query, _errors);

    /// <summary>Page size, 1 to 100.</summary>
    public int First => QueryParameters.First(Query, _errors);

    /// <summary>A text of at most 200 characters; null when absent or empty.</summary>
    public string? Text(string name)
    {
        var value = QueryParameters.Single(Query, name, _errors);
        if (value?.Length > MostCharacters)
        {
            _errors[name] = ApiText.Say("Most200");
        }

        return string.IsNullOrEmpty(value) ? null : value;
    }

    /// <summary>True or false; false when absent.</summary>
    public bool Flag(string name)
    {
        var value = QueryParameters.Single(Query, name, _errors);
        if (value is null or "true" or "false")
        {
            return value == "true";
        }

        _errors[name] = ApiText.Say("Flag");
        return false;
    }

    /// <summary>One of some names in camel case; the first one when absent.</summary>
    public T OneOf<T>(string name, params (string Name, T Value)[] choices)
    {
        var value = QueryParameters.Single(Query, name, _errors);
        foreach (var choice in choices)
        {
            if (value is null || value == choice.Name)
            {
                return choice.Value;
            }
        }

        _errors[name] = ApiText.Say("OneOf", string.Join(", ", choices.Select(choice => choice.Name)));
        return choices[0].Value;
    }

    /// <summary>An instant with its offset from UTC; null when absent.</summary>
    public DateTime? Instant(string name)
    {
        var value = QueryParameters.Single(Query, name, _errors);
        if (value is null)
        {
            return null;
        }

        if (DateTime.TryParse(value, CultureInfo.InvariantCulture, DateTimeStyles.RoundtripKind, out var instant) && instant.Kind != DateTimeKind.Unspecified)
        {
            return instant.ToUniversalTime();
        }

        _errors[name] = ApiText.Say("Instant");
        return null;
    }

    /// <summary>What is wrong with what was read; null: nothing.</summary>
    public IResult? FindProblem() =>
        QueryParameters.Unknown(Query, permitted) is { Count: > 0 } unknown ? Problems.UnknownParameters(context, unknown, permitted)
        : _errors.Count > 0 ? Problems.InvalidParameters(context, _errors)
        : null;
}
