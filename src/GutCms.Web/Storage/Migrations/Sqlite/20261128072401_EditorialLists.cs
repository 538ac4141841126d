using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace GutCms.Web.Storage.Migrations.Sqlite
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
                type: "INTEGER",
                nullable: false,
                defaultValue: false);

            migrationBuilder.Sql(
                """
                UPDATE "ContentVersions" SET "Uncited" = TRUE
                WHERE "Json" LIKE '%"Body":{"ContentItems":[{%' AND "Json" NOT LIKE '%"References":{"ContentItems":[{%';
                """);

            migrationBuilder.Sql(
                """
                DROP TRIGGER "ContentVersions_Immutable";
                CREATE TRIGGER "ContentVersions_Immutable" BEFORE UPDATE OF
                    "Sequence", "ContentItemId", "ContentItemVersionId", "ContentType", "VersionNumber", "DisplayText", "ModifiedUtc", "CreatedUtc",
                    "Owner", "Author", "Origin", "Path", "SeriesPosition", "Json", "Uncited"
                ON "ContentVersions"
                BEGIN
                    SELECT RAISE(ABORT, 'A version of a content item cannot be changed.');
                END;
                """);

            // They hold all that lists ask for, so that a list does not walk through the texts; "Latest" and "Published" too, or SQLite looks into the row for them.
            migrationBuilder.Sql(
                """
                CREATE INDEX "IX_ContentVersions_Editorial" ON "ContentVersions"
                    ("Sequence", "Latest", "ContentType", "Published", "Owner", "Author", "Uncited", "ContentItemId", "ContentItemVersionId", "DisplayText") WHERE "Latest";
                CREATE INDEX "IX_ContentVersions_Live" ON "ContentVersions" ("Sequence", "Published", "ContentType", "Owner", "DisplayText") WHERE "Published";
                CREATE INDEX "IX_ContentVersions_PublishedUtc" ON "ContentVersions" ("PublishedUtc", "Sequence") WHERE "Published";
                """);

            // As "DeliverySearch": found or not, so neither text nor positions are kept.
            migrationBuilder.Sql(
                """
                CREATE VIRTUAL TABLE "EditorialSearch" USING fts5(words, content='', contentless_delete=1, detail=none, tokenize="ascii tokenchars ':'");
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

            // Not DropColumn: EF would rebuild the table, and with it lose its triggers.
            migrationBuilder.Sql(
                """
                DROP TRIGGER "ContentVersions_Immutable";
                CREATE TRIGGER "ContentVersions_Immutable" BEFORE UPDATE OF
                    "Sequence", "ContentItemId", "ContentItemVersionId", "ContentType", "VersionNumber", "DisplayText", "ModifiedUtc", "CreatedUtc",
                    "Owner", "Author", "Origin", "Path", "SeriesPosition", "Json"
                ON "ContentVersions"
                BEGIN
                    SELECT RAISE(ABORT, 'A version of a content item cannot be changed.');
                END;
                ALTER TABLE "ContentVersions" DROP COLUMN "Uncited";
                """);
        }
    }
}
