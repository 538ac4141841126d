using GutCms.OrchardCore.Reviews;
using GutCms.OrchardCore.Storage;
using OrchardCore.ContentManagement.Metadata;
using OrchardCore.ContentManagement.Metadata.Settings;
using OrchardCore.Data.Migration;
using OrchardCore.Modules;
using YesSql;
using YesSql.Sql;

namespace GutCms.OrchardCore;

/// <summary>Makes the module's tables.</summary>
/// <param name="types">Content types.</param>
/// <param name="store">The database.</param>
[Feature(FeatureIds.Review)]
public sealed class Migrations(IContentDefinitionManager types, IStore store) : DataMigration
{
    private const int Id = 64;
    private const int TextKey = 160;
    private const int Name = 255;

    /// <summary>First version.</summary>
    public async Task<int> CreateAsync()
    {
        await types.AlterPartDefinitionAsync(nameof(ReviewPart), part => part
            .Attachable()
            .WithDisplayName("Review")
            .WithDescription("The place of the review in an item's editor. Whether the type is reviewed, and by whom, says its review policy."));
        await CounterTable.CreateAsync(SchemaBuilder, store, WriteLock.Table);
        await CreateRecordsAsync();
        await CreateAuditAsync();
        await AddActsAsync();
        await CreateDeliveryAsync();
        await SchemaBuilder.CreateMapIndexTableAsync<GutCmsReferenceIndex>(table => table
            .Column<string>(nameof(GutCmsReferenceIndex.ContentItemId), column => column.WithLength(Id))
            .Column<string>(nameof(GutCmsReferenceIndex.Field), column => column.WithLength(Name))
            .Column<string>(nameof(GutCmsReferenceIndex.TargetId), column => column.WithLength(Id)));
        await SchemaBuilder.AlterIndexTableAsync<GutCmsReferenceIndex>(table => table.CreateIndex("IDX_GutCmsReference_Target", "DocumentId", nameof(GutCmsReferenceIndex.TargetId)));
        return 4;
    }

    /// <summary>Second version: the database puts delivery lists in order. What they hold is by <see cref="DeliveryOrders"/>.</summary>
    public async Task<int> UpdateFrom1Async()
    {
        await SchemaBuilder.AlterIndexTableAsync<GutCmsDeliveryIndex>(
            table =>
            {
                table.AddColumn<string>(nameof(GutCmsDeliveryIndex.SortTitle), column => column.Nullable().WithLength(GutCmsDeliveryIndex.MaxSortTitle));
                table.AddColumn<double>(nameof(GutCmsDeliveryIndex.Position), column => column.Nullable());
                table.AddColumn<DateTime>(nameof(GutCmsDeliveryIndex.PublishedUtc), column => column.Nullable());
            },
            collection: GutCmsDelivery.Collection);
        await CreateDeliveryOrdersAsync();
        return 2;
    }

    /// <summary>Third version: entries of the audit log are found by the act that they belong to.</summary>
    public async Task<int> UpdateFrom2Async()
    {
        await AddActsAsync();
        return 3;
    }

    /// <summary>Fourth version: lists of a language are read by an index. What it holds is by <see cref="DeliveryOrders"/>.</summary>
    public async Task<int> UpdateFrom3Async()
    {
        await SchemaBuilder.AlterIndexTableAsync<GutCmsDeliveryIndex>(
            table => table.AddColumn<string>(nameof(GutCmsDeliveryIndex.Language), column => column.Nullable().WithLength(Id)), collection: GutCmsDelivery.Collection);
        await CreateDeliveryLanguagesAsync();
        return 4;
    }

    private async Task CreateRecordsAsync()
    {
        await SchemaBuilder.CreateMapIndexTableAsync<GutCmsRecordIndex>(
            table => table
                .Column<string>(nameof(GutCmsRecordIndex.Kind), column => column.WithLength(Id))
                .Column<string>(nameof(GutCmsRecordIndex.Key), column => column.WithLength(TextKey))
                .Column<string>(nameof(GutCmsRecordIndex.Group), column => column.WithLength(Id))
                .Column<string>(nameof(GutCmsRecordIndex.Tag), column => column.WithLength(Name))
                .Column<bool>(nameof(GutCmsRecordIndex.IsOpen))
                .Column<DateTime>(nameof(GutCmsRecordIndex.AtUtc), column => column.Nullable()),
            collection: GutCmsRecord.Collection);
        await SchemaBuilder.AlterIndexTableAsync<GutCmsRecordIndex>(
            table =>
            {
                table.CreateIndex("IDX_GutCmsRecord_Key", "DocumentId", nameof(GutCmsRecordIndex.Kind), nameof(GutCmsRecordIndex.Key));
                table.CreateIndex("IDX_GutCmsRecord_Group", "DocumentId", nameof(GutCmsRecordIndex.Kind), nameof(GutCmsRecordIndex.Group));
            },
            collection: GutCmsRecord.Collection);
    }

    private async Task CreateAuditAsync()
    {
        await SchemaBuilder.CreateMapIndexTableAsync<GutCmsAuditIndex>(
            table => table
                .Column<long>(nameof(GutCmsAuditIndex.Sequence))
                .Column<string>(nameof(GutCmsAuditIndex.ContentItemId), column => column.Nullable().WithLength(Id))
                .Column<string>(nameof(GutCmsAuditIndex.ActorId), column => column.WithLength(Name))
                .Column<string>(nameof(GutCmsAuditIndex.Action), column => column.WithLength(Id))
                .Column<DateTime>(nameof(GutCmsAuditIndex.OccurredUtc)),
            collection: GutCmsAuditRecord.Collection);
        await SchemaBuilder.AlterIndexTableAsync<GutCmsAuditIndex>(
            table => table.CreateIndex("IDX_GutCmsAudit_Sequence", "DocumentId", nameof(GutCmsAuditIndex.Sequence)), collection: GutCmsAuditRecord.Collection);
    }

    private Task AddActsAsync() => SchemaBuilder.AlterIndexTableAsync<GutCmsAuditIndex>(
        table =>
        {
            table.AddColumn<string>(nameof(GutCmsAuditIndex.ActId), column => column.Nullable().WithLength(Id));
            table.CreateIndex("IDX_GutCmsAudit_Act", "DocumentId", nameof(GutCmsAuditIndex.ActId));
        },
        collection: GutCmsAuditRecord.Collection);

    private async Task CreateDeliveryAsync()
    {
        await SchemaBuilder.CreateMapIndexTableAsync<GutCmsDeliveryIndex>(
            table => table
                .Column<int>(nameof(GutCmsDeliveryIndex.Kind))
                .Column<string>(nameof(GutCmsDeliveryIndex.Key), column => column.WithLength(Name))
                .Column<string>(nameof(GutCmsDeliveryIndex.ContentItemId), column => column.WithLength(Id))
                .Column<string>(nameof(GutCmsDeliveryIndex.SeriesSlug), column => column.Nullable().WithLength(Name))
                .Column<string>(nameof(GutCmsDeliveryIndex.SortTitle), column => column.WithLength(GutCmsDeliveryIndex.MaxSortTitle))
                .Column<double>(nameof(GutCmsDeliveryIndex.Position))
                .Column<DateTime>(nameof(GutCmsDeliveryIndex.PublishedUtc))
                .Column<string>(nameof(GutCmsDeliveryIndex.Language), column => column.WithLength(Id)),
            collection: GutCmsDelivery.Collection);
        await SchemaBuilder.AlterIndexTableAsync<GutCmsDeliveryIndex>(
            table => table.CreateIndex("IDX_GutCmsDelivery_Key", "DocumentId", nameof(GutCmsDeliveryIndex.Kind), nameof(GutCmsDeliveryIndex.Key)), collection: GutCmsDelivery.Collection);
        await CreateDeliveryOrdersAsync();
        await CreateDeliveryLanguagesAsync();
    }

    private Task CreateDeliveryOrdersAsync() => SchemaBuilder.AlterIndexTableAsync<GutCmsDeliveryIndex>(
        table =>
        {
            table.CreateIndex("IDX_GutCmsDelivery_Published", nameof(GutCmsDeliveryIndex.Kind), nameof(GutCmsDeliveryIndex.PublishedUtc), nameof(GutCmsDeliveryIndex.ContentItemId));
            table.CreateIndex("IDX_GutCmsDelivery_Title", nameof(GutCmsDeliveryIndex.Kind), nameof(GutCmsDeliveryIndex.SortTitle), nameof(GutCmsDeliveryIndex.ContentItemId));
        },
        collection: GutCmsDelivery.Collection);

    private Task CreateDeliveryLanguagesAsync() => SchemaBuilder.AlterIndexTableAsync<GutCmsDeliveryIndex>(
        table =>
        {
            table.CreateIndex(
                "IDX_GutCmsDelivery_InLanguage", nameof(GutCmsDeliveryIndex.Kind), nameof(GutCmsDeliveryIndex.Language), nameof(GutCmsDeliveryIndex.PublishedUtc), nameof(GutCmsDeliveryIndex.ContentItemId));
            table.CreateIndex(
                "IDX_GutCmsDelivery_LanguageTitle", nameof(GutCmsDeliveryIndex.Kind), nameof(GutCmsDeliveryIndex.Language), nameof(GutCmsDeliveryIndex.SortTitle), nameof(GutCmsDeliveryIndex.ContentItemId));
        },
        collection: GutCmsDelivery.Collection);
}
