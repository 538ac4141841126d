using GutCms.OrchardCore.Storage;
using OrchardCore.Data.Migration;
using OrchardCore.Modules;
using YesSql.Sql;

namespace GutCms.OrchardCore.ContentList;

/// <summary>Makes the table by which the content list finds items by their review state. It is filled at the first start.</summary>
[Feature(FeatureIds.Review)]
public sealed class StateMigrations : DataMigration
{
    private const int Id = 64;

    /// <summary>First version.</summary>
    public async Task<int> CreateAsync()
    {
        await SchemaBuilder.CreateMapIndexTableAsync<GutCmsItemStateIndex>(table => table
            .Column<string>(nameof(GutCmsItemStateIndex.ContentItemId), column => column.WithLength(Id))
            .Column<string>(nameof(GutCmsItemStateIndex.State), column => column.WithLength(Id))
            .Column<DateTime>(nameof(GutCmsItemStateIndex.DueUtc), column => column.Nullable()));
        await SchemaBuilder.AlterIndexTableAsync<GutCmsItemStateIndex>(table =>
        {
            table.CreateIndex("IDX_GutCmsItemState_Item", "DocumentId", nameof(GutCmsItemStateIndex.ContentItemId));
            table.CreateIndex("IDX_GutCmsItemState_State", nameof(GutCmsItemStateIndex.State), nameof(GutCmsItemStateIndex.DueUtc), nameof(GutCmsItemStateIndex.ContentItemId));
        });
        return 1;
    }
}
