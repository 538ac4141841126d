using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace GutCms.Web.Storage.Migrations.PostgreSql
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
                type: "text",
                nullable: true,
                collation: "C");

            migrationBuilder.AddColumn<string>(
                name: "PolicyHash",
                table: "PublicationGrants",
                type: "text",
                nullable: true,
                collation: "C");

            // What stands on record is added to and goes on; nothing of it becomes something else. Each condition says what the program itself never does.
            migrationBuilder.Sql(
                """
                CREATE FUNCTION gutcms_refuse_record() RETURNS trigger LANGUAGE plpgsql AS $$
                BEGIN
                    RAISE EXCEPTION '%', TG_ARGV[0] USING ERRCODE = 'check_violation';
                END $$;
                """);

            migrationBuilder.Sql(
                """
                CREATE FUNCTION gutcms_publicationgrants_ground() RETURNS trigger LANGUAGE plpgsql AS $$
                BEGIN
                    IF NOT (CASE NEW."Basis"
                        WHEN 0 THEN EXISTS (SELECT 1 FROM "Reviews" r, jsonb_array_elements(r."CoveredTexts"::jsonb) t WHERE r."ReviewId" = NEW."ReviewId" AND r."Purpose" = 0 AND r."State" = 3
                            AND r."PolicyHash" IS NOT DISTINCT FROM NEW."PolicyHash" AND t ->> 'versionId' = NEW."VersionId" AND t ->> 'contentHash' = NEW."ContentHash")
                        WHEN 1 THEN NEW."ReviewId" IS NULL AND EXISTS (SELECT 1 FROM "ImportedMarks" m WHERE m."VersionId" = NEW."VersionId")
                        WHEN 2 THEN NEW."ReviewId" IS NULL AND NOT EXISTS (SELECT 1 FROM "ContentVersions" v JOIN "Documents" p ON p."Kind" = 'review-policy' AND p."Name" = v."ContentType"
                            WHERE v."ContentItemVersionId" = NEW."VersionId")
                        ELSE FALSE END)
                    THEN
                        RAISE EXCEPTION 'gutcms-record: a grant without an approved review, an import mark or a type without a policy.' USING ERRCODE = 'check_violation';
                    END IF;
                    RETURN NEW;
                END $$;

                CREATE TRIGGER "PublicationGrants_Ground" BEFORE INSERT ON "PublicationGrants" FOR EACH ROW EXECUTE FUNCTION gutcms_publicationgrants_ground();
                """);

            migrationBuilder.Sql(
                """
                CREATE FUNCTION gutcms_publicationgrants_notchanged() RETURNS trigger LANGUAGE plpgsql AS $$
                BEGIN
                    IF (NEW."VersionId" IS DISTINCT FROM OLD."VersionId" OR NEW."ContentHash" IS DISTINCT FROM OLD."ContentHash") OR NEW."Basis" <> 0 OR NEW."ReviewId" IS NOT DISTINCT FROM OLD."ReviewId"
                        OR NOT EXISTS (SELECT 1 FROM "Reviews" r, jsonb_array_elements(r."CoveredTexts"::jsonb) t WHERE r."ReviewId" = NEW."ReviewId" AND r."Purpose" = 0 AND r."State" = 3
                            AND r."PolicyHash" IS NOT DISTINCT FROM NEW."PolicyHash" AND t ->> 'versionId' = NEW."VersionId" AND t ->> 'contentHash' = NEW."ContentHash")
                    THEN
                        RAISE EXCEPTION 'gutcms-record: a grant stays as it was given, unless another review approves the text.' USING ERRCODE = 'check_violation';
                    END IF;
                    RETURN NEW;
                END $$;

                CREATE TRIGGER "PublicationGrants_NotChanged" BEFORE UPDATE ON "PublicationGrants" FOR EACH ROW EXECUTE FUNCTION gutcms_publicationgrants_notchanged();
                """);

            migrationBuilder.Sql(
                """
                CREATE TRIGGER "PublicationGrants_NotDeleted" BEFORE DELETE ON "PublicationGrants" FOR EACH ROW EXECUTE FUNCTION gutcms_refuse_record('gutcms-record: a grant cannot be deleted.');
                """);

            migrationBuilder.Sql(
                """
                CREATE FUNCTION gutcms_publications_ground() RETURNS trigger LANGUAGE plpgsql AS $$
                BEGIN
                    IF NEW."Basis" = 0 AND NOT EXISTS (SELECT 1 FROM "PublicationGrants" g WHERE g."VersionId" = NEW."VersionId"
                            AND g."ContentHash" = NEW."ContentHash" AND g."Basis" = 0 AND g."ReviewId" = NEW."ReviewId")
                    THEN
                        RAISE EXCEPTION 'gutcms-record: a publication as approved of what has no such grant.' USING ERRCODE = 'check_violation';
                    END IF;
                    RETURN NEW;
                END $$;

                CREATE TRIGGER "Publications_Ground" BEFORE INSERT ON "Publications" FOR EACH ROW EXECUTE FUNCTION gutcms_publications_ground();
                """);

            migrationBuilder.Sql(
                """
                CREATE FUNCTION gutcms_publications_notchanged() RETURNS trigger LANGUAGE plpgsql AS $$
                BEGIN
                    IF (NEW."ContentItemId" IS DISTINCT FROM OLD."ContentItemId") OR (NEW."VersionId" IS NOT DISTINCT FROM OLD."VersionId" AND NEW."ReviewId" IS NOT DISTINCT FROM OLD."ReviewId" AND NEW."Basis" IS NOT DISTINCT FROM OLD."Basis" AND (NEW."PublishedUtc" IS DISTINCT FROM OLD."PublishedUtc"))
                        OR (NEW."Basis" = 0 AND (NEW."VersionId" IS DISTINCT FROM OLD."VersionId" OR NEW."ContentHash" IS DISTINCT FROM OLD."ContentHash" OR NEW."Basis" IS DISTINCT FROM OLD."Basis" OR NEW."ReviewId" IS DISTINCT FROM OLD."ReviewId") AND NOT EXISTS (SELECT 1 FROM "PublicationGrants" g WHERE g."VersionId" = NEW."VersionId"
                            AND g."ContentHash" = NEW."ContentHash" AND g."Basis" = 0 AND g."ReviewId" = NEW."ReviewId"))
                    THEN
                        RAISE EXCEPTION 'gutcms-record: a publication says what was published when, and as approved only what has such a grant.' USING ERRCODE = 'check_violation';
                    END IF;
                    RETURN NEW;
                END $$;

                CREATE TRIGGER "Publications_NotChanged" BEFORE UPDATE ON "Publications" FOR EACH ROW EXECUTE FUNCTION gutcms_publications_notchanged();
                """);

            migrationBuilder.Sql(
                """
                CREATE FUNCTION gutcms_publications_notdeleted() RETURNS trigger LANGUAGE plpgsql AS $$
                BEGIN
                    IF EXISTS (SELECT 1 FROM "ContentVersions" v WHERE v."ContentItemId" = OLD."ContentItemId" AND v."Published")
                    THEN
                        RAISE EXCEPTION 'gutcms-record: the publication of what is live cannot be deleted.' USING ERRCODE = 'check_violation';
                    END IF;
                    RETURN OLD;
                END $$;

                CREATE TRIGGER "Publications_NotDeleted" BEFORE DELETE ON "Publications" FOR EACH ROW EXECUTE FUNCTION gutcms_publications_notdeleted();
                """);

            migrationBuilder.Sql(
                """
                CREATE TRIGGER "Reviews_Begins" BEFORE INSERT ON "Reviews" FOR EACH ROW
                WHEN (NEW."State" <> 1 OR NEW."Revision" <> 1) EXECUTE FUNCTION gutcms_refuse_record('gutcms-record: a review begins without a result.');
                """);

            migrationBuilder.Sql(
                """
                CREATE FUNCTION gutcms_reviews_notchanged() RETURNS trigger LANGUAGE plpgsql AS $$
                BEGIN
                    IF (NEW."ReviewId" IS DISTINCT FROM OLD."ReviewId" OR NEW."Purpose" IS DISTINCT FROM OLD."Purpose" OR NEW."ContentItemId" IS DISTINCT FROM OLD."ContentItemId" OR NEW."ContentType" IS DISTINCT FROM OLD."ContentType"
                        OR NEW."Policy" IS DISTINCT FROM OLD."Policy" OR NEW."PolicyHash" IS DISTINCT FROM OLD."PolicyHash" OR NEW."SubmittedById" IS DISTINCT FROM OLD."SubmittedById" OR NEW."SubmittedByName" IS DISTINCT FROM OLD."SubmittedByName"
                        OR NEW."SubmittedUtc" IS DISTINCT FROM OLD."SubmittedUtc" OR NEW."OwnerId" IS DISTINCT FROM OLD."OwnerId") OR NEW."Revision" <> OLD."Revision" + 1
                        OR EXISTS (SELECT 1 FROM jsonb_array_elements(OLD."CoveredTexts"::jsonb) o WHERE NOT EXISTS (SELECT 1 FROM jsonb_array_elements(NEW."CoveredTexts"::jsonb) n
                            WHERE n ->> 'versionId' = o ->> 'versionId' AND n ->> 'contentHash' = o ->> 'contentHash'))
                        OR (NEW."State" = 3 AND OLD."State" <> 3 AND NOT EXISTS (SELECT 1 FROM "Decisions" d WHERE d."ReviewId" = NEW."ReviewId" AND d."VoidedUtc" IS NULL AND d."Outcome" <> 1))
                        OR (OLD."ClosedUtc" IS NOT NULL AND (NEW."State" <> OLD."State" OR (NEW."ClosedUtc" IS NULL AND NEW."State" <> 3)))
                    THEN
                        RAISE EXCEPTION 'gutcms-record: a review only goes on, from submission to its end.' USING ERRCODE = 'check_violation';
                    END IF;
                    RETURN NEW;
                END $$;

                CREATE TRIGGER "Reviews_NotChanged" BEFORE UPDATE ON "Reviews" FOR EACH ROW EXECUTE FUNCTION gutcms_reviews_notchanged();
                """);

            migrationBuilder.Sql(
                """
                CREATE TRIGGER "Reviews_NotDeleted" BEFORE DELETE ON "Reviews" FOR EACH ROW EXECUTE FUNCTION gutcms_refuse_record('gutcms-record: a review cannot be deleted.');
                """);

            migrationBuilder.Sql(
                """
                CREATE FUNCTION gutcms_decisions_ofanopenreview() RETURNS trigger LANGUAGE plpgsql AS $$
                BEGIN
                    IF NEW."VoidedUtc" IS NOT NULL OR NOT EXISTS (SELECT 1 FROM "Reviews" r WHERE r."ReviewId" = NEW."ReviewId" AND r."ClosedUtc" IS NULL)
                    THEN
                        RAISE EXCEPTION 'gutcms-record: a decision is made in an open review.' USING ERRCODE = 'check_violation';
                    END IF;
                    RETURN NEW;
                END $$;

                CREATE TRIGGER "Decisions_OfAnOpenReview" BEFORE INSERT ON "Decisions" FOR EACH ROW EXECUTE FUNCTION gutcms_decisions_ofanopenreview();
                """);

            migrationBuilder.Sql(
                """
                CREATE TRIGGER "Decisions_OnlyVoided" BEFORE UPDATE ON "Decisions" FOR EACH ROW
                WHEN ((NEW."DecisionId" IS DISTINCT FROM OLD."DecisionId" OR NEW."ReviewId" IS DISTINCT FROM OLD."ReviewId" OR NEW."VersionId" IS DISTINCT FROM OLD."VersionId" OR NEW."ContentHash" IS DISTINCT FROM OLD."ContentHash"
                        OR NEW."Stage" IS DISTINCT FROM OLD."Stage" OR NEW."Role" IS DISTINCT FROM OLD."Role" OR NEW."ReviewerId" IS DISTINCT FROM OLD."ReviewerId" OR NEW."ReviewerName" IS DISTINCT FROM OLD."ReviewerName"
                        OR NEW."PrintedName" IS DISTINCT FROM OLD."PrintedName" OR NEW."Credential" IS DISTINCT FROM OLD."Credential" OR NEW."Outcome" IS DISTINCT FROM OLD."Outcome" OR NEW."Meaning" IS DISTINCT FROM OLD."Meaning"
                        OR NEW."IsSigned" IS DISTINCT FROM OLD."IsSigned" OR NEW."Comment" IS DISTINCT FROM OLD."Comment" OR NEW."DecidedUtc" IS DISTINCT FROM OLD."DecidedUtc" OR NEW."PresentationHash" IS DISTINCT FROM OLD."PresentationHash")) EXECUTE FUNCTION gutcms_refuse_record('gutcms-record: a decision cannot be changed, only voided, once.');
                """);

            migrationBuilder.Sql(
                """
                CREATE TRIGGER "ImportedMarks_NotChanged" BEFORE UPDATE ON "ImportedMarks" FOR EACH ROW EXECUTE FUNCTION gutcms_refuse_record('gutcms-record: an import mark cannot be changed.');
                """);

            migrationBuilder.Sql(
                """
                CREATE TRIGGER "ImportedMarks_NotDeleted" BEFORE DELETE ON "ImportedMarks" FOR EACH ROW EXECUTE FUNCTION gutcms_refuse_record('gutcms-record: an import mark cannot be deleted.');
                """);

            migrationBuilder.Sql(
                """
                CREATE TRIGGER "VersionAuthors_NotChanged" BEFORE UPDATE ON "VersionAuthors" FOR EACH ROW EXECUTE FUNCTION gutcms_refuse_record('gutcms-record: who wrote a version cannot be changed.');
                """);

            migrationBuilder.Sql(
                """
                CREATE TRIGGER "VersionAuthors_NotDeleted" BEFORE DELETE ON "VersionAuthors" FOR EACH ROW EXECUTE FUNCTION gutcms_refuse_record('gutcms-record: who wrote a version cannot be deleted.');
                """);

            migrationBuilder.Sql(
                """
                CREATE TRIGGER "Withdrawals_NotChanged" BEFORE UPDATE ON "Withdrawals" FOR EACH ROW
                WHEN ((NEW."ContentItemId" IS DISTINCT FROM OLD."ContentItemId") OR NEW."WithdrawnUtc" <= OLD."WithdrawnUtc") EXECUTE FUNCTION gutcms_refuse_record('gutcms-record: a withdrawal cannot be changed; a later one may take its place.');
                """);

            migrationBuilder.Sql(
                """
                CREATE FUNCTION gutcms_withdrawals_notdeleted() RETURNS trigger LANGUAGE plpgsql AS $$
                BEGIN
                    IF NOT EXISTS (SELECT 1 FROM "ContentVersions" v WHERE v."ContentItemId" = OLD."ContentItemId" AND v."Published")
                    THEN
                        RAISE EXCEPTION 'gutcms-record: a withdrawal is in force until the item is live again.' USING ERRCODE = 'check_violation';
                    END IF;
                    RETURN OLD;
                END $$;

                CREATE TRIGGER "Withdrawals_NotDeleted" BEFORE DELETE ON "Withdrawals" FOR EACH ROW EXECUTE FUNCTION gutcms_withdrawals_notdeleted();
                """);

            migrationBuilder.Sql(
                """
                CREATE FUNCTION gutcms_documents_policykept() RETURNS trigger LANGUAGE plpgsql AS $$
                BEGIN
                    IF (NEW."Kind" = 'review-policy' AND NOT EXISTS (SELECT 1 FROM "Documents" t WHERE t."Kind" = 'review-policy-text' AND t."Json" = NEW."Json"))
                        OR (NEW."Kind" = 'review-policy-text' AND EXISTS (SELECT 1 FROM "Documents" t WHERE t."Kind" = NEW."Kind" AND t."Name" = NEW."Name" AND t."Json" <> NEW."Json"))
                    THEN
                        RAISE EXCEPTION 'gutcms-record: a review policy whose text is not kept by its hash, or another text by the same hash.' USING ERRCODE = 'check_violation';
                    END IF;
                    RETURN NEW;
                END $$;

                CREATE TRIGGER "Documents_PolicyKept" BEFORE INSERT ON "Documents" FOR EACH ROW EXECUTE FUNCTION gutcms_documents_policykept();
                """);

            migrationBuilder.Sql(
                """
                CREATE FUNCTION gutcms_documents_policynotchanged() RETURNS trigger LANGUAGE plpgsql AS $$
                BEGIN
                    IF (OLD."Kind" = 'review-policy-text' AND (NEW."Kind" IS DISTINCT FROM OLD."Kind" OR NEW."Name" IS DISTINCT FROM OLD."Name" OR NEW."Json" IS DISTINCT FROM OLD."Json")) OR (OLD."Kind" = 'review-policy' AND (NEW."Kind" IS DISTINCT FROM OLD."Kind" OR NEW."Name" IS DISTINCT FROM OLD."Name"))
                        OR (NEW."Kind" IN ('review-policy', 'review-policy-text') AND OLD."Kind" <> NEW."Kind") OR (NEW."Kind" = 'review-policy' AND NOT EXISTS (SELECT 1 FROM "Documents" t WHERE t."Kind" = 'review-policy-text' AND t."Json" = NEW."Json"))
                    THEN
                        RAISE EXCEPTION 'gutcms-record: a review policy becomes another only with its text kept, and a kept one never.' USING ERRCODE = 'check_violation';
                    END IF;
                    RETURN NEW;
                END $$;

                CREATE TRIGGER "Documents_PolicyNotChanged" BEFORE UPDATE ON "Documents" FOR EACH ROW EXECUTE FUNCTION gutcms_documents_policynotchanged();
                """);

            migrationBuilder.Sql(
                """
                CREATE TRIGGER "Documents_PolicyNotDeleted" BEFORE DELETE ON "Documents" FOR EACH ROW
                WHEN (OLD."Kind" IN ('review-policy', 'review-policy-text')) EXECUTE FUNCTION gutcms_refuse_record('gutcms-record: a review policy cannot be deleted.');
                """);

            migrationBuilder.Sql(
                """
                CREATE TRIGGER "PublicationGrants_NotTruncated" BEFORE TRUNCATE ON "PublicationGrants" FOR EACH STATEMENT EXECUTE FUNCTION gutcms_refuse_record('gutcms-record: PublicationGrants cannot be emptied.');
                """);

            migrationBuilder.Sql(
                """
                CREATE TRIGGER "Publications_NotTruncated" BEFORE TRUNCATE ON "Publications" FOR EACH STATEMENT EXECUTE FUNCTION gutcms_refuse_record('gutcms-record: Publications cannot be emptied.');
                """);

            migrationBuilder.Sql(
                """
                CREATE TRIGGER "Reviews_NotTruncated" BEFORE TRUNCATE ON "Reviews" FOR EACH STATEMENT EXECUTE FUNCTION gutcms_refuse_record('gutcms-record: Reviews cannot be emptied.');
                """);

            migrationBuilder.Sql(
                """
                CREATE TRIGGER "ImportedMarks_NotTruncated" BEFORE TRUNCATE ON "ImportedMarks" FOR EACH STATEMENT EXECUTE FUNCTION gutcms_refuse_record('gutcms-record: ImportedMarks cannot be emptied.');
                """);

            migrationBuilder.Sql(
                """
                CREATE TRIGGER "VersionAuthors_NotTruncated" BEFORE TRUNCATE ON "VersionAuthors" FOR EACH STATEMENT EXECUTE FUNCTION gutcms_refuse_record('gutcms-record: VersionAuthors cannot be emptied.');
                """);

            migrationBuilder.Sql(
                """
                CREATE TRIGGER "Withdrawals_NotTruncated" BEFORE TRUNCATE ON "Withdrawals" FOR EACH STATEMENT EXECUTE FUNCTION gutcms_refuse_record('gutcms-record: Withdrawals cannot be emptied.');
                """);

            migrationBuilder.Sql(
                """
                CREATE TRIGGER "Documents_NotTruncated" BEFORE TRUNCATE ON "Documents" FOR EACH STATEMENT EXECUTE FUNCTION gutcms_refuse_record('gutcms-record: Documents cannot be emptied.');
                """);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.Sql(
                """
                DROP TRIGGER "PublicationGrants_Ground" ON "PublicationGrants";
                DROP FUNCTION gutcms_publicationgrants_ground();
                DROP TRIGGER "PublicationGrants_NotChanged" ON "PublicationGrants";
                DROP FUNCTION gutcms_publicationgrants_notchanged();
                DROP TRIGGER "PublicationGrants_NotDeleted" ON "PublicationGrants";
                DROP TRIGGER "Publications_Ground" ON "Publications";
                DROP FUNCTION gutcms_publications_ground();
                DROP TRIGGER "Publications_NotChanged" ON "Publications";
                DROP FUNCTION gutcms_publications_notchanged();
                DROP TRIGGER "Publications_NotDeleted" ON "Publications";
                DROP FUNCTION gutcms_publications_notdeleted();
                DROP TRIGGER "Reviews_Begins" ON "Reviews";
                DROP TRIGGER "Reviews_NotChanged" ON "Reviews";
                DROP FUNCTION gutcms_reviews_notchanged();
                DROP TRIGGER "Reviews_NotDeleted" ON "Reviews";
                DROP TRIGGER "Decisions_OfAnOpenReview" ON "Decisions";
                DROP FUNCTION gutcms_decisions_ofanopenreview();
                DROP TRIGGER "Decisions_OnlyVoided" ON "Decisions";
                DROP TRIGGER "ImportedMarks_NotChanged" ON "ImportedMarks";
                DROP TRIGGER "ImportedMarks_NotDeleted" ON "ImportedMarks";
                DROP TRIGGER "VersionAuthors_NotChanged" ON "VersionAuthors";
                DROP TRIGGER "VersionAuthors_NotDeleted" ON "VersionAuthors";
                DROP TRIGGER "Withdrawals_NotChanged" ON "Withdrawals";
                DROP TRIGGER "Withdrawals_NotDeleted" ON "Withdrawals";
                DROP FUNCTION gutcms_withdrawals_notdeleted();
                DROP TRIGGER "Documents_PolicyKept" ON "Documents";
                DROP FUNCTION gutcms_documents_policykept();
                DROP TRIGGER "Documents_PolicyNotChanged" ON "Documents";
                DROP FUNCTION gutcms_documents_policynotchanged();
                DROP TRIGGER "Documents_PolicyNotDeleted" ON "Documents";
                DROP TRIGGER "PublicationGrants_NotTruncated" ON "PublicationGrants";
                DROP TRIGGER "Publications_NotTruncated" ON "Publications";
                DROP TRIGGER "Reviews_NotTruncated" ON "Reviews";
                DROP TRIGGER "ImportedMarks_NotTruncated" ON "ImportedMarks";
                DROP TRIGGER "VersionAuthors_NotTruncated" ON "VersionAuthors";
                DROP TRIGGER "Withdrawals_NotTruncated" ON "Withdrawals";
                DROP TRIGGER "Documents_NotTruncated" ON "Documents";
                DROP FUNCTION gutcms_refuse_record();
                """);

            migrationBuilder.DropColumn(
                name: "PolicyHash",
                table: "Reviews");

            migrationBuilder.DropColumn(
                name: "PolicyHash",
                table: "PublicationGrants");
        }
    }
}
