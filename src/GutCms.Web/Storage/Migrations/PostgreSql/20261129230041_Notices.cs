using Microsoft.EntityFrameworkCore.Migrations;
using Npgsql.EntityFrameworkCore.PostgreSQL.Metadata;

#nullable disable

namespace GutCms.Web.Storage.Migrations.PostgreSql
{
    /// <inheritdoc />
    public partial class Notices : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.CreateTable(
                name: "Notices",
                columns: table => new
                {
                    Sequence = table.Column<long>(type: "bigint", nullable: false)
                        .Annotation("Npgsql:ValueGenerationStrategy", NpgsqlValueGenerationStrategy.IdentityByDefaultColumn),
                    NoticeId = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    MessageId = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    UserId = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    UserName = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    Kind = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    OccurredUtc = table.Column<long>(type: "bigint", nullable: false),
                    ActorName = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    ContentItemId = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    ContentType = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    Title = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    Data = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    ReadUtc = table.Column<long>(type: "bigint", nullable: true),
                    Mail = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    MailedTo = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    MailedUtc = table.Column<long>(type: "bigint", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Notices", x => x.Sequence);
                });

            migrationBuilder.CreateIndex(
                name: "IX_Notices_ContentItemId_Sequence",
                table: "Notices",
                columns: new[] { "ContentItemId", "Sequence" });

            migrationBuilder.CreateIndex(
                name: "IX_Notices_Digest",
                table: "Notices",
                columns: new[] { "UserId", "Sequence" },
                filter: "\"Mail\" = 'digest'");

            migrationBuilder.CreateIndex(
                name: "IX_Notices_MessageId_UserId",
                table: "Notices",
                columns: new[] { "MessageId", "UserId" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_Notices_NoticeId",
                table: "Notices",
                column: "NoticeId",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_Notices_Unread",
                table: "Notices",
                column: "UserId",
                filter: "\"ReadUtc\" IS NULL");

            migrationBuilder.CreateIndex(
                name: "IX_Notices_UserId_Sequence",
                table: "Notices",
                columns: new[] { "UserId", "Sequence" });
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "Notices");
        }
    }
}
