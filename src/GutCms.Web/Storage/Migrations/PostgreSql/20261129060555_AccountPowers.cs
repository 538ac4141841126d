using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace GutCms.Web.Storage.Migrations.PostgreSql
{
    /// <inheritdoc />
    public partial class AccountPowers : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.CreateTable(
                name: "AccountPowers",
                columns: table => new
                {
                    PowerId = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    AccountId = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    Power = table.Column<int>(type: "integer", nullable: false),
                    HolderId = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    HolderName = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    SinceUtc = table.Column<long>(type: "bigint", nullable: false),
                    EndedUtc = table.Column<long>(type: "bigint", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_AccountPowers", x => x.PowerId);
                });

            migrationBuilder.CreateIndex(
                name: "IX_AccountPowers_InForce",
                table: "AccountPowers",
                columns: new[] { "AccountId", "Power", "HolderId" },
                unique: true,
                filter: "\"EndedUtc\" IS NULL");

            migrationBuilder.Sql(
                """
                CREATE TRIGGER "AccountPowers_OnlyEnd" BEFORE UPDATE ON "AccountPowers" FOR EACH ROW
                WHEN (OLD."EndedUtc" IS NOT NULL OR NEW."EndedUtc" IS NULL
                    OR (NEW."PowerId", NEW."AccountId", NEW."Power", NEW."HolderId", NEW."HolderName", NEW."SinceUtc")
                        IS DISTINCT FROM (OLD."PowerId", OLD."AccountId", OLD."Power", OLD."HolderId", OLD."HolderName", OLD."SinceUtc"))
                EXECUTE FUNCTION gutcms_refuse_change();

                CREATE TRIGGER "AccountPowers_NotDeleted" BEFORE DELETE ON "AccountPowers" FOR EACH ROW EXECUTE FUNCTION gutcms_refuse_change();

                CREATE TRIGGER "AccountPowers_NotTruncated" BEFORE TRUNCATE ON "AccountPowers" FOR EACH STATEMENT EXECUTE FUNCTION gutcms_refuse_change();
                """);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "AccountPowers");
        }
    }
}
