using System.Collections.Immutable;
using GutCms.Core.Reviews.Facts;
using GutCms.Core.Reviews.Model;
using GutCms.Core.Reviews.Policies;

namespace GutCms.Core.Tests.Reviews;

/// <summary>What a state says of a run counts for nothing: its decisions have to be there, of enough people, in every stage and role, on exactly this text.</summary>
public sealed class ObjectionsOfTheGateTests
{
    private static readonly DateTime Then = new(2026, 3, 1, 9, 0, 0, DateTimeKind.Utc);

    private static readonly StageRun Medical = new("Medical", null, Then) { Required = Required("MedicalReviewer", 2) };

    private static readonly StageRun Legal = new("Legal", null, Then) { Required = Required("Lawyer", 1) };

    private static readonly CoveredText Submitted = new("version", "sha256:text", CoverCause.Submitted, Then) { PresentationHash = "sha256:presentation" };

    private static readonly CoveredText SavedAgain = Submitted with { VersionId = "saved-again", Cause = CoverCause.SavedUnchanged };

    private static readonly Review Run = new(
        "run",
        ReviewPurpose.Publication,
        "item",
        "Article",
        new("Article", "1", [new("Medical", [new("MedicalReviewer", Threshold.Of(2))], null), new("Legal", [new("Lawyer", Threshold.All)], null)]),
        "author-id",
        "author",
        Then)
    {
        State = ReviewState.Approved,
        CompletedUtc = Then,
        Stages = [Medical, Legal],
        CoveredTexts = [Submitted, SavedAgain],
    };

    private static readonly Decision Ada = Approval("Medical", "MedicalReviewer", "ada");

    private static readonly Decision Ben = Approval("Medical", "MedicalReviewer", "ben");

    private static readonly Decision Cleo = Approval("Legal", "Lawyer", "cleo");

    private static readonly Decision[] All = [Ada, Ben, Cleo];

    private static readonly Dictionary<string, (Review? Run, Decision[] Decisions)> Wanting = new()
    {
        ["there is no run"] = (null, All),
        ["the run is a renewal"] = (Run with { Purpose = ReviewPurpose.Renewal }, All),
        ["the run covers no text"] = (Run with { CoveredTexts = [] }, All),
        ["the run is in review"] = (Run with { State = ReviewState.InReview }, All),
        ["changes were requested"] = (Run with { State = ReviewState.ChangesRequested }, All),
        ["the run was closed without a result"] = (Run with { State = ReviewState.Draft, ClosedUtc = Then }, All),
        ["nobody has decided"] = (Run, []),
        ["one approval is missing"] = (Run, [Ada, Cleo]),
        ["a stage has none"] = (Run, [Ada, Ben]),
        ["an approval is voided"] = (Run, [Ada, Ben with { VoidedUtc = Then }, Cleo]),
        ["somebody asked for changes"] = (Run, [Ada, Ben with { Outcome = DecisionOutcome.ChangesRequested }, Cleo]),
        ["somebody only confirmed"] = (Run, [Ada, Ben with { Outcome = DecisionOutcome.Confirmed }, Cleo]),
        ["an approval is of another run"] = (Run, [Ada, Ben with { ReviewId = "another" }, Cleo]),
        ["an approval is on another version"] = (Run, [Ada, Ben with { VersionId = "another" }, Cleo]),
        ["an approval is on another text"] = (Run, [Ada, Ben with { ContentHash = "sha256:another" }, Cleo]),
        ["an approval is on another presentation"] = (Run, [Ada, Ben with { PresentationHash = "sha256:another" }, Cleo]),
        ["an approval is in another stage"] = (Run, [Ada, Ben with { Stage = "Legal" }, Cleo]),
        ["an approval is in another role"] = (Run, [Ada, Ben with { Role = "Lawyer" }, Cleo]),
        ["one person approved twice"] = (Run, [Ada, Ada with { DecisionId = "twice" }, Cleo]),
        ["fewer were required than the policy says"] = (Run with { Stages = [Medical with { Required = Required("MedicalReviewer", 1) }, Legal] }, [Ada, Cleo]),
        ["nobody was required where the policy says everyone"] = (Run with { Stages = [Medical, Legal with { Required = Required("Lawyer", 0) }] }, [Ada, Ben]),
        ["more were required than approved"] = (Run with { Stages = [Medical with { Required = Required("MedicalReviewer", 3) }, Legal] }, All),
        ["it is not known how many were required"] = (Run with { Stages = [Medical with { Required = Required("Lawyer", 1) }, Legal] }, All),
        ["a stage was never satisfied"] = (Run with { Stages = [Medical with { SatisfiedUtc = null }, Legal] }, All),
        ["the last stage was never satisfied"] = (Run with { Stages = [Medical, Legal with { SatisfiedUtc = null }] }, All),
        ["a stage was never begun"] = (Run with { Stages = [Legal] }, All),
        ["the policy has no stages"] = (Run with { Policy = Run.Policy with { Stages = [] } }, All),
        ["a stage has no roles"] = (Run with { Policy = Run.Policy with { Stages = [new("Medical", [], null), Run.Policy.Stages[1]] } }, All),
    };

    public static TheoryData<string> What => [.. Wanting.Keys];

    [Theory]
    [MemberData(nameof(What))]
    public void Objects_when(string what) => Assert.False(string.IsNullOrEmpty(Find(Wanting[what].Run, Wanting[what].Decisions)));

    [Theory]
    [InlineData("another", "sha256:text", "sha256:presentation")]
    [InlineData("version", "sha256:another", "sha256:presentation")]
    [InlineData("version", "sha256:text", "sha256:another")]
    [InlineData("version", "sha256:text", null)]
    public void Objects_when_what_is_to_be_live_is_not_exactly_what_was_reviewed(string version, string text, string? presentation) =>
        Assert.NotNull(PublicationGate.FindObjection(Run, All, version, text, presentation));

    [Fact]
    public void Tells_another_presentation_of_the_text_from_another_text()
    {
        string?[] texts =
        [
            PublicationGate.FindObjection(Run, All, "another", "sha256:text", "sha256:presentation")?.ToString(),
            PublicationGate.FindObjection(Run, All, "version", "sha256:another", "sha256:presentation")?.ToString(),
            PublicationGate.FindObjection(Run, All, "another", "sha256:another", "sha256:presentation")?.ToString(),
        ];

        Assert.Single(texts.Distinct());
        Assert.DoesNotContain(PublicationGate.FindObjection(Run, All, "version", "sha256:text", "sha256:another")?.ToString(), texts);
    }

    [Fact]
    public void Names_the_stage_that_is_open() => Assert.Contains("Legal", Find(Run with { State = ReviewState.InReview, Stages = [Medical, Legal with { SatisfiedUtc = null }] }, All), StringComparison.Ordinal);

    [Fact]
    public void Has_nothing_against_what_everyone_who_was_asked_approved() => Assert.Null(Find(Run, All));

    [Fact]
    public void Counts_approvals_on_all_texts_that_the_run_covers() => Assert.Null(Find(Run, [Ada, Ben with { VersionId = SavedAgain.VersionId }, Cleo]));

    [Fact]
    public void Does_not_mind_decisions_beside_those_that_count() => Assert.Null(Find(Run, [Ada with { VoidedUtc = Then }, .. All, Cleo with { ReviewId = "another" }]));

    private static string? Find(Review? run, Decision[] decisions) => PublicationGate.FindObjection(run, decisions, "version", "sha256:text", "sha256:presentation")?.ToString();

    private static Decision Approval(string stage, string role, string who) =>
        new(who + "-decision", "run", "version", "sha256:text", stage, role, who, who, who, null, DecisionOutcome.Approved, SignatureMeanings.Approval, true, null, Then) { PresentationHash = "sha256:presentation" };

    private static ImmutableSortedDictionary<string, int> Required(string role, int count) => ImmutableSortedDictionary.Create<string, int>(StringComparer.Ordinal).Add(role, count);
}
