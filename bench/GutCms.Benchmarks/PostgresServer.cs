using Npgsql;

namespace GutCms.Benchmarks;

/// <summary>The PostgreSQL that was given to measure on.</summary>
internal static class PostgresServer
{
    /// <summary>Names one whose user may make databases; the tests use the same.</summary>
    public const string Variable = "GUTCMS_TEST_POSTGRES";

    /// <summary>Makes a database for a site, and takes it away afterwards.</summary>
    /// <param name="workspace">Where the site is.</param>
    /// <param name="measure">What is done with the site.</param>
    /// <returns>False: no server was given, and nothing was done.</returns>
    public static async Task<bool> UseAsync(Workspace workspace, Func<string, Task> measure)
    {
        if (Environment.GetEnvironmentVariable(Variable) is not { Length: > 0 } server)
        {
            return false;
        }

        var name = "gutcms_bench_" + Guid.NewGuid().ToString("N");
        await ExecuteAsync(server, $"CREATE DATABASE {name}");
        try
        {
            var site = workspace.NewSite();
            workspace.UsePostgres(site, new NpgsqlConnectionStringBuilder(server) { Database = name }.ConnectionString);
            await measure(site);
        }
        finally
        {
            await ExecuteAsync(server, $"DROP DATABASE {name} WITH (FORCE)");
        }

        return true;
    }

    /// <summary>Runs a statement; the first value of its first row.</summary>
    public static async Task<object?> ExecuteAsync(string connectionString, string sql)
    {
        await using var connection = new NpgsqlConnection(connectionString);
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand(sql, connection) { CommandTimeout = 0 };
        return await command.ExecuteScalarAsync();
    }
}
