using OrchardCore.Data.Migration;
using OrchardCore.Modules;
using YesSql;
using YesSql.Sql;

namespace GutCms.OrchardCore.Storage;

/// <summary>Makes the tables by which nodes know what others have published, and others what has changed in what readers get.</summary>
/// <param name="store">The database.</param>
[Feature(FeatureIds.Review)]
public sealed class DeliveryMigrations(IStore store) : DataMigration
{
    private const int Name = 255;

    /// <summary>First version.</summary>
    public async Task<int> CreateAsync()
    {
        await CounterTable.CreateAsync(SchemaBuilder, store, DeliveryGeneration.Table);
        await CreateChangesAsync();
        return 2;
    }

    /// <summary>Second version: changes are written down. What there is already is by <see cref="FirstChanges"/>.</summary>
    public async Task<int> UpdateFrom1Async()
    {
        await CreateChangesAsync();
        return 2;
    }

    private async Task CreateChangesAsync()
    {
        await CounterTable.CreateAsync(SchemaBuilder, store, ChangeHistory.LostTable);
        await SchemaBuilder.CreateMapIndexTableAsync<GutCmsChangeIndex>(
            table => table
                .Column<string>(nameof(GutCmsChangeIndex.Subject), column => column.WithLength(Name))
                .Column<long>(nameof(GutCmsChangeIndex.Number))
                .Column<bool>(nameof(GutCmsChangeIndex.IsKept))
                .Column<DateTime>(nameof(GutCmsChangeIndex.ChangedUtc)),
            collection: GutCmsDelivery.Collection);
        await SchemaBuilder.AlterIndexTableAsync<GutCmsChangeIndex>(
            table =>
            {
                table.CreateIndex("IDX_GutCmsChange_Subject", nameof(GutCmsChangeIndex.Subject), "DocumentId");
                table.CreateIndex("IDX_GutCmsChange_Number", nameof(GutCmsChangeIndex.Number));
            },
            collection: GutCmsDelivery.Collection);
    }
}
