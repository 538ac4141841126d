using GutCms.Core.Editorial;
using GutCms.Core.Reviews.Model;
using Microsoft.AspNetCore.Mvc;

namespace GutCms.Web.Pages.Admin.Content;

/// <summary>What the address of the content list asks for. A value that means nothing asks for nothing.</summary>
internal sealed class ContentFilter
{
    /// <summary>Technical name of a type.</summary>
    [FromQuery(Name = "type")]
    public string? Type { get; set; }

    /// <summary>Name of a state in camel case.</summary>
    [FromQuery(Name = "state")]
    public string? State { get; set; }

    /// <summary>Id of a series.</summary>
    [FromQuery(Name = "series")]
    public string? Series { get; set; }

    /// <summary>Name of a user.</summary>
    [FromQuery(Name = "author")]
    public string? Author { get; set; }

    /// <summary><c>overdue</c> or <c>week</c>.</summary>
    [FromQuery(Name = "due")]
    public string? Due { get; set; }

    /// <summary><c>none</c>: without references.</summary>
    [FromQuery(Name = "references")]
    public string? References { get; set; }

    /// <summary><c>me</c>: what I submitted and is in review or approved.</summary>
    [FromQuery(Name = "submitted")]
    public string? Submitted { get; set; }

    /// <summary><c>stale</c>: translations whose source has changed.</summary>
    [FromQuery(Name = "translation")]
    public string? Translation { get; set; }

    /// <summary>Words to find.</summary>
    [FromQuery(Name = "q")]
    public string? Words { get; set; }

    /// <summary><c>modified</c>, <c>title</c> or <c>due</c>.</summary>
    [FromQuery(Name = "sort")]
    public string? Sort { get; set; }

    /// <summary>Cursor of an earlier page.</summary>
    [FromQuery(Name = "after")]
    public string? After { get; set; }

    /// <summary>The order that is asked for.</summary>
    public EditorialOrder Order => Parse<EditorialOrder>(Sort) ?? EditorialOrder.Modified;

    /// <summary>Something narrows the list.</summary>
    public bool IsNarrowed => Query(withSort: false).Count > 0;

    /// <summary>The conditions.</summary>
    public EditorialFilter ToFilter() => new(
        Given(Type), Parse<ReviewState>(State), Given(Series), Given(Author), Parse<EditorialDue>(Due), Given(Words?.Trim()), References == "none", Submitted == "me", Translation == "stale");

    /// <summary>What is given, as pairs of an address's query, without the cursor.</summary>
    public IReadOnlyList<KeyValuePair<string, string>> Query(bool withSort = true) =>
    [
        .. new (string Name, string? Value)[]
        {
            ("type", Type), ("state", State), ("series", Series), ("author", Author), ("due", Due), ("references", References), ("submitted", Submitted), ("translation", Translation), ("q", Words), ("sort", withSort ? Sort : null),
        }.Where(pair => Given(pair.Value) is not null).Select(pair => KeyValuePair.Create(pair.Name, pair.Value!)),
    ];

    private static string? Given(string? value) => string.IsNullOrWhiteSpace(value) ? null : value;

    private static T? Parse<T>(string? name)
        where T : struct, Enum =>
        name is { Length: > 0 } && !char.IsAsciiDigit(name[0]) && Enum.TryParse<T>(name, ignoreCase: true, out var value) && Enum.IsDefined(value) ? value : null;
}
