using System.Text.Json.Nodes;
using GutCms.Core.Content.Items;
using GutCms.Core.Reviews.Model;
using GutCms.Core.Tests.Reviews.Memory;

namespace GutCms.Core.Tests.Reviews;

/// <summary>What an approval lacks when the policy in force asks for more, said by what is missing and by nothing else.</summary>
public sealed class FallingShortOfThePolicyTests
{
    private const string Medical = """{ "Name": "Medical", "Role": "MedicalReviewer" }""";
    private const string Legal = """{ "Name": "Legal", "Role": "Lawyer" }""";
    private const string TwoOfThem = """{ "Name": "Medical", "Role": "MedicalReviewer", "Approvals": 2 }""";
    private const string Keep = """, "OnPolicyChange": "keep" """;

    private readonly MemorySite _site = new();

    [Fact]
    public async Task A_text_without_a_disclaimer_lacks_one()
    {
        Policy("2", Medical, """, "RequireDisclaimer": false""", "Series");
        var series = JsonNode.Parse("""{ "ContentType": "Series", "DisplayText": "Gut", "TitlePart": { "Title": "Gut" }, "AutoroutePart": { "Path": "series/gut" } }""")!.AsObject();
        var id = (await _site.SaveAsync(_site.Editor, series)).Item.ContentItemId;
        Deeds.Done(await _site.SubmitAsync(_site.Editor, id));
        Deeds.Done(await _site.ApproveAsync(_site.Reviewer, id));
        Policy("3", Medical, """, "RequireDisclaimer": true""", "Series");

        Assert.Contains("the text needs a disclaimer that is published", await ShortfallAsync(id), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task An_approval_in_another_presentation_does_not_count_for_a_policy_that_binds_it(bool moved)
    {
        Policy("2", Medical, """, "OnPresentationChange": "record" """);
        var id = await _site.ArticleInAsync(ReviewState.Approved);
        if (moved)
        {
            var json = ContentItemJson.Write(_site.Latest(id));
            json["AutoroutePart"]!["Path"] = "articles/elsewhere";
            await _site.SaveAsync(_site.Author, json);
        }

        Policy("3", Medical);

        Assert.Equal(moved, (await ShortfallAsync(id))?.Contains("address, series or Hot Articles have changed since", StringComparison.Ordinal) ?? false);
    }

    [Theory]
    [InlineData("\"All\"", "the stage 'Medical' needs an approval of everyone by 'MedicalReviewer'")]
    [InlineData("\"Most\"", "the stage 'Medical' needs an approval of more than half by 'MedicalReviewer'")]
    [InlineData("2", "the stage 'Medical' needs 2 approvals by 'MedicalReviewer'")]
    public async Task How_many_approvals_are_missing_is_said(string approvals, string says)
    {
        _site.AddPerson("reviewer3", "MedicalReviewer");
        Policy("2", Medical);
        var id = await _site.ArticleInAsync(ReviewState.Approved);
        Policy("3", $$"""{ "Name": "Medical", "Role": "MedicalReviewer", "Approvals": {{approvals}} }""");

        Assert.Contains(says, await ShortfallAsync(id), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Of_the_stages_only_those_are_missing_that_no_stage_of_the_review_stands_for()
    {
        var lawyer = _site.AddPerson("lawyer", "Lawyer");
        Policy("2", $"{Medical}, {Legal}");
        var id = await _site.ArticleInAsync(ReviewState.InReview);
        Deeds.Done(await _site.ApproveAsync(_site.Reviewer, id));
        Deeds.Done(await _site.ApproveAsync(lawyer, id));
        Policy("3", $$"""{{Medical}}, {{Legal}}, { "Name": "Second look", "Role": "Lawyer" }""");

        var says = await ShortfallAsync(id);

        Assert.Contains("the stage 'Second look' needs an approval by 'Lawyer'", says, StringComparison.Ordinal);
        Assert.DoesNotContain("the stage 'Medical'", says, StringComparison.Ordinal);
        Assert.DoesNotContain("the stage 'Legal'", says, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_reviewer_who_left_is_missed_in_the_stage_and_the_number_in_which_he_signed()
    {
        var third = _site.AddPerson("reviewer3", "MedicalReviewer");
        Policy("2", $$"""{{Medical}}, { "Name": "Panel", "Role": "MedicalReviewer", "Approvals": 2 }""");
        var id = await _site.ArticleInAsync(ReviewState.InReview);
        foreach (var reviewer in new[] { _site.Reviewer, _site.Reviewer2, third })
        {
            Deeds.Done(await _site.ApproveAsync(reviewer, id));
        }

        Assert.Null(await UnmetAsync(id, Rules.ReviewersMustStillBeEligible));
        _site.Disable(third);

        var says = await UnmetAsync(id, Rules.ReviewersMustStillBeEligible);
        Assert.Contains("'Panel'", says, StringComparison.Ordinal);
        Assert.DoesNotContain("'Medical'", says, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_decision_that_was_taken_back_makes_nobody_sign_in_two_stages()
    {
        var (both, lawyer) = (_site.AddPerson("both", "MedicalReviewer", "Lawyer"), _site.AddPerson("lawyer", "Lawyer"));
        Policy("2", $"{Medical}, {Legal}");
        var id = await _site.ArticleInAsync(ReviewState.InReview);
        Deeds.Done(await _site.ApproveAsync(both, id));
        var given = _site.State.Decisions[^1];
        Deeds.Done(await _site.ApproveAsync(lawyer, id));
        foreach (var (voided, falls) in new[] { ((DateTime?)_site.NowUtc, false), (null, true) })
        {
            _site.Store.State = _site.State with { Decisions = [.. _site.State.Decisions.Where(decision => decision.DecisionId != "another"), given with { DecisionId = "another", Stage = "Legal", Role = "Lawyer", VoidedUtc = voided }] };
            Assert.Equal(falls, await ShortfallAsync(id) is not null);
        }
    }

    [Theory]
    [InlineData(12, 6, "", 6)]
    [InlineData(6, 12, "", 6)]
    [InlineData(12, 6, Keep, 12)]
    [InlineData(12, null, "", 12)]
    [InlineData(null, 6, "", 6)]
    public async Task The_next_review_follows_the_shorter_interval_unless_both_policies_keep_what_was(int? before, int? inForce, string members, int months)
    {
        Policy("2", Medical, Every(before) + members);
        var id = await _site.ArticleInAsync(ReviewState.Approved);
        Policy("3", Medical, Every(inForce) + members);

        Deeds.Done(await _site.PublishAsync(_site.Editor, id));

        Assert.Equal(MemorySite.Start.AddMonths(months), _site.State.Publications[id].NextReviewUtc);
    }

    [Theory]
    [InlineData(true, """, "OnReviewerLeft": "keep" """)]
    [InlineData(false, Keep)]
    public async Task A_renewal_goes_on_where_both_policies_keep_what_was_signed(bool left, string members)
    {
        var lawyer = _site.AddPerson("lawyer", "Lawyer");
        Policy("2", $"{Medical}, {Legal}", members);
        var id = await _site.ArticleInAsync(ReviewState.InReview);
        Deeds.Done(await _site.ApproveAsync(_site.Reviewer, id));
        Deeds.Done(await _site.ApproveAsync(lawyer, id));
        Deeds.Done(await _site.PublishAsync(_site.Editor, id));
        Deeds.Done(await _site.RenewAsync(_site.Reviewer, id));
        if (left)
        {
            _site.Disable(_site.Reviewer);
        }
        else
        {
            Policy("3", $$"""{ "Name": "Medical", "Role": "MedicalReviewer", "Approvals": 2 }, {{Legal}}""", members);
        }

        Deeds.Done(await _site.RenewAsync(lawyer, id));

        Assert.NotNull(_site.State.Publications[id].RenewalId);
    }

    [Fact]
    public async Task Those_whose_approvals_fall_short_are_named_and_nobody_else()
    {
        var both = _site.AddPerson("both", "Author", "MedicalReviewer");
        const string lax = """, "SignatureRequired": false, "FourEyes": false """;
        Policy("2", TwoOfThem, lax);
        var id = (await _site.SaveAsync(both, Deeds.Article("gut", await _site.PublishedDisclaimerAsync()))).Item.ContentItemId;
        Deeds.Done(await _site.SubmitAsync(both, id));
        Deeds.Done(await _site.ApproveAsync(both, id, password: null));
        Deeds.Done(await _site.ApproveAsync(_site.Reviewer, id));
        Assert.Null(await ShortfallAsync(id));

        Policy("3", TwoOfThem);

        var says = await ShortfallAsync(id);
        Assert.Contains("the approval of both is not signed", says, StringComparison.Ordinal);
        Assert.Contains("both wrote part of the text", says, StringComparison.Ordinal);
        Assert.DoesNotContain("the approval of reviewer is", says, StringComparison.Ordinal);
        Assert.DoesNotContain("reviewer wrote", says, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Whose_account_is_in_the_hands_of_an_author_is_not_independent(bool held)
    {
        Policy("2", Medical, """, "FourEyes": false """);
        var id = await _site.ArticleInAsync(ReviewState.Approved);
        if (held)
        {
            _site.Hands[_site.Reviewer.UserId] = [new(AccountPower.PrintedName, _site.Author.UserId, _site.Author.UserName, MemorySite.Start)];
        }

        Policy("3", Medical);

        Assert.Equal(held, (await ShortfallAsync(id))?.Contains("reviewer wrote part of the text, or is not known to be independent", StringComparison.Ordinal) ?? false);
    }

    [Fact]
    public async Task Comments_that_are_open_are_missed_until_all_are_resolved()
    {
        Policy("2", Medical);
        var id = await _site.ArticleInAsync(ReviewState.Approved);
        var (first, second) = (Deeds.Done(await _site.CommentAsync(_site.Reviewer, id)), Deeds.Done(await _site.CommentAsync(_site.Reviewer, id)));
        Policy("3", Medical, """, "RequireResolvedComments": true""");

        Deeds.Done(await _site.ResolveAsync(_site.Reviewer, id, first.ThreadId));
        Assert.Contains("comment threads are not resolved", await ShortfallAsync(id), StringComparison.Ordinal);
        Deeds.Done(await _site.ResolveAsync(_site.Reviewer, id, second.ThreadId));
        Assert.Null(await ShortfallAsync(id));
    }

    [Theory]
    [InlineData(-1, false)]
    [InlineData(0, true)]
    [InlineData(1, true)]
    public async Task An_approval_is_too_old_from_the_instant_at_which_the_next_one_is_due(int seconds, bool tooOld)
    {
        Policy("2", Medical);
        var id = await _site.ArticleInAsync(ReviewState.Approved);
        Policy("3", Medical, Every(1));

        _site.NowUtc = MemorySite.Start.AddMonths(1).AddSeconds(seconds);

        Assert.Equal(tooOld, await ShortfallAsync(id) is not null);
    }

    [Fact]
    public async Task A_decision_that_was_taken_back_stands_in_for_nobody_who_left()
    {
        var id = await _site.ArticleInAsync(ReviewState.Approved);
        var given = _site.State.Decisions[^1];
        _site.Store.State = _site.State with
        {
            Decisions = _site.State.Decisions.Add(given with { DecisionId = "another", ReviewerId = _site.Reviewer2.UserId, ReviewerName = "reviewer2", VoidedUtc = _site.NowUtc }),
        };
        _site.Disable(_site.Reviewer);

        Assert.NotNull(await UnmetAsync(id, Rules.ReviewersMustStillBeEligible));
        _site.Disable(_site.Reviewer2);
        Assert.DoesNotContain("reviewer2", await UnmetAsync(id, Rules.ReviewersMustStillBeEligible), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(""", "OnReviewerLeft": "keep" """, true)]
    [InlineData("", false)]
    public async Task Approvals_of_those_who_left_count_where_both_policies_keep_them(string members, bool enough)
    {
        _site.AddPerson("reviewer3", "MedicalReviewer");
        Policy("2", """{ "Name": "Medical", "Role": "MedicalReviewer", "Approvals": "Most" }""", """, "OnReviewerLeft": "keep" """);
        var id = await _site.ArticleInAsync(ReviewState.InReview);
        Deeds.Done(await _site.ApproveAsync(_site.Reviewer, id));
        Deeds.Done(await _site.ApproveAsync(_site.Reviewer2, id));
        _site.Disable(_site.Reviewer);
        Policy("3", TwoOfThem, members);

        Assert.Equal(enough, await ShortfallAsync(id) is null);
    }

    private static string Every(int? months) => months is null ? "" : $", \"ReviewEveryMonths\": {months}";

    private async Task<string?> ShortfallAsync(string id) => await UnmetAsync(id, Rules.PolicyInForceMustBeSatisfied);

    private async Task<string?> UnmetAsync(string id, string rule) =>
        (await _site.ViewAsync(id)).UnmetRules.GetValueOrDefault(Trigger.Publish, []).FirstOrDefault(unmet => unmet.Rule == rule)?.Sentence.ToString();

    private void Policy(string version, string stages, string members = "", string type = "Article") =>
        _site.SetPolicy(type, $$"""{ "ContentType": "{{type}}", "Version": "{{version}}", "Stages": [ {{stages}} ]{{members}} }""");
}
