using System.Data;
using System.Data.Common;
using GutCms.Web.Storage.Model;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage;

namespace GutCms.Web.Storage.Databases;

/// <summary>A connection and the transaction on it, for SQL past EF. Not for use by two callers at once.</summary>
internal sealed class SqlSession(DbConnection connection, DbTransaction? transaction = null) : IDisposable
{
    /// <summary>From so many rows on it shows by which plan a table is read.</summary>
    private const int Many = 1000;

    /// <summary>A table that has grown so many times over since is another for the planner.</summary>
    private const int Growth = 8;

    private readonly Dictionary<string, DbCommand> _prepared = new(StringComparer.Ordinal);
    private readonly Dictionary<string, (long Rows, long Next)> _added = new(StringComparer.Ordinal);

    public DbConnection Connection => connection;

    /// <summary>The database refused a statement; PostgreSQL carries out nothing more in such a transaction, so on SQLite nothing is kept either.</summary>
    public bool HasFailed { get; set; }

    /// <summary>The session of a context that is inside a transaction.</summary>
    public static SqlSession Of(GutCmsDbContext context) =>
        new(context.Database.GetDbConnection(), context.Database.CurrentTransaction?.GetDbTransaction());

    /// <summary>A new command of this session.</summary>
    public DbCommand Command(string sql, params ReadOnlySpan<(string Name, object? Value)> parameters)
    {
        var command = connection.CreateCommand();
        command.CommandText = sql;
        command.Transaction = transaction;
        foreach (var (name, value) in parameters)
        {
            var parameter = command.CreateParameter();
            parameter.ParameterName = name;
            parameter.Value = value ?? DBNull.Value;
            command.Parameters.Add(parameter);
        }

        return command;
    }

    /// <summary>A command that is kept, with its compiled form, until the session ends.</summary>
    public DbCommand Kept(string key, Func<DbCommand> create)
    {
        if (!_prepared.TryGetValue(key, out var command))
        {
            _prepared[key] = command = create();
        }

        return command;
    }

    /// <summary>Counts rows that were added to a table. True when there are many, and again whenever there are many times as many.</summary>
    public bool HasGrown(string table, int rows)
    {
        var (before, next) = _added.GetValueOrDefault(table, (0, Many));
        var grown = before + rows >= next;
        _added[table] = (before + rows, grown ? (before + rows) * Growth : next);
        return grown;
    }

    /// <summary>Executes a statement and returns the number of rows it changed.</summary>
    public async Task<int> ExecuteAsync(string sql, CancellationToken cancellationToken, params (string Name, object? Value)[] parameters)
    {
        await using var command = Command(sql, parameters);
        return await command.ExecuteNonQueryAsync(cancellationToken);
    }

    /// <summary>Reads all rows of a query.</summary>
    public async Task<List<T>> QueryAsync<T>(
        string sql, Func<DbDataReader, T> read, CancellationToken cancellationToken, params (string Name, object? Value)[] parameters)
    {
        await using var command = Command(sql, parameters);
        await using var reader = await command.ExecuteReaderAsync(CommandBehavior.Default, cancellationToken);
        var rows = new List<T>();
        while (await reader.ReadAsync(cancellationToken))
        {
            rows.Add(read(reader));
        }

        return rows;
    }

    /// <summary>Reads one number.</summary>
    public async Task<long> NumberAsync(string sql, CancellationToken cancellationToken, params (string Name, object? Value)[] parameters)
    {
        await using var command = Command(sql, parameters);
        return Convert.ToInt64(await command.ExecuteScalarAsync(cancellationToken), System.Globalization.CultureInfo.InvariantCulture);
    }

    /// <inheritdoc />
    public void Dispose()
    {
        foreach (var command in _prepared.Values)
        {
            command.Dispose();
        }

        _prepared.Clear();
    }
}
