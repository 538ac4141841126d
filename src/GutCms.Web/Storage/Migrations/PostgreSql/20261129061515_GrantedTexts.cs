using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace GutCms.Web.Storage.Migrations.PostgreSql
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
                type: "text",
                nullable: false,
                defaultValue: "",
                collation: "C");

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

            // The second gate once more, where documents are stored: see Databases/Gate.cs. A document is written as a row of its own each time, never changed in its place.
            migrationBuilder.Sql(
                """
                CREATE FUNCTION gutcms_document_gate() RETURNS trigger LANGUAGE plpgsql AS $$
                BEGIN
                    IF EXISTS (SELECT 1 FROM "ContentItems" i JOIN "Documents" p ON p."Kind" = 'review-policy' AND p."Name" = i."ContentType" WHERE i."ContentItemId" = NEW."ContentItemId")
                    AND NOT EXISTS (SELECT 1 FROM "ContentVersions" v WHERE v."ContentItemId" = NEW."ContentItemId" AND v."Published" AND v."ContentHash" = NEW."ContentHash"
                        AND (EXISTS (SELECT 1 FROM "PublicationGrants" g WHERE g."VersionId" = v."ContentItemVersionId" AND g."ContentHash" = v."ContentHash")
                            OR EXISTS (SELECT 1 FROM "ImportedMarks" m WHERE m."VersionId" = v."ContentItemVersionId" AND m."ContentHash" = v."ContentHash")))
                    THEN
                        RAISE EXCEPTION 'gutcms-gate: a document of a text that is neither approved nor imported.' USING ERRCODE = 'check_violation';
                    END IF;
                    RETURN NEW;
                END $$;

                CREATE TRIGGER "DeliveryDocuments_Gate" BEFORE INSERT ON "DeliveryDocuments" FOR EACH ROW EXECUTE FUNCTION gutcms_document_gate();

                CREATE TRIGGER "DeliveryDocuments_NotChanged" BEFORE UPDATE ON "DeliveryDocuments" FOR EACH ROW EXECUTE FUNCTION gutcms_refuse_change();

                CREATE TRIGGER "GrantedTexts_NotChanged" BEFORE UPDATE OR DELETE ON "GrantedTexts" FOR EACH ROW EXECUTE FUNCTION gutcms_refuse_change();

                CREATE TRIGGER "GrantedTexts_NotTruncated" BEFORE TRUNCATE ON "GrantedTexts" FOR EACH STATEMENT EXECUTE FUNCTION gutcms_refuse_change();
                """);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.Sql(
                """
                DROP TRIGGER "DeliveryDocuments_Gate" ON "DeliveryDocuments"; DROP TRIGGER "DeliveryDocuments_NotChanged" ON "DeliveryDocuments"; DROP FUNCTION gutcms_document_gate();
                """);

            migrationBuilder.DropTable(
                name: "GrantedTexts");

            migrationBuilder.DropColumn(
                name: "ContentHash",
                table: "DeliveryDocuments");
        }
    }
}
