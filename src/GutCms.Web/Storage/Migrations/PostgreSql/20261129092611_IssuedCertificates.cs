using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace GutCms.Web.Storage.Migrations.PostgreSql
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
                    List = table.Column<int>(type: "integer", nullable: false),
                    Index = table.Column<int>(type: "integer", nullable: false),
                    Issuer = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    ContentItemId = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    VersionId = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    KeyId = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    IssuedUtc = table.Column<long>(type: "bigint", nullable: false),
                    Status = table.Column<int>(type: "integer", nullable: false)
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

            // A place in a status list is given once; a certificate only ever ends. And the gate of documents: an item that is not there has no type, so nothing says
            // that it is without a policy.
            migrationBuilder.Sql(
                """
                CREATE FUNCTION gutcms_only_ends() RETURNS trigger LANGUAGE plpgsql AS $$
                BEGIN
                    IF OLD."Status" <> 0 OR NEW."Status" = 0 OR (OLD."List", OLD."Index", OLD."Issuer", OLD."ContentItemId", OLD."VersionId", OLD."KeyId", OLD."IssuedUtc")
                        IS DISTINCT FROM (NEW."List", NEW."Index", NEW."Issuer", NEW."ContentItemId", NEW."VersionId", NEW."KeyId", NEW."IssuedUtc")
                    THEN
                        RAISE EXCEPTION 'A certificate that was issued only ends, once.' USING ERRCODE = 'check_violation';
                    END IF;
                    RETURN NEW;
                END $$;

                CREATE TRIGGER "IssuedCertificates_OnlyEnds" BEFORE UPDATE ON "IssuedCertificates" FOR EACH ROW EXECUTE FUNCTION gutcms_only_ends();

                CREATE TRIGGER "IssuedCertificates_NotDeleted" BEFORE DELETE ON "IssuedCertificates" FOR EACH ROW EXECUTE FUNCTION gutcms_refuse_change();

                CREATE TRIGGER "IssuedCertificates_NotTruncated" BEFORE TRUNCATE ON "IssuedCertificates" FOR EACH STATEMENT EXECUTE FUNCTION gutcms_refuse_change();

                CREATE OR REPLACE FUNCTION gutcms_document_gate() RETURNS trigger LANGUAGE plpgsql AS $$
                BEGIN
                    IF EXISTS (SELECT 1 FROM "Documents" p WHERE p."Kind" = 'review-policy'
                        AND p."Name" = COALESCE((SELECT i."ContentType" FROM "ContentItems" i WHERE i."ContentItemId" = NEW."ContentItemId"), p."Name"))
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
            migrationBuilder.DropTable(
                name: "IssuedCertificates");
            migrationBuilder.Sql(
                """
                DROP FUNCTION gutcms_only_ends();

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
    }
}
