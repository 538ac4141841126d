using OrchardCore.Data.Migration;
using OrchardCore.Modules;
using YesSql;

namespace GutCms.OrchardCore.Storage;

/// <summary>Makes the table by which nodes know what others have published.</summary>
/// <param name="store">The database.</param>
[Feature(FeatureIds.Review)]
public sealed class DeliveryMigrations(IStore store) : DataMigration
{
    /// <summary>First version.</summary>
    public async Task<int> CreateAsync()
    {
        await CounterTable.CreateAsync(SchemaBuilder, store, DeliveryGeneration.Table);
        return 1;
    }
}
