using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace GutCms.Web.Storage.Migrations.Sqlite
{
    /// <inheritdoc />
    public partial class DeliveryValues : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.CreateTable(
                name: "DeliveryValues",
                columns: table => new
                {
                    DocumentId = table.Column<long>(type: "INTEGER", nullable: false),
                    Name = table.Column<string>(type: "TEXT", nullable: false),
                    Value = table.Column<string>(type: "TEXT", nullable: false),
                    Type = table.Column<string>(type: "TEXT", nullable: false),
                    PublishedUtc = table.Column<long>(type: "INTEGER", nullable: false),
                    ModifiedUtc = table.Column<long>(type: "INTEGER", nullable: false),
                    TitleKey = table.Column<string>(type: "TEXT", nullable: false),
                    ContentItemId = table.Column<string>(type: "TEXT", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_DeliveryValues", x => new { x.DocumentId, x.Name, x.Value });
                    table.ForeignKey(
                        name: "FK_DeliveryValues_DeliveryDocuments_DocumentId",
                        column: x => x.DocumentId,
                        principalTable: "DeliveryDocuments",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateIndex(
                name: "IX_DeliveryValues_Type_Name_Value_ModifiedUtc_ContentItemId",
                table: "DeliveryValues",
                columns: new[] { "Type", "Name", "Value", "ModifiedUtc", "ContentItemId" });

            migrationBuilder.CreateIndex(
                name: "IX_DeliveryValues_Type_Name_Value_PublishedUtc_ContentItemId",
                table: "DeliveryValues",
                columns: new[] { "Type", "Name", "Value", "PublishedUtc", "ContentItemId" });

            migrationBuilder.CreateIndex(
                name: "IX_DeliveryValues_Type_Name_Value_TitleKey_ContentItemId",
                table: "DeliveryValues",
                columns: new[] { "Type", "Name", "Value", "TitleKey", "ContentItemId" });
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "DeliveryValues");
        }
    }
}
