using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace GutCms.Web.Storage.Migrations.Sqlite
{
    /// <inheritdoc />
    public partial class GrantedTexts : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<string>(
                name: "ContentHash",
                table: "DeliveryDocuments",
                type: "TEXT",
                nullable: false,
                defaultValue: "");

            migrationBuilder.CreateTable(
                name: "GrantedTexts",
                columns: table => new
                {
                    ContentHash = table.Column<string>(type: "TEXT", nullable: false),
                    Json = table.Column<string>(type: "TEXT", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_GrantedTexts", x => x.ContentHash);
                });

            // The second gate once more, where documents are stored: see Databases/Gate.cs. A document is written as a row of its own each time, never changed in its place.
            migrationBuilder.Sql(
                """
                CREATE TRIGGER "DeliveryDocuments_Gate" BEFORE INSERT ON "DeliveryDocuments"
                WHEN EXISTS (SELECT 1 FROM "ContentItems" i JOIN "Documents" p ON p."Kind" = 'review-policy' AND p."Name" = i."ContentType" WHERE i."ContentItemId" = NEW."ContentItemId")
                    AND NOT EXISTS (SELECT 1 FROM "ContentVersions" v WHERE v."ContentItemId" = NEW."ContentItemId" AND v."Published" AND v."ContentHash" = NEW."ContentHash"
                        AND (EXISTS (SELECT 1 FROM "PublicationGrants" g WHERE g."VersionId" = v."ContentItemVersionId" AND g."ContentHash" = v."ContentHash")
                            OR EXISTS (SELECT 1 FROM "ImportedMarks" m WHERE m."VersionId" = v."ContentItemVersionId" AND m."ContentHash" = v."ContentHash")))
                BEGIN
                    SELECT RAISE(ABORT, 'gutcms-gate: a document of a text that is neither approved nor imported.');
                END;
                """);
            migrationBuilder.Sql(
                """
                CREATE TRIGGER "DeliveryDocuments_NotChanged" BEFORE UPDATE ON "DeliveryDocuments"
                BEGIN
                    SELECT RAISE(ABORT, 'A delivery document cannot be changed, only written anew.');
                END;
                """);
            migrationBuilder.Sql(
                """
                CREATE TRIGGER "GrantedTexts_NotChanged" BEFORE UPDATE ON "GrantedTexts"
                BEGIN
                    SELECT RAISE(ABORT, 'A text that was granted cannot be changed.');
                END;
                """);
            migrationBuilder.Sql(
                """
                CREATE TRIGGER "GrantedTexts_NotDeleted" BEFORE DELETE ON "GrantedTexts"
                BEGIN
                    SELECT RAISE(ABORT, 'A text that was granted cannot be deleted.');
                END;
                """);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.Sql(
                """
                DROP TRIGGER "DeliveryDocuments_Gate";
                DROP TRIGGER "DeliveryDocuments_NotChanged";
                DROP TABLE "GrantedTexts";
                ALTER TABLE "DeliveryDocuments" DROP COLUMN "ContentHash";
                """);
        }
    }
}
