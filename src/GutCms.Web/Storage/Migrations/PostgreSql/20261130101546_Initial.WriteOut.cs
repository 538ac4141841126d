using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace GutCms.Web.Storage.Migrations.PostgreSql
{
    /// <summary>What EF does not know of: full text, triggers and indexes over expressions.</summary>
    public partial class Initial
    {
        private static void WriteOut(MigrationBuilder migrationBuilder)
        {
            // Versions are immutable: only their flags, the instant of publication and the hash made then may change.
            migrationBuilder.Sql(
                """
                CREATE FUNCTION gutcms_refuse_version_change() RETURNS trigger LANGUAGE plpgsql AS $$
                BEGIN
                    RAISE EXCEPTION 'A version of a content item cannot be changed or deleted.';
                END $$;
                """);

            migrationBuilder.Sql(
                """
                CREATE TRIGGER "ContentVersions_Permanent" BEFORE DELETE ON "ContentVersions"
                FOR EACH ROW EXECUTE FUNCTION gutcms_refuse_version_change();
                """);

            migrationBuilder.Sql(
                """
                CREATE TRIGGER "ContentVersions_NotTruncated" BEFORE TRUNCATE ON "ContentVersions"
                FOR EACH STATEMENT EXECUTE FUNCTION gutcms_refuse_version_change();
                """);

            // Words are split and folded by the program; see SearchTokens. The vectors are read by their index alone, so they stand beside the table.
            migrationBuilder.Sql(
                """
                CREATE TABLE "DeliverySearch" ("Id" bigint NOT NULL CONSTRAINT "PK_DeliverySearch" PRIMARY KEY, "Vector" tsvector NOT NULL) WITH (toast_tuple_target = 128);
                """);

            migrationBuilder.Sql(
                """
                ALTER TABLE "DeliverySearch" ALTER COLUMN "Vector" SET STORAGE EXTERNAL;
                """);

            migrationBuilder.Sql(
                """
                CREATE INDEX "IX_DeliverySearch_Vector" ON "DeliverySearch" USING gin ("Vector");
                """);

            // The second gate of publication: see Databases/Gate.cs. A row without a hash has no grant, so it is refused too.
            migrationBuilder.Sql(
                """
                CREATE FUNCTION gutcms_gate() RETURNS trigger LANGUAGE plpgsql AS $$
                BEGIN
                    IF NEW."Published" AND EXISTS (SELECT 1 FROM "Documents" p WHERE p."Kind" = 'review-policy' AND p."Name" = NEW."ContentType")
                    AND NOT EXISTS (SELECT 1 FROM "PublicationGrants" g WHERE g."VersionId" = NEW."ContentItemVersionId" AND g."ContentHash" = NEW."ContentHash")
                    AND NOT EXISTS (SELECT 1 FROM "ImportedMarks" m WHERE m."VersionId" = NEW."ContentItemVersionId" AND m."ContentHash" = NEW."ContentHash")
                    THEN
                        RAISE EXCEPTION 'gutcms-gate: neither approved nor imported.' USING ERRCODE = 'check_violation';
                    END IF;
                    RETURN NEW;
                END $$;
                """);

            migrationBuilder.Sql(
                """
                CREATE TRIGGER "ContentVersions_GateOnInsert" BEFORE INSERT ON "ContentVersions" FOR EACH ROW EXECUTE FUNCTION gutcms_gate();
                """);

            migrationBuilder.Sql(
                """
                CREATE TRIGGER "ContentVersions_GateOnUpdate" BEFORE UPDATE OF "Published", "ContentHash" ON "ContentVersions"
                FOR EACH ROW EXECUTE FUNCTION gutcms_gate();
                """);

            migrationBuilder.Sql(
                """
                CREATE FUNCTION gutcms_refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$
                BEGIN
                    RAISE EXCEPTION 'A row of % cannot be changed or deleted.', TG_TABLE_NAME;
                END $$;
                """);

            migrationBuilder.Sql(
                """
                CREATE TRIGGER "AuditEntries_NotChanged" BEFORE UPDATE OR DELETE ON "AuditEntries" FOR EACH ROW EXECUTE FUNCTION gutcms_refuse_change();
                """);

            migrationBuilder.Sql(
                """
                CREATE TRIGGER "AuditEntries_NotTruncated" BEFORE TRUNCATE ON "AuditEntries" FOR EACH STATEMENT EXECUTE FUNCTION gutcms_refuse_change();
                """);

            migrationBuilder.Sql(
                """
                CREATE TRIGGER "Decisions_NotChanged" BEFORE UPDATE ON "Decisions" FOR EACH ROW
                WHEN (OLD."VoidedUtc" IS NOT NULL OR NEW."VoidedUtc" IS NULL) EXECUTE FUNCTION gutcms_refuse_change();
                """);

            migrationBuilder.Sql(
                """
                CREATE TRIGGER "Decisions_NotDeleted" BEFORE DELETE ON "Decisions" FOR EACH ROW EXECUTE FUNCTION gutcms_refuse_change();
                """);

            migrationBuilder.Sql(
                """
                CREATE TRIGGER "Decisions_NotTruncated" BEFORE TRUNCATE ON "Decisions" FOR EACH STATEMENT EXECUTE FUNCTION gutcms_refuse_change();
                """);

            migrationBuilder.Sql(
                """
                CREATE TRIGGER "ContentVersions_Immutable" BEFORE UPDATE OF
                    "Sequence", "ContentItemId", "ContentItemVersionId", "ContentType", "VersionNumber", "DisplayText", "ModifiedUtc", "CreatedUtc",
                    "Owner", "Author", "Origin", "Path", "SeriesPosition", "Json", "Uncited"
                ON "ContentVersions" FOR EACH ROW EXECUTE FUNCTION gutcms_refuse_version_change();
                """);

            // The texts stand beside the table, so that a list passes by them; long titles have no room in an index.
            migrationBuilder.Sql(
                """
                CREATE INDEX "IX_ContentVersions_Editorial" ON "ContentVersions" ("Sequence", "ContentType") WHERE "Latest";
                """);

            migrationBuilder.Sql(
                """
                CREATE INDEX "IX_ContentVersions_Live" ON "ContentVersions" ("Sequence", "ContentType") WHERE "Published";
                """);

            migrationBuilder.Sql(
                """
                CREATE INDEX "IX_ContentVersions_PublishedUtc" ON "ContentVersions" ("PublishedUtc", "Sequence") WHERE "Published";
                """);

            // As "DeliverySearch": the vectors are read by their index alone.
            migrationBuilder.Sql(
                """
                CREATE TABLE "EditorialSearch" ("Id" bigint NOT NULL CONSTRAINT "PK_EditorialSearch" PRIMARY KEY, "Vector" tsvector NOT NULL) WITH (toast_tuple_target = 128);
                """);

            migrationBuilder.Sql(
                """
                ALTER TABLE "EditorialSearch" ALTER COLUMN "Vector" SET STORAGE EXTERNAL;
                """);

            migrationBuilder.Sql(
                """
                CREATE INDEX "IX_EditorialSearch_Vector" ON "EditorialSearch" USING gin ("Vector");
                """);

            migrationBuilder.Sql(
                """
                CREATE TRIGGER "AccountPowers_OnlyEnd" BEFORE UPDATE ON "AccountPowers" FOR EACH ROW
                WHEN (OLD."EndedUtc" IS NOT NULL OR NEW."EndedUtc" IS NULL
                    OR (NEW."PowerId", NEW."AccountId", NEW."Power", NEW."HolderId", NEW."HolderName", NEW."SinceUtc")
                        IS DISTINCT FROM (OLD."PowerId", OLD."AccountId", OLD."Power", OLD."HolderId", OLD."HolderName", OLD."SinceUtc"))
                EXECUTE FUNCTION gutcms_refuse_change();
                """);

            migrationBuilder.Sql(
                """
                CREATE TRIGGER "AccountPowers_NotDeleted" BEFORE DELETE ON "AccountPowers" FOR EACH ROW EXECUTE FUNCTION gutcms_refuse_change();
                """);

            migrationBuilder.Sql(
                """
                CREATE TRIGGER "AccountPowers_NotTruncated" BEFORE TRUNCATE ON "AccountPowers" FOR EACH STATEMENT EXECUTE FUNCTION gutcms_refuse_change();
                """);

            migrationBuilder.Sql(
                """
                CREATE FUNCTION gutcms_document_gate() RETURNS trigger LANGUAGE plpgsql AS $$
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

            migrationBuilder.Sql(
                """
                CREATE TRIGGER "DeliveryDocuments_Gate" BEFORE INSERT ON "DeliveryDocuments" FOR EACH ROW EXECUTE FUNCTION gutcms_document_gate();
                """);

            migrationBuilder.Sql(
                """
                CREATE TRIGGER "DeliveryDocuments_NotChanged" BEFORE UPDATE ON "DeliveryDocuments" FOR EACH ROW EXECUTE FUNCTION gutcms_refuse_change();
                """);

            migrationBuilder.Sql(
                """
                CREATE TRIGGER "GrantedTexts_NotChanged" BEFORE UPDATE OR DELETE ON "GrantedTexts" FOR EACH ROW EXECUTE FUNCTION gutcms_refuse_change();
                """);

            migrationBuilder.Sql(
                """
                CREATE TRIGGER "GrantedTexts_NotTruncated" BEFORE TRUNCATE ON "GrantedTexts" FOR EACH STATEMENT EXECUTE FUNCTION gutcms_refuse_change();
                """);

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
                """);

            migrationBuilder.Sql(
                """
                CREATE TRIGGER "IssuedCertificates_OnlyEnds" BEFORE UPDATE ON "IssuedCertificates" FOR EACH ROW EXECUTE FUNCTION gutcms_only_ends();
                """);

            migrationBuilder.Sql(
                """
                CREATE TRIGGER "IssuedCertificates_NotDeleted" BEFORE DELETE ON "IssuedCertificates" FOR EACH ROW EXECUTE FUNCTION gutcms_refuse_change();
                """);

            migrationBuilder.Sql(
                """
                CREATE TRIGGER "IssuedCertificates_NotTruncated" BEFORE TRUNCATE ON "IssuedCertificates" FOR EACH STATEMENT EXECUTE FUNCTION gutcms_refuse_change();
                """);

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
                """);

            migrationBuilder.Sql(
                """
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
                """);

            migrationBuilder.Sql(
                """
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
                """);

            migrationBuilder.Sql(
                """
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
                """);

            migrationBuilder.Sql(
                """
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
                """);

            migrationBuilder.Sql(
                """
                CREATE TRIGGER "Publications_NotDeleted" BEFORE DELETE ON "Publications" FOR EACH ROW EXECUTE FUNCTION gutcms_publications_notdeleted();
                """);

            migrationBuilder.Sql(
                """
                CREATE TRIGGER "Reviews_Begins" BEFORE INSERT ON "Reviews" FOR EACH ROW
                WHEN (NEW."State" <> 1 OR NEW."Revision" <> 1) EXECUTE FUNCTION gutcms_refuse_record('gutcms-record: a review begins without a result.');
                """);

            // Whose an item is can change while it is in review, and lists of one's own ask the review.
            migrationBuilder.Sql(
                """
                CREATE FUNCTION gutcms_reviews_notchanged() RETURNS trigger LANGUAGE plpgsql AS $$
                BEGIN
                    IF (NEW."ReviewId" IS DISTINCT FROM OLD."ReviewId" OR NEW."Purpose" IS DISTINCT FROM OLD."Purpose" OR NEW."ContentItemId" IS DISTINCT FROM OLD."ContentItemId" OR NEW."ContentType" IS DISTINCT FROM OLD."ContentType"
                        OR NEW."Policy" IS DISTINCT FROM OLD."Policy" OR NEW."PolicyHash" IS DISTINCT FROM OLD."PolicyHash" OR NEW."SubmittedById" IS DISTINCT FROM OLD."SubmittedById" OR NEW."SubmittedByName" IS DISTINCT FROM OLD."SubmittedByName"
                        OR NEW."SubmittedUtc" IS DISTINCT FROM OLD."SubmittedUtc") OR NEW."Revision" <> OLD."Revision" + 1
                        OR EXISTS (SELECT 1 FROM jsonb_array_elements(OLD."CoveredTexts"::jsonb) o WHERE NOT EXISTS (SELECT 1 FROM jsonb_array_elements(NEW."CoveredTexts"::jsonb) n
                            WHERE n ->> 'versionId' = o ->> 'versionId' AND n ->> 'contentHash' = o ->> 'contentHash'))
                        OR (NEW."State" = 3 AND OLD."State" <> 3 AND NOT EXISTS (SELECT 1 FROM "Decisions" d WHERE d."ReviewId" = NEW."ReviewId" AND d."VoidedUtc" IS NULL AND d."Outcome" <> 1))
                        OR (OLD."ClosedUtc" IS NOT NULL AND (NEW."State" <> OLD."State" OR (NEW."ClosedUtc" IS NULL AND NEW."State" <> 3)))
                    THEN
                        RAISE EXCEPTION 'gutcms-record: a review only goes on, from submission to its end.' USING ERRCODE = 'check_violation';
                    END IF;
                    RETURN NEW;
                END $$;
                """);

            migrationBuilder.Sql(
                """
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
                """);

            migrationBuilder.Sql(
                """
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
                """);

            migrationBuilder.Sql(
                """
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
                """);

            migrationBuilder.Sql(
                """
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
                """);

            migrationBuilder.Sql(
                """
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

            // An index over an expression, of which the model knows nothing: whoever makes the table anew writes it again.
            migrationBuilder.Sql(
                """
                CREATE INDEX "IX_ContentVersions_LocalizationSet" ON "ContentVersions" (("Json"::jsonb #>> '{LocalizationPart,LocalizationSet}')) WHERE ("Json"::jsonb #>> '{LocalizationPart,LocalizationSet}') IS NOT NULL;
                """);

            migrationBuilder.Sql(
                """
                UPDATE "DeliveryState" SET "History" = md5(random()::text || clock_timestamp()::text);
                """);
        }
    }
}
