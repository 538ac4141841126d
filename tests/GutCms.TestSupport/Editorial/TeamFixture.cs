namespace GutCms.TestSupport.Editorial;

/// <summary>A team and its running server, shared by the tests of a collection. Skips each test when its database is not available here.</summary>
public abstract class TeamFixture(SiteDatabase database) : IAsyncLifetime
{
    private EditorialTeam? _team;
    private Exception? _unavailable;

    /// <summary>The team.</summary>
    public EditorialTeam Team => _unavailable is null ? _team! : throw _unavailable;

    /// <inheritdoc/>
    public async ValueTask InitializeAsync()
    {
        try
        {
            _team = await EditorialTeam.StartAsync(database, approvals: 4);
        }
        catch (Exception exception)
        {
            // Kept and thrown by each test: a fixture cannot skip, and a failed start should name the tests that it took down.
            _unavailable = exception;
        }
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        if (_team is not null)
        {
            await _team.DisposeAsync();
        }

        GC.SuppressFinalize(this);
    }
}

/// <summary>A team on SQLite.</summary>
public sealed class SqliteTeam() : TeamFixture(SiteDatabase.Sqlite);

/// <summary>A team on PostgreSQL.</summary>
public sealed class PostgresTeam() : TeamFixture(SiteDatabase.PostgreSql);
