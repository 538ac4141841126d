using GutCms.Core.Audit;
using GutCms.Core.Content.Items;
using GutCms.Core.Reviews.Acting;
using GutCms.Core.Reviews.Model;
using GutCms.Core.Reviews.UseCases;
using GutCms.Core.Storage;
using GutCms.Core.Tests.Reviews.Memory;

namespace GutCms.Core.Tests.Reviews;

/// <summary>A review ends with what it was about: when that is withdrawn, replaced, or asked for by no policy any more.</summary>
public sealed class EndingRunsTests
{
    private readonly MemorySite _site = new();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Withdrawing_a_text_ends_the_review_in_which_it_is()
    {
        var disclaimer = await _site.PublishedDisclaimerAsync();
        var id = await _site.ArticleInAsync(ReviewState.Published, disclaimer);
        await ChangeMateriallyAsync(disclaimer);
        Assert.Equal(ReviewState.InReview, await _site.StateAsync(id));

        Deeds.Done(await _site.WithdrawAsync(_site.Editor, id));

        Assert.Equal("Withdrawn for the safety of readers.", OfItem(id).Single(run => run.ClosedUtc == _site.NowUtc && run.CloseReason != "Published.").CloseReason);
        Assert.DoesNotContain(OfItem(id), run => run.IsOpen);
    }

    [Fact]
    public async Task Withdrawing_what_is_live_leaves_the_review_of_a_newer_text()
    {
        var id = await _site.ArticleInAsync(ReviewState.Published);
        await _site.EditAsync(_site.Author, id, "Another text.");
        Deeds.Done(await _site.SubmitAsync(_site.Author, id));

        Deeds.Done(await _site.WithdrawAsync(_site.Editor, id));

        Assert.Single(OfItem(id), run => run.IsOpen);
    }

    [Fact]
    public async Task Publishing_without_a_policy_ends_the_review_that_there_was()
    {
        var id = await _site.ArticleInAsync(ReviewState.InReview);
        _site.SetPolicy("Article", null);
        var json = ContentItemJson.Write(_site.Latest(id));
        json["Body"]!["ContentItems"]![0]!["HtmlBodyPart"]!["Html"] = "<p>Brought in past every run.</p>";
        await using (var work = await _site.Store.BeginAsync(Token))
        {
            await work.AddVersionsAsync([ContentItemJson.Read(json) with { ContentItemVersionId = ContentIds.New() }], "recipe", Token);
            await work.CommitAsync(Token);
        }

        Deeds.Done(await _site.PublishAsync(_site.Editor, id));

        Assert.Equal("Published without review: the type has no policy any more.", Assert.Single(OfItem(id)).CloseReason);
    }

    [Fact]
    public async Task A_renewal_ends_when_the_disclaimer_of_what_it_confirms_is_another()
    {
        _site.SetPolicy("Article", """{ "ContentType": "Article", "Version": "2", "Stages": [ { "Name": "Medical", "Role": "MedicalReviewer", "Approvals": 2 } ] }""");
        var disclaimer = await _site.PublishedDisclaimerAsync();
        var id = await _site.ArticleInAsync(ReviewState.InReview, disclaimer);
        Deeds.Done(await _site.ApproveAsync(_site.Reviewer, id));
        Deeds.Done(await _site.ApproveAsync(_site.Reviewer2, id));
        Deeds.Done(await _site.PublishAsync(_site.Editor, id));
        Deeds.Done(await _site.RenewAsync(_site.Reviewer, id));

        await ChangeMateriallyAsync(disclaimer);

        var renewal = OfItem(id).Single(run => run.Purpose == ReviewPurpose.Renewal);
        Assert.Equal((_site.NowUtc, "The disclaimer was changed materially."), (renewal.ClosedUtc, renewal.CloseReason));
    }

    [Fact]
    public async Task The_type_of_an_item_stays()
    {
        var id = await _site.ArticleInAsync(ReviewState.Draft);
        var json = ContentItemJson.Write(_site.Latest(id));
        json["ContentType"] = "Series";

        var refusal = Deeds.Refused(await new SaveContent(_site.Ports).ExecuteAsync(_site.Author, new(json, Deeds.NoTag), Token), RefusalKind.Invalid);

        Assert.Equal("$.ContentType", Assert.Single(refusal.Faults).Path);
    }

    [Fact]
    public async Task Asking_somebody_in_a_stage_leaves_those_who_are_asked_in_another()
    {
        var lawyer = _site.AddPerson("lawyer", "Lawyer");
        _site.SetPolicy("Article", """{ "ContentType": "Article", "Version": "2", "Stages": [ { "Name": "Medical", "Roles": [ { "Role": "MedicalReviewer" }, { "Role": "Lawyer" } ] } ] }""");
        var id = await _site.ArticleInAsync(ReviewState.InReview);
        var assign = new AssignReview(_site.Ports);

        Deeds.Done(await assign.ExecuteAsync(_site.Editor, new(id, Deeds.NoTag, "Medical", "Lawyer", [lawyer.UserId]), Token));
        Deeds.Done(await assign.ExecuteAsync(_site.Editor, new(id, Deeds.NoTag, "Medical", "MedicalReviewer", [_site.Reviewer.UserId, _site.Reviewer.UserId]), Token));
        Deeds.Done(await assign.ExecuteAsync(_site.Editor, new(id, Deeds.NoTag, "Medical", "MedicalReviewer", [_site.Reviewer2.UserId]), Token));

        Assert.Equal(
            [("Lawyer", lawyer.UserId, "lawyer", _site.Editor.UserId), ("MedicalReviewer", _site.Reviewer2.UserId, "reviewer2", _site.Editor.UserId)],
            OfItem(id).Single().Assignments.Select(assignment => (assignment.Role, assignment.UserId, assignment.UserName, assignment.AssignedById)));
    }

    [Fact]
    public async Task Asking_in_a_later_stage_with_the_same_role_is_on_record_with_its_name_and_leaves_the_first()
    {
        _site.AddPerson("reviewer3", "MedicalReviewer");
        _site.SetPolicy("Article", """{ "ContentType": "Article", "Version": "2", "Stages": [ { "Name": "Medical", "Role": "MedicalReviewer" }, { "Name": "Second look", "Role": "MedicalReviewer" } ] }""");
        var id = await _site.ArticleInAsync(ReviewState.InReview);
        var assign = new AssignReview(_site.Ports);
        Deeds.Done(await assign.ExecuteAsync(_site.Editor, new(id, Deeds.NoTag, null, null, [_site.Reviewer.UserId]), Token));

        Deeds.Done(await assign.ExecuteAsync(_site.Editor, new(id, Deeds.NoTag, "Second look", null, [_site.Reviewer2.UserId]), Token));

        Assert.Equal([("Medical", _site.Reviewer.UserId), ("Second look", _site.Reviewer2.UserId)], OfItem(id).Single().Assignments.Select(assignment => (assignment.Stage, assignment.UserId)));
        Assert.Equal("Second look", (string?)_site.State.Audit[^1].Details["stage"]);
    }

    [Fact]
    public async Task Whoever_cannot_be_asked_is_named_the_first_of_them_and_it_is_said_what_can_be_done()
    {
        var id = await _site.ArticleInAsync(ReviewState.InReview);
        var assign = new AssignReview(_site.Ports);

        var unknown = Deeds.Refused(await assign.ExecuteAsync(_site.Editor, new(id, Deeds.NoTag, null, null, ["nobody-id", _site.Author.UserId]), Token), RefusalKind.Conflict, Rules.MustBeEligibleReviewer);

        Assert.Contains("nobody-id", unknown.Message, StringComparison.Ordinal);
        Assert.Equal(ReviewState.InReview, unknown.CurrentState);
        Assert.Contains(Trigger.WithdrawSubmission, unknown.PermittedTriggers);
        _site.Hands[_site.Reviewer.UserId] = [new(AccountPower.PrintedName, _site.Author.UserId, "author", MemorySite.Start)];
        Assert.Contains("Dr reviewer", (await assign.ExecuteAsync(_site.Editor, new(id, Deeds.NoTag, null, null, [_site.Reviewer.UserId]), Token)).Refusal!.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Refusals_go_to_whoever_sums_them_up()
    {
        var id = await _site.ArticleInAsync(ReviewState.Draft);
        var (log, before) = (new Kept(), _site.State.Audit.Count);

        await (_site.Ports with { Refusals = log }).RecordAsync(new(_site.NowUtc, _site.Author, "content.publish.refused") { ContentItemId = id });

        Assert.Equal(id, Assert.Single(log.Drafts).ContentItemId);
        Assert.Equal(before, _site.State.Audit.Count);
    }

    [Fact]
    public async Task What_only_the_gate_of_the_database_stops_is_refused_and_on_record_like_what_the_gate_stops()
    {
        var id = await _site.ArticleInAsync(ReviewState.Approved);
        _site.Faults.Enqueue(new PublicationRefusedException("No grant."));

        var refusal = Deeds.Refused(await _site.PublishAsync(_site.Editor, id), RefusalKind.Conflict, Rules.StagesMustBeSatisfied);

        Assert.Contains("No grant.", refusal.Message, StringComparison.Ordinal);
        Assert.Equal("""{"kind":"Conflict","unmetRules":["StagesMustBeSatisfied"]}""", _site.State.Audit[^1].Details.ToJsonString());
    }

    [Fact]
    public async Task A_version_of_before_is_not_restored_when_its_types_are_gone_and_it_is_said_where()
    {
        var id = await _site.ArticleInAsync(ReviewState.Draft);
        var version = _site.Latest(id).ContentItemVersionId;
        await _site.EditAsync(_site.Author, id, "Another text.");
        _site.Store.State = _site.State with { Definitions = _site.State.Definitions with { Types = _site.State.Definitions.Types.RemoveAll(type => type.Name == "Section") } };

        var refusal = Deeds.Refused(await _site.RestoreAsync(_site.Author, id, version), RefusalKind.Invalid);

        Assert.Contains("$.Body.ContentItems[0]", refusal.Faults[0].Path, StringComparison.Ordinal);
    }

    private IEnumerable<Review> OfItem(string id) => _site.State.Reviews.Where(run => run.ContentItemId == id);

    private async Task ChangeMateriallyAsync(string disclaimer)
    {
        await _site.EditAsync(_site.Editor, disclaimer, "In other words.");
        Deeds.Done(await _site.SubmitAsync(_site.Editor, disclaimer, DisclaimerChange.Material));
        Deeds.Done(await _site.ApproveAsync(_site.Reviewer, disclaimer));
        Deeds.Done(await _site.PublishAsync(_site.Editor, disclaimer, (await _site.ImpactAsync(disclaimer)).Tag));
    }

    private sealed class Kept : IRefusalLog
    {
        public List<AuditDraft> Drafts { get; } = [];

        public Task RecordAsync(AuditDraft draft)
        {
            Drafts.Add(draft);
            return Task.CompletedTask;
        }

        public Task AppendAsync(IUnitOfWork work, AuditDraft draft, CancellationToken cancellationToken) => throw new NotSupportedException();
    }
}
