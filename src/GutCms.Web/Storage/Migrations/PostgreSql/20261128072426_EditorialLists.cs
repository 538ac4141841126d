using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace GutCms.Web.Storage.Migrations.PostgreSql
{
    /// <inheritdoc />
    public partial class EditorialLists : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<bool>(
                name: "Uncited",
                table: "ContentVersions",
                type: "boolean",
                nullable: false,
                defaultValue: false);

            migrationBuilder.Sql(
                """
                UPDATE "ContentVersions" SET "Uncited" = TRUE
                WHERE "Json" LIKE '%"Body":{"ContentItems":[{%' AND "Json" NOT LIKE '%"References":{"ContentItems":[{%';
                """);

            migrationBuilder.Sql(
                """
                DROP TRIGGER "ContentVersions_Immutable" ON "ContentVersions";
                CREATE TRIGGER "ContentVersions_Immutable" BEFORE UPDATE OF
                    "Sequence", "ContentItemId", "ContentItemVersionId", "ContentType", "VersionNumber", "DisplayText", "ModifiedUtc", "CreatedUtc",
                    "Owner", "Author", "Origin", "Path", "SeriesPosition", "Json", "Uncited"
                ON "ContentVersions" FOR EACH ROW EXECUTE FUNCTION gutcms_refuse_version_change();
                """);

            // The texts stand beside the table, so that a list passes by them; long titles have no room in an index.
            migrationBuilder.Sql(
                """
                CREATE INDEX "IX_ContentVersions_Editorial" ON "ContentVersions" ("Sequence", "ContentType") WHERE "Latest";
                CREATE INDEX "IX_ContentVersions_Live" ON "ContentVersions" ("Sequence", "ContentType") WHERE "Published";
                CREATE INDEX "IX_ContentVersions_PublishedUtc" ON "ContentVersions" ("PublishedUtc", "Sequence") WHERE "Published";
                """);

            // As "DeliverySearch": the vectors are read by their index alone.
            migrationBuilder.Sql(
                """
                CREATE TABLE "EditorialSearch" ("Id" bigint NOT NULL CONSTRAINT "PK_EditorialSearch" PRIMARY KEY, "Vector" tsvector NOT NULL) WITH (toast_tuple_target = 128);
                ALTER TABLE "EditorialSearch" ALTER COLUMN "Vector" SET STORAGE EXTERNAL;
                CREATE INDEX "IX_EditorialSearch_Vector" ON "EditorialSearch" USING gin ("Vector");
                """);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.Sql(
                """
                DROP TABLE "EditorialSearch";
                DROP INDEX "IX_ContentVersions_PublishedUtc";
                DROP INDEX "IX_ContentVersions_Live";
                DROP INDEX "IX_ContentVersions_Editorial";
                """);

            migrationBuilder.Sql(
                """
                DROP TRIGGER "ContentVersions_Immutable" ON "ContentVersions";
                CREATE TRIGGER "ContentVersions_Immutable" BEFORE UPDATE OF
                    "Sequence", "ContentItemId", "ContentItemVersionId", "ContentType", "VersionNumber", "DisplayText", "ModifiedUtc", "CreatedUtc",
                    "Owner", "Author", "Origin", "Path", "SeriesPosition", "Json"
                ON "ContentVersions" FOR EACH ROW EXECUTE FUNCTION gutcms_refuse_version_change();
                """);

            migrationBuilder.DropColumn(
                name: "Uncited",
                table: "ContentVersions");
        }
    }
}
