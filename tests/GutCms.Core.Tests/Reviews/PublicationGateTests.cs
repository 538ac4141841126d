using GutCms.Core.Reviews.Facts;
using GutCms.Core.Reviews.Model;
using GutCms.Core.Reviews.Policies;
using GutCms.Core.Texts;

namespace GutCms.Core.Tests.Reviews;

/// <summary>The gate by itself: what no grant permits stays shut, whoever comes by whichever way.</summary>
public sealed class PublicationGateTests
{
    private static readonly DateTime Then = new(2026, 3, 1, 9, 0, 0, DateTimeKind.Utc);

    private static readonly PolicyLookup Policy = new(new ReviewPolicy("Article", "1", [new("Medical", [new("MedicalReviewer", Threshold.One)], null)]), null);

    private static readonly PublicationGrant Approved = new("version", "sha256:text", PublicationBasis.Approved, "run", Then) { PresentationHash = "sha256:presentation" };

    private static readonly PublicationGrant Imported = Approved with { Basis = PublicationBasis.Imported, ReviewId = null };

    private static readonly Dictionary<string, PublicationGrant[]> Granting = new()
    {
        ["nothing"] = [],
        ["another version"] = [Approved with { VersionId = "another" }],
        ["another text"] = [Approved with { ContentHash = "sha256:another" }],
        ["another presentation"] = [Approved with { PresentationHash = "sha256:another" }],
        ["an approval without a run"] = [Approved with { ReviewId = null }],
        ["an approval with a run of no name"] = [Approved with { ReviewId = "" }],
        ["a time without a policy"] = [Approved with { Basis = PublicationBasis.NoPolicy, ReviewId = null }],
        ["a time without a policy, whichever run it names"] = [Approved with { Basis = PublicationBasis.NoPolicy }],
        ["an import of another text"] = [Imported with { ContentHash = "sha256:another" }],
        ["an import of another version"] = [Imported with { VersionId = "another" }],
        ["an import in another presentation"] = [Imported with { PresentationHash = "sha256:another" }],
        ["pieces of three texts"] = [Approved with { VersionId = "another" }, Approved with { ContentHash = "sha256:another" }, Approved with { ReviewId = null }],
    };

    public static TheoryData<string> Grants => [.. Granting.Keys];

    [Theory]
    [MemberData(nameof(Grants))]
    public void Stays_shut_when_what_was_granted_is(string grants)
    {
        var result = Check(Policy, Granting[grants]);

        Assert.False(result.IsOpen);
        Assert.Equal((null, null, null), (result.Basis, result.ReviewId, result.PresentationHash));
        Assert.NotNull(result.Reason);
    }

    [Fact]
    public void Opens_for_exactly_the_text_that_was_approved_and_names_the_run() =>
        Assert.Equal(new GateResult(PublicationBasis.Approved, "run", null) { PresentationHash = "sha256:presentation" }, Check(Policy, Approved));

    [Fact]
    public void Opens_for_exactly_the_text_that_a_trusted_recipe_brought() =>
        Assert.Equal(new GateResult(PublicationBasis.Imported, null, null) { PresentationHash = "sha256:presentation" }, Check(Policy, Imported));

    [Fact]
    public void Opens_in_any_presentation_for_what_was_granted_before_presentations_were_bound() =>
        Assert.Equal(new GateResult(PublicationBasis.Approved, "run", null), Check(Policy, Approved with { PresentationHash = null }));

    [Fact]
    public void Finds_the_good_grant_among_bad_ones() =>
        Assert.Equal("run", Check(Policy, [.. Granting.Values.SelectMany(grants => grants), Approved]).ReviewId);

    [Fact]
    public void Opens_without_a_grant_only_where_it_is_certain_that_there_is_no_policy() =>
        Assert.Equal(new GateResult(PublicationBasis.NoPolicy, null, null), Check(PolicyLookup.None));

    [Fact]
    public void Stays_shut_under_a_policy_that_cannot_be_read_whatever_was_granted() =>
        Assert.False(Check(new(null, Sentence.Verbatim("$.Stages: it has none.")), Approved, Imported).IsOpen);

    [Fact]
    public void Stays_shut_under_the_policy_of_another_type_whatever_was_granted() =>
        Assert.False(Check(Policy with { Policy = Policy.Policy! with { ContentType = "Disclaimer" } }, Approved, Imported).IsOpen);

    [Theory]
    [InlineData("", "version", "sha256:text", "sha256:presentation")]
    [InlineData("Article", "", "sha256:text", "sha256:presentation")]
    [InlineData("Article", "version", "", "sha256:presentation")]
    [InlineData("Article", "version", "sha256:text", "")]
    public void Stays_shut_when_it_is_not_known_what_is_to_be_live(string type, string version, string text, string presentation)
    {
        PublicationGrant fits = new(version, text, PublicationBasis.Approved, "run", Then) { PresentationHash = presentation };
        var policy = Policy with { Policy = Policy.Policy! with { ContentType = type } };

        Assert.False(PublicationGate.Check(type, version, text, presentation, policy, [fits]).IsOpen);
        Assert.False(PublicationGate.Check(type, version, text, presentation, PolicyLookup.None, []).IsOpen);
    }

    private static GateResult Check(PolicyLookup policy, params PublicationGrant[] grants) =>
        PublicationGate.Check("Article", "version", "sha256:text", "sha256:presentation", policy, grants);
}
