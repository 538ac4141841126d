using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace GutCms.Web.Storage.Migrations.Sqlite
{
    /// <inheritdoc />
    public partial class IssuedCertificates : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.CreateTable(
                name: "IssuedCertificates",
                columns: table => new
                {
                    List = table.Column<int>(type: "INTEGER", nullable: false),
                    Index = table.Column<int>(type: "INTEGER", nullable: false),
                    Issuer = table.Column<string>(type: "TEXT", nullable: false),
                    ContentItemId = table.Column<string>(type: "TEXT", nullable: false),
                    VersionId = table.Column<string>(type: "TEXT", nullable: false),
                    KeyId = table.Column<string>(type: "TEXT", nullable: false),
                    IssuedUtc = table.Column<long>(type: "INTEGER", nullable: false),
                    Status = table.Column<int>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_IssuedCertificates", x => new { x.List, x.Index });
                });

            migrationBuilder.CreateIndex(
                name: "IX_IssuedCertificates_Valid",
                table: "IssuedCertificates",
                column: "ContentItemId",
                unique: true,
                filter: "\"Status\" = 0");

            // A place in a status list is given once; a certificate only ever ends.
            migrationBuilder.Sql(
                """
                CREATE TRIGGER "IssuedCertificates_NotDeleted" BEFORE DELETE ON "IssuedCertificates"
                BEGIN
                    SELECT RAISE(ABORT, 'A certificate that was issued cannot be deleted.');
                END;
                """);
            migrationBuilder.Sql(
                """
                CREATE TRIGGER "IssuedCertificates_OnlyEnds" BEFORE UPDATE ON "IssuedCertificates"
                WHEN OLD."Status" <> 0 OR NEW."Status" = 0 OR OLD."List" <> NEW."List" OR OLD."Index" <> NEW."Index" OR OLD."Issuer" <> NEW."Issuer"
                    OR OLD."ContentItemId" <> NEW."ContentItemId" OR OLD."VersionId" <> NEW."VersionId" OR OLD."KeyId" <> NEW."KeyId" OR OLD."IssuedUtc" <> NEW."IssuedUtc"
                BEGIN
                    SELECT RAISE(ABORT, 'A certificate that was issued only ends, once.');
                END;
                """);

            // An item that is not there has no type, so nothing says that it is without a policy.
            migrationBuilder.Sql("""DROP TRIGGER "DeliveryDocuments_Gate";""");
            migrationBuilder.Sql(
                """
                CREATE TRIGGER "DeliveryDocuments_Gate" BEFORE INSERT ON "DeliveryDocuments"
                WHEN EXISTS (SELECT 1 FROM "Documents" p WHERE p."Kind" = 'review-policy'
                        AND p."Name" = COALESCE((SELECT i."ContentType" FROM "ContentItems" i WHERE i."ContentItemId" = NEW."ContentItemId"), p."Name"))
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
            migrationBuilder.DropTable(
                name: "IssuedCertificates");
            migrationBuilder.Sql("""DROP TRIGGER "DeliveryDocuments_Gate";""");
            migrationBuilder.Sql(
                """
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
    }
}
