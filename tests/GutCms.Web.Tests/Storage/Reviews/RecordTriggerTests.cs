using System.Collections.Immutable;
using System.Data.Common;
using GutCms.Core.Reviews.Facts;
using GutCms.Core.Reviews.Model;
using GutCms.Core.Security;
using static GutCms.Web.Tests.Storage.Reviews.SampleReviews;
using static GutCms.Web.Tests.Storage.TestContent;

namespace GutCms.Web.Tests.Storage.Reviews;

public sealed class RecordTriggersOnSqliteTests() : RecordTriggerTests(Provider.Sqlite)
{
    [Theory]
    [InlineData("AuditEntries", "\"ActorName\"", "'somebody else'")]
    [InlineData("GrantedTexts", "\"Json\"", "'{}'")]
    [InlineData("PublicationGrants", "\"GrantedUtc\"", "7")]
    [InlineData("ImportedMarks", "\"Recipe\"", "'another'")]
    [InlineData("VersionAuthors", "\"UserName\"", "'nobody'")]
    [InlineData("Publications", "\"PublishedUtc\"", "7")]
    [InlineData("Withdrawals", "\"Reason\"", "'Nothing.'")]
    [InlineData("Decisions", "\"PrintedName\"", "'Dr Somebody Else'")]
    [InlineData("Reviews", "\"State\"", "3")]
    [InlineData("ContentVersions", "\"Json\"", "'{}'")]
    public async Task Refuses_a_row_in_the_place_of_another(string table, string column, string value)
    {
        await FillAsync();
        var columns = (await Storage.TextAsync($"SELECT group_concat('\"' || name || '\"') FROM pragma_table_info('{table}')"))!;

        await RefusedAsync($"INSERT OR REPLACE INTO \"{table}\" ({columns}) SELECT {columns.Replace(column, value, StringComparison.Ordinal)} FROM \"{table}\" LIMIT 1");
    }

    [Fact]
    public async Task Refuses_to_push_another_row_out_of_the_way()
    {
        await FillAsync();

        await RefusedAsync("UPDATE OR REPLACE \"ContentVersions\" SET \"Latest\" = TRUE WHERE NOT \"Latest\"");
        await RefusedAsync("UPDATE OR REPLACE \"ContentVersions\" SET \"Published\" = TRUE WHERE NOT \"Published\"");
    }
}

public sealed class RecordTriggersOnPostgreSqlTests() : RecordTriggerTests(Provider.PostgreSql)
{
    [Theory]
    [InlineData("PublicationGrants")]
    [InlineData("Publications")]
    [InlineData("Reviews")]
    [InlineData("ImportedMarks")]
    [InlineData("VersionAuthors")]
    [InlineData("Withdrawals")]
    [InlineData("Documents")]
    public async Task Refuses_to_empty_a_table(string table)
    {
        await FillAsync();
        await RefusedAsync($"TRUNCATE \"{table}\" CASCADE");
    }
}

/// <summary>What stands on record about approvals: SQL past the program is refused, and what the program does is not.</summary>
public abstract class RecordTriggerTests(Provider provider) : StorageTests(provider)
{
    private string _hash = "";

    [Theory]
    [InlineData("PublicationGrants")]
    [InlineData("Publications")]
    [InlineData("Reviews")]
    [InlineData("Decisions")]
    [InlineData("ImportedMarks")]
    [InlineData("VersionAuthors")]
    [InlineData("Withdrawals")]
    [InlineData("GrantedTexts")]
    [InlineData("Documents")]
    public async Task Refuses_to_delete(string table)
    {
        await FillAsync();
        await RefusedAsync($"DELETE FROM \"{table}\"");
    }

    [Theory]
    [InlineData("\"PublicationGrants\" SET \"ContentHash\" = 'sha256:2'")]
    [InlineData("\"PublicationGrants\" SET \"VersionId\" = 'other'")]
    [InlineData("\"PublicationGrants\" SET \"ReviewId\" = 'none'")]
    [InlineData("\"PublicationGrants\" SET \"Basis\" = 1")]
    [InlineData("\"PublicationGrants\" SET \"GrantedUtc\" = 1")]
    [InlineData("\"PublicationGrants\" SET \"PolicyHash\" = 'sha256:2'")]
    [InlineData("\"Publications\" SET \"ContentItemId\" = 'other'")]
    [InlineData("\"Publications\" SET \"ContentHash\" = 'sha256:2'")]
    [InlineData("\"Publications\" SET \"VersionId\" = 'other'")]
    [InlineData("\"Publications\" SET \"ReviewId\" = 'none'")]
    [InlineData("\"Publications\" SET \"PublishedUtc\" = 1")]
    [InlineData("\"Reviews\" SET \"CoveredTexts\" = '[]'")]
    [InlineData("\"Reviews\" SET \"CoveredTexts\" = '[]', \"Revision\" = \"Revision\" + 1")]
    [InlineData("\"Reviews\" SET \"Policy\" = '{}', \"Revision\" = \"Revision\" + 1")]
    [InlineData("\"Reviews\" SET \"PolicyHash\" = 'x', \"Revision\" = \"Revision\" + 1")]
    [InlineData("\"Reviews\" SET \"ContentItemId\" = 'other', \"Revision\" = \"Revision\" + 1")]
    [InlineData("\"Reviews\" SET \"SubmittedById\" = 'other', \"Revision\" = \"Revision\" + 1")]
    [InlineData("\"Reviews\" SET \"State\" = 0, \"Revision\" = \"Revision\" + 1")]
    [InlineData("\"Reviews\" SET \"State\" = 3, \"Revision\" = \"Revision\" + 1 WHERE \"ClosedUtc\" IS NULL")]
    [InlineData("\"Reviews\" SET \"State\" = 3 WHERE \"ClosedUtc\" IS NULL")]
    [InlineData("\"Decisions\" SET \"PrintedName\" = 'Dr Somebody Else'")]
    [InlineData("\"Decisions\" SET \"PrintedName\" = 'Dr Somebody Else', \"VoidedUtc\" = 1, \"VoidedBy\" = 'x', \"VoidReason\" = 'x'")]
    [InlineData("\"Decisions\" SET \"Outcome\" = 2, \"VoidedUtc\" = 1")]
    [InlineData("\"ImportedMarks\" SET \"ContentHash\" = 'sha256:2'")]
    [InlineData("\"ImportedMarks\" SET \"Recipe\" = 'other'")]
    [InlineData("\"VersionAuthors\" SET \"UserId\" = 'other'")]
    [InlineData("\"Withdrawals\" SET \"Reason\" = 'Nothing.'")]
    [InlineData("\"Withdrawals\" SET \"ContentItemId\" = 'other', \"WithdrawnUtc\" = \"WithdrawnUtc\" + 1")]
    [InlineData("\"Documents\" SET \"Json\" = '{}' WHERE \"Kind\" = 'review-policy'")]
    [InlineData("\"Documents\" SET \"Name\" = 'Other' WHERE \"Kind\" = 'review-policy'")]
    [InlineData("\"Documents\" SET \"Kind\" = 'settings' WHERE \"Kind\" = 'review-policy'")]
    [InlineData("\"Documents\" SET \"Json\" = '{}' WHERE \"Kind\" = 'review-policy-text'")]
    [InlineData("\"Documents\" SET \"Kind\" = 'review-policy' WHERE \"Kind\" = 'settings'")]
    public async Task Refuses_to_change(string change)
    {
        await FillAsync();
        await RefusedAsync("UPDATE " + change);
    }

    [Theory]
    [InlineData("\"PublicationGrants\" (\"VersionId\", \"ContentHash\", \"Basis\", \"ReviewId\", \"GrantedUtc\") SELECT \"ContentItemVersionId\", 'sha256:9', 0, 'none', 1 FROM \"ContentVersions\"")]
    [InlineData("\"PublicationGrants\" (\"VersionId\", \"ContentHash\", \"Basis\", \"ReviewId\", \"GrantedUtc\") SELECT \"VersionId\", 'sha256:9', 0, \"ReviewId\", 1 FROM \"PublicationGrants\"")]
    [InlineData("\"PublicationGrants\" (\"VersionId\", \"ContentHash\", \"Basis\", \"GrantedUtc\") VALUES ('nothing', 'sha256:9', 1, 1)")]
    [InlineData("\"PublicationGrants\" (\"VersionId\", \"ContentHash\", \"Basis\", \"GrantedUtc\") SELECT \"ContentItemVersionId\", 'sha256:9', 2, 1 FROM \"ContentVersions\" WHERE \"ContentType\" = 'Article'")]
    [InlineData("\"PublicationGrants\" (\"VersionId\", \"ContentHash\", \"Basis\", \"GrantedUtc\") SELECT \"ContentItemVersionId\", 'sha256:9', 7, 1 FROM \"ContentVersions\"")]
    [InlineData("\"Publications\" (\"ContentItemId\", \"VersionId\", \"ContentHash\", \"Basis\", \"PublishedUtc\", \"ReviewId\") SELECT 'other', \"VersionId\", 'sha256:9', 0, 1, \"ReviewId\" FROM \"Publications\"")]
    [InlineData("\"Documents\" (\"Kind\", \"Name\", \"Json\") VALUES ('review-policy', 'Series', '{}')")]
    [InlineData("\"Decisions\" (\"DecisionId\", \"ReviewId\", \"VersionId\", \"ContentHash\", \"Stage\", \"Role\", \"ReviewerId\", \"ReviewerName\", \"PrintedName\", \"Outcome\", \"Meaning\", \"IsSigned\", \"DecidedUtc\") "
        + "SELECT 'made-up', \"ReviewId\", \"VersionId\", \"ContentHash\", \"Stage\", \"Role\", 'somebody', 'somebody', 'Somebody', 0, 'x', TRUE, 1 FROM \"Decisions\"")]
    public async Task Refuses_to_add(string row)
    {
        await FillAsync();
        await RefusedAsync("INSERT INTO " + row);
    }

    [Fact]
    public async Task Refuses_a_review_that_begins_with_a_result()
    {
        var refused = await Assert.ThrowsAsync<GutCms.Core.Storage.PublicationRefusedException>(() =>
            Storage.Store.WriteAsync(work => work.Reviews.SaveReviewAsync(Review("x", "gut") with { State = ReviewState.Approved }, Token)));
        Assert.NotNull(refused.InnerException);
    }

    [Fact]
    public async Task Lets_the_program_go_on_with_what_is_on_record()
    {
        await FillAsync();
        await Storage.Store.WriteAsync(async work =>
        {
            var reviews = work.Reviews;

            // Another text under the same approval, as when a disclaimer is changed editorially.
            var run = (await reviews.FindReviewsAsync([Id("r")], Token))[Id("r")];
            run = await reviews.SaveReviewAsync(run with { CoveredTexts = run.CoveredTexts.Add(new(Id("gutv1"), "sha256:2", CoverCause.DisclaimerEditorial, Monday)) }, Token);
            await reviews.AddGrantsAsync([new(Id("gutv1"), "sha256:2", PublicationBasis.Approved, Id("r"), Monday)], Token);
            await reviews.SavePublicationsAsync([Live with { ContentHash = "sha256:2", Certificate = "x", ReviewDueReason = ReviewDueReason.Interval, ReviewDueUtc = Monday }], Token);

            // Approved anew by another review; the first grant for the text is not given a second time.
            await reviews.AddGrantsAsync([await work.ApproveAsync("gut", _hash, "again")], Token);
            await reviews.AddGrantsAsync([new(Id("gutv1"), _hash, PublicationBasis.NoPolicy, null, Monday)], Token);
            Assert.Equal(Id("again"), (await reviews.FindGrantsAsync([Id("gutv1")], Token))[Id("gutv1")].Single(grant => grant.ContentHash == _hash).ReviewId);

            // Taken down, and the run goes on where it ended.
            await work.SetPublishedVersionAsync(Id("gut"), null, null, Editor, Token);
            await reviews.RemovePublicationAsync(Id("gut"), Token);
            await reviews.SaveReviewAsync(run with { ClosedUtc = null }, Token);
            await reviews.VoidDecisionsAsync([Id("rd")], Monday, "author", "The text was edited.", Token);

            await reviews.SaveWithdrawalAsync(Gone with { Reason = "Another one.", WithdrawnUtc = Monday.AddDays(1) }, Token);
            await work.SetPublishedVersionAsync(Id("old"), Id("oldv1"), Monday, Editor, Token);
            await reviews.RemoveWithdrawalAsync(Id("old"), Token);

            await PolicyTexts.SaveAsync(work, "Article", new() { ["ContentType"] = "Article", ["Version"] = "2" }, Token);
            await PolicyTexts.SaveAsync(work, "Article", new() { ["ContentType"] = "Article" }, Token);
        });

        Assert.Equal("3", await Storage.TextAsync("SELECT COUNT(*) FROM \"Documents\" WHERE \"Kind\" LIKE 'review-policy%'"));
    }

    private Publication Live => new(Id("gut"), Id("gutv1"), _hash, PublicationBasis.Approved, Monday) { ReviewId = Id("r"), Certificate = "a.b.c" };

    private static Withdrawal Gone => new(Id("old"), "Disclaimer", Id("oldv1"), null, "Wrong.", null, null, "editor-id", "editor", Monday);

    /// <summary>A row in every table.</summary>
    protected Task FillAsync() => Storage.Store.WriteAsync(async work =>
    {
        await work.SaveDocumentAsync("settings", "site", [], Token);
        await work.SavePolicyAsync();
        await work.AddVersionsAsync([Article("gut", published: false), Disclaimer("old"), Disclaimer("imported"), Disclaimer("two"), Disclaimer("two", version: 2)], null, Token);
        await work.AddAuthorsAsync(new Dictionary<string, ImmutableArray<VersionAuthor>> { [Id("gutv1")] = [new("author-id", "author")] }, Token);
        _hash = (await work.ListVersionsAsync(Id("gut"), Token))[0].ContentHash!;
        await work.SetPublishedVersionAsync(Id("old"), null, null, Editor, Token);
        await work.MarkImportedAsync([new(Id("importedv1"), _hash, "recipe", Monday)], Token);
        await work.KeepTextsAsync(new Dictionary<string, string> { [_hash] = "{\"a\":1}" }, Token);
        await work.Audit.AppendAsync(new(Monday, Editor, "x.y"), Token);
        await work.Reviews.AddGrantsAsync([await work.ApproveAsync("gut", _hash)], Token);
        await work.SetPublishedVersionAsync(Id("gut"), Id("gutv1"), Monday, Editor, Token);
        await work.Reviews.SavePublicationsAsync([Live], Token);
        await work.Reviews.SaveReviewAsync(Review("open", "two"), Token);
        await work.Reviews.SaveWithdrawalAsync(Gone, Token);
    });

    protected async Task RefusedAsync(string sql)
    {
        var refused = await Assert.ThrowsAnyAsync<DbException>(() => Storage.ExecuteAsync(sql));
        Assert.True(
            refused.Message.Contains("gutcms-", StringComparison.Ordinal) || refused.Message.Contains("cannot be", StringComparison.Ordinal),
            "Refused by another than a trigger: " + refused.Message);
    }
}
