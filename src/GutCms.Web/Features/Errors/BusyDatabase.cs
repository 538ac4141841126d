using GutCms.Api.Http;
using GutCms.Web.Storage.Databases;
using Microsoft.AspNetCore.Diagnostics;
using Microsoft.Data.Sqlite;
using Npgsql;

namespace GutCms.Web.Features.Errors;

/// <summary>Answers 503 when another writer held the database, or all connections were in use, for too long, or two changes were in each other's way: nothing was changed, and trying again may succeed.</summary>
internal sealed class BusyDatabase : IExceptionHandler
{
    /// <summary>Whether somebody else's change is why something failed.</summary>
    public static bool Explains(Exception exception)
    {
        for (var cause = exception; cause is not null and not OperationCanceledException; cause = cause.InnerException)
        {
            if (cause is DatabaseBusyException
                or NpgsqlException { InnerException: TimeoutException }
                or PostgresException { SqlState: PostgresErrorCodes.SerializationFailure or PostgresErrorCodes.DeadlockDetected or PostgresErrorCodes.LockNotAvailable }
                or SqliteException { SqliteErrorCode: 5 or 6 })
            {
                return true;
            }
        }

        return false;
    }

    /// <inheritdoc/>
    public async ValueTask<bool> TryHandleAsync(HttpContext httpContext, Exception exception, CancellationToken cancellationToken)
    {
        if (!Explains(exception))
        {
            return false;
        }

        await Unavailable.AnswerAsync(httpContext, Unavailable.Busy);
        return true;
    }
}
