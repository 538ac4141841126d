using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace GutCms.Web.Storage.Migrations.PostgreSql
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
                type: "bigint",
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
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropColumn(
                name: "FirstPublishedUtc",
                table: "ContentItems");
        }
    }
}
