using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace GutCms.Web.Storage.Migrations.Sqlite
{
    /// <inheritdoc />
    public partial class Reviews : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.CreateTable(
                name: "AuditEntries",
                columns: table => new
                {
                    Sequence = table.Column<long>(type: "INTEGER", nullable: false),
                    OccurredUtc = table.Column<long>(type: "INTEGER", nullable: false),
                    ActorId = table.Column<string>(type: "TEXT", nullable: false),
                    ActorName = table.Column<string>(type: "TEXT", nullable: false),
                    Action = table.Column<string>(type: "TEXT", nullable: false),
                    ContentItemId = table.Column<string>(type: "TEXT", nullable: true),
                    VersionId = table.Column<string>(type: "TEXT", nullable: true),
                    ContentHash = table.Column<string>(type: "TEXT", nullable: true),
                    Details = table.Column<string>(type: "TEXT", nullable: false),
                    PreviousHash = table.Column<string>(type: "TEXT", nullable: false),
                    Hash = table.Column<string>(type: "TEXT", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_AuditEntries", x => x.Sequence);
                });

            migrationBuilder.CreateTable(
                name: "CommentThreads",
                columns: table => new
                {
                    ThreadId = table.Column<string>(type: "TEXT", nullable: false),
                    ContentItemId = table.Column<string>(type: "TEXT", nullable: false),
                    VersionId = table.Column<string>(type: "TEXT", nullable: false),
                    Anchor = table.Column<string>(type: "TEXT", nullable: true),
                    Messages = table.Column<string>(type: "TEXT", nullable: false),
                    ResolvedUtc = table.Column<long>(type: "INTEGER", nullable: true),
                    ResolvedById = table.Column<string>(type: "TEXT", nullable: true),
                    ResolvedByName = table.Column<string>(type: "TEXT", nullable: true),
                    Revision = table.Column<int>(type: "INTEGER", nullable: false),
                    StartedUtc = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_CommentThreads", x => x.ThreadId);
                });

            migrationBuilder.CreateTable(
                name: "Outbox",
                columns: table => new
                {
                    Sequence = table.Column<long>(type: "INTEGER", nullable: false)
                        .Annotation("Sqlite:Autoincrement", true),
                    MessageId = table.Column<string>(type: "TEXT", nullable: false),
                    Event = table.Column<string>(type: "TEXT", nullable: false),
                    OccurredUtc = table.Column<long>(type: "INTEGER", nullable: false),
                    ActorId = table.Column<string>(type: "TEXT", nullable: false),
                    ActorName = table.Column<string>(type: "TEXT", nullable: false),
                    ContentItemId = table.Column<string>(type: "TEXT", nullable: false),
                    ContentType = table.Column<string>(type: "TEXT", nullable: false),
                    VersionId = table.Column<string>(type: "TEXT", nullable: true),
                    Data = table.Column<string>(type: "TEXT", nullable: false),
                    ToldUtc = table.Column<long>(type: "INTEGER", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Outbox", x => x.Sequence);
                });

            migrationBuilder.CreateTable(
                name: "PublicationGrants",
                columns: table => new
                {
                    VersionId = table.Column<string>(type: "TEXT", nullable: false),
                    ContentHash = table.Column<string>(type: "TEXT", nullable: false),
                    Basis = table.Column<int>(type: "INTEGER", nullable: false),
                    ReviewId = table.Column<string>(type: "TEXT", nullable: true),
                    GrantedUtc = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_PublicationGrants", x => new { x.VersionId, x.ContentHash });
                });

            migrationBuilder.CreateTable(
                name: "Publications",
                columns: table => new
                {
                    ContentItemId = table.Column<string>(type: "TEXT", nullable: false),
                    VersionId = table.Column<string>(type: "TEXT", nullable: false),
                    ContentHash = table.Column<string>(type: "TEXT", nullable: false),
                    Basis = table.Column<int>(type: "INTEGER", nullable: false),
                    PublishedUtc = table.Column<long>(type: "INTEGER", nullable: false),
                    ReviewId = table.Column<string>(type: "TEXT", nullable: true),
                    RenewalId = table.Column<string>(type: "TEXT", nullable: true),
                    DisclaimerItemId = table.Column<string>(type: "TEXT", nullable: true),
                    DisclaimerVersionId = table.Column<string>(type: "TEXT", nullable: true),
                    Certificate = table.Column<string>(type: "TEXT", nullable: true),
                    ReviewedUtc = table.Column<long>(type: "INTEGER", nullable: true),
                    NextReviewUtc = table.Column<long>(type: "INTEGER", nullable: true),
                    ReviewDueUtc = table.Column<long>(type: "INTEGER", nullable: true),
                    ReviewDueReason = table.Column<int>(type: "INTEGER", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Publications", x => x.ContentItemId);
                });

            migrationBuilder.CreateTable(
                name: "Reviews",
                columns: table => new
                {
                    ReviewId = table.Column<string>(type: "TEXT", nullable: false),
                    Purpose = table.Column<int>(type: "INTEGER", nullable: false),
                    ContentItemId = table.Column<string>(type: "TEXT", nullable: false),
                    ContentType = table.Column<string>(type: "TEXT", nullable: false),
                    Policy = table.Column<string>(type: "TEXT", nullable: false),
                    SubmittedById = table.Column<string>(type: "TEXT", nullable: false),
                    SubmittedByName = table.Column<string>(type: "TEXT", nullable: false),
                    SubmittedUtc = table.Column<long>(type: "INTEGER", nullable: false),
                    State = table.Column<int>(type: "INTEGER", nullable: false),
                    Title = table.Column<string>(type: "TEXT", nullable: true),
                    OwnerId = table.Column<string>(type: "TEXT", nullable: true),
                    DisclaimerId = table.Column<string>(type: "TEXT", nullable: true),
                    Stages = table.Column<string>(type: "TEXT", nullable: false),
                    Assignments = table.Column<string>(type: "TEXT", nullable: false),
                    CoveredTexts = table.Column<string>(type: "TEXT", nullable: false),
                    CompletedUtc = table.Column<long>(type: "INTEGER", nullable: true),
                    ClosedUtc = table.Column<long>(type: "INTEGER", nullable: true),
                    CloseReason = table.Column<string>(type: "TEXT", nullable: true),
                    Revision = table.Column<int>(type: "INTEGER", nullable: false),
                    CurrentAssignees = table.Column<string>(type: "TEXT", nullable: true),
                    CurrentStageName = table.Column<string>(type: "TEXT", nullable: true),
                    DueOrder = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Reviews", x => x.ReviewId);
                });

            migrationBuilder.CreateTable(
                name: "ScheduledPublications",
                columns: table => new
                {
                    ContentItemId = table.Column<string>(type: "TEXT", nullable: false),
                    VersionId = table.Column<string>(type: "TEXT", nullable: false),
                    ContentHash = table.Column<string>(type: "TEXT", nullable: false),
                    AtUtc = table.Column<long>(type: "INTEGER", nullable: false),
                    ScheduledById = table.Column<string>(type: "TEXT", nullable: false),
                    ScheduledByName = table.Column<string>(type: "TEXT", nullable: false),
                    ScheduledUtc = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_ScheduledPublications", x => x.ContentItemId);
                });

            migrationBuilder.CreateTable(
                name: "VersionAuthors",
                columns: table => new
                {
                    VersionId = table.Column<string>(type: "TEXT", nullable: false),
                    Ordinal = table.Column<int>(type: "INTEGER", nullable: false),
                    UserId = table.Column<string>(type: "TEXT", nullable: true),
                    UserName = table.Column<string>(type: "TEXT", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_VersionAuthors", x => new { x.VersionId, x.Ordinal });
                });

            migrationBuilder.CreateTable(
                name: "Withdrawals",
                columns: table => new
                {
                    ContentItemId = table.Column<string>(type: "TEXT", nullable: false),
                    ContentType = table.Column<string>(type: "TEXT", nullable: false),
                    VersionId = table.Column<string>(type: "TEXT", nullable: false),
                    Path = table.Column<string>(type: "TEXT", nullable: true),
                    Reason = table.Column<string>(type: "TEXT", nullable: false),
                    ReplacementItemId = table.Column<string>(type: "TEXT", nullable: true),
                    ReplacementUrl = table.Column<string>(type: "TEXT", nullable: true),
                    WithdrawnById = table.Column<string>(type: "TEXT", nullable: false),
                    WithdrawnByName = table.Column<string>(type: "TEXT", nullable: false),
                    WithdrawnUtc = table.Column<long>(type: "INTEGER", nullable: false),
                    PathKey = table.Column<string>(type: "TEXT", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Withdrawals", x => x.ContentItemId);
                });

            migrationBuilder.CreateTable(
                name: "Decisions",
                columns: table => new
                {
                    DecisionId = table.Column<string>(type: "TEXT", nullable: false),
                    ReviewId = table.Column<string>(type: "TEXT", nullable: false),
                    VersionId = table.Column<string>(type: "TEXT", nullable: false),
                    ContentHash = table.Column<string>(type: "TEXT", nullable: false),
                    Stage = table.Column<string>(type: "TEXT", nullable: false),
                    Role = table.Column<string>(type: "TEXT", nullable: false),
                    ReviewerId = table.Column<string>(type: "TEXT", nullable: false),
                    ReviewerName = table.Column<string>(type: "TEXT", nullable: false),
                    PrintedName = table.Column<string>(type: "TEXT", nullable: false),
                    Credential = table.Column<string>(type: "TEXT", nullable: true),
                    Outcome = table.Column<int>(type: "INTEGER", nullable: false),
                    Meaning = table.Column<string>(type: "TEXT", nullable: false),
                    IsSigned = table.Column<bool>(type: "INTEGER", nullable: false),
                    Comment = table.Column<string>(type: "TEXT", nullable: true),
                    DecidedUtc = table.Column<long>(type: "INTEGER", nullable: false),
                    VoidedUtc = table.Column<long>(type: "INTEGER", nullable: true),
                    VoidedBy = table.Column<string>(type: "TEXT", nullable: true),
                    VoidReason = table.Column<string>(type: "TEXT", nullable: true)
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
                name: "IX_Decisions_OnePerReviewer",
                table: "Decisions",
                columns: new[] { "ReviewId", "Stage", "ReviewerId" },
                unique: true,
                filter: "\"VoidedUtc\" IS NULL AND \"Outcome\" <> 1");

            migrationBuilder.CreateIndex(
                name: "IX_Outbox_MessageId",
                table: "Outbox",
                column: "MessageId",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_Outbox_Waiting",
                table: "Outbox",
                column: "Sequence",
                filter: "\"ToldUtc\" IS NULL");

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
                name: "IX_Withdrawals_PathKey",
                table: "Withdrawals",
                column: "PathKey");

            // The second gate of publication: see Databases/Gate.cs. A row without a hash has no grant, so it is refused too.
            migrationBuilder.Sql(
                """
                CREATE TRIGGER "ContentVersions_GateOnInsert" BEFORE INSERT ON "ContentVersions"
                WHEN NEW."Published" AND EXISTS (SELECT 1 FROM "Documents" p WHERE p."Kind" = 'review-policy' AND p."Name" = NEW."ContentType")
                    AND NOT EXISTS (SELECT 1 FROM "PublicationGrants" g WHERE g."VersionId" = NEW."ContentItemVersionId" AND g."ContentHash" = NEW."ContentHash")
                    AND NOT EXISTS (SELECT 1 FROM "ImportedMarks" m WHERE m."VersionId" = NEW."ContentItemVersionId" AND m."ContentHash" = NEW."ContentHash")
                BEGIN
                    SELECT RAISE(ABORT, 'gutcms-gate: neither approved nor imported.');
                END;
                """);
            migrationBuilder.Sql(
                """
                CREATE TRIGGER "ContentVersions_GateOnUpdate" BEFORE UPDATE OF "Published", "ContentHash" ON "ContentVersions"
                WHEN NEW."Published" AND EXISTS (SELECT 1 FROM "Documents" p WHERE p."Kind" = 'review-policy' AND p."Name" = NEW."ContentType")
                    AND NOT EXISTS (SELECT 1 FROM "PublicationGrants" g WHERE g."VersionId" = NEW."ContentItemVersionId" AND g."ContentHash" = NEW."ContentHash")
                    AND NOT EXISTS (SELECT 1 FROM "ImportedMarks" m WHERE m."VersionId" = NEW."ContentItemVersionId" AND m."ContentHash" = NEW."ContentHash")
                BEGIN
                    SELECT RAISE(ABORT, 'gutcms-gate: neither approved nor imported.');
                END;
                """);
            migrationBuilder.Sql(
                """
                CREATE TRIGGER "AuditEntries_NotChanged" BEFORE UPDATE ON "AuditEntries"
                BEGIN
                    SELECT RAISE(ABORT, 'An entry of the audit log cannot be changed.');
                END;
                """);
            migrationBuilder.Sql(
                """
                CREATE TRIGGER "AuditEntries_NotDeleted" BEFORE DELETE ON "AuditEntries"
                BEGIN
                    SELECT RAISE(ABORT, 'An entry of the audit log cannot be deleted.');
                END;
                """);
            migrationBuilder.Sql(
                """
                CREATE TRIGGER "Decisions_NotChanged" BEFORE UPDATE ON "Decisions"
                WHEN OLD."VoidedUtc" IS NOT NULL OR NEW."VoidedUtc" IS NULL
                BEGIN
                    SELECT RAISE(ABORT, 'A decision cannot be changed, only voided, once.');
                END;
                """);
            migrationBuilder.Sql(
                """
                CREATE TRIGGER "Decisions_NotDeleted" BEFORE DELETE ON "Decisions"
                BEGIN
                    SELECT RAISE(ABORT, 'A decision cannot be deleted.');
                END;
                """);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.Sql("DROP TRIGGER \"ContentVersions_GateOnInsert\"; DROP TRIGGER \"ContentVersions_GateOnUpdate\";");

            migrationBuilder.DropTable(
                name: "AuditEntries");

            migrationBuilder.DropTable(
                name: "CommentThreads");

            migrationBuilder.DropTable(
                name: "Decisions");

            migrationBuilder.DropTable(
                name: "Outbox");

            migrationBuilder.DropTable(
                name: "PublicationGrants");

            migrationBuilder.DropTable(
                name: "Publications");

            migrationBuilder.DropTable(
                name: "ScheduledPublications");

            migrationBuilder.DropTable(
                name: "VersionAuthors");

            migrationBuilder.DropTable(
                name: "Withdrawals");

            migrationBuilder.DropTable(
                name: "Reviews");
        }
    }
}
