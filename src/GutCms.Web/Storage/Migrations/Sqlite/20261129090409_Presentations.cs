using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace GutCms.Web.Storage.Migrations.Sqlite
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
                type: "TEXT",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "PresentationHash",
                table: "Publications",
                type: "TEXT",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "PresentationHash",
                table: "PublicationGrants",
                type: "TEXT",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "PresentationHash",
                table: "ImportedMarks",
                type: "TEXT",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "PresentationHash",
                table: "DeliveryDocuments",
                type: "TEXT",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "PresentationHash",
                table: "Decisions",
                type: "TEXT",
                nullable: true);

            // The gate of documents asks for the presentation too, as it was granted. A grant that names none is from before presentations were bound: its version cannot be changed.
            migrationBuilder.Sql(
                """
                DROP TRIGGER "DeliveryDocuments_Gate";
                CREATE TRIGGER "DeliveryDocuments_Gate" BEFORE INSERT ON "DeliveryDocuments"
                WHEN EXISTS (SELECT 1 FROM "ContentItems" i JOIN "Documents" p ON p."Kind" = 'review-policy' AND p."Name" = i."ContentType" WHERE i."ContentItemId" = NEW."ContentItemId")
                    AND NOT EXISTS (SELECT 1 FROM "ContentVersions" v WHERE v."ContentItemId" = NEW."ContentItemId" AND v."Published" AND v."ContentHash" = NEW."ContentHash"
                        AND (EXISTS (SELECT 1 FROM "PublicationGrants" g WHERE g."VersionId" = v."ContentItemVersionId" AND g."ContentHash" = v."ContentHash"
                                AND (g."PresentationHash" IS NULL OR g."PresentationHash" = NEW."PresentationHash"))
                            OR EXISTS (SELECT 1 FROM "ImportedMarks" m WHERE m."VersionId" = v."ContentItemVersionId" AND m."ContentHash" = v."ContentHash"
                                AND (m."PresentationHash" IS NULL OR m."PresentationHash" = NEW."PresentationHash"))))
                BEGIN
                    SELECT RAISE(ABORT, 'gutcms-gate: a document of a text, or in a presentation, that is neither approved nor imported.');
                END;
                """);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.Sql(
                """
                DROP TRIGGER "DeliveryDocuments_Gate";
                ALTER TABLE "ScheduledPublications" DROP COLUMN "PresentationHash";
                ALTER TABLE "Publications" DROP COLUMN "PresentationHash";
                ALTER TABLE "PublicationGrants" DROP COLUMN "PresentationHash";
                ALTER TABLE "ImportedMarks" DROP COLUMN "PresentationHash";
                ALTER TABLE "DeliveryDocuments" DROP COLUMN "PresentationHash";
                ALTER TABLE "Decisions" DROP COLUMN "PresentationHash";
                CREATE TRIGGER "DeliveryDocuments_Gate" BEFORE INSERT ON "DeliveryDocuments"
                WHEN EXISTS (SELECT 1 FROM "ContentItems" i JOIN "Documents" p ON p."Kind" = 'review-policy' AND p."Name" = i."ContentType" WHERE i."ContentItemId" = NEW."ContentItemId")
                    AND NOT EXISTS (SELECT 1 FROM "ContentVersions" v WHERE v."ContentItemId" = NEW."ContentItemId" AND v."Published" AND v."ContentHash" = NEW."ContentHash"
                        AND (EXISTS (SELECT 1 FROM "PublicationGrants" g WHERE g."VersionId" = v."ContentItemVersionId" AND g."ContentHash" = v."ContentHash")
                            OR EXISTS (SELECT 1 FROM "ImportedMarks" m WHERE m."VersionId" = v."ContentItemVersionId" AND m."ContentHash" = v."ContentHash")))
                BEGIN
                    SELECT RAISE(ABORT, 'gutcms-gate: a document of a text that is neither approved nor imported.');
                END;
                """);
        }
    }
}
