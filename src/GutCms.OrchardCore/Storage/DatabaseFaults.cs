using System.Data.Common;
using System.Globalization;
using System.Net.Sockets;

namespace GutCms.OrchardCore.Storage;

/// <summary>Why a database did not do what it was asked, where that is no fault of the program.</summary>
internal enum DatabaseFault
{
    /// <summary>Others keep it: a lock was waited for too long, or two changes were in each other's way.</summary>
    Busy,

    /// <summary>It cannot be reached, written or read.</summary>
    Away,
}

/// <summary>Tells faults of databases and their machines from those of the program, whatever database Orchard Core has its tenant on.</summary>
internal static class DatabaseFaults
{
    private const string Sqlite = "SQLite Error ";

    /// <summary>The fault that an exception comes of; null: none of the database.</summary>
    public static DatabaseFault? Of(Exception? exception)
    {
        for (var cause = exception; cause is not null and not OperationCanceledException; cause = cause.InnerException)
        {
            if (cause is DbException database && Known(database) is { } fault)
            {
                return fault;
            }
        }

        return null;
    }

    private static DatabaseFault? Known(DbException exception) => exception switch
    {
        // Serialisation, deadlock, lock timeout, statement timeout.
        { SqlState: "40001" or "40P01" or "55P03" or "57014" } => DatabaseFault.Busy,

        // A server that stops, crashes, starts, has no connection left, ended an idle change, is full, or takes no changes.
        { SqlState: "57P01" or "57P02" or "57P03" or "53300" or "25P03" or "53100" or "25006" or "58030" } => DatabaseFault.Away,
        { InnerException: SocketException or IOException } => DatabaseFault.Away,
        { InnerException: TimeoutException } => DatabaseFault.Busy,
        { SqlState: null } when exception.Message.StartsWith(Sqlite, StringComparison.Ordinal) => OfSqlite(exception.Message),
        { IsTransient: true } => DatabaseFault.Busy,
        _ => null,
    };

    /// <summary>By the number at the start of the message: the module is built against no database.</summary>
    private static DatabaseFault? OfSqlite(string message)
    {
        var number = message.AsSpan(Sqlite.Length);
        return int.TryParse(number[..Math.Max(0, number.IndexOf(':'))], NumberStyles.None, CultureInfo.InvariantCulture, out var code)
            ? code switch
            {
                5 or 6 => DatabaseFault.Busy,
                8 or 10 or 11 or 13 or 14 or 26 => DatabaseFault.Away,
                _ => null,
            }
            : null;
    }
}
