using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace GutCms.Web.Storage.Migrations.PostgreSql
{
    /// <inheritdoc />
    public partial class TranslationSets : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            // An index over an expression, of which the model knows nothing: whoever makes the table anew writes it again.
            migrationBuilder.Sql(
                """
                CREATE INDEX "IX_ContentVersions_LocalizationSet" ON "ContentVersions" (("Json"::jsonb #>> '{LocalizationPart,LocalizationSet}')) WHERE ("Json"::jsonb #>> '{LocalizationPart,LocalizationSet}') IS NOT NULL;
                """);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.Sql(
                """
                DROP INDEX "IX_ContentVersions_LocalizationSet";
                """);
        }
    }
}
