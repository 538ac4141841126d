using System.Text.Json.Nodes;
using GutCms.Core.Audit;
using GutCms.Core.Reviews.Policies;
using GutCms.Core.Reviews.UseCases;
using GutCms.Core.Storage;
using GutCms.Core.Verification;
using GutCms.Web.Storage.Databases;
using GutCms.Web.Storage.Model;
using GutCms.Web.Tests.ReviewApi;
using GutCms.Web.Tests.Storage;
using GutCms.Web.Tests.Storage.Reviews;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace GutCms.Web.Tests.Verification;

public sealed class ManipulationsOnSqliteTests() : ManipulationTests(Provider.Sqlite);

public sealed class ManipulationsOnPostgreSqlTests() : ManipulationTests(Provider.PostgreSql);

/// <summary>Somebody with the rights of the database's owner changes what is stored; the verification names each change.</summary>
public abstract class ManipulationTests(Provider provider) : VerificationTests(provider)
{
    [Fact]
    public async Task Each_manipulation_is_named()
    {
        await WorkAsync();
        Assert.NotNull(await CheckpointAsync());
        var whole = await VerifyAsync();
        Assert.Empty(whole.Findings);
        Assert.True(whole.Items > 3);

        var missed = new List<string>();
        foreach (var (fault, statements) in Manipulations())
        {
            var found = await VerifyAsync(statements);
            if (found.Intact || found.Findings.All(finding => finding.Fault != fault))
            {
                missed.Add($"{fault} of {string.Join("; ", statements)}: found {string.Join(", ", found.Findings.Select(finding => finding.Fault))}");
            }
        }

        Assert.True(missed.Count == 0, string.Join('\n', missed));
        Assert.Empty((await VerifyAsync()).Findings);
    }

    [Fact]
    public async Task A_text_stays_whole_when_its_policy_has_become_another_since()
    {
        await PublishedAsync("approved");
        await using var scope = Site.Services.CreateAsyncScope();
        var policy = await scope.ServiceProvider.GetRequiredService<IContentStore>().ReadAsync(work => work.GetDocumentAsync(ReviewPolicyJson.DocumentKind, "Article", Token));
        var before = (string?)policy!["Version"];
        (policy["Version"], policy["ReviewEveryMonths"]) = ("another", 3);
        var saved = await scope.ServiceProvider.GetRequiredService<SaveReviewPolicy>().ExecuteAsync(GutCms.Core.Security.Actor.System, new(policy, before), Token);
        Assert.True(saved.Value is not null, saved.Refusal?.Message);

        Assert.Empty((await VerifyAsync()).Findings);
    }

    [Fact]
    public async Task A_log_that_was_hashed_anew_as_a_whole_is_named_by_the_checkpoint()
    {
        await WorkAsync();
        await CheckpointAsync();

        var found = await VerifyAsync(context => RehashAsync(context, entry => entry.Sequence == 4 ? ("somebody else", entry.Action) : (entry.ActorName, entry.Action)), []);

        Assert.Contains(found.Findings, finding => finding.Fault == SiteFault.LogRewritten);
        Assert.DoesNotContain(found.Findings, finding => finding.Fault == SiteFault.LogBroken);
    }

    [Fact]
    public async Task Checkpoints_are_made_each_day_and_each_so_many_entries_and_are_missed_when_they_are_gone()
    {
        Assert.NotNull(await CheckpointAsync());
        Assert.Null(await CheckpointAsync());
        Site.Leap(1);
        Assert.NotNull(await CheckpointAsync());
        Assert.Null(await CheckpointAsync());
        await PublishedAsync("more-entries");
        Assert.NotNull(await CheckpointAsync(entries: 2));
        Assert.Empty((await VerifyAsync()).Findings);

        ForgeCheckpoint();
        Assert.Equal([SiteFault.CheckpointForged], (await VerifyAsync()).Findings.Select(finding => finding.Fault));
        LoseCheckpoints();
        Assert.Equal([SiteFault.CheckpointMissing], (await VerifyAsync()).Findings.Select(finding => finding.Fault));
    }

    [Fact]
    public async Task Time_that_goes_back_is_named_and_the_site_is_whole_all_the_same()
    {
        Site.Leap(2);
        await PublishedAsync("later");
        Site.Time.AdjustTime(Site.Time.GetUtcNow().AddDays(-1));

        var found = await VerifyAsync();

        Assert.Equal([SiteFault.TimeWentBack], found.Findings.Select(finding => finding.Fault));
        Assert.True(found.Intact);
    }

    [Fact]
    public async Task A_series_that_was_published_before_its_type_came_under_a_policy_is_whole()
    {
        await Site.RemovePolicyAsync("Series");
        (await PostAsync("editor", "api/content", new JsonObject
        {
            ["ContentType"] = "Series",
            ["DisplayText"] = "Before the policy",
            ["TitlePart"] = new JsonObject { ["Title"] = "Before the policy" },
            ["AutoroutePart"] = new JsonObject { ["Path"] = "series/before-the-policy" },
        })).Expect(200);
        await using (var scope = Site.Services.CreateAsyncScope())
        {
            var policy = new JsonObject { ["ContentType"] = "Series", ["Version"] = "of-now", ["Stages"] = new JsonArray(new JsonObject { ["Name"] = "Medical", ["Role"] = "MedicalReviewer" }) };
            var saved = await scope.ServiceProvider.GetRequiredService<SaveReviewPolicy>().ExecuteAsync(GutCms.Core.Security.Actor.System, new(policy, null), Token);
            Assert.True(saved.Value is not null, saved.Refusal?.Message);
        }

        // As on a site that had never had one for series.
        var whole = await VerifyAsync(WithoutFirstPolicyAsync, []);
        Assert.Empty(whole.Findings);

        // As the log stands here, the type had one all the time: whoever took it away did so past the program.
        Assert.Contains(SiteFault.GrantMissing, (await VerifyAsync()).Findings.Select(finding => finding.Fault));

        // A draft that was made live past the program was not published by anybody.
        (await PostAsync("editor", "api/content?draft=true", new JsonObject
        {
            ["ContentType"] = "Series",
            ["DisplayText"] = "turned-back",
            ["TitlePart"] = new JsonObject { ["Title"] = "turned-back" },
            ["AutoroutePart"] = new JsonObject { ["Path"] = "series/turned-back" },
        })).Expect(200);
        var forged = await VerifyAsync(
            WithoutFirstPolicyAsync,
            "INSERT INTO \"PublicationGrants\" (\"VersionId\", \"ContentHash\", \"Basis\", \"GrantedUtc\") SELECT v.\"ContentItemVersionId\", v.\"ContentHash\", 2, 0 FROM \"ContentVersions\" v WHERE v.\"DisplayText\" = 'turned-back'",
            "UPDATE \"ContentVersions\" SET \"Published\" = TRUE WHERE \"DisplayText\" = 'turned-back'");
        Assert.Contains(SiteFault.GrantMissing, forged.Findings.Select(finding => finding.Fault));

        static Task WithoutFirstPolicyAsync(GutCmsDbContext context)
        {
            var first = true;
            return RehashAsync(context, entry =>
            {
                var isFirst = first && entry.Action == AuditActions.ReviewPolicyChange && entry.Details.Contains("Series", StringComparison.Ordinal);
                first &= !isFirst;
                return (entry.ActorName, isFirst ? AuditActions.SettingsChange : entry.Action);
            });
        }
    }

    [Fact]
    public async Task A_certificate_that_is_gone_from_the_register_is_missed_also_when_it_has_ended()
    {
        var id = await PublishedAsync("certified");
        var seen = await ReviewAsync(id);
        (await PostAsync("reviewer", $"api/review/{id}/renew", new JsonObject
        {
            ["contentHash"] = (string?)seen["published"]["contentHash"],
            ["presentationHash"] = (string?)seen["published"]["presentationHash"],
            ["signature"] = new JsonObject { ["password"] = ReviewApiSite.Password },
        }, seen.Tag)).Expect(200);
        var gone = await PublishedAsync("gone");
        (await PullAsync("editor", gone, "withdraw", new() { ["reason"] = "A wrong dose." })).Expect(200);
        Assert.Empty((await VerifyAsync()).Findings);

        await using var context = Site.Services.GetRequiredService<Database>().CreateContext();
        var issued = await context.IssuedCertificates.AsNoTracking().ToListAsync(Token);
        Assert.Equal(3, issued.Count);
        foreach (var place in issued.Select(certificate => $"\"List\" = {certificate.List} AND \"Index\" = {certificate.Index}"))
        {
            foreach (var statement in new[] { "DELETE FROM \"IssuedCertificates\"", "UPDATE \"IssuedCertificates\" SET \"Index\" = 9000", "UPDATE \"IssuedCertificates\" SET \"VersionId\" = 'another'", "UPDATE \"IssuedCertificates\" SET \"ContentItemId\" = 'another'", "UPDATE \"IssuedCertificates\" SET \"IssuedUtc\" = 0" })
            {
                var found = (await VerifyAsync($"{statement} WHERE {place}")).Findings;
                Assert.True(found.Any(finding => finding.Fault == SiteFault.RegisterAltered), $"{statement} WHERE {place}: {string.Join(", ", found)}");
            }
        }

        foreach (var statement in new[] { "UPDATE \"IssuedCertificates\" SET \"Status\" = 1 WHERE \"Status\" = 0", "UPDATE \"IssuedCertificates\" SET \"KeyId\" = 'another' WHERE \"Status\" = 0", "UPDATE \"IssuedCertificates\" SET \"Issuer\" = 'https://another.example' WHERE \"Status\" = 0" })
        {
            var found = (await VerifyAsync(statement)).Findings;
            Assert.Equal([(SiteFault.RegisterAltered, id)], found.Select(finding => (finding.Fault, finding.ContentItemId!)));
        }
    }

    /// <summary>Something of everything that can be compared.</summary>
    private async Task WorkAsync()
    {
        await PublishedAsync("approved");
        var turnedBack = await DraftAsync("turned-back");
        (await PullAsync("author", turnedBack, "submit")).Expect(200);
        (await PullAsync("reviewer2", turnedBack, "requestChanges", new() { ["comment"] = "No." })).Expect(200);
        (await EditAsync("author", await ApprovedAsync("edited"), "The gut sings.")).Expect(200);
        var gone = await PublishedAsync("gone");
        (await PullAsync("editor", gone, "withdraw", new() { ["reason"] = "A wrong dose." })).Expect(200);
    }

    private static IEnumerable<(SiteFault Fault, string[] Statements)> Manipulations()
    {
        const string Item = "(SELECT \"ContentItemId\" FROM \"Publications\" WHERE \"ReviewId\" IS NOT NULL)";
        const string Version = "(SELECT \"VersionId\" FROM \"Publications\" WHERE \"ReviewId\" IS NOT NULL)";
        const string Review = "(SELECT \"ReviewId\" FROM \"Publications\" WHERE \"ReviewId\" IS NOT NULL)";
        const string Imported = "(SELECT m.\"VersionId\" FROM \"ImportedMarks\" m JOIN \"ContentVersions\" v ON v.\"ContentItemVersionId\" = m.\"VersionId\" WHERE v.\"Published\" AND v.\"ContentType\" = 'Article' ORDER BY 1 LIMIT 1)";
        const string Zeros = "'sha256:0000000000000000000000000000000000000000000000000000000000000000'";

        // What is served.
        foreach (var (column, fault) in new[] { ("Identity", SiteFault.ETagAltered), ("Identity", SiteFault.DocumentAltered), ("Gzip", SiteFault.EncodingAltered), ("Brotli", SiteFault.EncodingAltered) })
        {
            yield return (fault, [$"UPDATE \"DeliveryDocuments\" SET \"{column}\" = (SELECT o.\"{column}\" FROM \"DeliveryDocuments\" o WHERE o.\"ContentItemId\" <> {Item} AND o.\"Kind\" = 0 ORDER BY o.\"Id\" LIMIT 1) WHERE \"ContentItemId\" = {Item}"]);
        }

        const string Other = "(SELECT o.\"Id\" FROM \"DeliveryDocuments\" o WHERE o.\"Kind\" = 0 ORDER BY o.\"Id\" LIMIT 1)";
        yield return (SiteFault.DocumentAltered, [$"UPDATE \"DeliveryDocuments\" SET \"Identity\" = (SELECT \"Identity\" FROM \"DeliveryDocuments\" WHERE \"Id\" = {Other}), \"Gzip\" = (SELECT \"Gzip\" FROM \"DeliveryDocuments\" WHERE \"Id\" = {Other}), \"Brotli\" = (SELECT \"Brotli\" FROM \"DeliveryDocuments\" WHERE \"Id\" = {Other}), \"ETag\" = (SELECT \"ETag\" FROM \"DeliveryDocuments\" WHERE \"Id\" = {Other}) WHERE \"ContentItemId\" = {Item}"]);
        yield return (SiteFault.ETagAltered, [$"UPDATE \"DeliveryDocuments\" SET \"ETag\" = 'x' WHERE \"ContentItemId\" = {Item}"]);
        yield return (SiteFault.ListingAltered, [$"UPDATE \"DeliveryDocuments\" SET \"Title\" = 'Take ten times the dose' WHERE \"ContentItemId\" = {Item}"]);
        yield return (SiteFault.ListingAltered, [$"UPDATE \"DeliveryDocuments\" SET \"Summary\" = \"Identity\" WHERE \"ContentItemId\" = {Item}"]);
        yield return (SiteFault.ListingAltered, [$"UPDATE \"DeliveryDocuments\" SET \"Key\" = 'elsewhere' WHERE \"ContentItemId\" = {Item}"]);

        // What the place in its series is told by, which no document says.
        foreach (var change in new[] { "\"SeriesId\" = 'another'", "\"SeriesSlug\" = 'another'", "\"SeriesPosition\" = 7", "\"PositionKey\" = 7", "\"PublishedUtc\" = \"PublishedUtc\" - 10" })
        {
            yield return (SiteFault.ListingAltered, [$"UPDATE \"DeliveryDocuments\" SET {change} WHERE \"ContentItemId\" = {Item}"]);
        }

        yield return (SiteFault.DocumentMissing, [$"DELETE FROM \"DeliveryDependencies\" WHERE \"DocumentId\" = (SELECT \"Id\" FROM \"DeliveryDocuments\" WHERE \"ContentItemId\" = {Item})", $"DELETE FROM \"DeliveryDocuments\" WHERE \"ContentItemId\" = {Item}"]);
        yield return (SiteFault.DocumentUnexpected, [$"UPDATE \"DeliveryDocuments\" SET \"ContentItemId\" = 'nobody' WHERE \"ContentItemId\" = {Item}"]);

        // What is live.
        yield return (SiteFault.TextAltered, [$"UPDATE \"ContentVersions\" SET \"Json\" = REPLACE(\"Json\", 'The gut talks', 'The gut lies') WHERE \"ContentItemVersionId\" = {Version}"]);
        yield return (SiteFault.TextAltered, ["UPDATE \"ContentVersions\" SET \"Json\" = REPLACE(\"Json\", 'medical', 'magical') WHERE \"ContentType\" = 'Disclaimer' AND \"Published\""]);
        yield return (SiteFault.PublicationMissing, [$"UPDATE \"ContentVersions\" SET \"Published\" = FALSE WHERE \"ContentItemVersionId\" = {Version}"]);
        yield return (SiteFault.GrantMissing, ["UPDATE \"ContentVersions\" SET \"Published\" = TRUE WHERE \"Latest\" AND \"DisplayText\" = 'turned-back'"]);
        yield return (SiteFault.ApprovalMissing, ["INSERT INTO \"PublicationGrants\" (\"VersionId\", \"ContentHash\", \"Basis\", \"ReviewId\", \"GrantedUtc\") SELECT v.\"ContentItemVersionId\", v.\"ContentHash\", 0, (SELECT r.\"ReviewId\" FROM \"Reviews\" r WHERE r.\"ContentItemId\" = v.\"ContentItemId\"), 0 FROM \"ContentVersions\" v WHERE v.\"Latest\" AND v.\"DisplayText\" = 'turned-back'", "UPDATE \"ContentVersions\" SET \"Published\" = TRUE WHERE \"Latest\" AND \"DisplayText\" = 'turned-back'"]);
        yield return (SiteFault.PublicationNotInLog, ["INSERT INTO \"PublicationGrants\" (\"VersionId\", \"ContentHash\", \"Basis\", \"ReviewId\", \"GrantedUtc\") SELECT v.\"ContentItemVersionId\", v.\"ContentHash\", 0, (SELECT r.\"ReviewId\" FROM \"Reviews\" r WHERE r.\"ContentItemId\" = v.\"ContentItemId\"), 0 FROM \"ContentVersions\" v WHERE v.\"Latest\" AND v.\"DisplayText\" = 'turned-back'", "UPDATE \"ContentVersions\" SET \"Published\" = TRUE WHERE \"Latest\" AND \"DisplayText\" = 'turned-back'"]);
        yield return (SiteFault.ImportNotInLog, ["INSERT INTO \"ImportedMarks\" (\"VersionId\", \"ContentHash\", \"Recipe\", \"ImportedUtc\") SELECT v.\"ContentItemVersionId\", v.\"ContentHash\", 'gutcms', 0 FROM \"ContentVersions\" v WHERE v.\"Latest\" AND v.\"DisplayText\" = 'turned-back'", "UPDATE \"ContentVersions\" SET \"Published\" = TRUE WHERE \"Latest\" AND \"DisplayText\" = 'turned-back'"]);
        yield return (SiteFault.ImportNotInLog, [$"UPDATE \"ImportedMarks\" SET \"Recipe\" = 'another' WHERE \"VersionId\" = {Imported}"]);
        yield return (SiteFault.GrantMissing, [$"UPDATE \"ImportedMarks\" SET \"ContentHash\" = {Zeros} WHERE \"VersionId\" = {Imported}"]);
        yield return (SiteFault.GrantMissing, [$"DELETE FROM \"PublicationGrants\" WHERE \"VersionId\" = {Version}"]);
        yield return (SiteFault.GrantMissing, [$"UPDATE \"PublicationGrants\" SET \"ContentHash\" = {Zeros} WHERE \"VersionId\" = {Version}"]);
        yield return (SiteFault.ApprovalMissing, [$"UPDATE \"PublicationGrants\" SET \"ReviewId\" = 'none' WHERE \"VersionId\" = {Version}"]);
        yield return (SiteFault.ApprovalMissing, [$"UPDATE \"Reviews\" SET \"State\" = 1 WHERE \"ReviewId\" = {Review}"]);
        yield return (SiteFault.ApprovalMissing, [$"UPDATE \"Reviews\" SET \"CoveredTexts\" = '[]' WHERE \"ReviewId\" = {Review}"]);
        yield return (SiteFault.TextAltered, [$"UPDATE \"Publications\" SET \"ContentHash\" = {Zeros} WHERE \"ReviewId\" IS NOT NULL"]);
        yield return (SiteFault.PublicationAltered, ["UPDATE \"Publications\" SET \"PublishedUtc\" = \"PublishedUtc\" - 864000000000 WHERE \"ReviewId\" IS NOT NULL"]);
        yield return (SiteFault.CertificateInvalid, ["UPDATE \"Publications\" SET \"Certificate\" = NULL WHERE \"ReviewId\" IS NOT NULL"]);
        yield return (SiteFault.CertificateInvalid, ["UPDATE \"Publications\" SET \"Certificate\" = \"Certificate\" || 'x' WHERE \"ReviewId\" IS NOT NULL"]);

        // Decisions, withdrawals, policies.
        yield return (SiteFault.DecisionAltered, [$"UPDATE \"Decisions\" SET \"PrintedName\" = 'Dr Somebody Else' WHERE \"ReviewId\" = {Review}"]);
        yield return (SiteFault.DecisionAltered, [$"UPDATE \"Decisions\" SET \"ReviewerId\" = 'author-id' WHERE \"ReviewId\" = {Review}"]);
        yield return (SiteFault.DecisionAltered, [$"UPDATE \"Decisions\" SET \"DecidedUtc\" = \"DecidedUtc\" - 864000000000 WHERE \"ReviewId\" = {Review}"]);
        yield return (SiteFault.DecisionAltered, ["UPDATE \"Decisions\" SET \"Outcome\" = 0 WHERE \"Outcome\" = 1"]);
        yield return (SiteFault.DecisionMissing, [$"DELETE FROM \"Decisions\" WHERE \"ReviewId\" = {Review}"]);
        yield return (SiteFault.DecisionMissing, ["UPDATE \"Decisions\" SET \"VoidedUtc\" = NULL WHERE \"VoidedUtc\" IS NOT NULL"]);
        yield return (SiteFault.DecisionAltered, ["UPDATE \"Decisions\" SET \"VoidReason\" = 'Because.' WHERE \"VoidedUtc\" IS NOT NULL"]);
        yield return (SiteFault.DecisionNotInLog, [$"UPDATE \"Decisions\" SET \"DecisionId\" = 'made-up' WHERE \"ReviewId\" = {Review}"]);
        yield return (SiteFault.WithdrawalMissing, ["DELETE FROM \"Withdrawals\""]);
        yield return (SiteFault.WithdrawalAltered, ["UPDATE \"Withdrawals\" SET \"Reason\" = 'Nothing to worry about.'"]);
        yield return (SiteFault.WithdrawalNotInLog, [$"UPDATE \"Withdrawals\" SET \"ContentItemId\" = {Item}"]);
        yield return (SiteFault.PolicyMissing, ["DELETE FROM \"Documents\" WHERE \"Kind\" = 'review-policy' AND \"Name\" = 'Article'"]);
        yield return (SiteFault.PolicyAltered, ["UPDATE \"Documents\" SET \"Json\" = REPLACE(\"Json\", '\"FourEyes\":true', '\"FourEyes\":false') WHERE \"Kind\" = 'review-policy' AND \"Name\" = 'Article'"]);
        const string Kept = "\"Kind\" = 'review-policy-text' AND \"Name\" = (SELECT \"PolicyHash\" FROM \"Reviews\" WHERE \"ReviewId\" = " + Review + ")";
        yield return (SiteFault.PolicyMissing, [$"DELETE FROM \"Documents\" WHERE {Kept}"]);
        yield return (SiteFault.PolicyAltered, [$"UPDATE \"Documents\" SET \"Json\" = REPLACE(\"Json\", '\"FourEyes\":true', '\"FourEyes\":false') WHERE {Kept}"]);
        yield return (SiteFault.PolicyAltered, [$"UPDATE \"Reviews\" SET \"Policy\" = REPLACE(\"Policy\", '\"fourEyes\":true', '\"fourEyes\":false') WHERE \"ReviewId\" = {Review}"]);
        yield return (SiteFault.PolicyAltered, [$"UPDATE \"Reviews\" SET \"PolicyHash\" = NULL WHERE \"ReviewId\" = {Review}", $"UPDATE \"PublicationGrants\" SET \"PolicyHash\" = NULL WHERE \"VersionId\" = {Version}"]);
        yield return (SiteFault.PolicyAltered, [$"UPDATE \"PublicationGrants\" SET \"PolicyHash\" = {Zeros} WHERE \"VersionId\" = {Version}"]);

        // The log.
        yield return (SiteFault.LogEmpty, ["DELETE FROM \"AuditEntries\""]);
        yield return (SiteFault.LogTruncated, ["DELETE FROM \"AuditEntries\""]);
        yield return (SiteFault.LogTruncated, ["DELETE FROM \"AuditEntries\" WHERE \"Sequence\" > (SELECT MAX(\"Sequence\") - 3 FROM \"AuditEntries\")"]);
        yield return (SiteFault.LogBroken, ["UPDATE \"AuditEntries\" SET \"ActorName\" = 'somebody else' WHERE \"Sequence\" = 3"]);
        yield return (SiteFault.LogBroken, ["DELETE FROM \"AuditEntries\" WHERE \"Sequence\" = 3"]);
    }

    private static async Task RehashAsync(GutCmsDbContext context, Func<AuditEntryRow, (string ActorName, string Action)> change)
    {
        var rows = await context.AuditEntries.AsNoTracking().OrderBy(row => row.Sequence).ToListAsync(Token);
        AuditEntry? last = null;
        foreach (var row in rows)
        {
            var details = JsonNode.Parse(row.Details)!.AsObject();
            var (actorName, action) = change(row);
            var entry = AuditChain.Append(last, new(row.OccurredUtc, new GutCms.Core.Security.Actor(row.ActorId, actorName), action)
            {
                ContentItemId = row.ContentItemId,
                VersionId = row.VersionId,
                ContentHash = row.ContentHash,
                ActId = row.ActId,
                Details = details,
            });
            await context.AuditEntries.Where(kept => kept.Sequence == entry.Sequence).ExecuteUpdateAsync(
                set => set.SetProperty(kept => kept.ActorName, entry.ActorName).SetProperty(kept => kept.Action, entry.Action).SetProperty(kept => kept.PreviousHash, entry.PreviousHash).SetProperty(kept => kept.Hash, entry.Hash), Token);
            last = entry;
        }
    }
}
