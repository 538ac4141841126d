using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace GutCms.Web.Storage.Migrations.Sqlite
{
    /// <inheritdoc />
    public partial class ScheduledTakeDowns : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.CreateTable(
                name: "ScheduledTakeDowns",
                columns: table => new
                {
                    ContentItemId = table.Column<string>(type: "TEXT", nullable: false),
                    AtUtc = table.Column<long>(type: "INTEGER", nullable: false),
                    ScheduledById = table.Column<string>(type: "TEXT", nullable: false),
                    ScheduledByName = table.Column<string>(type: "TEXT", nullable: false),
                    ScheduledUtc = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_ScheduledTakeDowns", x => x.ContentItemId);
                });

            migrationBuilder.CreateIndex(
                name: "IX_ScheduledTakeDowns_AtUtc",
                table: "ScheduledTakeDowns",
                column: "AtUtc");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "ScheduledTakeDowns");
        }
    }
}
