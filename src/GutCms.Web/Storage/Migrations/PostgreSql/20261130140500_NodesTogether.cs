using Microsoft.EntityFrameworkCore.Migrations;
using Npgsql.EntityFrameworkCore.PostgreSQL.Metadata;

#nullable disable

namespace GutCms.Web.Storage.Migrations.PostgreSql
{
    /// <inheritdoc />
    public partial class NodesTogether : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.CreateTable(
                name: "RecipeRuns",
                columns: table => new
                {
                    Sequence = table.Column<long>(type: "bigint", nullable: false)
                        .Annotation("Npgsql:ValueGenerationStrategy", NpgsqlValueGenerationStrategy.IdentityByDefaultColumn),
                    Id = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    FileName = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    Mode = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    StartedById = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    StartedBy = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    StartedUtc = table.Column<long>(type: "bigint", nullable: false),
                    SeenUtc = table.Column<long>(type: "bigint", nullable: false),
                    IsRunning = table.Column<bool>(type: "boolean", nullable: false),
                    EndedUtc = table.Column<long>(type: "bigint", nullable: true),
                    Progress = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    Failure = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    HasFaults = table.Column<bool>(type: "boolean", nullable: false),
                    Report = table.Column<byte[]>(type: "bytea", nullable: true),
                    Recipe = table.Column<byte[]>(type: "bytea", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_RecipeRuns", x => x.Sequence);
                });

            // What was used of limits is of no use after a crash, and not worth writing to the log of the server.
            migrationBuilder.CreateTable(
                name: "UsedLimits",
                columns: table => new
                {
                    Key = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    Segment = table.Column<long>(type: "bigint", nullable: false),
                    Used = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_UsedLimits", x => new { x.Key, x.Segment });
                }).Annotation("Npgsql:UnloggedTable", true);

            migrationBuilder.CreateIndex(
                name: "IX_RecipeRuns_Id",
                table: "RecipeRuns",
                column: "Id",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_RecipeRuns_Running",
                table: "RecipeRuns",
                column: "IsRunning",
                unique: true,
                filter: "\"IsRunning\"");

            migrationBuilder.CreateIndex(
                name: "IX_UsedLimits_Segment",
                table: "UsedLimits",
                column: "Segment");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "RecipeRuns");

            migrationBuilder.DropTable(
                name: "UsedLimits");
        }
    }
}
