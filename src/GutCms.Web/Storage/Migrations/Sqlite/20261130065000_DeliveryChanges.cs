using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace GutCms.Web.Storage.Migrations.Sqlite
{
    /// <inheritdoc />
    public partial class DeliveryChanges : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<string>(
                name: "History",
                table: "DeliveryState",
                type: "TEXT",
                nullable: false,
                defaultValue: "");

            migrationBuilder.AddColumn<long>(
                name: "LastChange",
                table: "DeliveryState",
                type: "INTEGER",
                nullable: false,
                defaultValue: 0L);

            migrationBuilder.AddColumn<long>(
                name: "LostChange",
                table: "DeliveryState",
                type: "INTEGER",
                nullable: false,
                defaultValue: 0L);

            migrationBuilder.CreateTable(
                name: "DeliveryChanges",
                columns: table => new
                {
                    Subject = table.Column<string>(type: "TEXT", nullable: false),
                    Number = table.Column<long>(type: "INTEGER", nullable: false),
                    Appeared = table.Column<long>(type: "INTEGER", nullable: false),
                    Moved = table.Column<long>(type: "INTEGER", nullable: false),
                    Kind = table.Column<int>(type: "INTEGER", nullable: false),
                    Key = table.Column<string>(type: "TEXT", nullable: false),
                    ETag = table.Column<string>(type: "TEXT", nullable: false),
                    Live = table.Column<int>(type: "INTEGER", nullable: false),
                    ChangedUtc = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_DeliveryChanges", x => x.Subject);
                });

            migrationBuilder.CreateIndex(
                name: "IX_DeliveryDocuments_Kind_ModifiedUtc_ContentItemId",
                table: "DeliveryDocuments",
                columns: new[] { "Kind", "ModifiedUtc", "ContentItemId" });

            migrationBuilder.CreateIndex(
                name: "IX_DeliveryDocuments_SeriesSlug_ModifiedUtc_ContentItemId",
                table: "DeliveryDocuments",
                columns: new[] { "SeriesSlug", "ModifiedUtc", "ContentItemId" },
                filter: "\"SeriesSlug\" IS NOT NULL");

            migrationBuilder.CreateIndex(
                name: "IX_DeliveryChanges_ChangedUtc",
                table: "DeliveryChanges",
                column: "ChangedUtc",
                filter: "\"Live\" = 0");

            migrationBuilder.CreateIndex(
                name: "IX_DeliveryChanges_Number",
                table: "DeliveryChanges",
                column: "Number",
                unique: true);

            // What there is already: documents in the order of their first publication, withdrawals, former addresses.
            migrationBuilder.Sql(
                """
                INSERT INTO "DeliveryChanges" ("Subject", "Number", "Appeared", "Moved", "Kind", "Key", "ETag", "Live", "ChangedUtc")
                SELECT "ContentItemId", ROW_NUMBER() OVER (ORDER BY "Id"), ROW_NUMBER() OVER (ORDER BY "Id"), 0, "Kind", "Key", "ETag", 1, "LastModifiedUtc" FROM "DeliveryDocuments";
                """);
            migrationBuilder.Sql(
                """
                INSERT INTO "DeliveryChanges" ("Subject", "Number", "Appeared", "Moved", "Kind", "Key", "ETag", "Live", "ChangedUtc")
                SELECT w."ContentItemId", (SELECT COALESCE(MAX("Number"), 0) FROM "DeliveryChanges") + ROW_NUMBER() OVER (ORDER BY w."WithdrawnUtc", w."ContentItemId"), (SELECT COALESCE(MAX("Number"), 0) FROM "DeliveryChanges") + ROW_NUMBER() OVER (ORDER BY w."WithdrawnUtc", w."ContentItemId"), 0,
                    CASE w."ContentType" WHEN 'Article' THEN 0 WHEN 'Series' THEN 1 ELSE 2 END,
                    CASE WHEN w."ContentType" <> 'Disclaimer' AND w."PathKey" IS NOT NULL THEN substr(w."PathKey", instr(w."PathKey", '/') + 1) ELSE w."ContentItemId" END, '', 0, w."WithdrawnUtc"
                FROM "Withdrawals" w
                WHERE w."ContentType" IN ('Article', 'Series', 'Disclaimer') AND NOT EXISTS (SELECT 1 FROM "DeliveryDocuments" d WHERE d."ContentItemId" = w."ContentItemId");
                """);
            migrationBuilder.Sql(
                """
                INSERT INTO "DeliveryChanges" ("Subject", "Number", "Appeared", "Moved", "Kind", "Key", "ETag", "Live", "ChangedUtc")
                SELECT json_extract("Json", '$.Path'), (SELECT COALESCE(MAX("Number"), 0) FROM "DeliveryChanges") + ROW_NUMBER() OVER (ORDER BY "Name"), (SELECT COALESCE(MAX("Number"), 0) FROM "DeliveryChanges") + ROW_NUMBER() OVER (ORDER BY "Name"), 0,
                    CASE WHEN json_extract("Json", '$.Path') LIKE 'series/%' THEN 1 ELSE 0 END, json_extract("Json", '$.ContentItemId'), '', 1, 0
                FROM "Documents"
                WHERE "Kind" = 'address' AND json_extract("Json", '$.Path') IS NOT NULL AND json_extract("Json", '$.ContentItemId') IS NOT NULL;
                """);
            migrationBuilder.Sql(
                """
                UPDATE "DeliveryState" SET "History" = lower(hex(randomblob(16))), "LastChange" = (SELECT COALESCE(MAX("Number"), 0) FROM "DeliveryChanges");
                """);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "DeliveryChanges");

            migrationBuilder.DropIndex(
                name: "IX_DeliveryDocuments_Kind_ModifiedUtc_ContentItemId",
                table: "DeliveryDocuments");

            migrationBuilder.DropIndex(
                name: "IX_DeliveryDocuments_SeriesSlug_ModifiedUtc_ContentItemId",
                table: "DeliveryDocuments");

            migrationBuilder.DropColumn(
                name: "History",
                table: "DeliveryState");

            migrationBuilder.DropColumn(
                name: "LastChange",
                table: "DeliveryState");

            migrationBuilder.DropColumn(
                name: "LostChange",
                table: "DeliveryState");
        }
    }
}
