using GutCms.Core.Reviews.Model;
using Microsoft.EntityFrameworkCore;

namespace GutCms.Web.Storage.Model;

/// <summary>Tables of content and small documents.</summary>
internal static class ContentModel
{
    public static void Configure(ModelBuilder builder)
    {
        builder.Entity<ContentItemRow>(item =>
        {
            item.ToTable("ContentItems");
            item.HasKey(row => row.Sequence);
            item.Property(row => row.Sequence).ValueGeneratedNever();
            item.HasAlternateKey(row => row.ContentItemId);
            item.HasIndex(row => new { row.ContentType, row.Sequence });
            item.HasIndex(row => new { row.State, row.StateDueUtc });
            item.HasIndex(row => row.StateDueUtc);
            item.HasIndex(row => row.LiveState, "IX_ContentItems_LiveReviewDue").HasFilter($"\"LiveState\" = {(int)ReviewState.ReviewDue}");
            item.HasIndex(row => row.LiveDueUtc).HasFilter("\"LiveDueUtc\" IS NOT NULL");
        });
        builder.Entity<ContentVersionRow>(version =>
        {
            version.ToTable("ContentVersions");
            version.HasKey(row => row.Sequence);
            version.Property(row => row.Sequence).ValueGeneratedNever();
            version.HasOne<ContentItemRow>().WithMany().HasForeignKey(row => row.ContentItemId)
                .HasPrincipalKey(row => row.ContentItemId).OnDelete(DeleteBehavior.Restrict);
            version.HasIndex(row => row.ContentItemVersionId).IsUnique();
            version.HasIndex(row => new { row.ContentItemId, row.VersionNumber }).IsUnique();
            version.HasIndex(row => row.ContentItemId, "IX_ContentVersions_Latest").IsUnique().HasFilter("\"Latest\"");
            version.HasIndex(row => row.ContentItemId, "IX_ContentVersions_Published").IsUnique().HasFilter("\"Published\"");
        });
        builder.Entity<ContentPathRow>(path =>
        {
            path.ToTable("ContentPaths");
            path.HasKey(row => row.Path);
            path.HasOne<ContentItemRow>().WithMany().HasForeignKey(row => row.ContentItemId)
                .HasPrincipalKey(row => row.ContentItemId).OnDelete(DeleteBehavior.Restrict);
        });
        builder.Entity<ContentReferenceRow>(reference =>
        {
            reference.ToTable("ContentReferences");
            reference.HasKey(row => new { row.VersionSequence, row.Ordinal });
            reference.HasOne<ContentVersionRow>().WithMany().HasForeignKey(row => row.VersionSequence).OnDelete(DeleteBehavior.Restrict);
            reference.HasIndex(row => new { row.TargetId, row.Field, row.VersionSequence });
        });
        builder.Entity<ImportedMarkRow>(mark =>
        {
            mark.ToTable("ImportedMarks");
            mark.HasKey(row => new { row.VersionId, row.ContentHash });
        });
        builder.Entity<GrantedTextRow>(text =>
        {
            text.ToTable("GrantedTexts");
            text.HasKey(row => row.ContentHash);
        });
        builder.Entity<DocumentRow>(document =>
        {
            document.ToTable("Documents");
            document.HasKey(row => new { row.Kind, row.Name });
            document.Property(row => row.Kind).HasMaxLength(64);
            document.Property(row => row.Name).HasMaxLength(255);
        });
    }
}
