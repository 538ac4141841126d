using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.DependencyInjection;

namespace GutCms.Api.Http;

/// <summary>Makes every error of a host an <c>application/problem+json</c>: validation, malformed JSON, bare status codes, faults of the program.</summary>
public static class ProblemDetailsSetup
{
    /// <summary>Registers the problem details service with the types of <see cref="ProblemTypes"/> and camelCase names in <c>errors</c>.</summary>
    public static IServiceCollection AddGutCmsProblemDetails(this IServiceCollection services) =>
        services.AddProblemDetails(options => options.CustomizeProblemDetails = context => Complete(context.ProblemDetails))
            .AddSingleton<IProblemDetailsWriter, LastProblemWriter>();

    /// <summary>Turns unhandled exceptions and error answers without a body into problem details. Goes first in the pipeline.</summary>
    public static IApplicationBuilder UseGutCmsProblemDetails(this IApplicationBuilder app) =>
        app.UseExceptionHandler().UseStatusCodePages();

    private static void Complete(ProblemDetails problem)
    {
        if (problem.Type?.StartsWith("urn:", StringComparison.Ordinal) != true && problem.Status is { } status)
        {
            problem.Type = problem is HttpValidationProblemDetails && status == StatusCodes.Status400BadRequest
                ? ProblemTypes.Validation
                : ProblemTypes.Of(status) ?? problem.Type;
        }

        // Members of a body only: query parameters are named as they were given.
        if (problem is HttpValidationProblemDetails { Type: ProblemTypes.Validation } validation)
        {
            // Not by DictionaryKeyPolicy, which would also rename the keys of content fields.
            validation.Errors = validation.Errors.ToDictionary(error => error.Key.StartsWith('$') ? error.Key : CamelCase(error.Key), error => error.Value, StringComparer.Ordinal);
        }
    }

    private static string CamelCase(string path) =>
        string.Join('.', path.Split('.').Select(JsonNamingPolicy.CamelCase.ConvertName));
}
