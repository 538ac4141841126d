using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace GutCms.Web.Storage.Migrations.PostgreSql
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
                    ContentItemId = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    AtUtc = table.Column<long>(type: "bigint", nullable: false),
                    ScheduledById = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    ScheduledByName = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    ScheduledUtc = table.Column<long>(type: "bigint", nullable: false)
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
