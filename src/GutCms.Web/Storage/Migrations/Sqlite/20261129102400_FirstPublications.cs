using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace GutCms.Web.Storage.Migrations.Sqlite
{
    /// <inheritdoc />
    public partial class FirstPublications : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<long>(
                name: "FirstPublishedUtc",
                table: "ContentItems",
                type: "INTEGER",
                nullable: true);

            // What is known of items on file: the versions, of which taking down cleared the instant, and the log.
            migrationBuilder.Sql(
                """
                UPDATE "ContentItems" SET "FirstPublishedUtc" = (SELECT MIN(v."PublishedUtc") FROM "ContentVersions" v WHERE v."ContentItemId" = "ContentItems"."ContentItemId")
                WHERE EXISTS (SELECT 1 FROM "ContentVersions" v WHERE v."ContentItemId" = "ContentItems"."ContentItemId" AND v."Published");
                """);
            migrationBuilder.Sql(
                """
                UPDATE "ContentItems" SET "FirstPublishedUtc" = (SELECT MIN(a."OccurredUtc") FROM "AuditEntries" a WHERE a."ContentItemId" = "ContentItems"."ContentItemId" AND a."Action" = 'content.publish')
                WHERE EXISTS (SELECT 1 FROM "AuditEntries" a WHERE a."ContentItemId" = "ContentItems"."ContentItemId" AND a."Action" = 'content.publish'
                    AND ("ContentItems"."FirstPublishedUtc" IS NULL OR a."OccurredUtc" < "ContentItems"."FirstPublishedUtc"));
                """);

            // What INSERT OR REPLACE takes away is deleted past the triggers on deletion.
            migrationBuilder.Sql(
                """
                CREATE TRIGGER "IssuedCertificates_NotReplaced" BEFORE INSERT ON "IssuedCertificates"
                WHEN EXISTS (SELECT 1 FROM "IssuedCertificates" c WHERE (c."List" = NEW."List" AND c."Index" = NEW."Index")
                    OR (c."ContentItemId" = NEW."ContentItemId" AND c."Status" = 0 AND NEW."Status" = 0))
                BEGIN
                    SELECT RAISE(ABORT, 'gutcms-taken: IssuedCertificates has such a row already.');
                END;
                """);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.Sql("""DROP TRIGGER "IssuedCertificates_NotReplaced";""");
            migrationBuilder.Sql("""ALTER TABLE "ContentItems" DROP COLUMN "FirstPublishedUtc";""");
        }
    }
}
