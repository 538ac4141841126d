using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace GutCms.Web.Storage.Migrations.Sqlite
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
                    PowerId = table.Column<string>(type: "TEXT", nullable: false),
                    AccountId = table.Column<string>(type: "TEXT", nullable: false),
                    Power = table.Column<int>(type: "INTEGER", nullable: false),
                    HolderId = table.Column<string>(type: "TEXT", nullable: false),
                    HolderName = table.Column<string>(type: "TEXT", nullable: false),
                    SinceUtc = table.Column<long>(type: "INTEGER", nullable: false),
                    EndedUtc = table.Column<long>(type: "INTEGER", nullable: true)
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
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "AccountPowers");
        }
    }
}
