using GutCms.Api.Http;
using GutCms.Web.Storage.Databases;
using Microsoft.AspNetCore.Diagnostics;

namespace GutCms.Web.Features.Errors;

/// <summary>Answers 503 while the database cannot be reached, written or read: no fault of the request, and trying again may succeed.</summary>
internal sealed partial class DatabaseAway(ILogger<DatabaseAway> logger) : IExceptionHandler
{
    /// <inheritdoc/>
    public async ValueTask<bool> TryHandleAsync(HttpContext httpContext, Exception exception, CancellationToken cancellationToken)
    {
        if (DatabaseFaults.Of(exception) is null || httpContext.Response.HasStarted)
        {
            return false;
        }

        NotAnswered(logger, exception);
        await Unavailable.AnswerAsync(httpContext, Unavailable.DatabaseAway);
        return true;
    }

    [LoggerMessage(LogLevel.Error, "A request was answered by 503.")]
    private static partial void NotAnswered(ILogger logger, Exception fault);
}
