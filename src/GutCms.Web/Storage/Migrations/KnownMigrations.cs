using System.Reflection;
using GutCms.Web.Storage.Model;
using Microsoft.EntityFrameworkCore.Migrations;

namespace GutCms.Web.Storage.Migrations;

/// <summary>The migrations that lead to this version's schema, the first one first.</summary>
/// <remarks>Written down: to look for them, as EF does, every type of the program is loaded, at each start.</remarks>
internal static class KnownMigrations
{
    private static readonly IReadOnlyList<string> OfSqlite = Ids(typeof(Sqlite.Initial), typeof(Sqlite.NodesTogether), typeof(Sqlite.DeliveryValues), typeof(Sqlite.SeriesOrder));

    private static readonly IReadOnlyList<string> OfPostgreSql = Ids(typeof(PostgreSql.Initial), typeof(PostgreSql.NodesTogether), typeof(PostgreSql.DeliveryValues), typeof(PostgreSql.SeriesOrder));

    /// <summary>Their ids, for a kind of database.</summary>
    /// <param name="contextType">Its context.</param>
    public static IReadOnlyList<string> Of(Type contextType) => contextType == typeof(SqliteGutCmsDbContext) ? OfSqlite : OfPostgreSql;

    private static string[] Ids(params IEnumerable<Type> migrations) => [.. migrations.Select(type => type.GetCustomAttribute<MigrationAttribute>()!.Id)];
}
