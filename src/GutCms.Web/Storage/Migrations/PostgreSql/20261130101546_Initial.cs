using System;
using Microsoft.EntityFrameworkCore.Migrations;
using Npgsql.EntityFrameworkCore.PostgreSQL.Metadata;

#nullable disable

namespace GutCms.Web.Storage.Migrations.PostgreSql
{
    /// <inheritdoc />
    public partial class Initial : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.CreateTable(
                name: "AccountPowers",
                columns: table => new
                {
                    PowerId = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    AccountId = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    Power = table.Column<int>(type: "integer", nullable: false),
                    HolderId = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    HolderName = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    SinceUtc = table.Column<long>(type: "bigint", nullable: false),
                    EndedUtc = table.Column<long>(type: "bigint", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_AccountPowers", x => x.PowerId);
                });

            migrationBuilder.CreateTable(
                name: "AuditEntries",
                columns: table => new
                {
                    Sequence = table.Column<long>(type: "bigint", nullable: false),
                    OccurredUtc = table.Column<long>(type: "bigint", nullable: false),
                    ActorId = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    ActorName = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    Action = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    ContentItemId = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    VersionId = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    ContentHash = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    ActId = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    Details = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    PreviousHash = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    Hash = table.Column<string>(type: "text", nullable: false, collation: "C")
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_AuditEntries", x => x.Sequence);
                });

            migrationBuilder.CreateTable(
                name: "CommentThreads",
                columns: table => new
                {
                    ThreadId = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    ContentItemId = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    VersionId = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    Anchor = table.Column<string>(type: "text", nullable: true),
                    Messages = table.Column<string>(type: "text", nullable: false),
                    ResolvedUtc = table.Column<long>(type: "bigint", nullable: true),
                    ResolvedById = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    ResolvedByName = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    Revision = table.Column<int>(type: "integer", nullable: false),
                    StartedUtc = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_CommentThreads", x => x.ThreadId);
                });

            migrationBuilder.CreateTable(
                name: "ContentItems",
                columns: table => new
                {
                    Sequence = table.Column<long>(type: "bigint", nullable: false),
                    ContentItemId = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    ContentType = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    CreatedUtc = table.Column<long>(type: "bigint", nullable: true),
                    FirstPublishedUtc = table.Column<long>(type: "bigint", nullable: true),
                    PublishedByPerson = table.Column<bool>(type: "boolean", nullable: false),
                    State = table.Column<int>(type: "integer", nullable: true),
                    StateDueUtc = table.Column<long>(type: "bigint", nullable: true),
                    LiveState = table.Column<int>(type: "integer", nullable: true),
                    LiveDueUtc = table.Column<long>(type: "bigint", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_ContentItems", x => x.Sequence);
                    table.UniqueConstraint("AK_ContentItems_ContentItemId", x => x.ContentItemId);
                });

            migrationBuilder.CreateTable(
                name: "DataProtectionKeys",
                columns: table => new
                {
                    Id = table.Column<int>(type: "integer", nullable: false)
                        .Annotation("Npgsql:ValueGenerationStrategy", NpgsqlValueGenerationStrategy.IdentityByDefaultColumn),
                    FriendlyName = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    Xml = table.Column<string>(type: "text", nullable: true, collation: "C")
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_DataProtectionKeys", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "DeliveryChanges",
                columns: table => new
                {
                    Subject = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    Number = table.Column<long>(type: "bigint", nullable: false),
                    Appeared = table.Column<long>(type: "bigint", nullable: false),
                    Moved = table.Column<long>(type: "bigint", nullable: false),
                    Kind = table.Column<int>(type: "integer", nullable: false),
                    Key = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    ETag = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    Live = table.Column<int>(type: "integer", nullable: false),
                    ChangedUtc = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_DeliveryChanges", x => x.Subject);
                });

            migrationBuilder.CreateTable(
                name: "DeliveryDocuments",
                columns: table => new
                {
                    Id = table.Column<long>(type: "bigint", nullable: false),
                    Kind = table.Column<int>(type: "integer", nullable: false),
                    Key = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    ContentItemId = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    TitleKey = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    SeriesId = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    SeriesSlug = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    PositionKey = table.Column<double>(type: "double precision", nullable: false),
                    SeriesPosition = table.Column<decimal>(type: "numeric", nullable: true),
                    PublishedUtc = table.Column<long>(type: "bigint", nullable: false),
                    ModifiedUtc = table.Column<long>(type: "bigint", nullable: false),
                    LastModifiedUtc = table.Column<long>(type: "bigint", nullable: false),
                    ETag = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    SurrogateKeys = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    Title = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    Summary = table.Column<byte[]>(type: "bytea", nullable: false),
                    Brotli = table.Column<byte[]>(type: "bytea", nullable: false),
                    Gzip = table.Column<byte[]>(type: "bytea", nullable: false),
                    Identity = table.Column<byte[]>(type: "bytea", nullable: false),
                    SearchText = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    ContentHash = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    PresentationHash = table.Column<string>(type: "text", nullable: true, collation: "C")
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_DeliveryDocuments", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "DeliveryState",
                columns: table => new
                {
                    Id = table.Column<int>(type: "integer", nullable: false),
                    Generation = table.Column<long>(type: "bigint", nullable: false),
                    LastChange = table.Column<long>(type: "bigint", nullable: false),
                    LostChange = table.Column<long>(type: "bigint", nullable: false),
                    History = table.Column<string>(type: "text", nullable: false, collation: "C")
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_DeliveryState", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "Documents",
                columns: table => new
                {
                    Kind = table.Column<string>(type: "character varying(64)", maxLength: 64, nullable: false, collation: "C"),
                    Name = table.Column<string>(type: "character varying(255)", maxLength: 255, nullable: false, collation: "C"),
                    Json = table.Column<string>(type: "text", nullable: false, collation: "C")
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Documents", x => new { x.Kind, x.Name });
                });

            migrationBuilder.CreateTable(
                name: "GrantedTexts",
                columns: table => new
                {
                    ContentHash = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    Json = table.Column<string>(type: "text", nullable: false, collation: "C")
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_GrantedTexts", x => x.ContentHash);
                });

            migrationBuilder.CreateTable(
                name: "ImportedMarks",
                columns: table => new
                {
                    VersionId = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    ContentHash = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    Recipe = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    ImportedUtc = table.Column<long>(type: "bigint", nullable: false),
                    PresentationHash = table.Column<string>(type: "text", nullable: true, collation: "C")
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_ImportedMarks", x => new { x.VersionId, x.ContentHash });
                });

            migrationBuilder.CreateTable(
                name: "IssuedCertificates",
                columns: table => new
                {
                    List = table.Column<int>(type: "integer", nullable: false),
                    Index = table.Column<int>(type: "integer", nullable: false),
                    Issuer = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    ContentItemId = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    VersionId = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    KeyId = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    IssuedUtc = table.Column<long>(type: "bigint", nullable: false),
                    Status = table.Column<int>(type: "integer", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_IssuedCertificates", x => new { x.List, x.Index });
                });

            migrationBuilder.CreateTable(
                name: "MediaFiles",
                columns: table => new
                {
                    Sha256 = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    FileName = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    MediaType = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    Bytes = table.Column<long>(type: "bigint", nullable: false),
                    Width = table.Column<int>(type: "integer", nullable: false),
                    Height = table.Column<int>(type: "integer", nullable: false),
                    Alt = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    IsDecorative = table.Column<bool>(type: "boolean", nullable: false),
                    Caption = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    Credit = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    License = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    FocusX = table.Column<int>(type: "integer", nullable: false),
                    FocusY = table.Column<int>(type: "integer", nullable: false),
                    UploadedBy = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    UploadedByName = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    UploadedUtc = table.Column<long>(type: "bigint", nullable: false),
                    Revision = table.Column<int>(type: "integer", nullable: false),
                    SearchText = table.Column<string>(type: "text", nullable: false, collation: "C")
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_MediaFiles", x => x.Sha256);
                });

            migrationBuilder.CreateTable(
                name: "Notices",
                columns: table => new
                {
                    Sequence = table.Column<long>(type: "bigint", nullable: false)
                        .Annotation("Npgsql:ValueGenerationStrategy", NpgsqlValueGenerationStrategy.IdentityByDefaultColumn),
                    NoticeId = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    MessageId = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    UserId = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    UserName = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    Kind = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    OccurredUtc = table.Column<long>(type: "bigint", nullable: false),
                    ActorName = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    ContentItemId = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    ContentType = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    Title = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    Data = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    ReadUtc = table.Column<long>(type: "bigint", nullable: true),
                    Mail = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    MailedTo = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    MailedUtc = table.Column<long>(type: "bigint", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Notices", x => x.Sequence);
                });

            migrationBuilder.CreateTable(
                name: "OpenIddictApplications",
                columns: table => new
                {
                    Id = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    ApplicationType = table.Column<string>(type: "character varying(50)", maxLength: 50, nullable: true, collation: "C"),
                    ClientId = table.Column<string>(type: "character varying(100)", maxLength: 100, nullable: true, collation: "C"),
                    ClientSecret = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    ClientType = table.Column<string>(type: "character varying(50)", maxLength: 50, nullable: true, collation: "C"),
                    ConcurrencyToken = table.Column<string>(type: "character varying(50)", maxLength: 50, nullable: true, collation: "C"),
                    ConsentType = table.Column<string>(type: "character varying(50)", maxLength: 50, nullable: true, collation: "C"),
                    DisplayName = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    DisplayNames = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    JsonWebKeySet = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    Permissions = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    PostLogoutRedirectUris = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    Properties = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    RedirectUris = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    Requirements = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    Settings = table.Column<string>(type: "text", nullable: true, collation: "C")
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_OpenIddictApplications", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "OpenIddictScopes",
                columns: table => new
                {
                    Id = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    ConcurrencyToken = table.Column<string>(type: "character varying(50)", maxLength: 50, nullable: true, collation: "C"),
                    Description = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    Descriptions = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    DisplayName = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    DisplayNames = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    Name = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: true, collation: "C"),
                    Properties = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    Resources = table.Column<string>(type: "text", nullable: true, collation: "C")
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_OpenIddictScopes", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "Outbox",
                columns: table => new
                {
                    Sequence = table.Column<long>(type: "bigint", nullable: false)
                        .Annotation("Npgsql:ValueGenerationStrategy", NpgsqlValueGenerationStrategy.IdentityByDefaultColumn),
                    MessageId = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    Event = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    OccurredUtc = table.Column<long>(type: "bigint", nullable: false),
                    ActorId = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    ActorName = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    ContentItemId = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    ContentType = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    VersionId = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    Data = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    ToldUtc = table.Column<long>(type: "bigint", nullable: true),
                    ToldTo = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    Attempts = table.Column<int>(type: "integer", nullable: false),
                    NextUtc = table.Column<long>(type: "bigint", nullable: true),
                    GivenUpUtc = table.Column<long>(type: "bigint", nullable: true),
                    Fault = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    ClaimedBy = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    ClaimedUntilUtc = table.Column<long>(type: "bigint", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Outbox", x => x.Sequence);
                });

            migrationBuilder.CreateTable(
                name: "PreviewLinks",
                columns: table => new
                {
                    LinkId = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    TokenHash = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    ContentItemId = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    VersionId = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    MayComment = table.Column<bool>(type: "boolean", nullable: false),
                    CreatedById = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    CreatedByName = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    CreatedUtc = table.Column<long>(type: "bigint", nullable: false),
                    ExpiresUtc = table.Column<long>(type: "bigint", nullable: false),
                    Openings = table.Column<int>(type: "integer", nullable: false),
                    LastOpenedUtc = table.Column<long>(type: "bigint", nullable: true),
                    Comments = table.Column<int>(type: "integer", nullable: false),
                    RevokedUtc = table.Column<long>(type: "bigint", nullable: true),
                    RevokedByName = table.Column<string>(type: "text", nullable: true, collation: "C")
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_PreviewLinks", x => x.LinkId);
                });

            migrationBuilder.CreateTable(
                name: "PublicationGrants",
                columns: table => new
                {
                    VersionId = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    ContentHash = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    Basis = table.Column<int>(type: "integer", nullable: false),
                    ReviewId = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    GrantedUtc = table.Column<long>(type: "bigint", nullable: false),
                    PresentationHash = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    PolicyHash = table.Column<string>(type: "text", nullable: true, collation: "C")
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_PublicationGrants", x => new { x.VersionId, x.ContentHash });
                });

            migrationBuilder.CreateTable(
                name: "Publications",
                columns: table => new
                {
                    ContentItemId = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    VersionId = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    ContentHash = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    Basis = table.Column<int>(type: "integer", nullable: false),
                    PublishedUtc = table.Column<long>(type: "bigint", nullable: false),
                    PresentationHash = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    ReviewId = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    RenewalId = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    DisclaimerItemId = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    DisclaimerVersionId = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    Certificate = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    ReviewedUtc = table.Column<long>(type: "bigint", nullable: true),
                    NextReviewUtc = table.Column<long>(type: "bigint", nullable: true),
                    ReviewDueUtc = table.Column<long>(type: "bigint", nullable: true),
                    ReviewDueReason = table.Column<int>(type: "integer", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Publications", x => x.ContentItemId);
                });

            migrationBuilder.CreateTable(
                name: "Reviews",
                columns: table => new
                {
                    ReviewId = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    Purpose = table.Column<int>(type: "integer", nullable: false),
                    ContentItemId = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    ContentType = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    Policy = table.Column<string>(type: "text", nullable: false),
                    SubmittedById = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    SubmittedByName = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    SubmittedUtc = table.Column<long>(type: "bigint", nullable: false),
                    PolicyHash = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    State = table.Column<int>(type: "integer", nullable: false),
                    Title = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    OwnerId = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    Message = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    DisclaimerId = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    Stages = table.Column<string>(type: "text", nullable: false),
                    Assignments = table.Column<string>(type: "text", nullable: false),
                    CoveredTexts = table.Column<string>(type: "text", nullable: false),
                    CompletedUtc = table.Column<long>(type: "bigint", nullable: true),
                    ClosedUtc = table.Column<long>(type: "bigint", nullable: true),
                    CloseReason = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    Revision = table.Column<int>(type: "integer", nullable: false),
                    CurrentAssignees = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    CurrentStageName = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    DueOrder = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Reviews", x => x.ReviewId);
                });

            migrationBuilder.CreateTable(
                name: "ScheduledPublications",
                columns: table => new
                {
                    ContentItemId = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    VersionId = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    ContentHash = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    AtUtc = table.Column<long>(type: "bigint", nullable: false),
                    ScheduledById = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    ScheduledByName = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    ScheduledUtc = table.Column<long>(type: "bigint", nullable: false),
                    PresentationHash = table.Column<string>(type: "text", nullable: true, collation: "C")
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_ScheduledPublications", x => x.ContentItemId);
                });

            migrationBuilder.CreateTable(
                name: "ScheduledTakeDowns",
                columns: table => new
                {
                    ContentItemId = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    AtUtc = table.Column<long>(type: "bigint", nullable: false),
                    ScheduledById = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    ScheduledByName = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    ScheduledUtc = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_ScheduledTakeDowns", x => x.ContentItemId);
                });

            migrationBuilder.CreateTable(
                name: "SourceAddresses",
                columns: table => new
                {
                    SourceId = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    DayUtc = table.Column<long>(type: "bigint", nullable: false),
                    Address = table.Column<string>(type: "text", nullable: false, collation: "C")
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_SourceAddresses", x => x.SourceId);
                });

            migrationBuilder.CreateTable(
                name: "Users",
                columns: table => new
                {
                    Id = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    PrintedName = table.Column<string>(type: "character varying(255)", maxLength: 255, nullable: true, collation: "C"),
                    Credential = table.Column<string>(type: "character varying(255)", maxLength: 255, nullable: true, collation: "C"),
                    IsEnabled = table.Column<bool>(type: "boolean", nullable: false),
                    AnonymousSinceUtc = table.Column<long>(type: "bigint", nullable: true),
                    UserName = table.Column<string>(type: "character varying(256)", maxLength: 256, nullable: true, collation: "C"),
                    NormalizedUserName = table.Column<string>(type: "character varying(256)", maxLength: 256, nullable: true, collation: "C"),
                    Email = table.Column<string>(type: "character varying(256)", maxLength: 256, nullable: true, collation: "C"),
                    NormalizedEmail = table.Column<string>(type: "character varying(256)", maxLength: 256, nullable: true, collation: "C"),
                    EmailConfirmed = table.Column<bool>(type: "boolean", nullable: false),
                    PasswordHash = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    SecurityStamp = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    ConcurrencyStamp = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    PhoneNumber = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    PhoneNumberConfirmed = table.Column<bool>(type: "boolean", nullable: false),
                    TwoFactorEnabled = table.Column<bool>(type: "boolean", nullable: false),
                    LockoutEnd = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    LockoutEnabled = table.Column<bool>(type: "boolean", nullable: false),
                    AccessFailedCount = table.Column<int>(type: "integer", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Users", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "VersionAuthors",
                columns: table => new
                {
                    VersionId = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    Ordinal = table.Column<int>(type: "integer", nullable: false),
                    UserId = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    UserName = table.Column<string>(type: "text", nullable: false, collation: "C")
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_VersionAuthors", x => new { x.VersionId, x.Ordinal });
                });

            migrationBuilder.CreateTable(
                name: "Withdrawals",
                columns: table => new
                {
                    ContentItemId = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    ContentType = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    VersionId = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    Path = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    Reason = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    ReplacementItemId = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    ReplacementUrl = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    WithdrawnById = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    WithdrawnByName = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    WithdrawnUtc = table.Column<long>(type: "bigint", nullable: false),
                    PathKey = table.Column<string>(type: "text", nullable: true, collation: "C")
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Withdrawals", x => x.ContentItemId);
                });

            migrationBuilder.CreateTable(
                name: "ContentPaths",
                columns: table => new
                {
                    Path = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    ContentItemId = table.Column<string>(type: "text", nullable: false, collation: "C")
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_ContentPaths", x => x.Path);
                    table.ForeignKey(
                        name: "FK_ContentPaths_ContentItems_ContentItemId",
                        column: x => x.ContentItemId,
                        principalTable: "ContentItems",
                        principalColumn: "ContentItemId",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "ContentVersions",
                columns: table => new
                {
                    Sequence = table.Column<long>(type: "bigint", nullable: false),
                    ContentItemId = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    ContentItemVersionId = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    ContentType = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    VersionNumber = table.Column<int>(type: "integer", nullable: false),
                    DisplayText = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    Latest = table.Column<bool>(type: "boolean", nullable: false),
                    Published = table.Column<bool>(type: "boolean", nullable: false),
                    ModifiedUtc = table.Column<long>(type: "bigint", nullable: true),
                    PublishedUtc = table.Column<long>(type: "bigint", nullable: true),
                    CreatedUtc = table.Column<long>(type: "bigint", nullable: true),
                    Owner = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    Author = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    Origin = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    ContentHash = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    Path = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    SeriesPosition = table.Column<decimal>(type: "numeric", nullable: true),
                    Json = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    Uncited = table.Column<bool>(type: "boolean", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_ContentVersions", x => x.Sequence);
                    table.ForeignKey(
                        name: "FK_ContentVersions_ContentItems_ContentItemId",
                        column: x => x.ContentItemId,
                        principalTable: "ContentItems",
                        principalColumn: "ContentItemId",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "DeliveryDependencies",
                columns: table => new
                {
                    DocumentId = table.Column<long>(type: "bigint", nullable: false),
                    TargetId = table.Column<string>(type: "text", nullable: false, collation: "C")
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_DeliveryDependencies", x => new { x.DocumentId, x.TargetId });
                    table.ForeignKey(
                        name: "FK_DeliveryDependencies_DeliveryDocuments_DocumentId",
                        column: x => x.DocumentId,
                        principalTable: "DeliveryDocuments",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "OpenIddictAuthorizations",
                columns: table => new
                {
                    Id = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    ApplicationId = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    ConcurrencyToken = table.Column<string>(type: "character varying(50)", maxLength: 50, nullable: true, collation: "C"),
                    CreationDate = table.Column<long>(type: "bigint", nullable: true),
                    Properties = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    Scopes = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    Status = table.Column<string>(type: "character varying(50)", maxLength: 50, nullable: true, collation: "C"),
                    Subject = table.Column<string>(type: "character varying(400)", maxLength: 400, nullable: true, collation: "C"),
                    Type = table.Column<string>(type: "character varying(50)", maxLength: 50, nullable: true, collation: "C")
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_OpenIddictAuthorizations", x => x.Id);
                    table.ForeignKey(
                        name: "FK_OpenIddictAuthorizations_OpenIddictApplications_Application~",
                        column: x => x.ApplicationId,
                        principalTable: "OpenIddictApplications",
                        principalColumn: "Id");
                });

            migrationBuilder.CreateTable(
                name: "Decisions",
                columns: table => new
                {
                    DecisionId = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    ReviewId = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    VersionId = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    ContentHash = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    Stage = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    Role = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    ReviewerId = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    ReviewerName = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    PrintedName = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    Credential = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    Outcome = table.Column<int>(type: "integer", nullable: false),
                    Meaning = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    IsSigned = table.Column<bool>(type: "boolean", nullable: false),
                    Comment = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    DecidedUtc = table.Column<long>(type: "bigint", nullable: false),
                    PresentationHash = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    VoidedUtc = table.Column<long>(type: "bigint", nullable: true),
                    VoidedBy = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    VoidReason = table.Column<string>(type: "text", nullable: true, collation: "C")
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Decisions", x => x.DecisionId);
                    table.ForeignKey(
                        name: "FK_Decisions_Reviews_ReviewId",
                        column: x => x.ReviewId,
                        principalTable: "Reviews",
                        principalColumn: "ReviewId",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "Looks",
                columns: table => new
                {
                    UserId = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    ContentItemId = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    Number = table.Column<int>(type: "integer", nullable: false),
                    EarlierNumber = table.Column<int>(type: "integer", nullable: true),
                    SeenUtc = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Looks", x => new { x.UserId, x.ContentItemId });
                    table.ForeignKey(
                        name: "FK_Looks_Users_UserId",
                        column: x => x.UserId,
                        principalTable: "Users",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "Passkeys",
                columns: table => new
                {
                    CredentialId = table.Column<string>(type: "character varying(1364)", maxLength: 1364, nullable: false, collation: "C"),
                    UserId = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    Name = table.Column<string>(type: "character varying(64)", maxLength: 64, nullable: false, collation: "C"),
                    PublicKey = table.Column<byte[]>(type: "bytea", nullable: false),
                    SignCount = table.Column<long>(type: "bigint", nullable: false),
                    Transports = table.Column<string>(type: "character varying(128)", maxLength: 128, nullable: false, collation: "C"),
                    IsUserVerified = table.Column<bool>(type: "boolean", nullable: false),
                    IsBackupEligible = table.Column<bool>(type: "boolean", nullable: false),
                    IsBackedUp = table.Column<bool>(type: "boolean", nullable: false),
                    AddedUtc = table.Column<long>(type: "bigint", nullable: false),
                    UsedUtc = table.Column<long>(type: "bigint", nullable: true),
                    ChallengedUtc = table.Column<long>(type: "bigint", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Passkeys", x => x.CredentialId);
                    table.ForeignKey(
                        name: "FK_Passkeys_Users_UserId",
                        column: x => x.UserId,
                        principalTable: "Users",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "Sessions",
                columns: table => new
                {
                    KeyHash = table.Column<string>(type: "character varying(64)", maxLength: 64, nullable: false, collation: "C"),
                    UserId = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    Scheme = table.Column<string>(type: "character varying(64)", maxLength: 64, nullable: false, collation: "C"),
                    Stamp = table.Column<string>(type: "character varying(64)", maxLength: 64, nullable: false, collation: "C"),
                    Device = table.Column<string>(type: "character varying(64)", maxLength: 64, nullable: false, collation: "C"),
                    BeganUtc = table.Column<long>(type: "bigint", nullable: false),
                    EndsUtc = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Sessions", x => x.KeyHash);
                    table.ForeignKey(
                        name: "FK_Sessions_Users_UserId",
                        column: x => x.UserId,
                        principalTable: "Users",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "UserClaims",
                columns: table => new
                {
                    Id = table.Column<int>(type: "integer", nullable: false)
                        .Annotation("Npgsql:ValueGenerationStrategy", NpgsqlValueGenerationStrategy.IdentityByDefaultColumn),
                    UserId = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    ClaimType = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    ClaimValue = table.Column<string>(type: "text", nullable: true, collation: "C")
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_UserClaims", x => x.Id);
                    table.ForeignKey(
                        name: "FK_UserClaims_Users_UserId",
                        column: x => x.UserId,
                        principalTable: "Users",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "UserLogins",
                columns: table => new
                {
                    LoginProvider = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    ProviderKey = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    ProviderDisplayName = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    UserId = table.Column<string>(type: "text", nullable: false, collation: "C")
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_UserLogins", x => new { x.LoginProvider, x.ProviderKey });
                    table.ForeignKey(
                        name: "FK_UserLogins_Users_UserId",
                        column: x => x.UserId,
                        principalTable: "Users",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "UserRoles",
                columns: table => new
                {
                    UserId = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    RoleName = table.Column<string>(type: "character varying(255)", maxLength: 255, nullable: false, collation: "C")
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_UserRoles", x => new { x.UserId, x.RoleName });
                    table.ForeignKey(
                        name: "FK_UserRoles_Users_UserId",
                        column: x => x.UserId,
                        principalTable: "Users",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "UserTokens",
                columns: table => new
                {
                    UserId = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    LoginProvider = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    Name = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    Value = table.Column<string>(type: "text", nullable: true, collation: "C")
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_UserTokens", x => new { x.UserId, x.LoginProvider, x.Name });
                    table.ForeignKey(
                        name: "FK_UserTokens_Users_UserId",
                        column: x => x.UserId,
                        principalTable: "Users",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "WorkingCopies",
                columns: table => new
                {
                    UserId = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    CopyId = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    ContentType = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    IsNew = table.Column<bool>(type: "boolean", nullable: false),
                    Mark = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    Json = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    VersionId = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    Tag = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    Device = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    SavedUtc = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_WorkingCopies", x => new { x.UserId, x.CopyId });
                    table.ForeignKey(
                        name: "FK_WorkingCopies_Users_UserId",
                        column: x => x.UserId,
                        principalTable: "Users",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "ContentReferences",
                columns: table => new
                {
                    VersionSequence = table.Column<long>(type: "bigint", nullable: false),
                    Ordinal = table.Column<int>(type: "integer", nullable: false),
                    Field = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    TargetId = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    Position = table.Column<int>(type: "integer", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_ContentReferences", x => new { x.VersionSequence, x.Ordinal });
                    table.ForeignKey(
                        name: "FK_ContentReferences_ContentVersions_VersionSequence",
                        column: x => x.VersionSequence,
                        principalTable: "ContentVersions",
                        principalColumn: "Sequence",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "OpenIddictTokens",
                columns: table => new
                {
                    Id = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    ApplicationId = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    AuthorizationId = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    ConcurrencyToken = table.Column<string>(type: "character varying(50)", maxLength: 50, nullable: true, collation: "C"),
                    CreationDate = table.Column<long>(type: "bigint", nullable: true),
                    ExpirationDate = table.Column<long>(type: "bigint", nullable: true),
                    Payload = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    Properties = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    RedemptionDate = table.Column<long>(type: "bigint", nullable: true),
                    ReferenceId = table.Column<string>(type: "character varying(100)", maxLength: 100, nullable: true, collation: "C"),
                    Status = table.Column<string>(type: "character varying(50)", maxLength: 50, nullable: true, collation: "C"),
                    Subject = table.Column<string>(type: "character varying(400)", maxLength: 400, nullable: true, collation: "C"),
                    Type = table.Column<string>(type: "character varying(150)", maxLength: 150, nullable: true, collation: "C")
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_OpenIddictTokens", x => x.Id);
                    table.ForeignKey(
                        name: "FK_OpenIddictTokens_OpenIddictApplications_ApplicationId",
                        column: x => x.ApplicationId,
                        principalTable: "OpenIddictApplications",
                        principalColumn: "Id");
                    table.ForeignKey(
                        name: "FK_OpenIddictTokens_OpenIddictAuthorizations_AuthorizationId",
                        column: x => x.AuthorizationId,
                        principalTable: "OpenIddictAuthorizations",
                        principalColumn: "Id");
                });

            migrationBuilder.InsertData(
                table: "DeliveryState",
                columns: new[] { "Id", "Generation", "History", "LastChange", "LostChange" },
                values: new object[] { 1, 0L, "", 0L, 0L });

            migrationBuilder.CreateIndex(
                name: "IX_AccountPowers_InForce",
                table: "AccountPowers",
                columns: new[] { "AccountId", "Power", "HolderId" },
                unique: true,
                filter: "\"EndedUtc\" IS NULL");

            migrationBuilder.CreateIndex(
                name: "IX_AuditEntries_ActId_Sequence",
                table: "AuditEntries",
                columns: new[] { "ActId", "Sequence" },
                filter: "\"ActId\" IS NOT NULL");

            migrationBuilder.CreateIndex(
                name: "IX_AuditEntries_Action_Sequence",
                table: "AuditEntries",
                columns: new[] { "Action", "Sequence" });

            migrationBuilder.CreateIndex(
                name: "IX_AuditEntries_ActorId_Sequence",
                table: "AuditEntries",
                columns: new[] { "ActorId", "Sequence" });

            migrationBuilder.CreateIndex(
                name: "IX_AuditEntries_ContentItemId_Sequence",
                table: "AuditEntries",
                columns: new[] { "ContentItemId", "Sequence" },
                filter: "\"ContentItemId\" IS NOT NULL");

            migrationBuilder.CreateIndex(
                name: "IX_AuditEntries_OccurredUtc",
                table: "AuditEntries",
                column: "OccurredUtc");

            migrationBuilder.CreateIndex(
                name: "IX_CommentThreads_ContentItemId_StartedUtc",
                table: "CommentThreads",
                columns: new[] { "ContentItemId", "StartedUtc" });

            migrationBuilder.CreateIndex(
                name: "IX_ContentItems_ContentType_Sequence",
                table: "ContentItems",
                columns: new[] { "ContentType", "Sequence" });

            migrationBuilder.CreateIndex(
                name: "IX_ContentItems_LiveDueUtc",
                table: "ContentItems",
                column: "LiveDueUtc",
                filter: "\"LiveDueUtc\" IS NOT NULL");

            migrationBuilder.CreateIndex(
                name: "IX_ContentItems_LiveReviewDue",
                table: "ContentItems",
                column: "LiveState",
                filter: "\"LiveState\" = 5");

            migrationBuilder.CreateIndex(
                name: "IX_ContentItems_State_StateDueUtc",
                table: "ContentItems",
                columns: new[] { "State", "StateDueUtc" });

            migrationBuilder.CreateIndex(
                name: "IX_ContentItems_StateDueUtc",
                table: "ContentItems",
                column: "StateDueUtc");

            migrationBuilder.CreateIndex(
                name: "IX_ContentPaths_ContentItemId",
                table: "ContentPaths",
                column: "ContentItemId");

            migrationBuilder.CreateIndex(
                name: "IX_ContentReferences_TargetId_Field_VersionSequence",
                table: "ContentReferences",
                columns: new[] { "TargetId", "Field", "VersionSequence" });

            migrationBuilder.CreateIndex(
                name: "IX_ContentVersions_ContentItemId_VersionNumber",
                table: "ContentVersions",
                columns: new[] { "ContentItemId", "VersionNumber" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_ContentVersions_ContentItemVersionId",
                table: "ContentVersions",
                column: "ContentItemVersionId",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_ContentVersions_Latest",
                table: "ContentVersions",
                column: "ContentItemId",
                unique: true,
                filter: "\"Latest\"");

            migrationBuilder.CreateIndex(
                name: "IX_ContentVersions_Published",
                table: "ContentVersions",
                column: "ContentItemId",
                unique: true,
                filter: "\"Published\"");

            migrationBuilder.CreateIndex(
                name: "IX_Decisions_DecidedUtc",
                table: "Decisions",
                column: "DecidedUtc");

            migrationBuilder.CreateIndex(
                name: "IX_Decisions_OnePerReviewer",
                table: "Decisions",
                columns: new[] { "ReviewId", "Stage", "ReviewerId" },
                unique: true,
                filter: "\"VoidedUtc\" IS NULL AND \"Outcome\" <> 1");

            migrationBuilder.CreateIndex(
                name: "IX_Decisions_ReviewId",
                table: "Decisions",
                column: "ReviewId");

            migrationBuilder.CreateIndex(
                name: "IX_Decisions_VoidedUtc",
                table: "Decisions",
                column: "VoidedUtc",
                filter: "\"VoidedUtc\" IS NOT NULL");

            migrationBuilder.CreateIndex(
                name: "IX_DeliveryChanges_ChangedUtc",
                table: "DeliveryChanges",
                column: "ChangedUtc",
                filter: "\"Live\" = 0");

            migrationBuilder.CreateIndex(
                name: "IX_DeliveryChanges_Number",
                table: "DeliveryChanges",
                column: "Number",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_DeliveryDependencies_TargetId",
                table: "DeliveryDependencies",
                column: "TargetId");

            migrationBuilder.CreateIndex(
                name: "IX_DeliveryDocuments_ContentItemId",
                table: "DeliveryDocuments",
                column: "ContentItemId",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_DeliveryDocuments_Kind_Key",
                table: "DeliveryDocuments",
                columns: new[] { "Kind", "Key" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_DeliveryDocuments_Kind_ModifiedUtc_ContentItemId",
                table: "DeliveryDocuments",
                columns: new[] { "Kind", "ModifiedUtc", "ContentItemId" });

            migrationBuilder.CreateIndex(
                name: "IX_DeliveryDocuments_Kind_PositionKey_ContentItemId",
                table: "DeliveryDocuments",
                columns: new[] { "Kind", "PositionKey", "ContentItemId" });

            migrationBuilder.CreateIndex(
                name: "IX_DeliveryDocuments_Kind_PublishedUtc_ContentItemId",
                table: "DeliveryDocuments",
                columns: new[] { "Kind", "PublishedUtc", "ContentItemId" });

            migrationBuilder.CreateIndex(
                name: "IX_DeliveryDocuments_Kind_TitleKey_ContentItemId",
                table: "DeliveryDocuments",
                columns: new[] { "Kind", "TitleKey", "ContentItemId" });

            migrationBuilder.CreateIndex(
                name: "IX_DeliveryDocuments_SeriesSlug_ModifiedUtc_ContentItemId",
                table: "DeliveryDocuments",
                columns: new[] { "SeriesSlug", "ModifiedUtc", "ContentItemId" },
                filter: "\"SeriesSlug\" IS NOT NULL");

            migrationBuilder.CreateIndex(
                name: "IX_DeliveryDocuments_SeriesSlug_PositionKey_ContentItemId",
                table: "DeliveryDocuments",
                columns: new[] { "SeriesSlug", "PositionKey", "ContentItemId" },
                filter: "\"SeriesSlug\" IS NOT NULL");

            migrationBuilder.CreateIndex(
                name: "IX_DeliveryDocuments_SeriesSlug_PublishedUtc_ContentItemId",
                table: "DeliveryDocuments",
                columns: new[] { "SeriesSlug", "PublishedUtc", "ContentItemId" },
                filter: "\"SeriesSlug\" IS NOT NULL");

            migrationBuilder.CreateIndex(
                name: "IX_IssuedCertificates_Valid",
                table: "IssuedCertificates",
                column: "ContentItemId",
                unique: true,
                filter: "\"Status\" = 0");

            migrationBuilder.CreateIndex(
                name: "IX_MediaFiles_UploadedUtc_Sha256",
                table: "MediaFiles",
                columns: new[] { "UploadedUtc", "Sha256" });

            migrationBuilder.CreateIndex(
                name: "IX_Notices_ContentItemId_Sequence",
                table: "Notices",
                columns: new[] { "ContentItemId", "Sequence" });

            migrationBuilder.CreateIndex(
                name: "IX_Notices_Digest",
                table: "Notices",
                columns: new[] { "UserId", "Sequence" },
                filter: "\"Mail\" = 'digest'");

            migrationBuilder.CreateIndex(
                name: "IX_Notices_MessageId_UserId",
                table: "Notices",
                columns: new[] { "MessageId", "UserId" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_Notices_NoticeId",
                table: "Notices",
                column: "NoticeId",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_Notices_Unread",
                table: "Notices",
                column: "UserId",
                filter: "\"ReadUtc\" IS NULL");

            migrationBuilder.CreateIndex(
                name: "IX_Notices_UserId_Sequence",
                table: "Notices",
                columns: new[] { "UserId", "Sequence" });

            migrationBuilder.CreateIndex(
                name: "IX_OpenIddictApplications_ClientId",
                table: "OpenIddictApplications",
                column: "ClientId",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_OpenIddictAuthorizations_ApplicationId_Status_Subject_Type",
                table: "OpenIddictAuthorizations",
                columns: new[] { "ApplicationId", "Status", "Subject", "Type" });

            migrationBuilder.CreateIndex(
                name: "IX_OpenIddictScopes_Name",
                table: "OpenIddictScopes",
                column: "Name",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_OpenIddictTokens_ApplicationId_Status_Subject_Type",
                table: "OpenIddictTokens",
                columns: new[] { "ApplicationId", "Status", "Subject", "Type" });

            migrationBuilder.CreateIndex(
                name: "IX_OpenIddictTokens_AuthorizationId",
                table: "OpenIddictTokens",
                column: "AuthorizationId");

            migrationBuilder.CreateIndex(
                name: "IX_OpenIddictTokens_ReferenceId",
                table: "OpenIddictTokens",
                column: "ReferenceId",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_Outbox_MessageId",
                table: "Outbox",
                column: "MessageId",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_Outbox_ToldUtc",
                table: "Outbox",
                column: "ToldUtc",
                filter: "\"ToldUtc\" IS NOT NULL");

            migrationBuilder.CreateIndex(
                name: "IX_Outbox_Waiting",
                table: "Outbox",
                column: "Sequence",
                filter: "\"ToldUtc\" IS NULL");

            migrationBuilder.CreateIndex(
                name: "IX_Passkeys_UserId",
                table: "Passkeys",
                column: "UserId");

            migrationBuilder.CreateIndex(
                name: "IX_PreviewLinks_ContentItemId",
                table: "PreviewLinks",
                column: "ContentItemId");

            migrationBuilder.CreateIndex(
                name: "IX_PreviewLinks_TokenHash",
                table: "PreviewLinks",
                column: "TokenHash",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_Publications_NextReviewUtc",
                table: "Publications",
                column: "NextReviewUtc",
                filter: "\"ReviewDueReason\" IS NULL");

            migrationBuilder.CreateIndex(
                name: "IX_Reviews_ContentItemId",
                table: "Reviews",
                column: "ContentItemId");

            migrationBuilder.CreateIndex(
                name: "IX_Reviews_DisclaimerId",
                table: "Reviews",
                column: "DisclaimerId");

            migrationBuilder.CreateIndex(
                name: "IX_Reviews_Open",
                table: "Reviews",
                columns: new[] { "ContentItemId", "Purpose" },
                unique: true,
                filter: "\"ClosedUtc\" IS NULL");

            migrationBuilder.CreateIndex(
                name: "IX_Reviews_Queue",
                table: "Reviews",
                columns: new[] { "DueOrder", "SubmittedUtc", "ReviewId" },
                filter: "\"ClosedUtc\" IS NULL AND \"State\" = 1");

            migrationBuilder.CreateIndex(
                name: "IX_ScheduledPublications_AtUtc",
                table: "ScheduledPublications",
                column: "AtUtc");

            migrationBuilder.CreateIndex(
                name: "IX_ScheduledTakeDowns_AtUtc",
                table: "ScheduledTakeDowns",
                column: "AtUtc");

            migrationBuilder.CreateIndex(
                name: "IX_Sessions_EndsUtc",
                table: "Sessions",
                column: "EndsUtc");

            migrationBuilder.CreateIndex(
                name: "IX_Sessions_UserId",
                table: "Sessions",
                column: "UserId");

            migrationBuilder.CreateIndex(
                name: "IX_SourceAddresses_DayUtc_Address",
                table: "SourceAddresses",
                columns: new[] { "DayUtc", "Address" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_UserClaims_UserId",
                table: "UserClaims",
                column: "UserId");

            migrationBuilder.CreateIndex(
                name: "IX_UserLogins_UserId",
                table: "UserLogins",
                column: "UserId");

            migrationBuilder.CreateIndex(
                name: "IX_UserRoles_RoleName",
                table: "UserRoles",
                column: "RoleName");

            migrationBuilder.CreateIndex(
                name: "EmailIndex",
                table: "Users",
                column: "NormalizedEmail");

            migrationBuilder.CreateIndex(
                name: "UserNameIndex",
                table: "Users",
                column: "NormalizedUserName",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_Withdrawals_PathKey",
                table: "Withdrawals",
                column: "PathKey");

            migrationBuilder.CreateIndex(
                name: "IX_WorkingCopies_SavedUtc",
                table: "WorkingCopies",
                column: "SavedUtc");

            WriteOut(migrationBuilder);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "AccountPowers");

            migrationBuilder.DropTable(
                name: "AuditEntries");

            migrationBuilder.DropTable(
                name: "CommentThreads");

            migrationBuilder.DropTable(
                name: "ContentPaths");

            migrationBuilder.DropTable(
                name: "ContentReferences");

            migrationBuilder.DropTable(
                name: "DataProtectionKeys");

            migrationBuilder.DropTable(
                name: "Decisions");

            migrationBuilder.DropTable(
                name: "DeliveryChanges");

            migrationBuilder.DropTable(
                name: "DeliveryDependencies");

            migrationBuilder.DropTable(
                name: "DeliveryState");

            migrationBuilder.DropTable(
                name: "Documents");

            migrationBuilder.DropTable(
                name: "GrantedTexts");

            migrationBuilder.DropTable(
                name: "ImportedMarks");

            migrationBuilder.DropTable(
                name: "IssuedCertificates");

            migrationBuilder.DropTable(
                name: "Looks");

            migrationBuilder.DropTable(
                name: "MediaFiles");

            migrationBuilder.DropTable(
                name: "Notices");

            migrationBuilder.DropTable(
                name: "OpenIddictScopes");

            migrationBuilder.DropTable(
                name: "OpenIddictTokens");

            migrationBuilder.DropTable(
                name: "Outbox");

            migrationBuilder.DropTable(
                name: "Passkeys");

            migrationBuilder.DropTable(
                name: "PreviewLinks");

            migrationBuilder.DropTable(
                name: "PublicationGrants");

            migrationBuilder.DropTable(
                name: "Publications");

            migrationBuilder.DropTable(
                name: "ScheduledPublications");

            migrationBuilder.DropTable(
                name: "ScheduledTakeDowns");

            migrationBuilder.DropTable(
                name: "Sessions");

            migrationBuilder.DropTable(
                name: "SourceAddresses");

            migrationBuilder.DropTable(
                name: "UserClaims");

            migrationBuilder.DropTable(
                name: "UserLogins");

            migrationBuilder.DropTable(
                name: "UserRoles");

            migrationBuilder.DropTable(
                name: "UserTokens");

            migrationBuilder.DropTable(
                name: "VersionAuthors");

            migrationBuilder.DropTable(
                name: "Withdrawals");

            migrationBuilder.DropTable(
                name: "WorkingCopies");

            migrationBuilder.DropTable(
                name: "ContentVersions");

            migrationBuilder.DropTable(
                name: "Reviews");

            migrationBuilder.DropTable(
                name: "DeliveryDocuments");

            migrationBuilder.DropTable(
                name: "OpenIddictAuthorizations");

            migrationBuilder.DropTable(
                name: "Users");

            migrationBuilder.DropTable(
                name: "ContentItems");

            migrationBuilder.DropTable(
                name: "OpenIddictApplications");
        }
    }
}
