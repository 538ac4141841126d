using System.Buffers.Text;
using System.Collections.Immutable;
using System.Text.Json.Nodes;
using GutCms.Core.Certificates;
using GutCms.Core.Content.Items;
using GutCms.Core.Content.Projecting;
using GutCms.Core.Reviews.Model;
using GutCms.Core.Reviews.UseCases;
using GutCms.Core.Reviews.Views;
using GutCms.Core.Tests.Reviews.Memory;

namespace GutCms.Core.Tests.Reviews;

/// <summary>A decision stands for the address, the series and the Hot Articles that its reviewer was shown, as it does for the text.</summary>
public sealed class BindingPresentationsTests
{
    private const string Records = """{ "ContentType": "Article", "Version": "2", "OnPresentationChange": "record", "Stages": [ { "Name": "Medical", "Role": "MedicalReviewer" } ] }""";
    private const string Voids = """{ "ContentType": "Article", "Version": "3", "Stages": [ { "Name": "Medical", "Role": "MedicalReviewer" } ] }""";

    private readonly MemorySite _site = new();

    public static TheoryData<string> Changes => ["path", "series", "no series", "position", "hot order", "hot others", "hot none"];

    [Theory]
    [MemberData(nameof(Changes))]
    public async Task Change_voids_the_approvals_and_says_why(string change)
    {
        var id = await ApprovedAsync();
        var result = await ChangeAsync(id, change);

        Assert.False(result.CarriedOn);
        Assert.Equal(ReviewState.Draft, await _site.StateAsync(id));
        Assert.Equal("Address, series or Hot Articles were changed.", Assert.Single((await _site.ViewAsync(id)).History[0].Decisions).VoidReason);
        Deeds.Refused(await _site.PublishAsync(_site.Editor, id), RefusalKind.Conflict, Rules.TypeMustHaveNoPolicy);
        var saved = _site.State.Audit.Last(entry => entry.Action == "content.save");
        Assert.Equal((false, true), ((bool)saved.Details["contentChanged"]!, (bool)saved.Details["presentationChanged"]!));
    }

    [Theory]
    [MemberData(nameof(Changes))]
    public async Task Save_that_a_host_made_itself_voids_the_approvals_too(string change)
    {
        var id = await ApprovedAsync();
        await WriteAsync(id, item => Changed(item, change));
        Deeds.Done(await new RecordSave(_site.Ports).ExecuteAsync(_site.Editor, new(id, IsNew: false), TestContext.Current.CancellationToken));

        Assert.Equal(ReviewState.Draft, await _site.StateAsync(id));
        Assert.Equal("Address, series or Hot Articles were changed.", (await _site.ViewAsync(id)).History[0].Review.CloseReason);
    }

    [Fact]
    public async Task Save_that_a_host_made_itself_carries_on_what_is_the_same()
    {
        var id = await ApprovedAsync();
        await WriteAsync(id, ContentItemJson.Write);
        Deeds.Done(await new RecordSave(_site.Ports).ExecuteAsync(_site.Editor, new(id, IsNew: false), TestContext.Current.CancellationToken));

        Deeds.Done(await _site.PublishAsync(_site.Editor, id));
        Assert.Empty(_site.State.Ungranted());
    }

    [Fact]
    public async Task Two_approved_articles_cannot_swap_their_addresses()
    {
        var disclaimer = await _site.PublishedDisclaimerAsync();
        var (a, b) = (await _site.ArticleInAsync(ReviewState.Approved, disclaimer, "dose-for-adults"), await _site.ArticleInAsync(ReviewState.Approved, disclaimer, "dose-for-children"));
        await MoveAsync(a, "articles/elsewhere");
        await MoveAsync(b, "articles/dose-for-adults");
        await MoveAsync(a, "articles/dose-for-children");

        Assert.Equal((ReviewState.Draft, ReviewState.Draft), (await _site.StateAsync(a), await _site.StateAsync(b)));
        Deeds.Refused(await _site.PublishAsync(_site.Editor, a), RefusalKind.Conflict, Rules.TypeMustHaveNoPolicy);
        Deeds.Refused(await _site.PublishAsync(_site.Editor, b), RefusalKind.Conflict, Rules.TypeMustHaveNoPolicy);
    }

    [Fact]
    public async Task Approval_is_stale_when_another_presentation_was_shown()
    {
        var id = await ApprovedAsync();
        var shown = await _site.ViewAsync(id);
        await ChangeAsync(id, "hot others");
        Deeds.Done(await _site.SubmitAsync(_site.Author, id));

        var approval = new Decide.Request(id, Deeds.NoTag, true, shown.ContentHash, shown.Presentation.Hash(), new(MemorySite.Password));
        Deeds.Refused(await new Decide(_site.Ports).ExecuteAsync(_site.Reviewer, approval, TestContext.Current.CancellationToken), RefusalKind.Stale);
        Deeds.Refused(
            await new Decide(_site.Ports).ExecuteAsync(_site.Reviewer, approval with { PresentationHash = "" }, TestContext.Current.CancellationToken), RefusalKind.Stale);
        Deeds.Done(await _site.ApproveAsync(_site.Reviewer, id));
    }

    [Fact]
    public async Task Schedule_goes_with_the_approvals()
    {
        var id = await ApprovedAsync();
        Deeds.Done(await _site.ScheduleAsync(_site.Editor, id, _site.NowUtc.AddDays(1)));
        await ChangeAsync(id, "path");
        _site.NowUtc = _site.NowUtc.AddDays(2);

        Assert.Equal((0, 0), ((await _site.RunDueAsync()).Published, _site.State.Publications.ContainsKey(id) ? 1 : 0));
        Assert.Empty(_site.State.Schedules);
    }

    [Fact]
    public async Task Whoever_chose_the_hot_articles_does_not_approve_them()
    {
        var both = _site.AddPerson("both", "Editor", "MedicalReviewer");
        var id = await ApprovedAsync();
        await _site.SaveAsync(both, Changed(_site.Latest(id), "hot others"));
        Deeds.Done(await _site.SubmitAsync(_site.Author, id));

        Deeds.Refused(await _site.ApproveAsync(both, id), RefusalKind.Conflict, Rules.MustNotBeAuthor);
        Deeds.Done(await _site.ApproveAsync(_site.Reviewer2, id));
    }

    [Fact]
    public async Task Certificate_grant_and_decision_name_the_presentation_that_was_signed()
    {
        var id = await ApprovedAsync();
        Deeds.Done(await _site.PublishAsync(_site.Editor, id));

        var hash = Presentation.HashOf(_site.Latest(id));
        var claims = Claims(id);
        Assert.Equal((hash, true, hash), (claims.PresentationHash, claims.PresentationSigned, Assert.Single(claims.Approvals).PresentationHash));
        Assert.Contains(_site.State.Grants, grant => grant.PresentationHash == hash && grant.Basis == PublicationBasis.Approved);
        Assert.Equal(hash, _site.State.Publications[id].PresentationHash);
        Assert.Contains(_site.State.Audit, entry => entry.Action == "review.approve" && (string?)entry.Details["presentationHash"] == hash);
    }

    [Theory]
    [MemberData(nameof(Changes))]
    public async Task Policy_that_records_lets_them_stand_writes_it_down_and_the_certificate_says_that_it_was_not_signed(string change)
    {
        _site.SetPolicy("Article", Records);
        var id = await ApprovedAsync();
        var signed = Presentation.HashOf(_site.Latest(id));
        Deeds.Done(await _site.ScheduleAsync(_site.Editor, id, _site.NowUtc.AddDays(1)));
        Assert.True((await ChangeAsync(id, change)).CarriedOn);
        var shown = Presentation.HashOf(_site.Latest(id));
        var entry = Assert.Single(_site.State.Audit, entry => entry.Action == "review.presentation");
        Assert.Equal((signed, shown), ((string?)entry.Details["before"], (string?)entry.Details["presentationHash"]));

        _site.NowUtc = _site.NowUtc.AddDays(2);
        Assert.Equal(1, (await _site.RunDueAsync()).Published);

        var claims = Claims(id);
        Assert.Equal((shown, false, signed), (claims.PresentationHash, claims.PresentationSigned, Assert.Single(claims.Approvals).PresentationHash));
        Assert.Empty(_site.State.Ungranted());
    }

    [Theory]
    [InlineData(Voids, Records)]
    [InlineData(Records, Voids)]
    public async Task Both_the_policy_of_the_run_and_the_one_on_file_have_to_say_so(string submitted, string onFile)
    {
        _site.SetPolicy("Article", submitted);
        var id = await ApprovedAsync();
        _site.SetPolicy("Article", onFile);
        await ChangeAsync(id, "hot others");

        Assert.Equal(ReviewState.Draft, await _site.StateAsync(id));
    }

    [Fact]
    public async Task Edit_of_the_text_voids_whatever_the_policy_says_of_the_presentation()
    {
        _site.SetPolicy("Article", Records);
        var id = await ApprovedAsync();
        var json = Changed(_site.Latest(id), "hot others");
        json["TitlePart"]!["Title"] = "Ten times the dose";
        await _site.SaveAsync(_site.Author, json);

        Assert.Equal(ReviewState.Draft, await _site.StateAsync(id));
    }

    [Fact]
    public async Task Approval_from_before_presentations_were_bound_does_not_publish()
    {
        var id = await ApprovedAsync();
        Forget(id);

        Assert.Equal(ReviewState.Draft, await _site.StateAsync(id));
        Deeds.Refused(await _site.PublishAsync(_site.Editor, id), RefusalKind.Conflict, Rules.TypeMustHaveNoPolicy);
        Deeds.Done(await _site.SubmitAsync(_site.Author, id));
        Deeds.Done(await _site.ApproveAsync(_site.Reviewer, id));
        Deeds.Done(await _site.PublishAsync(_site.Editor, id));
    }

    [Fact]
    public async Task Live_text_from_before_stays_live_and_its_certificate_says_that_nobody_signed_the_presentation_until_it_is_confirmed()
    {
        var disclaimer = await _site.PublishedDisclaimerAsync();
        var id = await _site.ArticleInAsync(ReviewState.Published, disclaimer);
        Forget(id);
        await _site.EditAsync(_site.Editor, disclaimer, "In other words.");
        Deeds.Done(await _site.SubmitAsync(_site.Editor, disclaimer, DisclaimerChange.Editorial));
        Deeds.Done(await _site.ApproveAsync(_site.Reviewer, disclaimer));
        Deeds.Done(await _site.PublishAsync(_site.Editor, disclaimer, (await _site.ImpactAsync(disclaimer)).Tag));

        var hash = Presentation.HashOf(_site.Latest(id));
        Assert.Equal((hash, false), (Claims(id).PresentationHash, Claims(id).PresentationSigned));
        Assert.Empty(_site.State.Ungranted());

        Deeds.Done(await _site.RenewAsync(_site.Reviewer, id));
        Assert.Equal((hash, true), (Claims(id).PresentationHash, Claims(id).PresentationSigned));
    }

    private async Task<string> ApprovedAsync()
    {
        await AddAsync("Series", "4ser000000000000000000000a", "4ser000000000000000000000b");
        await AddAsync("Article", "4h0t000000000000000000000a", "4h0t000000000000000000000b", "4h0t000000000000000000000c");
        var json = Deeds.Article("gut", await _site.PublishedDisclaimerAsync());
        json["Article"]!["Series"] = Picked("4ser000000000000000000000a");
        json["Article"]!["SeriesPosition"] = JsonNode.Parse("""{ "Value": 1 }""");
        json["Article"]!["HotArticles"] = Picked("4h0t000000000000000000000a", "4h0t000000000000000000000b");
        var id = (await _site.SaveAsync(_site.Author, json)).Item.ContentItemId;
        Deeds.Done(await _site.SubmitAsync(_site.Author, id));
        Deeds.Done(await _site.ApproveAsync(_site.Reviewer, id));
        return id;
    }

    private Task<SavedContent> ChangeAsync(string id, string change) => _site.SaveAsync(_site.Editor, Changed(_site.Latest(id), change));

    private Task<SavedContent> MoveAsync(string id, string path)
    {
        var json = ContentItemJson.Write(_site.Latest(id));
        json["AutoroutePart"]!["Path"] = path;
        return _site.SaveAsync(_site.Editor, json);
    }

    private static JsonObject Changed(ContentItem item, string change)
    {
        var json = ContentItemJson.Write(item);
        var article = json["Article"]!;
        switch (change)
        {
            case "path":
                json["AutoroutePart"]!["Path"] = "articles/brain";
                break;
            case "series":
                article["Series"] = Picked("4ser000000000000000000000b");
                break;
            case "no series":
                article["Series"] = Picked();
                break;
            case "position":
                article["SeriesPosition"] = JsonNode.Parse("""{ "Value": 2 }""");
                break;
            case "hot order":
                article["HotArticles"] = Picked("4h0t000000000000000000000b", "4h0t000000000000000000000a");
                break;
            case "hot others":
                article["HotArticles"] = Picked("4h0t000000000000000000000c");
                break;
            default:
                article["HotArticles"] = Picked();
                break;
        }

        return json;
    }

    private static JsonObject Picked(params string[] ids) => new() { ["ContentItemIds"] = new JsonArray([.. ids.Select(id => (JsonNode)id)]) };

    /// <summary>Drafts to point to.</summary>
    private async Task AddAsync(string type, params string[] ids)
    {
        await using var work = await _site.Store.BeginAsync(TestContext.Current.CancellationToken);
        await work.AddVersionsAsync(
            [.. ids.Where(id => _site.Store.State.Versions.All(version => version.Item.ContentItemId != id)).Select(id => ContentItemJson.Read(
                new JsonObject { ["ContentItemId"] = id, ["ContentItemVersionId"] = ContentIds.New(), ["ContentType"] = type, ["DisplayText"] = id, ["Latest"] = true }))],
            null,
            TestContext.Current.CancellationToken);
        await work.CommitAsync(TestContext.Current.CancellationToken);
    }

    private async Task WriteAsync(string id, Func<ContentItem, JsonObject> change)
    {
        var item = ContentItemJson.Read(change(_site.Latest(id))) with { ContentItemVersionId = ContentIds.New() };
        await using var work = await _site.Store.BeginAsync(TestContext.Current.CancellationToken);
        await work.AddVersionsAsync([item], null, TestContext.Current.CancellationToken);
        await work.CommitAsync(TestContext.Current.CancellationToken);
    }

    /// <summary>Takes the presentations out of what is on file, as an older program left it.</summary>
    private void Forget(string id) => _site.Store.State = _site.State with
    {
        Reviews = _site.State.Reviews.ConvertAll(review => review.ContentItemId == id ? review with { CoveredTexts = [.. review.CoveredTexts.Select(text => text with { PresentationHash = null })] } : review),
        Decisions = _site.State.Decisions.ConvertAll(decision => decision with { PresentationHash = null }),
        Grants = _site.State.Grants.ConvertAll(grant => grant with { PresentationHash = null }),
        Publications = _site.State.Publications.ToImmutableDictionary(entry => entry.Key, entry => entry.Value with { PresentationHash = null }),
    };

    private ReviewCertificate Claims(string id) =>
        ReviewCertificate.FromClaims(JsonNode.Parse(Base64Url.DecodeFromChars(_site.State.Publications[id].Certificate!.Split('.')[1]))!.AsObject());
}
