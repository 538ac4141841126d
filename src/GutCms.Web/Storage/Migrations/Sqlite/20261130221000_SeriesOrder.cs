using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace GutCms.Web.Storage.Migrations.Sqlite
{
    /// <inheritdoc />
    public partial class SeriesOrder : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.CreateIndex(
                name: "IX_DeliveryDocuments_SeriesId_PositionKey_PublishedUtc_ContentItemId",
                table: "DeliveryDocuments",
                columns: new[] { "SeriesId", "PositionKey", "PublishedUtc", "ContentItemId" },
                filter: "\"SeriesId\" IS NOT NULL");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropIndex(
                name: "IX_DeliveryDocuments_SeriesId_PositionKey_PublishedUtc_ContentItemId",
                table: "DeliveryDocuments");
        }
    }
}
