using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Options;

namespace GutCms.Api.Http;

/// <summary>
/// Writes problem+json for clients whose Accept names neither JSON nor everything, for example a browser that looks at an address of the API. Without it
/// they would get plain text. Registered last, so any writer that suits the client better goes first.
/// </summary>
/// <remarks>RFC 9110 §12.5.1: disregarding Accept is better than an answer without content.</remarks>
internal sealed class LastProblemWriter(IOptions<ProblemDetailsOptions> options) : IProblemDetailsWriter
{
    public bool CanWrite(ProblemDetailsContext context) => true;

    public async ValueTask WriteAsync(ProblemDetailsContext context)
    {
        options.Value.CustomizeProblemDetails?.Invoke(context);
        var problem = context.ProblemDetails;
        var http = context.HttpContext;
        http.Response.StatusCode = problem.Status ?? http.Response.StatusCode;
        await http.Response.WriteAsJsonAsync(problem, problem.GetType(), options: null, "application/problem+json", http.RequestAborted);
    }
}
