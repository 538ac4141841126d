using GutCms.Web.Storage.Model;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Design;

namespace GutCms.Web.Storage;

/// <summary>Lets <c>dotnet ef migrations add</c> make the SQLite context without starting the host; no database is opened.</summary>
internal sealed class SqliteDesignTimeContext : IDesignTimeDbContextFactory<SqliteGutCmsDbContext>
{
    /// <inheritdoc />
    public SqliteGutCmsDbContext CreateDbContext(string[] args) =>
        new(new DbContextOptionsBuilder<SqliteGutCmsDbContext>().UseSqlite("Data Source=design-time.db").Options);
}

/// <summary>Lets <c>dotnet ef migrations add</c> make the PostgreSQL context without starting the host; no database is opened.</summary>
internal sealed class PostgreSqlDesignTimeContext : IDesignTimeDbContextFactory<PostgreSqlGutCmsDbContext>
{
    /// <inheritdoc />
    public PostgreSqlGutCmsDbContext CreateDbContext(string[] args) =>
        new(new DbContextOptionsBuilder<PostgreSqlGutCmsDbContext>().UseNpgsql("Host=design-time").Options);
}
