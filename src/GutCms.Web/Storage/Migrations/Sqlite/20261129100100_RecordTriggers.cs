using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace GutCms.Web.Storage.Migrations.Sqlite
{
    /// <inheritdoc />
    public partial class RecordTriggers : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<string>(
                name: "PolicyHash",
                table: "Reviews",
                type: "TEXT",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "PolicyHash",
                table: "PublicationGrants",
                type: "TEXT",
                nullable: true);

            // What stands on record is added to and goes on; nothing of it becomes something else. Each condition says what the program itself never does.
            migrationBuilder.Sql(
                """
                CREATE TRIGGER "PublicationGrants_Ground" BEFORE INSERT ON "PublicationGrants"
                WHEN NOT (CASE NEW."Basis"
                        WHEN 0 THEN EXISTS (SELECT 1 FROM "Reviews" r, json_each(r."CoveredTexts") t WHERE r."ReviewId" = NEW."ReviewId" AND r."Purpose" = 0 AND r."State" = 3
                            AND r."PolicyHash" IS NEW."PolicyHash" AND json_extract(t.value, '$.versionId') = NEW."VersionId" AND json_extract(t.value, '$.contentHash') = NEW."ContentHash")
                        WHEN 1 THEN NEW."ReviewId" IS NULL AND EXISTS (SELECT 1 FROM "ImportedMarks" m WHERE m."VersionId" = NEW."VersionId")
                        WHEN 2 THEN NEW."ReviewId" IS NULL AND NOT EXISTS (SELECT 1 FROM "ContentVersions" v JOIN "Documents" p ON p."Kind" = 'review-policy' AND p."Name" = v."ContentType"
                            WHERE v."ContentItemVersionId" = NEW."VersionId")
                        ELSE FALSE END)
                BEGIN
                    SELECT RAISE(ABORT, 'gutcms-record: a grant without an approved review, an import mark or a type without a policy.');
                END;
                """);

            migrationBuilder.Sql(
                """
                CREATE TRIGGER "PublicationGrants_NotChanged" BEFORE UPDATE ON "PublicationGrants"
                WHEN (NEW."VersionId" IS NOT OLD."VersionId" OR NEW."ContentHash" IS NOT OLD."ContentHash") OR NEW."Basis" <> 0 OR NEW."ReviewId" IS OLD."ReviewId"
                        OR NOT EXISTS (SELECT 1 FROM "Reviews" r, json_each(r."CoveredTexts") t WHERE r."ReviewId" = NEW."ReviewId" AND r."Purpose" = 0 AND r."State" = 3
                            AND r."PolicyHash" IS NEW."PolicyHash" AND json_extract(t.value, '$.versionId') = NEW."VersionId" AND json_extract(t.value, '$.contentHash') = NEW."ContentHash")
                BEGIN
                    SELECT RAISE(ABORT, 'gutcms-record: a grant stays as it was given, unless another review approves the text.');
                END;
                """);

            migrationBuilder.Sql(
                """
                CREATE TRIGGER "PublicationGrants_NotDeleted" BEFORE DELETE ON "PublicationGrants"
                BEGIN
                    SELECT RAISE(ABORT, 'gutcms-record: a grant cannot be deleted.');
                END;
                """);

            migrationBuilder.Sql(
                """
                CREATE TRIGGER "Publications_Ground" BEFORE INSERT ON "Publications"
                WHEN NEW."Basis" = 0 AND NOT EXISTS (SELECT 1 FROM "PublicationGrants" g WHERE g."VersionId" = NEW."VersionId"
                            AND g."ContentHash" = NEW."ContentHash" AND g."Basis" = 0 AND g."ReviewId" = NEW."ReviewId")
                BEGIN
                    SELECT RAISE(ABORT, 'gutcms-record: a publication as approved of what has no such grant.');
                END;
                """);

            migrationBuilder.Sql(
                """
                CREATE TRIGGER "Publications_NotChanged" BEFORE UPDATE ON "Publications"
                WHEN (NEW."ContentItemId" IS NOT OLD."ContentItemId") OR (NEW."VersionId" IS OLD."VersionId" AND NEW."ReviewId" IS OLD."ReviewId" AND NEW."Basis" IS OLD."Basis" AND (NEW."PublishedUtc" IS NOT OLD."PublishedUtc"))
                        OR (NEW."Basis" = 0 AND (NEW."VersionId" IS NOT OLD."VersionId" OR NEW."ContentHash" IS NOT OLD."ContentHash" OR NEW."Basis" IS NOT OLD."Basis" OR NEW."ReviewId" IS NOT OLD."ReviewId") AND NOT EXISTS (SELECT 1 FROM "PublicationGrants" g WHERE g."VersionId" = NEW."VersionId"
                            AND g."ContentHash" = NEW."ContentHash" AND g."Basis" = 0 AND g."ReviewId" = NEW."ReviewId"))
                BEGIN
                    SELECT RAISE(ABORT, 'gutcms-record: a publication says what was published when, and as approved only what has such a grant.');
                END;
                """);

            migrationBuilder.Sql(
                """
                CREATE TRIGGER "Publications_NotDeleted" BEFORE DELETE ON "Publications"
                WHEN EXISTS (SELECT 1 FROM "ContentVersions" v WHERE v."ContentItemId" = OLD."ContentItemId" AND v."Published")
                BEGIN
                    SELECT RAISE(ABORT, 'gutcms-record: the publication of what is live cannot be deleted.');
                END;
                """);

            migrationBuilder.Sql(
                """
                CREATE TRIGGER "Reviews_Begins" BEFORE INSERT ON "Reviews"
                WHEN NEW."State" <> 1 OR NEW."Revision" <> 1
                BEGIN
                    SELECT RAISE(ABORT, 'gutcms-record: a review begins without a result.');
                END;
                """);

            migrationBuilder.Sql(
                """
                CREATE TRIGGER "Reviews_NotChanged" BEFORE UPDATE ON "Reviews"
                WHEN (NEW."ReviewId" IS NOT OLD."ReviewId" OR NEW."Purpose" IS NOT OLD."Purpose" OR NEW."ContentItemId" IS NOT OLD."ContentItemId" OR NEW."ContentType" IS NOT OLD."ContentType"
                        OR NEW."Policy" IS NOT OLD."Policy" OR NEW."PolicyHash" IS NOT OLD."PolicyHash" OR NEW."SubmittedById" IS NOT OLD."SubmittedById" OR NEW."SubmittedByName" IS NOT OLD."SubmittedByName"
                        OR NEW."SubmittedUtc" IS NOT OLD."SubmittedUtc" OR NEW."OwnerId" IS NOT OLD."OwnerId") OR NEW."Revision" <> OLD."Revision" + 1
                        OR EXISTS (SELECT 1 FROM json_each(OLD."CoveredTexts") o WHERE NOT EXISTS (SELECT 1 FROM json_each(NEW."CoveredTexts") n
                            WHERE json_extract(n.value, '$.versionId') = json_extract(o.value, '$.versionId') AND json_extract(n.value, '$.contentHash') = json_extract(o.value, '$.contentHash')))
                        OR (NEW."State" = 3 AND OLD."State" <> 3 AND NOT EXISTS (SELECT 1 FROM "Decisions" d WHERE d."ReviewId" = NEW."ReviewId" AND d."VoidedUtc" IS NULL AND d."Outcome" <> 1))
                        OR (OLD."ClosedUtc" IS NOT NULL AND (NEW."State" <> OLD."State" OR (NEW."ClosedUtc" IS NULL AND NEW."State" <> 3)))
                BEGIN
                    SELECT RAISE(ABORT, 'gutcms-record: a review only goes on, from submission to its end.');
                END;
                """);

            migrationBuilder.Sql(
                """
                CREATE TRIGGER "Reviews_NotDeleted" BEFORE DELETE ON "Reviews"
                BEGIN
                    SELECT RAISE(ABORT, 'gutcms-record: a review cannot be deleted.');
                END;
                """);

            migrationBuilder.Sql(
                """
                CREATE TRIGGER "Decisions_OfAnOpenReview" BEFORE INSERT ON "Decisions"
                WHEN NEW."VoidedUtc" IS NOT NULL OR NOT EXISTS (SELECT 1 FROM "Reviews" r WHERE r."ReviewId" = NEW."ReviewId" AND r."ClosedUtc" IS NULL)
                BEGIN
                    SELECT RAISE(ABORT, 'gutcms-record: a decision is made in an open review.');
                END;
                """);

            migrationBuilder.Sql(
                """
                CREATE TRIGGER "Decisions_OnlyVoided" BEFORE UPDATE ON "Decisions"
                WHEN (NEW."DecisionId" IS NOT OLD."DecisionId" OR NEW."ReviewId" IS NOT OLD."ReviewId" OR NEW."VersionId" IS NOT OLD."VersionId" OR NEW."ContentHash" IS NOT OLD."ContentHash"
                        OR NEW."Stage" IS NOT OLD."Stage" OR NEW."Role" IS NOT OLD."Role" OR NEW."ReviewerId" IS NOT OLD."ReviewerId" OR NEW."ReviewerName" IS NOT OLD."ReviewerName"
                        OR NEW."PrintedName" IS NOT OLD."PrintedName" OR NEW."Credential" IS NOT OLD."Credential" OR NEW."Outcome" IS NOT OLD."Outcome" OR NEW."Meaning" IS NOT OLD."Meaning"
                        OR NEW."IsSigned" IS NOT OLD."IsSigned" OR NEW."Comment" IS NOT OLD."Comment" OR NEW."DecidedUtc" IS NOT OLD."DecidedUtc" OR NEW."PresentationHash" IS NOT OLD."PresentationHash")
                BEGIN
                    SELECT RAISE(ABORT, 'gutcms-record: a decision cannot be changed, only voided, once.');
                END;
                """);

            migrationBuilder.Sql(
                """
                CREATE TRIGGER "ImportedMarks_NotChanged" BEFORE UPDATE ON "ImportedMarks"
                BEGIN
                    SELECT RAISE(ABORT, 'gutcms-record: an import mark cannot be changed.');
                END;
                """);

            migrationBuilder.Sql(
                """
                CREATE TRIGGER "ImportedMarks_NotDeleted" BEFORE DELETE ON "ImportedMarks"
                BEGIN
                    SELECT RAISE(ABORT, 'gutcms-record: an import mark cannot be deleted.');
                END;
                """);

            migrationBuilder.Sql(
                """
                CREATE TRIGGER "VersionAuthors_NotChanged" BEFORE UPDATE ON "VersionAuthors"
                BEGIN
                    SELECT RAISE(ABORT, 'gutcms-record: who wrote a version cannot be changed.');
                END;
                """);

            migrationBuilder.Sql(
                """
                CREATE TRIGGER "VersionAuthors_NotDeleted" BEFORE DELETE ON "VersionAuthors"
                BEGIN
                    SELECT RAISE(ABORT, 'gutcms-record: who wrote a version cannot be deleted.');
                END;
                """);

            migrationBuilder.Sql(
                """
                CREATE TRIGGER "Withdrawals_NotChanged" BEFORE UPDATE ON "Withdrawals"
                WHEN (NEW."ContentItemId" IS NOT OLD."ContentItemId") OR NEW."WithdrawnUtc" <= OLD."WithdrawnUtc"
                BEGIN
                    SELECT RAISE(ABORT, 'gutcms-record: a withdrawal cannot be changed; a later one may take its place.');
                END;
                """);

            migrationBuilder.Sql(
                """
                CREATE TRIGGER "Withdrawals_NotDeleted" BEFORE DELETE ON "Withdrawals"
                WHEN NOT EXISTS (SELECT 1 FROM "ContentVersions" v WHERE v."ContentItemId" = OLD."ContentItemId" AND v."Published")
                BEGIN
                    SELECT RAISE(ABORT, 'gutcms-record: a withdrawal is in force until the item is live again.');
                END;
                """);

            migrationBuilder.Sql(
                """
                CREATE TRIGGER "Documents_PolicyKept" BEFORE INSERT ON "Documents"
                WHEN (NEW."Kind" = 'review-policy' AND NOT EXISTS (SELECT 1 FROM "Documents" t WHERE t."Kind" = 'review-policy-text' AND t."Json" = NEW."Json"))
                        OR (NEW."Kind" = 'review-policy-text' AND EXISTS (SELECT 1 FROM "Documents" t WHERE t."Kind" = NEW."Kind" AND t."Name" = NEW."Name" AND t."Json" <> NEW."Json"))
                BEGIN
                    SELECT RAISE(ABORT, 'gutcms-record: a review policy whose text is not kept by its hash, or another text by the same hash.');
                END;
                """);

            migrationBuilder.Sql(
                """
                CREATE TRIGGER "Documents_PolicyNotChanged" BEFORE UPDATE ON "Documents"
                WHEN (OLD."Kind" = 'review-policy-text' AND (NEW."Kind" IS NOT OLD."Kind" OR NEW."Name" IS NOT OLD."Name" OR NEW."Json" IS NOT OLD."Json")) OR (OLD."Kind" = 'review-policy' AND (NEW."Kind" IS NOT OLD."Kind" OR NEW."Name" IS NOT OLD."Name"))
                        OR (NEW."Kind" IN ('review-policy', 'review-policy-text') AND OLD."Kind" <> NEW."Kind") OR (NEW."Kind" = 'review-policy' AND NOT EXISTS (SELECT 1 FROM "Documents" t WHERE t."Kind" = 'review-policy-text' AND t."Json" = NEW."Json"))
                BEGIN
                    SELECT RAISE(ABORT, 'gutcms-record: a review policy becomes another only with its text kept, and a kept one never.');
                END;
                """);

            migrationBuilder.Sql(
                """
                CREATE TRIGGER "Documents_PolicyNotDeleted" BEFORE DELETE ON "Documents"
                WHEN OLD."Kind" IN ('review-policy', 'review-policy-text')
                BEGIN
                    SELECT RAISE(ABORT, 'gutcms-record: a review policy cannot be deleted.');
                END;
                """);

            // OR REPLACE takes the row in the way out without asking the triggers of its deletion.
            migrationBuilder.Sql(
                """
                CREATE TRIGGER "ContentVersions_NotReplaced" BEFORE INSERT ON "ContentVersions"
                WHEN EXISTS (SELECT 1 FROM "ContentVersions" v WHERE v."ContentItemVersionId" = NEW."ContentItemVersionId") OR EXISTS (SELECT 1 FROM "ContentVersions" v WHERE v."Sequence" = NEW."Sequence")
                        OR (NEW."Latest" AND EXISTS (SELECT 1 FROM "ContentVersions" v WHERE v."ContentItemId" = NEW."ContentItemId" AND v."Latest"))
                        OR (NEW."Published" AND EXISTS (SELECT 1 FROM "ContentVersions" v WHERE v."ContentItemId" = NEW."ContentItemId" AND v."Published"))
                BEGIN
                    SELECT RAISE(ABORT, 'gutcms-taken: ContentVersions has such a row already.');
                END;
                """);

            migrationBuilder.Sql(
                """
                CREATE TRIGGER "AuditEntries_NotReplaced" BEFORE INSERT ON "AuditEntries"
                WHEN EXISTS (SELECT 1 FROM "AuditEntries" v WHERE v."Sequence" = NEW."Sequence")
                BEGIN
                    SELECT RAISE(ABORT, 'gutcms-taken: AuditEntries has such a row already.');
                END;
                """);

            migrationBuilder.Sql(
                """
                CREATE TRIGGER "GrantedTexts_NotReplaced" BEFORE INSERT ON "GrantedTexts"
                WHEN EXISTS (SELECT 1 FROM "GrantedTexts" v WHERE v."ContentHash" = NEW."ContentHash")
                BEGIN
                    SELECT RAISE(ABORT, 'gutcms-taken: GrantedTexts has such a row already.');
                END;
                """);

            migrationBuilder.Sql(
                """
                CREATE TRIGGER "PublicationGrants_NotReplaced" BEFORE INSERT ON "PublicationGrants"
                WHEN EXISTS (SELECT 1 FROM "PublicationGrants" v WHERE v."VersionId" = NEW."VersionId" AND v."ContentHash" = NEW."ContentHash")
                BEGIN
                    SELECT RAISE(ABORT, 'gutcms-taken: PublicationGrants has such a row already.');
                END;
                """);

            migrationBuilder.Sql(
                """
                CREATE TRIGGER "ImportedMarks_NotReplaced" BEFORE INSERT ON "ImportedMarks"
                WHEN EXISTS (SELECT 1 FROM "ImportedMarks" v WHERE v."VersionId" = NEW."VersionId" AND v."ContentHash" = NEW."ContentHash")
                BEGIN
                    SELECT RAISE(ABORT, 'gutcms-taken: ImportedMarks has such a row already.');
                END;
                """);

            migrationBuilder.Sql(
                """
                CREATE TRIGGER "VersionAuthors_NotReplaced" BEFORE INSERT ON "VersionAuthors"
                WHEN EXISTS (SELECT 1 FROM "VersionAuthors" v WHERE v."VersionId" = NEW."VersionId" AND v."Ordinal" = NEW."Ordinal")
                BEGIN
                    SELECT RAISE(ABORT, 'gutcms-taken: VersionAuthors has such a row already.');
                END;
                """);

            migrationBuilder.Sql(
                """
                CREATE TRIGGER "Publications_NotReplaced" BEFORE INSERT ON "Publications"
                WHEN EXISTS (SELECT 1 FROM "Publications" v WHERE v."ContentItemId" = NEW."ContentItemId")
                BEGIN
                    SELECT RAISE(ABORT, 'gutcms-taken: Publications has such a row already.');
                END;
                """);

            migrationBuilder.Sql(
                """
                CREATE TRIGGER "Withdrawals_NotReplaced" BEFORE INSERT ON "Withdrawals"
                WHEN EXISTS (SELECT 1 FROM "Withdrawals" v WHERE v."ContentItemId" = NEW."ContentItemId")
                BEGIN
                    SELECT RAISE(ABORT, 'gutcms-taken: Withdrawals has such a row already.');
                END;
                """);

            migrationBuilder.Sql(
                """
                CREATE TRIGGER "Reviews_NotReplaced" BEFORE INSERT ON "Reviews"
                WHEN EXISTS (SELECT 1 FROM "Reviews" v WHERE v."ReviewId" = NEW."ReviewId" OR (v."ContentItemId" = NEW."ContentItemId" AND v."Purpose" = NEW."Purpose" AND v."ClosedUtc" IS NULL AND NEW."ClosedUtc" IS NULL))
                BEGIN
                    SELECT RAISE(ABORT, 'gutcms-taken: Reviews has such a row already.');
                END;
                """);

            migrationBuilder.Sql(
                """
                CREATE TRIGGER "Decisions_NotReplaced" BEFORE INSERT ON "Decisions"
                WHEN EXISTS (SELECT 1 FROM "Decisions" v WHERE v."DecisionId" = NEW."DecisionId") OR EXISTS (SELECT 1 FROM "Decisions" v WHERE v."ReviewId" = NEW."ReviewId" AND v."Stage" = NEW."Stage" AND v."ReviewerId" = NEW."ReviewerId"
                        AND v."VoidedUtc" IS NULL AND v."Outcome" <> 1 AND NEW."Outcome" <> 1)
                BEGIN
                    SELECT RAISE(ABORT, 'gutcms-taken: Decisions has such a row already.');
                END;
                """);

            migrationBuilder.Sql(
                """
                CREATE TRIGGER "ContentVersions_FlagTaken" BEFORE UPDATE OF "Latest", "Published" ON "ContentVersions"
                WHEN (NEW."Latest" AND NOT OLD."Latest" AND EXISTS (SELECT 1 FROM "ContentVersions" v WHERE v."ContentItemId" = NEW."ContentItemId" AND v."Latest"))
                        OR (NEW."Published" AND NOT OLD."Published" AND EXISTS (SELECT 1 FROM "ContentVersions" v WHERE v."ContentItemId" = NEW."ContentItemId" AND v."Published"))
                BEGIN
                    SELECT RAISE(ABORT, 'gutcms-taken: another version of the item has the flag.');
                END;
                """);

            migrationBuilder.Sql(
                """
                CREATE TRIGGER "Reviews_OneOpen" BEFORE UPDATE ON "Reviews"
                WHEN NEW."ClosedUtc" IS NULL AND OLD."ClosedUtc" IS NOT NULL
                    AND EXISTS (SELECT 1 FROM "Reviews" v WHERE v."ContentItemId" = NEW."ContentItemId" AND v."Purpose" = NEW."Purpose" AND v."ClosedUtc" IS NULL)
                BEGIN
                    SELECT RAISE(ABORT, 'gutcms-taken: another review of the item is open.');
                END;
                """);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.Sql(
                """
                DROP TRIGGER "PublicationGrants_Ground";
                DROP TRIGGER "PublicationGrants_NotChanged";
                DROP TRIGGER "PublicationGrants_NotDeleted";
                DROP TRIGGER "Publications_Ground";
                DROP TRIGGER "Publications_NotChanged";
                DROP TRIGGER "Publications_NotDeleted";
                DROP TRIGGER "Reviews_Begins";
                DROP TRIGGER "Reviews_NotChanged";
                DROP TRIGGER "Reviews_NotDeleted";
                DROP TRIGGER "Decisions_OfAnOpenReview";
                DROP TRIGGER "Decisions_OnlyVoided";
                DROP TRIGGER "ImportedMarks_NotChanged";
                DROP TRIGGER "ImportedMarks_NotDeleted";
                DROP TRIGGER "VersionAuthors_NotChanged";
                DROP TRIGGER "VersionAuthors_NotDeleted";
                DROP TRIGGER "Withdrawals_NotChanged";
                DROP TRIGGER "Withdrawals_NotDeleted";
                DROP TRIGGER "Documents_PolicyKept";
                DROP TRIGGER "Documents_PolicyNotChanged";
                DROP TRIGGER "Documents_PolicyNotDeleted";
                DROP TRIGGER "ContentVersions_NotReplaced";
                DROP TRIGGER "AuditEntries_NotReplaced";
                DROP TRIGGER "GrantedTexts_NotReplaced";
                DROP TRIGGER "PublicationGrants_NotReplaced";
                DROP TRIGGER "ImportedMarks_NotReplaced";
                DROP TRIGGER "VersionAuthors_NotReplaced";
                DROP TRIGGER "Publications_NotReplaced";
                DROP TRIGGER "Withdrawals_NotReplaced";
                DROP TRIGGER "Reviews_NotReplaced";
                DROP TRIGGER "Decisions_NotReplaced";
                DROP TRIGGER "ContentVersions_FlagTaken";
                DROP TRIGGER "Reviews_OneOpen";
                ALTER TABLE "Reviews" DROP COLUMN "PolicyHash";
                ALTER TABLE "PublicationGrants" DROP COLUMN "PolicyHash";
                """);
        }
    }
}
