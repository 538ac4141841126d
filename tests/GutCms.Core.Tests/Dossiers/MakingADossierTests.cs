using GutCms.Core.Audit;
using GutCms.Core.Dossiers;
using GutCms.Core.Reviews.Model;
using GutCms.Core.Tests.Reviews;
using GutCms.Core.Tests.Reviews.Memory;

namespace GutCms.Core.Tests.Dossiers;

/// <summary>One question answers who approved what, when and why; and only to those who may read the drafts.</summary>
public sealed class MakingADossierTests
{
    [Fact]
    public async Task Tells_of_the_live_text_who_signed_what_when_and_what_had_changed()
    {
        var site = await DossierSite.StartAsync();

        var made = await site.MakeAsync();

        var (dossier, publication) = (made.Dossier, site.Site.State.Publications[site.Id]);
        Assert.Equal((DossierScope.Item, site.Id, "Article", "gut", "articles/gut"), (dossier.Scope, dossier.Item.ContentItemId, dossier.Item.ContentType, dossier.Item.Title, dossier.Item.Path));
        Assert.Equal((publication.VersionId, publication.ContentHash, PublicationBasis.Approved, true, false), (dossier.Version.VersionId, dossier.Version.ContentHash, dossier.Version.Basis, dossier.Version.Live, dossier.Version.MadeAnew));
        Assert.Equal("Take 20 mg.", Words(made.Content["body"]![0]!["html"]!));
        Assert.Equal("Take 10 mg.", Words(made.Texts[dossier.Before!.ContentHash]["body"]![0]!["html"]!));
        Assert.Equal(1, made.Changes!.Summary.BlocksChanged);
        Assert.Equal(["author"], dossier.Authors.Select(author => author.UserName));
        Assert.Equal(publication.ReviewId, dossier.Approval!.ReviewId);
        Assert.Equal(["Dr reviewer2"], dossier.Approval.Decisions.Where(decision => decision.Counts).Select(decision => decision.PrintedName));
        Assert.Equal(4, dossier.Runs.SelectMany(run => run.Decisions).Count());
        Assert.Single(dossier.Threads);
        Assert.Equal(publication.Certificate, made.Certificate);
        Assert.Equal(publication.DisclaimerVersionId, dossier.Disclaimer!.VersionId);
        Assert.Equal(site.Site.State.Audit.Where(entry => entry.ContentItemId == site.Id).Select(entry => entry.Hash), made.Entries.Select(entry => entry.Hash));
        Assert.Equal((site.Site.State.Audit[^1].Sequence, site.Site.State.Audit[^1].Hash), (made.Checkpoint.Sequence, made.Checkpoint.Hash));
    }

    [Fact]
    public async Task Of_one_version_tells_what_led_to_it_and_no_more()
    {
        var site = await DossierSite.StartAsync();
        var before = (await site.MakeAsync()).Dossier.Before!;

        var made = await site.MakeAsync(before.VersionId);

        Assert.Equal((DossierScope.Version, before.VersionId, false, PublicationBasis.Approved, null), (made.Dossier.Scope, made.Dossier.Version.VersionId, made.Dossier.Version.Live, made.Dossier.Version.Basis, made.Dossier.Before));
        Assert.Equal([DecisionOutcome.ChangesRequested, DecisionOutcome.Approved], made.Dossier.Runs.SelectMany(run => run.Decisions).Select(decision => decision.Outcome));
        Assert.Null(made.Certificate);
        Assert.DoesNotContain(made.Entries, entry => entry.OccurredUtc > MemorySite.Start.AddDays(2));
        Assert.Contains(made.Entries, entry => entry.Action == AuditActions.ReviewApprove);
    }

    [Fact]
    public async Task Says_of_a_text_that_nobody_approved_that_nobody_did()
    {
        var site = new MemorySite();
        var imported = Deeds.Done(await new MakeDossier(site.Ports).ExecuteAsync(site.Editor, new(await site.ArticleInAsync(ReviewState.Imported)), TestContext.Current.CancellationToken)).Dossier;
        Assert.Equal((PublicationBasis.Imported, null), (imported.Version.Basis, imported.Approval));

        var draft = Deeds.Done(await new MakeDossier(site.Ports).ExecuteAsync(site.Author, new(await site.ArticleInAsync(ReviewState.Draft, title: "draft")), TestContext.Current.CancellationToken)).Dossier;
        Assert.Equal((null, null), (draft.Version.Basis, draft.Approval));

        var approved = Deeds.Done(await new MakeDossier(site.Ports).ExecuteAsync(site.Author, new(await site.ArticleInAsync(ReviewState.Approved, title: "ready")), TestContext.Current.CancellationToken)).Dossier;
        Assert.Equal("Dr reviewer", Assert.Single(approved.Approval!.Decisions).PrintedName);
    }

    [Fact]
    public async Task Is_for_those_who_may_read_drafts_and_for_nobody_else()
    {
        var site = await DossierSite.StartAsync();

        Assert.True((await site.AskAsync(site.Site.Reviewer)).Succeeded);
        Deeds.Refused(await site.AskAsync(site.Site.Client), RefusalKind.NotFound);
        Assert.Equal((AuditActions.AccessRefused, site.Id), (site.Site.State.Audit[^1].Action, site.Site.State.Audit[^1].ContentItemId));
        Deeds.Refused(await site.AskAsync(versionId: "4aaaaaaaaaaaaaaaaaaaaaaaaa"), RefusalKind.NotFound);
        var other = site.Site.State.Versions.First(version => version.Item.ContentItemId != site.Id).Item.ContentItemVersionId;
        Deeds.Refused(await site.AskAsync(versionId: other), RefusalKind.NotFound);
    }

    private static string Words(System.Text.Json.Nodes.JsonNode html) => ((string)html!).Replace("<p>", "", StringComparison.Ordinal).Replace("</p>", "", StringComparison.Ordinal);
}
