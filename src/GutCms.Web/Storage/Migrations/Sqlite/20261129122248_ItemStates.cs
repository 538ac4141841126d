using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace GutCms.Web.Storage.Migrations.Sqlite
{
    /// <inheritdoc />
    public partial class ItemStates : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<long>(
                name: "LiveDueUtc",
                table: "ContentItems",
                type: "INTEGER",
                nullable: true);

            migrationBuilder.AddColumn<int>(
                name: "LiveState",
                table: "ContentItems",
                type: "INTEGER",
                nullable: true);

            migrationBuilder.AddColumn<int>(
                name: "State",
                table: "ContentItems",
                type: "INTEGER",
                nullable: true);

            migrationBuilder.AddColumn<long>(
                name: "StateDueUtc",
                table: "ContentItems",
                type: "INTEGER",
                nullable: true);

            migrationBuilder.CreateIndex(
                name: "IX_ContentItems_State_StateDueUtc",
                table: "ContentItems",
                columns: new[] { "State", "StateDueUtc" });

            migrationBuilder.CreateIndex(
                name: "IX_ContentItems_StateDueUtc",
                table: "ContentItems",
                column: "StateDueUtc");

            // Whose an item is can change while it is in review, and lists of one's own ask the review.
            migrationBuilder.Sql(
                """
                DROP TRIGGER "Reviews_NotChanged";
                CREATE TRIGGER "Reviews_NotChanged" BEFORE UPDATE ON "Reviews"
                WHEN (NEW."ReviewId" IS NOT OLD."ReviewId" OR NEW."Purpose" IS NOT OLD."Purpose" OR NEW."ContentItemId" IS NOT OLD."ContentItemId" OR NEW."ContentType" IS NOT OLD."ContentType"
                        OR NEW."Policy" IS NOT OLD."Policy" OR NEW."PolicyHash" IS NOT OLD."PolicyHash" OR NEW."SubmittedById" IS NOT OLD."SubmittedById" OR NEW."SubmittedByName" IS NOT OLD."SubmittedByName"
                        OR NEW."SubmittedUtc" IS NOT OLD."SubmittedUtc") OR NEW."Revision" <> OLD."Revision" + 1
                        OR EXISTS (SELECT 1 FROM json_each(OLD."CoveredTexts") o WHERE NOT EXISTS (SELECT 1 FROM json_each(NEW."CoveredTexts") n
                            WHERE json_extract(n.value, '$.versionId') = json_extract(o.value, '$.versionId') AND json_extract(n.value, '$.contentHash') = json_extract(o.value, '$.contentHash')))
                        OR (NEW."State" = 3 AND OLD."State" <> 3 AND NOT EXISTS (SELECT 1 FROM "Decisions" d WHERE d."ReviewId" = NEW."ReviewId" AND d."VoidedUtc" IS NULL AND d."Outcome" <> 1))
                        OR (OLD."ClosedUtc" IS NOT NULL AND (NEW."State" <> OLD."State" OR (NEW."ClosedUtc" IS NULL AND NEW."State" <> 3)))
                BEGIN
                    SELECT RAISE(ABORT, 'gutcms-record: a review only goes on, from submission to its end.');
                END;
                """);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.Sql(
                """
                DROP TRIGGER "Reviews_NotChanged";
                CREATE TRIGGER "Reviews_NotChanged" BEFORE UPDATE ON "Reviews"
                WHEN (NEW."ReviewId" IS NOT OLD."ReviewId" OR NEW."Purpose" IS NOT OLD."Purpose" OR NEW."ContentItemId" IS NOT OLD."ContentItemId" OR NEW."ContentType" IS NOT OLD."ContentType"
                        OR NEW."Policy" IS NOT OLD."Policy" OR NEW."PolicyHash" IS NOT OLD."PolicyHash" OR NEW."SubmittedById" IS NOT OLD."SubmittedById" OR NEW."SubmittedByName" IS NOT OLD."SubmittedByName"
                        OR NEW."SubmittedUtc" IS NOT OLD."SubmittedUtc" OR NEW."OwnerId" IS NOT OLD."OwnerId") OR NEW."Revision" <> OLD."Revision" + 1
                        OR EXISTS (SELECT 1 FROM json_each(OLD."CoveredTexts") o WHERE NOT EXISTS (SELECT 1 FROM json_each(NEW."CoveredTexts") n
                            WHERE json_extract(n.value, '$.versionId') = json_extract(o.value, '$.versionId') AND json_extract(n.value, '$.contentHash') = json_extract(o.value, '$.contentHash')))
                        OR (NEW."State" = 3 AND OLD."State" <> 3 AND NOT EXISTS (SELECT 1 FROM "Decisions" d WHERE d."ReviewId" = NEW."ReviewId" AND d."VoidedUtc" IS NULL AND d."Outcome" <> 1))
                        OR (OLD."ClosedUtc" IS NOT NULL AND (NEW."State" <> OLD."State" OR (NEW."ClosedUtc" IS NULL AND NEW."State" <> 3)))
                BEGIN
                    SELECT RAISE(ABORT, 'gutcms-record: a review only goes on, from submission to its end.');
                END;
                """);

            migrationBuilder.DropIndex(
                name: "IX_ContentItems_State_StateDueUtc",
                table: "ContentItems");

            migrationBuilder.DropIndex(
                name: "IX_ContentItems_StateDueUtc",
                table: "ContentItems");

            // Not DropColumn: EF would rebuild the table.
            migrationBuilder.Sql(
                """
                ALTER TABLE "ContentItems" DROP COLUMN "LiveDueUtc";
                ALTER TABLE "ContentItems" DROP COLUMN "LiveState";
                ALTER TABLE "ContentItems" DROP COLUMN "State";
                ALTER TABLE "ContentItems" DROP COLUMN "StateDueUtc";
                """);
        }
    }
}
