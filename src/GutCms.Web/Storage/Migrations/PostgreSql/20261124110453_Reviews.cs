using Microsoft.EntityFrameworkCore.Migrations;
using Npgsql.EntityFrameworkCore.PostgreSQL.Metadata;

#nullable disable

namespace GutCms.Web.Storage.Migrations.PostgreSql
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
                    Sequence = table.Column<long>(type: "bigint", nullable: false),
                    OccurredUtc = table.Column<long>(type: "bigint", nullable: false),
                    ActorId = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    ActorName = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    Action = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    ContentItemId = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    VersionId = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    ContentHash = table.Column<string>(type: "text", nullable: true, collation: "C"),
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
                    ToldUtc = table.Column<long>(type: "bigint", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Outbox", x => x.Sequence);
                });

            migrationBuilder.CreateTable(
                name: "PublicationGrants",
                columns: table => new
                {
                    VersionId = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    ContentHash = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    Basis = table.Column<int>(type: "integer", nullable: false),
                    ReviewId = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    GrantedUtc = table.Column<long>(type: "bigint", nullable: false)
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
                    State = table.Column<int>(type: "integer", nullable: false),
                    Title = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    OwnerId = table.Column<string>(type: "text", nullable: true, collation: "C"),
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
                    ScheduledUtc = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_ScheduledPublications", x => x.ContentItemId);
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
                CREATE FUNCTION gutcms_gate() RETURNS trigger LANGUAGE plpgsql AS $$
                BEGIN
                    IF NEW."Published" AND EXISTS (SELECT 1 FROM "Documents" p WHERE p."Kind" = 'review-policy' AND p."Name" = NEW."ContentType")
                    AND NOT EXISTS (SELECT 1 FROM "PublicationGrants" g WHERE g."VersionId" = NEW."ContentItemVersionId" AND g."ContentHash" = NEW."ContentHash")
                    AND NOT EXISTS (SELECT 1 FROM "ImportedMarks" m WHERE m."VersionId" = NEW."ContentItemVersionId" AND m."ContentHash" = NEW."ContentHash")
                    THEN
                        RAISE EXCEPTION 'gutcms-gate: neither approved nor imported.' USING ERRCODE = 'check_violation';
                    END IF;
                    RETURN NEW;
                END $$;

                CREATE TRIGGER "ContentVersions_GateOnInsert" BEFORE INSERT ON "ContentVersions" FOR EACH ROW EXECUTE FUNCTION gutcms_gate();

                CREATE TRIGGER "ContentVersions_GateOnUpdate" BEFORE UPDATE OF "Published", "ContentHash" ON "ContentVersions"
                FOR EACH ROW EXECUTE FUNCTION gutcms_gate();

                CREATE FUNCTION gutcms_refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$
                BEGIN
                    RAISE EXCEPTION 'A row of % cannot be changed or deleted.', TG_TABLE_NAME;
                END $$;

                CREATE TRIGGER "AuditEntries_NotChanged" BEFORE UPDATE OR DELETE ON "AuditEntries" FOR EACH ROW EXECUTE FUNCTION gutcms_refuse_change();

                CREATE TRIGGER "AuditEntries_NotTruncated" BEFORE TRUNCATE ON "AuditEntries" FOR EACH STATEMENT EXECUTE FUNCTION gutcms_refuse_change();

                CREATE TRIGGER "Decisions_NotChanged" BEFORE UPDATE ON "Decisions" FOR EACH ROW
                WHEN (OLD."VoidedUtc" IS NOT NULL OR NEW."VoidedUtc" IS NULL) EXECUTE FUNCTION gutcms_refuse_change();

                CREATE TRIGGER "Decisions_NotDeleted" BEFORE DELETE ON "Decisions" FOR EACH ROW EXECUTE FUNCTION gutcms_refuse_change();

                CREATE TRIGGER "Decisions_NotTruncated" BEFORE TRUNCATE ON "Decisions" FOR EACH STATEMENT EXECUTE FUNCTION gutcms_refuse_change();
                """);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.Sql(
                """
                DROP TRIGGER "ContentVersions_GateOnInsert" ON "ContentVersions"; DROP TRIGGER "ContentVersions_GateOnUpdate" ON "ContentVersions"; DROP FUNCTION gutcms_gate();
                """);

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

            migrationBuilder.Sql("DROP FUNCTION gutcms_refuse_change()");
        }
    }
}
