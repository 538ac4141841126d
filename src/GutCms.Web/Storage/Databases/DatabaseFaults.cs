using System.Net.Sockets;
using Microsoft.Data.Sqlite;
using Npgsql;

namespace GutCms.Web.Storage.Databases;

/// <summary>What a machine does to a database.</summary>
internal enum DatabaseFault
{
    /// <summary>The server, or the file, cannot be reached.</summary>
    Unreachable,

    /// <summary>Its disk is full.</summary>
    Full,

    /// <summary>It can be read only.</summary>
    ReadOnly,

    /// <summary>What is stored cannot be read any more.</summary>
    Damaged,
}

/// <summary>Tells faults of machines from those of the program.</summary>
internal static class DatabaseFaults
{
    // Npgsql has no name for it: the server has ended a change that it heard nothing more of.
    private const string IdleInTransactionSessionTimeout = "25P03";

    /// <summary>The fault that an exception comes of; null: none of the database.</summary>
    public static DatabaseFault? Of(Exception? exception)
    {
        for (var cause = exception; cause is not null; cause = cause.InnerException)
        {
            if (Known(cause) is { } fault)
            {
                return fault;
            }
        }

        return null;
    }

    /// <summary>What it is, for operators.</summary>
    public static string Say(this DatabaseFault fault) => fault switch
    {
        DatabaseFault.Full => "The disk of the database is full.",
        DatabaseFault.ReadOnly => "The database can be read only.",
        DatabaseFault.Damaged => "The database is damaged: restore a backup.",
        _ => "The database cannot be reached.",
    };

    private static DatabaseFault? Known(Exception exception) => exception switch
    {
        SqliteException sqlite => sqlite.SqliteErrorCode switch
        {
            8 => DatabaseFault.ReadOnly,
            10 or 14 => DatabaseFault.Unreachable,
            11 or 26 => DatabaseFault.Damaged,
            13 => DatabaseFault.Full,
            _ => null,
        },
        PostgresException server => server.SqlState switch
        {
            PostgresErrorCodes.DiskFull => DatabaseFault.Full,
            PostgresErrorCodes.ReadOnlySqlTransaction => DatabaseFault.ReadOnly,
            PostgresErrorCodes.DataCorrupted or PostgresErrorCodes.IndexCorrupted => DatabaseFault.Damaged,
            PostgresErrorCodes.IoError or PostgresErrorCodes.AdminShutdown or PostgresErrorCodes.CrashShutdown or PostgresErrorCodes.CannotConnectNow or PostgresErrorCodes.TooManyConnections
                or PostgresErrorCodes.InvalidCatalogName or IdleInTransactionSessionTimeout => DatabaseFault.Unreachable,
            _ => null,
        },

        DatabaseNotWritableException => DatabaseFault.ReadOnly,

        // Nothing came back: refused, cut off, or no answer. What merely waited for a connection or for another writer says so by a timeout.
        NpgsqlException { InnerException: SocketException or IOException } => DatabaseFault.Unreachable,
        _ => null,
    };
}
