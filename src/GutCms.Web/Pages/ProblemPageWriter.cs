using System.Globalization;
using GutCms.Web.Features.Security;
using GutCms.Web.Texts;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.Abstractions;
using Microsoft.AspNetCore.Mvc.Infrastructure;
using Microsoft.AspNetCore.Mvc.ModelBinding;
using Microsoft.AspNetCore.Mvc.ViewFeatures;

namespace GutCms.Web.Pages;

/// <summary>Answers a problem with a page when a browser asks for one. API clients go on to the next writer, which writes problem+json.</summary>
internal sealed class ProblemPageWriter : IProblemDetailsWriter
{
    /// <summary>Key of what a page puts into the items of a request when its headers say how long the answer may be kept.</summary>
    public static readonly object IsCacheable = new();

    /// <summary>Key of what a page puts into the items of a request: title of what to read instead.</summary>
    public static readonly object ReplacementTitle = new();

    private static readonly string[] ForMachines = ["/api", "/connect", "/health", "/metrics", "/openapi", "/.well-known"];

    /// <inheritdoc/>
    public bool CanWrite(ProblemDetailsContext context)
    {
        var request = context.HttpContext.Request;
        return !ForMachines.Any(prefix => request.Path.StartsWithSegments(prefix, StringComparison.OrdinalIgnoreCase))
            && request.GetTypedHeaders().Accept.FirstOrDefault()?.MediaType.Value is "text/html" or "application/xhtml+xml";
    }

    /// <inheritdoc/>
    public async ValueTask WriteAsync(ProblemDetailsContext context)
    {
        var http = context.HttpContext;
        var status = context.ProblemDetails.Status ?? http.Response.StatusCode;
        http.Response.StatusCode = status;
        if (status >= 500 || !http.Items.ContainsKey(IsCacheable))
        {
            http.Response.Headers.CacheControl = "no-store";
        }
        // What went wrong below has its own flow, and its language with it.
        CultureInfo.CurrentUICulture = RequestLanguage.Of(http);
        SecurityHeaders.Apply(http.Response.Headers, ContentPolicy.Pages);

        var page = new ViewResult
        {
            ViewName = "/Pages/Shared/Problem.cshtml",
            StatusCode = status,
            ViewData = new ViewDataDictionary<ProblemPage>(new EmptyModelMetadataProvider(), new ModelStateDictionary())
            {
                Model = Page(status, context.ProblemDetails) with { IsAdmin = http.Request.Path.StartsWithSegments("/admin", StringComparison.OrdinalIgnoreCase), ReplacementTitle = http.Items[ReplacementTitle] as string },
            },
        };
        await http.RequestServices.GetRequiredService<IActionResultExecutor<ViewResult>>()
            .ExecuteAsync(new ActionContext(http, http.GetRouteData(), new ActionDescriptor()), page);
    }

    // A withdrawal says why, and what to read instead; other details are written for developers.
    private static ProblemPage Page(int status, ProblemDetails problem) => status == StatusCodes.Status410Gone
        ? new(status, problem.Detail) { Replacement = problem.Extensions.TryGetValue("replacement", out var address) ? address as string : null }
        : new(status, null);
}

/// <summary>What the page of a problem shows.</summary>
/// <param name="Status">HTTP status.</param>
/// <param name="Reason">Why, for readers; null when there is nothing to say.</param>
internal sealed record ProblemPage(int Status, string? Reason)
{
    /// <summary>Address of what to read instead: http(s), or a path with a leading slash; null when there is nothing.</summary>
    public string? Replacement { get; init; }

    /// <summary>Title of what to read instead; null when none is known.</summary>
    public string? ReplacementTitle { get; init; }

    /// <summary>The other site on which that is; null: it is on this one.</summary>
    public string? Elsewhere => Uri.TryCreate(Replacement, UriKind.Absolute, out var address) && address.Scheme is "http" or "https" ? address.Host : null;

    /// <summary>The visitor came from the admin, and goes back there.</summary>
    public bool IsAdmin { get; init; }

    /// <summary>Which texts it shows: <c>Forbidden</c>, <c>Gone</c>, <c>NotFound</c>, <c>TooMany</c>, <c>Refused</c> (other 4xx), <c>Unavailable</c> or <c>Fault</c> (other 5xx).</summary>
    public string Kind => Status switch
    {
        StatusCodes.Status403Forbidden => "Forbidden",
        StatusCodes.Status429TooManyRequests => "TooMany",
        StatusCodes.Status404NotFound => "NotFound",
        StatusCodes.Status410Gone => "Gone",
        StatusCodes.Status503ServiceUnavailable => "Unavailable",
        < 500 => "Refused",
        _ => "Fault",
    };
}
