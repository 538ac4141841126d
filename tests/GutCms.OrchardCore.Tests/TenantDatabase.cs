using Npgsql;

namespace GutCms.OrchardCore.Tests;

/// <summary>Where a tenant keeps its data: SQLite in the folder of the site, or a PostgreSQL database of its own, made on the server that <see cref="Variable"/> names and dropped at the end.</summary>
/// <param name="server">Connection string of a server where databases may be made; null: SQLite.</param>
internal sealed class TenantDatabase(string? server) : IAsyncDisposable
{
    /// <summary>Name of the variable with the connection string of a server where databases may be made; unset: SQLite.</summary>
    public const string Variable = "GUTCMS_ORCHARD_POSTGRES";

    private readonly string _name = $"orchard_test_{Guid.NewGuid():N}";

    /// <summary>As the variable says.</summary>
    public TenantDatabase()
        : this(Environment.GetEnvironmentVariable(Variable) is { Length: > 0 } named ? named : null)
    {
    }

    public string Provider => server is null ? "Sqlite" : "Postgres";

    public string ConnectionString => server is null ? "" : new NpgsqlConnectionStringBuilder(server) { Database = _name }.ConnectionString;

    public Task CreateAsync() => ExecuteAsync($"CREATE DATABASE {_name}");

    public async ValueTask DisposeAsync() => await ExecuteAsync($"DROP DATABASE IF EXISTS {_name} WITH (FORCE)");

    private async Task ExecuteAsync(string sql)
    {
        if (server is not null)
        {
            await using var source = NpgsqlDataSource.Create(server);
            await using var command = source.CreateCommand(sql);
            await command.ExecuteNonQueryAsync();
        }
    }
}
