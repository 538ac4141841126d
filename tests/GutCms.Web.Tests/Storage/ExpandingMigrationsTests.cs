using GutCms.Web.Storage;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;
using Microsoft.EntityFrameworkCore.Migrations.Operations;

namespace GutCms.Web.Tests.Storage;

public sealed class ExpandingMigrationsOnSqliteTests() : ExpandingMigrationsTests(Provider.Sqlite);

public sealed class ExpandingMigrationsOnPostgreSqlTests() : ExpandingMigrationsTests(Provider.PostgreSql);

/// <summary>
/// A node of the version before goes on reading and writing after a later one has migrated: migrations only add, and one that takes something away says so in its name, so that such a node stops.
/// What is looked at is the model of each migration; SQL that is written out is read by people and listed here.
/// </summary>
public abstract class ExpandingMigrationsTests(Provider provider)
{
    /// <summary>The first migration, which makes everything.</summary>
    private const string Baseline = "Initial";

    /// <summary>Migrations whose SQL was read and leaves the version before as it was, each with what the SQL does.</summary>
    private static readonly Dictionary<string, string> ReadSql = new(StringComparer.Ordinal);

    [Fact]
    public async Task Every_migration_only_adds_or_says_in_its_name_that_it_takes_away()
    {
        await using var storage = await StorageHarness.CreateEmptyAsync(provider);
        await using var context = storage.Database.CreateContext();
        var assembly = context.GetService<IMigrationsAssembly>();
        var later = assembly.Migrations.OrderBy(migration => migration.Key, StringComparer.Ordinal).SkipWhile(migration => NameOf(migration.Key) != Baseline).Skip(1).ToList();
        Assert.NotEmpty(later);

        foreach (var (id, type) in later.Where(migration => !migration.Key.EndsWith(DatabaseMigrator.ContractSuffix, StringComparison.Ordinal)))
        {
            var operations = assembly.CreateMigration(type, context.Database.ProviderName!).UpOperations;

            Assert.Empty(Taking(operations, ReadSql.ContainsKey(NameOf(id))).Select(what => $"{id}: {what}"));
        }
    }

    [Fact]
    public void What_the_version_before_could_not_work_with_is_seen()
    {
        List<MigrationOperation> operations =
        [
            new DropTableOperation { Name = "Looks" },
            new RenameColumnOperation { Table = "Looks", Name = "UserId", NewName = "Who" },
            new AddColumnOperation { Table = "Looks", Name = "Needed", ClrType = typeof(string), IsNullable = false },
            new AlterColumnOperation { Table = "Looks", Name = "UserId", ClrType = typeof(string) },
            new CreateIndexOperation { Table = "Looks", Name = "IX", Columns = ["UserId"], IsUnique = true },
            new SqlOperation { Sql = "DELETE FROM \"Looks\"" },
        ];

        Assert.Equal(operations.Count, Taking(operations, sqlWasRead: false).Count());
        Assert.Equal(operations.Count - 1, Taking(operations, sqlWasRead: true).Count());
        Assert.Empty(Taking(
            [
                new CreateTableOperation { Name = "More" },
                new AddColumnOperation { Table = "Looks", Name = "Perhaps", ClrType = typeof(string), IsNullable = true },
                new AddColumnOperation { Table = "Looks", Name = "Count", ClrType = typeof(int), IsNullable = false, DefaultValue = 0 },
                new CreateIndexOperation { Table = "Looks", Name = "IX", Columns = ["UserId"] },
                new CreateIndexOperation { Table = "More", Name = "IX_More", Columns = ["Id"], IsUnique = true },
                new DropIndexOperation { Table = "Looks", Name = "IX" },
            ],
            sqlWasRead: false));
    }

    private static string NameOf(string id) => id[(id.IndexOf('_', StringComparison.Ordinal) + 1)..];

    private static IEnumerable<string> Taking(IReadOnlyList<MigrationOperation> operations, bool sqlWasRead)
    {
        var made = operations.OfType<CreateTableOperation>().Select(table => table.Name).ToHashSet(StringComparer.Ordinal);
        return operations.Where(operation => !OnlyAdds(operation)).Select(operation => operation switch
        {
            SqlOperation sql => $"SQL that nobody has read: {sql.Sql}",
            ITableMigrationOperation table => $"{operation.GetType().Name} on {table.Table}",
            _ => operation.GetType().Name,
        });

        bool OnlyAdds(MigrationOperation operation) => operation switch
        {
            CreateTableOperation or DropIndexOperation => true,
            ITableMigrationOperation of when made.Contains(of.Table) => true,
            AddColumnOperation column => column.IsNullable || column.DefaultValue is not null || column.DefaultValueSql is not null || column.ComputedColumnSql is not null,
            CreateIndexOperation index => !index.IsUnique,
            SqlOperation => sqlWasRead,
            _ => false,
        };
    }
}
