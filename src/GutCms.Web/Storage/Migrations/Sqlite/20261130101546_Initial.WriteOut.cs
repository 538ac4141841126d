using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace GutCms.Web.Storage.Migrations.Sqlite
{
    /// <summary>What EF does not know of: full text, triggers and indexes over expressions.</summary>
    public partial class Initial
    {
        private static void WriteOut(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.Sql(
                """
                CREATE TRIGGER "ContentVersions_Permanent" BEFORE DELETE ON "ContentVersions"
                BEGIN
                    SELECT RAISE(ABORT, 'A version of a content item cannot be deleted.');
                END;
                """);

            // Words are split and folded by the program; see SearchTokens. A row is found or not, so neither text nor positions are kept.
            migrationBuilder.Sql(
                """
                CREATE VIRTUAL TABLE "DeliverySearch" USING fts5(words, content='', contentless_delete=1, detail=none, tokenize="ascii tokenchars ':'");
                """);

            // Words gathered in memory before they are written, in bytes. An import of many articles would otherwise merge its index over and over.
            migrationBuilder.Sql(
                """
                INSERT INTO "DeliverySearch"("DeliverySearch", rank) VALUES ('hashsize', 8388608);
                """);

            // The second gate of publication: see Databases/Gate.cs. A row without a hash has no grant, so it is refused too.
            migrationBuilder.Sql(
                """
                CREATE TRIGGER "ContentVersions_GateOnInsert" BEFORE INSERT ON "ContentVersions"
                WHEN NEW."Published" AND EXISTS (SELECT 1 FROM "Documents" p WHERE p."Kind" = 'review-policy' AND p."Name" = NEW."ContentType")
                    AND NOT EXISTS (SELECT 1 FROM "PublicationGrants" g WHERE g."VersionId" = NEW."ContentItemVersionId" AND g."ContentHash" = NEW."ContentHash")
                    AND NOT EXISTS (SELECT 1 FROM "ImportedMarks" m WHERE m."VersionId" = NEW."ContentItemVersionId" AND m."ContentHash" = NEW."ContentHash")
                BEGIN
                    SELECT RAISE(ABORT, 'gutcms-gate: neither approved nor imported.');
                END;
                """);

            migrationBuilder.Sql(
                """
                CREATE TRIGGER "ContentVersions_GateOnUpdate" BEFORE UPDATE OF "Published", "ContentHash" ON "ContentVersions"
                WHEN NEW."Published" AND EXISTS (SELECT 1 FROM "Documents" p WHERE p."Kind" = 'review-policy' AND p."Name" = NEW."ContentType")
                    AND NOT EXISTS (SELECT 1 FROM "PublicationGrants" g WHERE g."VersionId" = NEW."ContentItemVersionId" AND g."ContentHash" = NEW."ContentHash")
                    AND NOT EXISTS (SELECT 1 FROM "ImportedMarks" m WHERE m."VersionId" = NEW."ContentItemVersionId" AND m."ContentHash" = NEW."ContentHash")
                BEGIN
                    SELECT RAISE(ABORT, 'gutcms-gate: neither approved nor imported.');
                END;
                """);

            migrationBuilder.Sql(
                """
                CREATE TRIGGER "AuditEntries_NotChanged" BEFORE UPDATE ON "AuditEntries"
                BEGIN
                    SELECT RAISE(ABORT, 'An entry of the audit log cannot be changed.');
                END;
                """);

            migrationBuilder.Sql(
                """
                CREATE TRIGGER "AuditEntries_NotDeleted" BEFORE DELETE ON "AuditEntries"
                BEGIN
                    SELECT RAISE(ABORT, 'An entry of the audit log cannot be deleted.');
                END;
                """);

            migrationBuilder.Sql(
                """
                CREATE TRIGGER "Decisions_NotChanged" BEFORE UPDATE ON "Decisions"
                WHEN OLD."VoidedUtc" IS NOT NULL OR NEW."VoidedUtc" IS NULL
                BEGIN
                    SELECT RAISE(ABORT, 'A decision cannot be changed, only voided, once.');
                END;
                """);

            migrationBuilder.Sql(
                """
                CREATE TRIGGER "Decisions_NotDeleted" BEFORE DELETE ON "Decisions"
                BEGIN
                    SELECT RAISE(ABORT, 'A decision cannot be deleted.');
                END;
                """);

            migrationBuilder.Sql(
                """
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
                """);

            migrationBuilder.Sql(
                """
                CREATE INDEX "IX_ContentVersions_Live" ON "ContentVersions" ("Sequence", "Published", "ContentType", "Owner", "DisplayText") WHERE "Published";
                """);

            migrationBuilder.Sql(
                """
                CREATE INDEX "IX_ContentVersions_PublishedUtc" ON "ContentVersions" ("PublishedUtc", "Sequence") WHERE "Published";
                """);

            // As "DeliverySearch": found or not, so neither text nor positions are kept.
            migrationBuilder.Sql(
                """
                CREATE VIRTUAL TABLE "EditorialSearch" USING fts5(words, content='', contentless_delete=1, detail=none, tokenize="ascii tokenchars ':'");
                """);

            migrationBuilder.Sql(
                """
                CREATE TRIGGER "AccountPowers_OnlyEnd" BEFORE UPDATE ON "AccountPowers"
                WHEN OLD."EndedUtc" IS NOT NULL OR NEW."EndedUtc" IS NULL OR NEW."PowerId" IS NOT OLD."PowerId" OR NEW."AccountId" IS NOT OLD."AccountId"
                    OR NEW."Power" IS NOT OLD."Power" OR NEW."HolderId" IS NOT OLD."HolderId" OR NEW."HolderName" IS NOT OLD."HolderName" OR NEW."SinceUtc" IS NOT OLD."SinceUtc"
                BEGIN
                    SELECT RAISE(ABORT, 'Power over an account cannot be changed, only ended, once.');
                END;
                """);

            migrationBuilder.Sql(
                """
                CREATE TRIGGER "AccountPowers_NotDeleted" BEFORE DELETE ON "AccountPowers"
                BEGIN
                    SELECT RAISE(ABORT, 'Power over an account cannot be deleted.');
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

            // What INSERT OR REPLACE takes away is deleted past the triggers on deletion.
            migrationBuilder.Sql(
                """
                CREATE TRIGGER "IssuedCertificates_NotReplaced" BEFORE INSERT ON "IssuedCertificates"
                WHEN EXISTS (SELECT 1 FROM "IssuedCertificates" c WHERE (c."List" = NEW."List" AND c."Index" = NEW."Index")
                    OR (c."ContentItemId" = NEW."ContentItemId" AND c."Status" = 0 AND NEW."Status" = 0))
                BEGIN
                    SELECT RAISE(ABORT, 'gutcms-taken: IssuedCertificates has such a row already.');
                END;
                """);

            migrationBuilder.Sql(
                """
                CREATE TRIGGER "Reviews_NotChanged" BEFORE UPDATE ON "Reviews"
                WHEN (NEW."ReviewId" IS NOT OLD."ReviewId" OR NEW."Purpose" IS NOT OLD."Purpose" OR NEW."ContentItemId" IS NOT OLD."ContentItemId" OR NEW."ContentType" IS NOT OLD."ContentType"
                        OR NEW."Policy" IS NOT OLD."Policy" OR NEW."PolicyHash" IS NOT OLD."PolicyHash" OR NEW."SubmittedById" IS NOT OLD."SubmittedById" OR NEW."SubmittedByName" IS NOT OLD."SubmittedByName"
                        OR NEW."SubmittedUtc" IS NOT OLD."SubmittedUtc") OR NEW."Revision" <> OLD."Revision" + 1
                        OR EXISTS (SELECT 1 FROM json_each(OLD."CoveredTexts") o WHERE NOT EXISTS (SELECT 1 FROM json_each(NEW."CoveredTexts") n
                            WHERE json_extract(n.value, '$.versionId') = json_extract(o.value, '$.versionId') AND json_extract(n.value, '$.contentHash') = json_extract(o.value, '$.contentHash')))
                        OR (NEW."State" = 3 AND OLD."State" <> 3 AND NOT EXISTS (SELECT 1 FROM "Decisions" d WHERE d."ReviewId" = NEW."ReviewId" AND d."VoidedUtc" IS NULL AND d."Outcome" <> 1))
                        OR (OLD."ClosedUtc" IS NOT NULL AND (NEW."State" <> OLD."State" OR (NEW."ClosedUtc" IS NULL AND NEW."State" <> 3)))
                BEGIN
                    SELECT RAISE(ABORT, 'gutcms-record: a review only goes on, from submission to its end.');
                END;
                """);

            // An index over an expression, of which the model knows nothing: whoever makes the table anew writes it again.
            migrationBuilder.Sql(
                """
                CREATE INDEX "IX_ContentVersions_LocalizationSet" ON "ContentVersions" (json_extract("Json", '$.LocalizationPart.LocalizationSet')) WHERE json_extract("Json", '$.LocalizationPart.LocalizationSet') IS NOT NULL;
                """);

            migrationBuilder.Sql(
                """
                UPDATE "DeliveryState" SET "History" = lower(hex(randomblob(16)));
                """);
        }
    }
}
