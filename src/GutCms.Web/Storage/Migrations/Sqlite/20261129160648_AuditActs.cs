using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace GutCms.Web.Storage.Migrations.Sqlite
{
    /// <inheritdoc />
    public partial class AuditActs : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<string>(
                name: "ActId",
                table: "AuditEntries",
                type: "TEXT",
                nullable: true);

            migrationBuilder.CreateIndex(
                name: "IX_AuditEntries_ActId_Sequence",
                table: "AuditEntries",
                columns: new[] { "ActId", "Sequence" },
                filter: "\"ActId\" IS NOT NULL");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropIndex(
                name: "IX_AuditEntries_ActId_Sequence",
                table: "AuditEntries");

            // Not DropColumn, which makes the table anew and loses its triggers.
            migrationBuilder.Sql(
                """
                ALTER TABLE "AuditEntries" DROP COLUMN "ActId";
                """);
        }
    }
}
