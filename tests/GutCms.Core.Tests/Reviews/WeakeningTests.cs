using System.Collections.Frozen;
using GutCms.Core.Reviews.Policies;
using GutCms.Core.Reviews.Standing;
using GutCms.Core.Security;

namespace GutCms.Core.Tests.Reviews;

public sealed class WeakeningTests
{
    private static readonly ReviewPolicy Policy = new("Article", "1", [new("Medical", [new("Reviewer", Threshold.One)], null)]);

    private static readonly ReviewStanding Site = new(
        new Dictionary<string, ReviewPolicy?> { ["Article"] = Policy },
        new Dictionary<string, FrozenSet<string>>
        {
            ["Administrator"] = Granting.OfAdministrators,
            ["Reviewer"] = FrozenSet.Create(StringComparer.Ordinal, Permissions.ApproveContent),
            ["Author"] = FrozenSet.Create(StringComparer.Ordinal, Permissions.EditOwnContent),
        },
        [Person("ann", "Administrator"), Person("bea", "Administrator"), Person("rob", "Reviewer"), Person("al", "Author")]);

    [Fact]
    public void Nothing_is_weaker_when_nothing_changed() => Assert.Empty(Weakening.Between(Site, Site));

    [Fact]
    public void A_weaker_and_a_removed_policy_are_named()
    {
        Assert.Equal([new Weakening(WeakeningKind.Policy, "Article", "FourEyes")], Weakening.Between(Site, WithPolicy(Policy with { FourEyes = false })));
        Assert.Equal([new Weakening(WeakeningKind.Policy, "Article", "Removed")], Weakening.Between(Site, Site with { Policies = new Dictionary<string, ReviewPolicy?>() }));
        Assert.Empty(Weakening.Between(Site, WithPolicy(Policy with { RequireDisclaimer = true })));
    }

    [Fact]
    public void A_policy_that_could_not_be_read_shut_everything()
    {
        Assert.Empty(Weakening.Between(Site, WithPolicy(null)));
        Assert.Equal([new Weakening(WeakeningKind.Policy, "Article", "WasUnreadable")], Weakening.Between(WithPolicy(null), Site));
    }

    [Fact]
    public void A_role_that_gives_the_right_to_approve_is_named_with_everybody_who_holds_it() => Assert.Equal(
        [new Weakening(WeakeningKind.RoleApproves, "Author", "Approve_Article"), new Weakening(WeakeningKind.PersonApproves, "al", "Author")],
        Weakening.Between(Site, WithRole("Author", "Approve_Article")));

    [Fact]
    public void The_role_of_everybody_counts_for_everybody() =>
        Assert.Equal(3, Weakening.Between(Site, WithRole("Authenticated", Permissions.ApproveContent)).Count(found => found.Kind == WeakeningKind.PersonApproves));

    [Fact]
    public void Somebody_who_may_approve_now_is_named_however_it_came()
    {
        Assert.Equal(WeakeningKind.PersonApproves, Assert.Single(Weakening.Between(Site, With(Person("new", "Reviewer")))).Kind);
        Assert.Equal(WeakeningKind.PersonApproves, Assert.Single(Weakening.Between(Site, With(Person("al", "Author", "Reviewer")))).Kind);
        var disabled = With(Person("rob", "Reviewer") with { IsEnabled = false });
        Assert.Equal(WeakeningKind.PersonApproves, Assert.Single(Weakening.Between(disabled, Site)).Kind);
        Assert.Empty(Weakening.Between(Site, With(Person("new", "Author"))));
    }

    [Fact]
    public void Another_role_of_a_policy_is_another_seat()
    {
        var policy = Policy with { Stages = [new("Both", [new("Reviewer", Threshold.One), new("Lawyer", Threshold.One)], null)] };
        var site = WithPolicy(policy);

        Assert.Equal(WeakeningKind.PersonApproves, Assert.Single(Weakening.Between(site, Change(site, Person("rob", "Reviewer", "Lawyer")))).Kind);
        Assert.Empty(Weakening.Between(site, Change(site, Person("rob", "Reviewer", "Author"))));
    }

    [Fact]
    public void A_new_administrator_could_confirm() =>
        Assert.Equal([new Weakening(WeakeningKind.PersonAdministers, "al", "Administrator")], Weakening.Between(Site, With(Person("al", "Administrator"))));

    [Fact]
    public void The_last_but_one_administrator_is_missed()
    {
        Assert.Equal([new Weakening(WeakeningKind.FewerAdministrators, "bea")], Weakening.Between(Site, With(Person("bea", "Administrator") with { IsEnabled = false })));
        Assert.Empty(Weakening.Between(With(Person("cy", "Administrator")), Site));
    }

    [Fact]
    public void A_voice_that_a_policy_counts_is_missed()
    {
        var counted = WithPolicy(Policy with { Stages = [new("Medical", [new("Reviewer", Threshold.All)], null)] });

        Assert.Equal([new Weakening(WeakeningKind.VoiceLost, "rob", "Reviewer")], Weakening.Between(counted, Change(counted, Person("rob", "Reviewer") with { IsEnabled = false })));
        Assert.Empty(Weakening.Between(Site, With(Person("rob", "Reviewer") with { IsEnabled = false })));
    }

    [Fact]
    public void A_second_factor_that_is_gone_is_missed()
    {
        var strong = With(Person("al", "Author") with { HasSecondFactor = true });

        Assert.Equal([new Weakening(WeakeningKind.SecondFactorRemoved, "al")], Weakening.Between(strong, Site));
        Assert.Empty(Weakening.Between(Site, strong));
    }

    [Fact]
    public void A_policy_that_could_not_be_read_and_is_gone_shuts_nothing_any_more()
    {
        Assert.Equal([new Weakening(WeakeningKind.Policy, "Article", "WasUnreadable")], Weakening.Between(WithPolicy(null), Site with { Policies = new Dictionary<string, ReviewPolicy?>() }));
        Assert.Empty(Weakening.Between(WithPolicy(null), WithPolicy(null)));
    }

    [Fact]
    public void How_it_would_be_with_another_role_is_told_beforehand()
    {
        Assert.Contains(new Weakening(WeakeningKind.RoleApproves, "Author", "Approve_Article"), Weakening.Between(Site, Site.With("Author", ["Approve_Article"])));
        Assert.Equal([new Weakening(WeakeningKind.RoleApproves, "New", "ApproveContent")], Weakening.Between(Site, Site.With("New", ["ApproveContent"])));
        Assert.False(Site.Roles.ContainsKey("New"));
    }

    [Fact]
    public void Only_rights_to_approve_are_named() => Assert.Empty(Weakening.Between(Site, WithRole("Author", Permissions.EditContent)));

    [Fact]
    public void What_is_found_comes_by_kind_and_name_and_detail()
    {
        var laxer = Policy with { FourEyes = false, SignatureRequired = false };
        var before = new ReviewStanding(new Dictionary<string, ReviewPolicy?> { ["Series"] = Policy, ["Article"] = Policy }, Site.Roles, Site.People);
        var after = new ReviewStanding(
            new Dictionary<string, ReviewPolicy?> { ["Series"] = laxer, ["Article"] = laxer },
            before.Roles,
            [.. Site.People, Person("zoe", "Reviewer", "Author"), Person("eve", "Reviewer")]);

        Assert.Equal(
            [("Article", "FourEyes"), ("Article", "SignatureRequired"), ("Series", "FourEyes"), ("Series", "SignatureRequired"), ("eve", "Reviewer"), ("zoe", "Author, Reviewer")],
            Weakening.Between(before, after).Select(found => (found.Subject, found.Detail)));
    }

    [Fact]
    public void Roles_of_a_new_administrator_are_named_in_order() =>
        Assert.Equal([new Weakening(WeakeningKind.PersonAdministers, "al", "Administrator, Author")], Weakening.Between(Site, With(Person("al", "Author", "Administrator"))));

    [Fact]
    public void A_second_factor_that_is_kept_is_not_missed()
    {
        var strong = With(Person("al", "Author") with { HasSecondFactor = true });

        Assert.Empty(Weakening.Between(strong, strong));
    }

    [Fact]
    public void Another_right_to_approve_of_somebody_who_has_one_is_named()
    {
        var site = WithRole("Reviewer", "Approve_Article");

        Assert.Contains(new Weakening(WeakeningKind.PersonApproves, "rob", "Reviewer"), Weakening.Between(site, Site));
        Assert.DoesNotContain(Weakening.Between(Site, Site), found => found.Kind == WeakeningKind.PersonApproves);
    }

    [Fact]
    public void A_voice_is_lost_with_the_role_or_the_right_and_by_whoever_had_it_only()
    {
        var counted = WithPolicy(Policy with { Stages = [new("Medical", [new("Reviewer", Threshold.All)], null)] });

        Assert.Equal([new Weakening(WeakeningKind.VoiceLost, "rob", "Reviewer")], Weakening.Between(counted, Change(counted, Person("rob", "Author"))));
        Assert.Equal([new Weakening(WeakeningKind.VoiceLost, "rob", "Reviewer")], Weakening.Between(counted, new(counted.Policies, counted.Roles, [.. counted.People.Where(person => person.UserName != "rob")])));
        Assert.Empty(Weakening.Between(counted, Change(counted, Person("al"))));
        var disabled = Change(counted, Person("rob", "Reviewer") with { IsEnabled = false });
        Assert.Empty(Weakening.Between(disabled, Change(disabled, Person("rob", "Author"))));
    }

    [Fact]
    public void Administrators_are_missed_only_where_there_were_two_and_are_fewer()
    {
        var one = With(Person("bea", "Administrator") with { IsEnabled = false });

        Assert.Empty(Weakening.Between(one, Change(one, Person("ann", "Author"))));
    }

    private static StandingPerson Person(string name, params string[] roles) => new(name + "-id", name, IsEnabled: true, HasSecondFactor: false, [.. roles]);

    private static ReviewStanding WithPolicy(ReviewPolicy? policy) => Site with { Policies = new Dictionary<string, ReviewPolicy?> { ["Article"] = policy } };

    private static ReviewStanding WithRole(string role, string permission) =>
        new(Site.Policies, new Dictionary<string, FrozenSet<string>>(Site.Roles) { [role] = FrozenSet.Create(StringComparer.Ordinal, permission) }, Site.People);

    private static ReviewStanding With(StandingPerson person) => Change(Site, person);

    private static ReviewStanding Change(ReviewStanding site, StandingPerson person) =>
        new(site.Policies, site.Roles, [.. site.People.Where(other => other.UserId != person.UserId), person]);
}
