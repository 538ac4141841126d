using GutCms.Web.Storage.Model;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Design;

namespace GutCms.Web.Storage;

/// <summary>Makes the SQLite context without a site, for <c>dotnet ef migrations add</c> and for its model; no database is opened.</summary>
internal sealed class SqliteDesignTimeContext : IDesignTimeDbContextFactory<SqliteGutCmsDbContext>
{
    /// <inheritdoc />
    public SqliteGutCmsDbContext CreateDbContext(string[] args) =>
        new(new DbContextOptionsBuilder<SqliteGutCmsDbContext>().UseSqlite("Data Source=design-time.db").Options);
}

/// <summary>Makes the PostgreSQL context without a site, for <c>dotnet ef migrations add</c> and for its model; no database is opened.</summary>
internal sealed class PostgreSqlDesignTimeContext : IDesignTimeDbContextFactory<PostgreSqlGutCmsDbContext>
{
    /// <inheritdoc />
    public PostgreSqlGutCmsDbContext CreateDbContext(string[] args) =>
        new(new DbContextOptionsBuilder<PostgreSqlGutCmsDbContext>().UseNpgsql("Host=design-time").Options);
}
