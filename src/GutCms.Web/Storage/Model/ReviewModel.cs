using System.Collections.Immutable;
using GutCms.Core.Certificates.Status;
using GutCms.Core.Reviews.Model;
using GutCms.Core.Reviews.Policies;
using GutCms.Core.Storage;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace GutCms.Web.Storage.Model;

/// <summary>Tables of reviews, decisions and publications: the truth about approvals. The records of the core are the rows.</summary>
/// <remarks>Rules that a condition on one table can say are said here as filtered unique indexes; the gate of publication is a trigger in the migrations.</remarks>
internal static class ReviewModel
{
    /// <summary>Shadow column: due date of the current stage as ticks; the largest number without one.</summary>
    public const string DueOrder = "DueOrder";

    /// <summary>Shadow column: name of the current stage; null when all are satisfied.</summary>
    public const string CurrentStage = "CurrentStageName";

    /// <summary>Shadow column: user ids assigned to the current stage, each between bars.</summary>
    public const string CurrentAssignees = "CurrentAssignees";

    private static readonly string[] FixedAtSubmission =
    [
        nameof(Review.Purpose), nameof(Review.ContentItemId), nameof(Review.ContentType), nameof(Review.Policy), nameof(Review.PolicyHash), nameof(Review.SubmittedById),
        nameof(Review.SubmittedByName), nameof(Review.SubmittedUtc),
    ];

    public static void Configure(ModelBuilder builder)
    {
        builder.Entity<Review>(Configure);
        builder.Entity<Decision>(Configure);
        builder.Entity<Publication>(publication =>
        {
            publication.ToTable("Publications");
            publication.HasKey(row => row.ContentItemId);
            publication.HasIndex(row => row.NextReviewUtc).HasFilter("\"ReviewDueReason\" IS NULL");
        });
        builder.Entity<PublicationGrant>(grant =>
        {
            grant.ToTable("PublicationGrants");
            grant.HasKey(row => new { row.VersionId, row.ContentHash });
        });
        builder.Entity<IssuedCertificate>(certificate =>
        {
            certificate.ToTable("IssuedCertificates");
            certificate.HasKey(row => new { row.List, row.Index });
            certificate.HasIndex(row => row.ContentItemId, "IX_IssuedCertificates_Valid").IsUnique().HasFilter($"\"Status\" = {(int)CertificateStatus.Valid}");
        });
        builder.Entity<Withdrawal>(withdrawal =>
        {
            withdrawal.ToTable("Withdrawals");
            withdrawal.HasKey(row => row.ContentItemId);
            withdrawal.Property<string?>("PathKey");
            withdrawal.HasIndex("PathKey");
        });
        builder.Entity<ScheduledPublication>(schedule =>
        {
            schedule.ToTable("ScheduledPublications");
            schedule.HasKey(row => row.ContentItemId);
            schedule.HasIndex(row => row.AtUtc);
        });
        builder.Entity<ScheduledTakeDown>(takeDown =>
        {
            takeDown.ToTable("ScheduledTakeDowns");
            takeDown.HasKey(row => row.ContentItemId);
            takeDown.HasIndex(row => row.AtUtc);
        });
        builder.Entity<CommentThread>(thread =>
        {
            thread.ToTable("CommentThreads");
            thread.HasKey(row => row.ThreadId);
            thread.Property<DateTime>("StartedUtc");
            thread.HasIndex("ContentItemId", "StartedUtc");
            thread.Property(row => row.Anchor).HasConversion(JsonColumn.NullableObject, JsonColumn.ObjectComparer);
            thread.Property(row => row.Messages).HasJson();
            thread.Property(row => row.Revision).IsConcurrencyToken();
        });
        builder.Entity<VersionAuthorRow>(author =>
        {
            author.ToTable("VersionAuthors");
            author.HasKey(row => new { row.VersionId, row.Ordinal });
        });
    }

    private static void Configure(EntityTypeBuilder<Review> review)
    {
        review.ToTable("Reviews");
        review.HasKey(row => row.ReviewId);
        review.Property(row => row.Policy).HasConversion(JsonColumn.Of<ReviewPolicy>());
        foreach (var fixedColumn in FixedAtSubmission)
        {
            // Left as it was written, whatever a later program would make of it: a trigger refuses anything else.
            review.Property(fixedColumn).Metadata.SetAfterSaveBehavior(PropertySaveBehavior.Ignore);
        }

        review.Property(row => row.Stages).HasJson();
        review.Property(row => row.Assignments).HasJson();
        review.Property(row => row.CoveredTexts).HasJson();
        review.Property(row => row.Revision).IsConcurrencyToken();
        review.Property<long>(DueOrder);
        review.Property<string?>(CurrentStage);
        review.Property<string>(CurrentAssignees);
        review.HasIndex(row => new { row.ContentItemId, row.Purpose }, "IX_Reviews_Open").IsUnique().HasFilter("\"ClosedUtc\" IS NULL");
        review.HasIndex(row => row.ContentItemId);
        review.HasIndex(row => row.DisclaimerId);
        review.HasIndex(DueOrder, nameof(Review.SubmittedUtc), nameof(Review.ReviewId))
            .HasDatabaseName("IX_Reviews_Queue").HasFilter($"\"ClosedUtc\" IS NULL AND \"State\" = {(int)ReviewState.InReview}");
    }

    private static void Configure(EntityTypeBuilder<Decision> decision)
    {
        decision.ToTable("Decisions");
        decision.HasKey(row => row.DecisionId);
        decision.HasOne<Review>().WithMany().HasForeignKey(row => row.ReviewId).OnDelete(DeleteBehavior.Restrict);
        decision.HasIndex(row => row.ReviewId);
        decision.HasIndex(row => row.DecidedUtc);
        decision.HasIndex(row => row.VoidedUtc).HasFilter("\"VoidedUtc\" IS NOT NULL");
        decision.HasIndex(row => new { row.ReviewId, row.Stage, row.ReviewerId }, "IX_Decisions_OnePerReviewer").IsUnique()
            .HasFilter($"\"VoidedUtc\" IS NULL AND \"Outcome\" <> {(int)DecisionOutcome.ChangesRequested}");
    }

    private static void HasJson<T>(this PropertyBuilder<ImmutableArray<T>> property) =>
        property.HasConversion(JsonColumn.Of<ImmutableArray<T>>(), JsonColumn.ArrayComparer<T>());
}

/// <summary>Who wrote a version.</summary>
internal sealed class VersionAuthorRow
{
    public required string VersionId { get; init; }

    /// <summary>0-based.</summary>
    public int Ordinal { get; init; }

    /// <summary>Null when only the name is known.</summary>
    public string? UserId { get; init; }

    public required string UserName { get; init; }
}
