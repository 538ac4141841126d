using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace GutCms.Web.Storage.Migrations.Sqlite
{
    /// <inheritdoc />
    public partial class ReadingByDate : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.CreateIndex(
                name: "IX_Decisions_DecidedUtc",
                table: "Decisions",
                column: "DecidedUtc");

            migrationBuilder.CreateIndex(
                name: "IX_Decisions_ReviewId",
                table: "Decisions",
                column: "ReviewId");

            migrationBuilder.CreateIndex(
                name: "IX_Decisions_VoidedUtc",
                table: "Decisions",
                column: "VoidedUtc",
                filter: "\"VoidedUtc\" IS NOT NULL");

            migrationBuilder.CreateIndex(
                name: "IX_ContentItems_LiveDueUtc",
                table: "ContentItems",
                column: "LiveDueUtc",
                filter: "\"LiveDueUtc\" IS NOT NULL");

            migrationBuilder.CreateIndex(
                name: "IX_ContentItems_LiveReviewDue",
                table: "ContentItems",
                column: "LiveState",
                filter: "\"LiveState\" = 5");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropIndex(
                name: "IX_Decisions_DecidedUtc",
                table: "Decisions");

            migrationBuilder.DropIndex(
                name: "IX_Decisions_ReviewId",
                table: "Decisions");

            migrationBuilder.DropIndex(
                name: "IX_Decisions_VoidedUtc",
                table: "Decisions");

            migrationBuilder.DropIndex(
                name: "IX_ContentItems_LiveDueUtc",
                table: "ContentItems");

            migrationBuilder.DropIndex(
                name: "IX_ContentItems_LiveReviewDue",
                table: "ContentItems");
        }
    }
}
