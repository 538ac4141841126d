using Microsoft.EntityFrameworkCore;

namespace GutCms.Web.Storage.Model;

/// <summary>Tables of delivery documents. The full-text table <c>DeliverySearch</c> differs by provider and is written out in the migrations.</summary>
internal static class DeliveryModel
{
    public static void Configure(ModelBuilder builder)
    {
        builder.Entity<DeliveryDocumentRow>(document =>
        {
            document.ToTable("DeliveryDocuments");
            document.HasKey(row => row.Id);
            document.Property(row => row.Id).ValueGeneratedNever();
            document.HasIndex(row => new { row.Kind, row.Key }).IsUnique();
            document.HasIndex(row => row.ContentItemId).IsUnique();
            document.HasIndex(row => new { row.Kind, row.PublishedUtc, row.ContentItemId });
            document.HasIndex(row => new { row.Kind, row.ModifiedUtc, row.ContentItemId });
            document.HasIndex(row => new { row.Kind, row.TitleKey, row.ContentItemId });
            document.HasIndex(row => new { row.Kind, row.PositionKey, row.ContentItemId });
            document.HasIndex(row => new { row.SeriesId, row.PositionKey, row.PublishedUtc, row.ContentItemId }).HasFilter("\"SeriesId\" IS NOT NULL");
            document.HasIndex(row => new { row.SeriesSlug, row.PositionKey, row.ContentItemId }).HasFilter("\"SeriesSlug\" IS NOT NULL");
            document.HasIndex(row => new { row.SeriesSlug, row.PublishedUtc, row.ContentItemId }).HasFilter("\"SeriesSlug\" IS NOT NULL");
            document.HasIndex(row => new { row.SeriesSlug, row.ModifiedUtc, row.ContentItemId }).HasFilter("\"SeriesSlug\" IS NOT NULL");
        });
        builder.Entity<DeliveryDependencyRow>(dependency =>
        {
            dependency.ToTable("DeliveryDependencies");
            dependency.HasKey(row => new { row.DocumentId, row.TargetId });
            dependency.HasOne<DeliveryDocumentRow>().WithMany().HasForeignKey(row => row.DocumentId).OnDelete(DeleteBehavior.Cascade);
            dependency.HasIndex(row => row.TargetId);
        });
        builder.Entity<DeliveryValueRow>(value =>
        {
            value.ToTable("DeliveryValues");
            value.HasKey(row => new { row.DocumentId, row.Name, row.Value });
            value.HasOne<DeliveryDocumentRow>().WithMany().HasForeignKey(row => row.DocumentId).OnDelete(DeleteBehavior.Cascade);
            value.HasIndex(row => new { row.Type, row.Name, row.Value, row.PublishedUtc, row.ContentItemId });
            value.HasIndex(row => new { row.Type, row.Name, row.Value, row.ModifiedUtc, row.ContentItemId });
            value.HasIndex(row => new { row.Type, row.Name, row.Value, row.TitleKey, row.ContentItemId });
        });
        builder.Entity<DeliveryStateRow>(state =>
        {
            state.ToTable("DeliveryState");
            state.Property(row => row.Id).ValueGeneratedNever();
            state.HasData(new DeliveryStateRow { Id = 1, Generation = 0 });
        });
        builder.Entity<DeliveryChangeRow>(change =>
        {
            change.ToTable("DeliveryChanges");
            change.HasKey(row => row.Subject);
            change.HasIndex(row => row.Number).IsUnique();
            change.HasIndex(row => row.ChangedUtc).HasFilter("\"Live\" = 0");
        });
    }
}
