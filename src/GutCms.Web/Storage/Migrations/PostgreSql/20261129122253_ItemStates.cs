using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace GutCms.Web.Storage.Migrations.PostgreSql
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
                type: "bigint",
                nullable: true);

            migrationBuilder.AddColumn<int>(
                name: "LiveState",
                table: "ContentItems",
                type: "integer",
                nullable: true);

            migrationBuilder.AddColumn<int>(
                name: "State",
                table: "ContentItems",
                type: "integer",
                nullable: true);

            migrationBuilder.AddColumn<long>(
                name: "StateDueUtc",
                table: "ContentItems",
                type: "bigint",
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
                CREATE OR REPLACE FUNCTION gutcms_reviews_notchanged() RETURNS trigger LANGUAGE plpgsql AS $$
                BEGIN
                    IF (NEW."ReviewId" IS DISTINCT FROM OLD."ReviewId" OR NEW."Purpose" IS DISTINCT FROM OLD."Purpose" OR NEW."ContentItemId" IS DISTINCT FROM OLD."ContentItemId" OR NEW."ContentType" IS DISTINCT FROM OLD."ContentType"
                        OR NEW."Policy" IS DISTINCT FROM OLD."Policy" OR NEW."PolicyHash" IS DISTINCT FROM OLD."PolicyHash" OR NEW."SubmittedById" IS DISTINCT FROM OLD."SubmittedById" OR NEW."SubmittedByName" IS DISTINCT FROM OLD."SubmittedByName"
                        OR NEW."SubmittedUtc" IS DISTINCT FROM OLD."SubmittedUtc") OR NEW."Revision" <> OLD."Revision" + 1
                        OR EXISTS (SELECT 1 FROM jsonb_array_elements(OLD."CoveredTexts"::jsonb) o WHERE NOT EXISTS (SELECT 1 FROM jsonb_array_elements(NEW."CoveredTexts"::jsonb) n
                            WHERE n ->> 'versionId' = o ->> 'versionId' AND n ->> 'contentHash' = o ->> 'contentHash'))
                        OR (NEW."State" = 3 AND OLD."State" <> 3 AND NOT EXISTS (SELECT 1 FROM "Decisions" d WHERE d."ReviewId" = NEW."ReviewId" AND d."VoidedUtc" IS NULL AND d."Outcome" <> 1))
                        OR (OLD."ClosedUtc" IS NOT NULL AND (NEW."State" <> OLD."State" OR (NEW."ClosedUtc" IS NULL AND NEW."State" <> 3)))
                    THEN
                        RAISE EXCEPTION 'gutcms-record: a review only goes on, from submission to its end.' USING ERRCODE = 'check_violation';
                    END IF;
                    RETURN NEW;
                END $$;
                """);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.Sql(
                """
                CREATE OR REPLACE FUNCTION gutcms_reviews_notchanged() RETURNS trigger LANGUAGE plpgsql AS $$
                BEGIN
                    IF (NEW."ReviewId" IS DISTINCT FROM OLD."ReviewId" OR NEW."Purpose" IS DISTINCT FROM OLD."Purpose" OR NEW."ContentItemId" IS DISTINCT FROM OLD."ContentItemId" OR NEW."ContentType" IS DISTINCT FROM OLD."ContentType"
                        OR NEW."Policy" IS DISTINCT FROM OLD."Policy" OR NEW."PolicyHash" IS DISTINCT FROM OLD."PolicyHash" OR NEW."SubmittedById" IS DISTINCT FROM OLD."SubmittedById" OR NEW."SubmittedByName" IS DISTINCT FROM OLD."SubmittedByName"
                        OR NEW."SubmittedUtc" IS DISTINCT FROM OLD."SubmittedUtc" OR NEW."OwnerId" IS DISTINCT FROM OLD."OwnerId") OR NEW."Revision" <> OLD."Revision" + 1
                        OR EXISTS (SELECT 1 FROM jsonb_array_elements(OLD."CoveredTexts"::jsonb) o WHERE NOT EXISTS (SELECT 1 FROM jsonb_array_elements(NEW."CoveredTexts"::jsonb) n
                            WHERE n ->> 'versionId' = o ->> 'versionId' AND n ->> 'contentHash' = o ->> 'contentHash'))
                        OR (NEW."State" = 3 AND OLD."State" <> 3 AND NOT EXISTS (SELECT 1 FROM "Decisions" d WHERE d."ReviewId" = NEW."ReviewId" AND d."VoidedUtc" IS NULL AND d."Outcome" <> 1))
                        OR (OLD."ClosedUtc" IS NOT NULL AND (NEW."State" <> OLD."State" OR (NEW."ClosedUtc" IS NULL AND NEW."State" <> 3)))
                    THEN
                        RAISE EXCEPTION 'gutcms-record: a review only goes on, from submission to its end.' USING ERRCODE = 'check_violation';
                    END IF;
                    RETURN NEW;
                END $$;
                """);

            migrationBuilder.DropIndex(
                name: "IX_ContentItems_State_StateDueUtc",
                table: "ContentItems");

            migrationBuilder.DropIndex(
                name: "IX_ContentItems_StateDueUtc",
                table: "ContentItems");

            migrationBuilder.DropColumn(
                name: "LiveDueUtc",
                table: "ContentItems");

            migrationBuilder.DropColumn(
                name: "LiveState",
                table: "ContentItems");

            migrationBuilder.DropColumn(
                name: "State",
                table: "ContentItems");

            migrationBuilder.DropColumn(
                name: "StateDueUtc",
                table: "ContentItems");
        }
    }
}
