using GutCms.Core.Reviews.Facts;
using GutCms.Core.Reviews.Model;
using GutCms.Core.Reviews.Ports;
using GutCms.Core.Reviews.UseCases;
using GutCms.Core.Security;
using GutCms.Core.Tests.Reviews.Memory;

namespace GutCms.Core.Tests.Reviews;

/// <summary>Two people are two people: whoever has the reviewer's account in hand, or a way into the author's, is not another.</summary>
public sealed class IndependenceTests
{
    private readonly MemorySite _site = new();

    [Theory]
    [InlineData(AccountPower.Created)]
    [InlineData(AccountPower.Role)]
    [InlineData(AccountPower.PrintedName)]
    [InlineData(AccountPower.MailAddress)]
    [InlineData(AccountPower.Password)]
    [InlineData(AccountPower.SecondFactor)]
    public async Task Reviewer_in_the_hands_of_an_author_cannot_approve_and_another_can(AccountPower power)
    {
        var id = await _site.ArticleInAsync(ReviewState.InReview);
        Take(_site.Reviewer, _site.Author, power);

        var refusal = Deeds.Refused(await _site.ApproveAsync(_site.Reviewer, id), RefusalKind.Conflict, Rules.MustBeIndependentOfAuthors);

        Assert.Contains("author (", refusal.Message, StringComparison.Ordinal);
        Assert.DoesNotContain(Trigger.Approve, refusal.PermittedTriggers);
        Deeds.Done(await _site.ApproveAsync(_site.Reviewer2, id));
    }

    [Fact]
    public async Task Reviewer_in_the_hands_of_somebody_who_wrote_nothing_can_approve()
    {
        var id = await _site.ArticleInAsync(ReviewState.InReview);
        Take(_site.Reviewer, _site.Administrator, AccountPower.Created);

        Deeds.Done(await _site.ApproveAsync(_site.Reviewer, id));
    }

    [Fact]
    public async Task Reviewer_in_the_hands_of_an_author_can_approve_where_the_policy_does_not_ask_for_four_eyes()
    {
        _site.SetPolicy("Article", """{ "ContentType": "Article", "Version": "2", "FourEyes": false, "Stages": [ { "Name": "Medical", "Role": "MedicalReviewer" } ] }""");
        var id = await _site.ArticleInAsync(ReviewState.InReview);
        Take(_site.Reviewer, _site.Author, AccountPower.Created);

        Deeds.Done(await _site.ApproveAsync(_site.Reviewer, id));
    }

    [Fact]
    public async Task Reviewer_in_the_hands_of_an_author_cannot_renew()
    {
        var id = await _site.ArticleInAsync(ReviewState.Published);
        Take(_site.Reviewer2, _site.Author, AccountPower.Password);

        Deeds.Refused(await _site.RenewAsync(_site.Reviewer2, id), RefusalKind.Conflict, Rules.MustBeIndependentOfAuthors);
        Deeds.Done(await _site.RenewAsync(_site.Reviewer, id));
    }

    [Fact]
    public async Task Password_that_somebody_else_set_decides_nothing_whoever_wrote_the_text()
    {
        var (approving, asking, renewing) = (
            await _site.ArticleInAsync(ReviewState.InReview, title: "one"), await _site.ArticleInAsync(ReviewState.InReview, title: "two"), await _site.ArticleInAsync(ReviewState.Published, title: "three"));
        Take(_site.Reviewer, _site.Administrator, AccountPower.KnownPassword);

        Deeds.Refused(await _site.ApproveAsync(_site.Reviewer, approving), RefusalKind.Conflict, Rules.MustHaveOwnPassword);
        Deeds.Refused(await _site.RequestChangesAsync(_site.Reviewer, asking), RefusalKind.Conflict, Rules.MustHaveOwnPassword);
        Deeds.Refused(await _site.RenewAsync(_site.Reviewer, renewing), RefusalKind.Conflict, Rules.MustHaveOwnPassword);
    }

    [Fact]
    public async Task Account_without_password_decides_nothing_also_where_the_policy_asks_for_no_signature()
    {
        var (approving, asking, renewing) = (
            await _site.ArticleInAsync(ReviewState.InReview, title: "one"), await _site.ArticleInAsync(ReviewState.InReview, title: "two"), await _site.ArticleInAsync(ReviewState.Published, title: "three"));
        _site.WithoutPassword.Add(_site.Reviewer.UserId);

        Deeds.Refused(await _site.ApproveAsync(_site.Reviewer, approving), RefusalKind.Conflict, Rules.MustHaveOwnPassword);
        Deeds.Refused(await _site.RequestChangesAsync(_site.Reviewer, asking), RefusalKind.Conflict, Rules.MustHaveOwnPassword);
        Deeds.Refused(await _site.RenewAsync(_site.Reviewer, renewing), RefusalKind.Conflict, Rules.MustHaveOwnPassword);
        _site.WithoutPassword.Clear();
        Deeds.Done(await _site.ApproveAsync(_site.Reviewer, approving));
    }

    [Fact]
    public async Task Token_decides_nothing_and_the_log_names_its_client()
    {
        var (approving, asking, renewing) = (
            await _site.ArticleInAsync(ReviewState.InReview, title: "one"), await _site.ArticleInAsync(ReviewState.InReview, title: "two"), await _site.ArticleInAsync(ReviewState.Published, title: "three"));
        var byToken = _site.Reviewer with { HasOwnSession = false, Client = new("app", "An app") };

        var refusal = Deeds.Refused(await _site.ApproveAsync(byToken, approving), RefusalKind.Conflict, Rules.MustHaveOwnSession);
        Deeds.Refused(await _site.RequestChangesAsync(byToken, asking), RefusalKind.Conflict, Rules.MustHaveOwnSession);
        Deeds.Refused(await _site.RenewAsync(byToken, renewing), RefusalKind.Conflict, Rules.MustHaveOwnSession);

        Assert.Contains("An app", refusal.Message, StringComparison.Ordinal);
        Assert.Equal(["app", "app", "app"], _site.State.Audit.TakeLast(3).Select(entry => (string?)entry.Details["client"]));
    }

    [Fact]
    public async Task Who_has_a_way_into_the_authors_account_or_client_is_an_author()
    {
        var author = _site.Author with { Client = new("app", "An app"), HasOwnSession = false, PeopleBehind = [new(_site.Reviewer.UserId, _site.Reviewer.UserName)] };
        var id = (await _site.SaveAsync(author, Deeds.Article("gut", await _site.PublishedDisclaimerAsync()))).Item.ContentItemId;
        Deeds.Done(await _site.SubmitAsync(_site.Author, id));

        Deeds.Refused(await _site.ApproveAsync(_site.Reviewer, id), RefusalKind.Conflict, Rules.MustNotBeAuthor);
        Take(_site.Reviewer2, _site.Reviewer, AccountPower.Created);
        Deeds.Refused(await _site.ApproveAsync(_site.Reviewer2, id), RefusalKind.Conflict, Rules.MustBeIndependentOfAuthors);
    }

    [Fact]
    public async Task What_was_said_of_an_author_counts_for_nothing()
    {
        var json = Deeds.Article("gut", await _site.PublishedDisclaimerAsync());
        (json["Author"], json["Owner"], json["CreatedUtc"], json["ContentItemVersionId"]) = ("reviewer2", _site.Reviewer2.UserId, "2001-01-01T00:00:00Z", "4xxxxxxxxxxxxxxxxxxxxxxxxx");
        var both = _site.AddPerson("both", "Author", "MedicalReviewer");

        var item = (await _site.SaveAsync(both, json)).Item;

        Assert.Equal(("both", both.UserId, MemorySite.Start), (item.Author, item.Owner, item.CreatedUtc));
        Assert.NotEqual("4xxxxxxxxxxxxxxxxxxxxxxxxx", item.ContentItemVersionId);
        Deeds.Done(await _site.SubmitAsync(both, item.ContentItemId));
        Deeds.Refused(await _site.ApproveAsync(both, item.ContentItemId), RefusalKind.Conflict, Rules.MustNotBeAuthor);
        Deeds.Done(await _site.ApproveAsync(_site.Reviewer2, item.ContentItemId));
    }

    [Fact]
    public async Task Stage_that_only_dependent_reviewers_could_satisfy_cannot_be_submitted_to()
    {
        var id = await _site.ArticleInAsync(ReviewState.Draft);
        Take(_site.Reviewer, _site.Author, AccountPower.Created);
        Take(_site.Reviewer2, _site.Administrator, AccountPower.KnownPassword);

        Deeds.Refused(await _site.SubmitAsync(_site.Author, id), RefusalKind.Conflict, Rules.StageMustBeSatisfiable);
    }

    [Fact]
    public async Task Author_makes_no_share_smaller_by_taking_accounts_in_hand()
    {
        _site.SetPolicy("Article", """{ "ContentType": "Article", "Version": "2", "Stages": [ { "Name": "Medical", "Role": "MedicalReviewer", "Approvals": "All" } ] }""");
        var id = await _site.ArticleInAsync(ReviewState.InReview);
        Take(_site.Reviewer2, _site.Author, AccountPower.Password);

        Deeds.Done(await _site.ApproveAsync(_site.Reviewer, id));

        Deeds.Refused(await _site.PublishAsync(_site.Editor, id), RefusalKind.Conflict, Rules.MustBePermittedInState);
        _site.Hands.Clear();
        Deeds.Done(await _site.ApproveAsync(_site.Reviewer2, id));
        Deeds.Done(await _site.PublishAsync(_site.Editor, id));
    }

    [Fact]
    public async Task Dependent_reviewer_cannot_be_assigned()
    {
        var id = await _site.ArticleInAsync(ReviewState.InReview);
        Take(_site.Reviewer, _site.Author, AccountPower.PrintedName);
        var assign = new AssignReview(_site.Ports);

        Deeds.Refused(await assign.ExecuteAsync(_site.Editor, new(id, Deeds.NoTag, AssigneeIds: [_site.Reviewer.UserId]), TestContext.Current.CancellationToken), RefusalKind.Conflict, Rules.MustBeEligibleReviewer);
        Deeds.Done(await assign.ExecuteAsync(_site.Editor, new(id, Deeds.NoTag, AssigneeIds: [_site.Reviewer2.UserId]), TestContext.Current.CancellationToken));
    }

    [Fact]
    public void Neither_an_author_nor_whose_account_an_author_holds_nor_whose_password_is_known_could_decide()
    {
        var reviewer = new Reviewer("rob-id", "rob", "Dr Rob", null);
        AccountPowerHolder Held(AccountPower power, string by) => new(power, by + "-id", by, MemorySite.Start);

        Assert.True(Independence.Holds([new("al-id", "al")], reviewer));
        Assert.True(Independence.Holds([new("al-id", "al")], reviewer with { InHandsOf = [Held(AccountPower.Created, "bea")] }));
        Assert.False(Independence.Holds([new("rob-id", "rob")], reviewer));
        Assert.False(Independence.Holds([new("al-id", "al")], reviewer with { InHandsOf = [Held(AccountPower.Created, "al")] }));
        Assert.False(Independence.Holds([new("al-id", "al")], reviewer with { InHandsOf = [Held(AccountPower.KnownPassword, "bea")] }));
    }

    private void Take(Actor account, Actor by, AccountPower power)
    {
        if (!_site.Hands.TryGetValue(account.UserId, out var hands))
        {
            _site.Hands[account.UserId] = hands = [];
        }

        hands.Add(new(power, by.UserId, by.UserName, MemorySite.Start));
    }
}
