using GutCms.Core.Media;
using GutCms.Core.Previews;
using GutCms.Core.Reviews.Model;
using GutCms.Core.Storage;
using GutCms.Core.WorkingCopies;
using Microsoft.AspNetCore.DataProtection.EntityFrameworkCore;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Identity.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore;

namespace GutCms.Web.Storage.Model;

/// <summary>The database: content, delivery documents, users, OAuth clients and keys. One derived class per provider, since each has its own migrations.</summary>
public abstract class GutCmsDbContext(DbContextOptions options) : IdentityUserContext<GutCmsUser>(options), IDataProtectionKeyContext
{
    /// <inheritdoc />
    public DbSet<DataProtectionKey> DataProtectionKeys => Set<DataProtectionKey>();

    /// <summary>Which user has which role.</summary>
    public DbSet<GutCmsUserRole> UserRoles => Set<GutCmsUserRole>();

    internal DbSet<SessionRow> Sessions => Set<SessionRow>();

    internal DbSet<PasskeyRow> Passkeys => Set<PasskeyRow>();

    internal DbSet<ContentItemRow> ContentItems => Set<ContentItemRow>();

    internal DbSet<ContentVersionRow> ContentVersions => Set<ContentVersionRow>();

    internal DbSet<ContentPathRow> ContentPaths => Set<ContentPathRow>();

    internal DbSet<ContentReferenceRow> ContentReferences => Set<ContentReferenceRow>();

    internal DbSet<ImportedMarkRow> ImportedMarks => Set<ImportedMarkRow>();

    internal DbSet<DocumentRow> Documents => Set<DocumentRow>();

    internal DbSet<Review> Reviews => Set<Review>();

    internal DbSet<Decision> Decisions => Set<Decision>();

    internal DbSet<Publication> Publications => Set<Publication>();

    internal DbSet<PublicationGrant> PublicationGrants => Set<PublicationGrant>();

    internal DbSet<IssuedCertificate> IssuedCertificates => Set<IssuedCertificate>();

    internal DbSet<Withdrawal> Withdrawals => Set<Withdrawal>();

    internal DbSet<ScheduledPublication> ScheduledPublications => Set<ScheduledPublication>();

    internal DbSet<ScheduledTakeDown> ScheduledTakeDowns => Set<ScheduledTakeDown>();

    internal DbSet<CommentThread> CommentThreads => Set<CommentThread>();

    internal DbSet<VersionAuthorRow> VersionAuthors => Set<VersionAuthorRow>();

    internal DbSet<AuditEntryRow> AuditEntries => Set<AuditEntryRow>();

    internal DbSet<SourceAddressRow> SourceAddresses => Set<SourceAddressRow>();

    internal DbSet<OutboxRow> Outbox => Set<OutboxRow>();

    internal DbSet<PreviewLink> PreviewLinks => Set<PreviewLink>();

    internal DbSet<WorkingCopy> WorkingCopies => Set<WorkingCopy>();

    internal DbSet<Look> Looks => Set<Look>();

    internal DbSet<MediaFile> MediaFiles => Set<MediaFile>();

    internal DbSet<NoticeRow> Notices => Set<NoticeRow>();

    internal DbSet<AccountPowerRow> AccountPowers => Set<AccountPowerRow>();

    internal DbSet<DeliveryDocumentRow> DeliveryDocuments => Set<DeliveryDocumentRow>();

    internal DbSet<UsedLimitRow> UsedLimits => Set<UsedLimitRow>();

    internal DbSet<RecipeRunRow> RecipeRuns => Set<RecipeRunRow>();

    /// <inheritdoc />
    protected override Version SchemaVersion => IdentitySchemaVersions.Version2;

    /// <inheritdoc />
    protected override void ConfigureConventions(ModelConfigurationBuilder configurationBuilder)
    {
        base.ConfigureConventions(configurationBuilder);
        configurationBuilder.Properties<DateTime>().HaveConversion<UtcTicksConverter>();
    }

    /// <inheritdoc />
    protected override void OnModelCreating(ModelBuilder builder)
    {
        base.OnModelCreating(builder);
        IdentityModel.Configure(builder);
        builder.UseOpenIddict();
        ContentModel.Configure(builder);
        DeliveryModel.Configure(builder);
        ReviewModel.Configure(builder);
        AuditModel.Configure(builder);
        PreviewModel.Configure(builder);
        WorkingCopyModel.Configure(builder);
        LookModel.Configure(builder);
        AccountPowerModel.Configure(builder);
        NoticeModel.Configure(builder);
        MediaModel.Configure(builder);
        UsedLimitModel.Configure(builder);
        RecipeRunModel.Configure(builder);
    }
}

/// <summary>The database on SQLite.</summary>
public sealed class SqliteGutCmsDbContext(DbContextOptions<SqliteGutCmsDbContext> options) : GutCmsDbContext(options);

/// <summary>The database on PostgreSQL.</summary>
public sealed class PostgreSqlGutCmsDbContext(DbContextOptions<PostgreSqlGutCmsDbContext> options) : GutCmsDbContext(options)
{
    /// <inheritdoc />
    protected override void ConfigureConventions(ModelConfigurationBuilder configurationBuilder)
    {
        base.ConfigureConventions(configurationBuilder);

        // Text compares byte by byte, as on SQLite, whatever locale the server was set up with.
        configurationBuilder.Properties<string>().UseCollation("C");
    }
}
