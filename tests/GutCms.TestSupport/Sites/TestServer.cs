using Npgsql;

namespace GutCms.TestSupport.Sites;

/// <summary>Databases on the PostgreSQL server for tests.</summary>
/// <param name="ConnectionString">Connection string of the server.</param>
internal sealed record TestServer(string ConnectionString)
{
    /// <summary>Where it is, for example <c>127.0.0.1:5432</c>.</summary>
    public string Address => new NpgsqlConnectionStringBuilder(ConnectionString) is var server ? $"{server.Host}:{server.Port}" : "";

    /// <summary>Connection string of a database on it.</summary>
    public string To(string name) => new NpgsqlConnectionStringBuilder(ConnectionString) { Database = name, Pooling = true, MaxPoolSize = 20 }.ConnectionString;

    /// <summary>Creates a database.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="template">The one to copy; null: an empty one.</param>
    public Task CreateAsync(string name, string? template = null) => ExecuteAsync($"CREATE DATABASE {name}{(template is null ? "" : " TEMPLATE " + template)}");

    /// <summary>Removes a database.</summary>
    public Task DropAsync(string name) => ExecuteAsync($"DROP DATABASE IF EXISTS {name} WITH (FORCE)");

    /// <summary>Closes a database for good, so that it can be copied at any time.</summary>
    public Task CloseAsync(string name) => ExecuteAsync($"ALTER DATABASE {name} WITH ALLOW_CONNECTIONS false");

    /// <summary>Names of the databases that begin so, and whether each is closed.</summary>
    public async Task<IReadOnlyList<(string Name, bool Closed)>> ListAsync(string prefix)
    {
        await using var source = Open();
        await using var command = source.CreateCommand("SELECT datname, NOT datallowconn FROM pg_database WHERE starts_with(datname, $1)");
        command.Parameters.Add(new() { Value = prefix });
        await using var reader = await command.ExecuteReaderAsync();
        List<(string, bool)> found = [];
        while (await reader.ReadAsync())
        {
            found.Add((reader.GetString(0), reader.GetBoolean(1)));
        }

        return found;
    }

    private async Task ExecuteAsync(string sql)
    {
        await using var source = Open();
        await using var command = source.CreateCommand(sql);
        await command.ExecuteNonQueryAsync();
    }

    private NpgsqlDataSource Open() => NpgsqlDataSource.Create(new NpgsqlConnectionStringBuilder(ConnectionString) { Pooling = false }.ConnectionString);
}
