using GutCms.Core.Audit;
using GutCms.Core.Content.Projecting;
using GutCms.Core.Previews;
using GutCms.Core.Reviews.Model;
using GutCms.Core.Reviews.UseCases;
using GutCms.Core.Security;
using GutCms.Core.Tests.Reviews;
using GutCms.Core.Tests.Reviews.Memory;

namespace GutCms.Core.Tests.Previews;

public sealed class SharingDraftsTests
{
    private readonly MemorySite _site = new();
    private readonly MemoryPreviewLinks _links = new();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Shows_the_latest_draft_and_records_each_opening()
    {
        var (id, link) = await SharedAsync();
        await _site.EditAsync(_site.Author, id, "Later words.");

        var opened = await OpenAsync(link.Token);

        Assert.True(opened.Succeeded);
        Assert.Contains("Later words.", opened.Value.Content.ToJsonString(), StringComparison.Ordinal);
        Assert.False(opened.Value.IsLive);
        Assert.Equal(1, opened.Value.Link.Openings);
        var entry = Assert.Single(Entries(AuditActions.PreviewOpen));
        Assert.Equal(link.Link.LinkId, (string?)entry.Details["linkId"]);
        Assert.Equal(MedicalContent.Hash(opened.Value.Content), entry.ContentHash);
    }

    [Fact]
    public async Task Shows_one_version_when_it_was_made_for_one()
    {
        var id = await _site.ArticleInAsync(ReviewState.Draft);
        var link = Deeds.Done(await new CreatePreviewLink(_site.Ports, _links).ExecuteAsync(_site.Author, new(id, _site.Latest(id).ContentItemVersionId, 7, false), Token));
        await _site.EditAsync(_site.Author, id, "Later words.");

        Assert.Contains("The gut talks to the brain.", (await OpenAsync(link.Token)).Value!.Content.ToJsonString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Keeps_only_the_hash_of_the_token()
    {
        var (_, link) = await SharedAsync();

        Assert.Equal(43, link.Token.Length);
        Assert.DoesNotContain(link.Token, string.Join(' ', _links.Links.Values) + string.Join(' ', _site.State.Audit.Select(entry => entry.Details.ToJsonString())), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Shows_nothing_after_it_expired()
    {
        var (_, link) = await SharedAsync(days: 2);
        _site.NowUtc = _site.NowUtc.AddDays(2);

        Assert.Equal(Rules.LinkMustBeGood, Assert.Single((await OpenAsync(link.Token)).Refusal!.UnmetRules).Rule);
        Assert.Single(Entries(AuditActions.Refused(AuditActions.PreviewOpen)));
    }

    [Fact]
    public async Task Shows_nothing_after_it_was_revoked()
    {
        var (id, link) = await SharedAsync();
        Deeds.Done(await new RevokePreviewLink(_site.Ports, _links).ExecuteAsync(_site.Author, new(id, link.Link.LinkId), Token));

        Assert.Equal(RefusalKind.Conflict, (await OpenAsync(link.Token)).Refusal!.Kind);
        Assert.Single(Entries(AuditActions.PreviewRevoke));
    }

    [Fact]
    public async Task Shows_nothing_of_a_deleted_item()
    {
        var (id, link) = await SharedAsync();
        await new DeleteContent(_site.Ports).ExecuteAsync(_site.Administrator, new(id, Deeds.NoTag), Token);

        Assert.Equal(RefusalKind.Conflict, (await OpenAsync(link.Token)).Refusal!.Kind);
    }

    [Fact]
    public async Task Is_unknown_and_on_record_without_the_token_for_a_made_up_one()
    {
        await SharedAsync();
        var before = _site.State.Audit.Count;

        Assert.Equal(RefusalKind.NotFound, (await OpenAsync("made-up")).Refusal!.Kind);

        var entry = Assert.Single(_site.State.Audit.Skip(before));
        Assert.Equal("preview.open.refused", entry.Action);
        Assert.DoesNotContain("made-up", entry.Details.ToJsonString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(31)]
    public async Task Is_refused_a_life_of_that_many_days(int days)
    {
        var id = await _site.ArticleInAsync(ReviewState.Draft);

        Assert.Equal(RefusalKind.Invalid, (await CreateAsync(_site.Author, id, days)).Refusal!.Kind);
    }

    [Fact]
    public async Task Is_refused_to_whoever_may_not_edit()
    {
        var id = await _site.ArticleInAsync(ReviewState.Draft);

        Assert.Equal(RefusalKind.Forbidden, (await CreateAsync(_site.Reviewer, id)).Refusal!.Kind);
        Assert.Equal(RefusalKind.NotFound, (await CreateAsync(_site.Client, id)).Refusal!.Kind);
        Assert.True((await CreateAsync(_site.Editor, id)).Succeeded);
    }

    [Fact]
    public async Task Takes_a_comment_marked_as_a_guests()
    {
        var (id, link) = await SharedAsync(mayComment: true);

        var thread = Deeds.Done(await CommentAsync(link.Token, " Pat ", "Is this right?"));

        Assert.Equal(("Pat", "Is this right?"), (thread.Messages[0].AuthorName, thread.Messages[0].Text));
        Assert.True(thread.Messages[0].IsByGuest);
        Assert.Equal(id, thread.ContentItemId);
        Assert.Equal("guest", Assert.Single(Entries(AuditActions.ReviewComment)).ActorName);
        Assert.DoesNotContain("Pat", string.Join(' ', _site.State.Audit.Select(entry => entry.Details.ToJsonString())), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Takes_words_that_a_guest_suggests_for_words_that_stand_there_once_and_makes_no_author_of_somebody_by_that_name()
    {
        var (id, link) = await SharedAsync(mayComment: true);
        Task<Outcome<CommentThread>> SuggestAsync(string quote, string words) =>
            new CommentOnPreview(_site.Ports, _links).ExecuteAsync(new(link.Token, _site.Reviewer.UserName, "") { Quote = quote, Suggests = words }, Token);

        Assert.Equal(Rules.SuggestedWordsMustStand, Assert.Single((await SuggestAsync("nowhere", "somewhere")).Refusal!.UnmetRules).Rule);
        Assert.Equal(Rules.SuggestedWordsMustStand, Assert.Single((await SuggestAsync("gut", "bowel")).Refusal!.UnmetRules).Rule);
        var thread = Deeds.Done(await SuggestAsync("talks to", "speaks with"));
        Assert.Equal(("talks to", "speaks with"), ((string?)thread.Anchor!["quote"], thread.Suggestion));

        Deeds.Done(await new AnswerSuggestions(_site.Ports).ExecuteAsync(_site.Author, new(id, Deeds.NoTag, [thread.ThreadId], true), Token));
        Deeds.Done(await _site.SubmitAsync(_site.Author, id));
        Deeds.Done(await _site.ApproveAsync(_site.Reviewer, id));
    }

    [Fact]
    public async Task Takes_no_comment_when_it_is_for_reading()
    {
        var (_, link) = await SharedAsync();

        Assert.Equal(Rules.LinkMustTakeComments, Assert.Single((await CommentAsync(link.Token, "Pat", "Hm.")).Refusal!.UnmetRules).Rule);
    }

    [Fact]
    public async Task Takes_no_comment_beyond_the_bound()
    {
        var (_, link) = await SharedAsync(mayComment: true);
        _links.Links[link.Link.LinkId] = link.Link with { Comments = CommentOnPreview.MaxComments };

        Assert.Equal(RefusalKind.Conflict, (await CommentAsync(link.Token, "Pat", "Hm.")).Refusal!.Kind);
    }

    [Theory]
    [InlineData("", "Hm.")]
    [InlineData("Pat", " ")]
    public async Task Takes_no_comment_without_name_or_text(string name, string text)
    {
        var (_, link) = await SharedAsync(mayComment: true);

        Assert.Equal(RefusalKind.Invalid, (await CommentAsync(link.Token, name, text)).Refusal!.Kind);
    }

    private async Task<(string Id, CreatePreviewLink.Result Link)> SharedAsync(int days = 7, bool mayComment = false)
    {
        var id = await _site.ArticleInAsync(ReviewState.Draft);
        return (id, Deeds.Done(await CreateAsync(_site.Author, id, days, mayComment)));
    }

    private Task<Outcome<CreatePreviewLink.Result>> CreateAsync(Actor actor, string id, int days = 7, bool mayComment = false) =>
        new CreatePreviewLink(_site.Ports, _links).ExecuteAsync(actor, new(id, null, days, mayComment), Token);

    private Task<Outcome<OpenPreviewLink.Result>> OpenAsync(string token) => new OpenPreviewLink(_site.Ports, _links).ExecuteAsync(token, Token);

    private Task<Outcome<CommentThread>> CommentAsync(string token, string name, string text) => new CommentOnPreview(_site.Ports, _links).ExecuteAsync(new(token, name, text), Token);

    private List<AuditEntry> Entries(string action) => [.. _site.State.Audit.Where(entry => entry.Action == action)];
}
