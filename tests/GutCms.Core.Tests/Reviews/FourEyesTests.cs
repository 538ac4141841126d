using GutCms.Core.Reviews.Facts;
using GutCms.Core.Reviews.Model;
using GutCms.Core.Security;
using GutCms.Core.Tests.Reviews.Memory;

namespace GutCms.Core.Tests.Reviews;

/// <summary>Who wrote any part of a text since its last approval cannot approve it.</summary>
public sealed class FourEyesTests
{
    private readonly MemorySite _site = new();
    private readonly Actor _both;

    public FourEyesTests() => _both = _site.AddPerson("both", "Author", "Editor", "MedicalReviewer");

    [Fact]
    public async Task Author_of_the_submitted_version_cannot_approve()
    {
        var id = await _site.ArticleInAsync(ReviewState.Draft);
        await _site.EditAsync(_both, id, "Another text.");
        Deeds.Done(await _site.SubmitAsync(_site.Author, id));
        Deeds.Refused(await _site.ApproveAsync(_both, id), RefusalKind.Conflict, Rules.MustNotBeAuthor);
    }

    [Fact]
    public async Task Author_of_an_earlier_version_cannot_approve()
    {
        var id = await _site.ArticleInAsync(ReviewState.Draft);
        await _site.EditAsync(_both, id, "Another text.");
        await _site.EditAsync(_site.Author, id, "A third text.");
        Deeds.Done(await _site.SubmitAsync(_site.Author, id));
        Deeds.Refused(await _site.ApproveAsync(_both, id), RefusalKind.Conflict, Rules.MustNotBeAuthor);
    }

    [Fact]
    public async Task Author_of_what_was_approved_since_can_approve()
    {
        var id = await _site.ArticleInAsync(ReviewState.Draft);
        await _site.EditAsync(_both, id, "Another text.");
        await _site.ToPublishedAsync(id);
        await _site.EditAsync(_site.Author, id, "A third text.");
        Deeds.Done(await _site.SubmitAsync(_site.Author, id));
        Deeds.Done(await _site.ApproveAsync(_both, id));
    }

    [Fact]
    public async Task Author_cannot_confirm_the_own_live_text()
    {
        var id = await _site.ArticleInAsync(ReviewState.Draft);
        await _site.EditAsync(_both, id, "Another text.");
        await _site.ToPublishedAsync(id);
        Deeds.Refused(await _site.RenewAsync(_both, id), RefusalKind.Conflict, Rules.MustNotBeAuthor);
        Deeds.Done(await _site.RenewAsync(_site.Reviewer2, id));
    }

    [Fact]
    public async Task Whoever_saved_without_a_change_can_approve()
    {
        var id = await _site.ArticleInAsync(ReviewState.InReview);
        await _site.SaveAgainAsync(_both, id);
        Deeds.Done(await _site.ApproveAsync(_both, id));
    }

    [Fact]
    public async Task Author_known_by_name_only_cannot_approve()
    {
        var json = Deeds.Article("gut", await _site.PublishedDisclaimerAsync());
        json["Author"] = "BOTH";
        var id = await _site.ImportAsync(json);
        Deeds.Done(await _site.SubmitAsync(_site.Editor, id));
        Deeds.Refused(await _site.ApproveAsync(_both, id), RefusalKind.Conflict, Rules.MustNotBeAuthor);
        Deeds.Done(await _site.ApproveAsync(_site.Reviewer, id));
    }

    [Fact]
    public async Task Author_may_ask_for_changes()
    {
        var id = (await _site.SaveAsync(_both, Deeds.Article("gut", await _site.PublishedDisclaimerAsync()))).Item.ContentItemId;
        Deeds.Done(await _site.SubmitAsync(_both, id));
        Deeds.Done(await _site.RequestChangesAsync(_both, id));
    }

    [Fact]
    public async Task Author_can_approve_when_the_policy_asks_for_two_eyes_only()
    {
        _site.SetPolicy("Article", """{ "ContentType": "Article", "Version": "2", "FourEyes": false, "Stages": [ { "Name": "Medical", "Role": "MedicalReviewer" } ] }""");
        var id = (await _site.SaveAsync(_both, Deeds.Article("gut", await _site.PublishedDisclaimerAsync()))).Item.ContentItemId;
        Deeds.Done(await _site.SubmitAsync(_both, id));
        Deeds.Done(await _site.ApproveAsync(_both, id));
    }

    [Fact]
    public void Authors_reach_back_to_the_last_approved_version_with_another_text()
    {
        VersionSummary[] versions =
        [
            Version("v1", 1, "a", "ann"), Version("v2", 2, "b", "bob"), Version("v3", 3, "c", "cem"), Version("v4", 4, "c"), Version("v5", 5, "d", "dan"),
        ];
        Assert.Equal(["ann", "bob", "cem", "dan"], Names("v5"));
        Assert.Equal(["cem", "dan"], Names("v5", "v2"));
        Assert.Equal(["cem"], Names("v4", "v2", "v3"));
        Assert.Equal(["ann", "bob", "cem", "dan"], Names("unknown", "v3"));

        // An approval later on says nothing of a text, and neither does one of which it is not known what it was.
        Assert.Equal(["ann", "bob"], Names("v2", "v5"));
        versions[1] = versions[1] with { ContentHash = null };
        Assert.Equal(["ann", "bob", "cem", "dan"], Names("v5", "v2"));

        IEnumerable<string> Names(string version, params string[] approved) =>
            Authorship.AuthorsOf(versions, approved.ToHashSet(), version).Select(author => author.UserName);
    }

    [Theory]
    [InlineData("ada-id", "renamed", true)]
    [InlineData("another-id", "ADA", true)]
    [InlineData("another-id", "ben", false)]
    public void Author_stays_one_under_another_name_and_whoever_has_the_name_counts_as_one(string userId, string userName, bool isAuthor) =>
        Assert.Equal(isAuthor, Authorship.Includes([new("ada-id", "ada")], userId, userName));

    [Fact]
    public async Task Import_is_no_approval_so_whoever_wrote_what_it_brought_wrote_this_text()
    {
        var json = Deeds.Article("gut", await _site.PublishedDisclaimerAsync());
        json["Author"] = _site.Reviewer.UserName;
        var id = await _site.ImportAsync(json);
        await _site.EditAsync(_site.Editor, id, "Another text.");
        Deeds.Done(await _site.SubmitAsync(_site.Editor, id));

        Deeds.Refused(await _site.ApproveAsync(_site.Reviewer, id), RefusalKind.Conflict, Rules.MustNotBeAuthor);
        Deeds.Done(await _site.ApproveAsync(_site.Reviewer2, id));
    }

    [Fact]
    public async Task Author_of_a_newer_draft_confirms_the_live_text()
    {
        var both = _site.AddPerson("both", "Editor", "MedicalReviewer");
        var id = await _site.ArticleInAsync(ReviewState.ReviewDue);
        await _site.EditAsync(both, id, "A newer text.");

        Assert.Equal(ReviewState.Published, Deeds.Done(await _site.RenewAsync(both, id)).State);
    }

    private static VersionSummary Version(string id, int number, string hash, params string[] authors) =>
        new(id, number, hash, null, false, false, null, [.. authors.Select(name => new VersionAuthor(name, name))], null);
}
