using GutCms.Web.Storage.Databases;
using GutCms.Web.Texts;
using Microsoft.AspNetCore.Diagnostics;
using Npgsql;

namespace GutCms.Web.Features.Errors;

/// <summary>Answers 503 when another writer held the database, or all connections were in use, for too long: nothing was changed, and trying again may succeed.</summary>
internal sealed class BusyDatabase : IExceptionHandler
{
    private const string Seconds = "5";

    /// <summary>Whether somebody else's change is why something failed.</summary>
    public static bool Explains(Exception exception) => exception is DatabaseBusyException or NpgsqlException { InnerException: TimeoutException };

    /// <inheritdoc/>
    public async ValueTask<bool> TryHandleAsync(HttpContext httpContext, Exception exception, CancellationToken cancellationToken)
    {
        if (!Explains(exception))
        {
            return false;
        }

        await Unavailable.AnswerAsync(httpContext, "Busy", SiteSentence.Of("Busy"), Seconds);
        return true;
    }
}
