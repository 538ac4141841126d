using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace GutCms.Web.Storage.Migrations.PostgreSql
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
                    DocumentId = table.Column<long>(type: "bigint", nullable: false),
                    Name = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    Value = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    Type = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    PublishedUtc = table.Column<long>(type: "bigint", nullable: false),
                    ModifiedUtc = table.Column<long>(type: "bigint", nullable: false),
                    TitleKey = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    ContentItemId = table.Column<string>(type: "text", nullable: false, collation: "C")
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
