using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace GutCms.Web.Storage.Migrations.PostgreSql
{
    /// <inheritdoc />
    public partial class Presentations : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<string>(
                name: "PresentationHash",
                table: "ScheduledPublications",
                type: "text",
                nullable: true,
                collation: "C");

            migrationBuilder.AddColumn<string>(
                name: "PresentationHash",
                table: "Publications",
                type: "text",
                nullable: true,
                collation: "C");

            migrationBuilder.AddColumn<string>(
                name: "PresentationHash",
                table: "PublicationGrants",
                type: "text",
                nullable: true,
                collation: "C");

            migrationBuilder.AddColumn<string>(
                name: "PresentationHash",
                table: "ImportedMarks",
                type: "text",
                nullable: true,
                collation: "C");

            migrationBuilder.AddColumn<string>(
                name: "PresentationHash",
                table: "DeliveryDocuments",
                type: "text",
                nullable: true,
                collation: "C");

            migrationBuilder.AddColumn<string>(
                name: "PresentationHash",
                table: "Decisions",
                type: "text",
                nullable: true,
                collation: "C");

            // The gate of documents asks for the presentation too, as it was granted. A grant that names none is from before presentations were bound: its version cannot be changed.
            migrationBuilder.Sql(
                """
                CREATE OR REPLACE FUNCTION gutcms_document_gate() RETURNS trigger LANGUAGE plpgsql AS $$
                BEGIN
                    IF EXISTS (SELECT 1 FROM "ContentItems" i JOIN "Documents" p ON p."Kind" = 'review-policy' AND p."Name" = i."ContentType" WHERE i."ContentItemId" = NEW."ContentItemId")
                    AND NOT EXISTS (SELECT 1 FROM "ContentVersions" v WHERE v."ContentItemId" = NEW."ContentItemId" AND v."Published" AND v."ContentHash" = NEW."ContentHash"
                        AND (EXISTS (SELECT 1 FROM "PublicationGrants" g WHERE g."VersionId" = v."ContentItemVersionId" AND g."ContentHash" = v."ContentHash"
                                AND (g."PresentationHash" IS NULL OR g."PresentationHash" = NEW."PresentationHash"))
                            OR EXISTS (SELECT 1 FROM "ImportedMarks" m WHERE m."VersionId" = v."ContentItemVersionId" AND m."ContentHash" = v."ContentHash"
                                AND (m."PresentationHash" IS NULL OR m."PresentationHash" = NEW."PresentationHash"))))
                    THEN
                        RAISE EXCEPTION 'gutcms-gate: a document of a text, or in a presentation, that is neither approved nor imported.' USING ERRCODE = 'check_violation';
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
                CREATE OR REPLACE FUNCTION gutcms_document_gate() RETURNS trigger LANGUAGE plpgsql AS $$
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
                """);

            migrationBuilder.DropColumn(
                name: "PresentationHash",
                table: "ScheduledPublications");

            migrationBuilder.DropColumn(
                name: "PresentationHash",
                table: "Publications");

            migrationBuilder.DropColumn(
                name: "PresentationHash",
                table: "PublicationGrants");

            migrationBuilder.DropColumn(
                name: "PresentationHash",
                table: "ImportedMarks");

            migrationBuilder.DropColumn(
                name: "PresentationHash",
                table: "DeliveryDocuments");

            migrationBuilder.DropColumn(
                name: "PresentationHash",
                table: "Decisions");
        }
    }
}
