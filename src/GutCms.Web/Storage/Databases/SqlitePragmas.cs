using System.Data.Common;
using Microsoft.EntityFrameworkCore.Diagnostics;

namespace GutCms.Web.Storage.Databases;

/// <summary>Sets what SQLite keeps per connection on each connection that EF opens.</summary>
internal sealed class SqlitePragmas(string pragmas) : DbConnectionInterceptor
{
    /// <inheritdoc />
    public override void ConnectionOpened(DbConnection connection, ConnectionEndEventData eventData)
    {
        using var command = connection.CreateCommand();
        command.CommandText = pragmas;
        command.ExecuteNonQuery();
    }

    /// <inheritdoc />
    public override Task ConnectionOpenedAsync(DbConnection connection, ConnectionEndEventData eventData, CancellationToken cancellationToken = default) =>
        ApplyAsync(connection, pragmas, cancellationToken);

    /// <summary>Sets them on a connection that EF did not open.</summary>
    public static async Task ApplyAsync(DbConnection connection, string pragmas, CancellationToken cancellationToken)
    {
        await using var command = connection.CreateCommand();
        command.CommandText = pragmas;
        await command.ExecuteNonQueryAsync(cancellationToken);
    }
}
