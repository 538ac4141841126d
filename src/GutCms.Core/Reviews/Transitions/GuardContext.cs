using System.Collections.Immutable;
using GutCms.Core.Reviews.Disclaimers;
using GutCms.Core.Reviews.Facts;
using GutCms.Core.Reviews.Model;
using GutCms.Core.Reviews.Policies;
using GutCms.Core.Reviews.Ports;
using GutCms.Core.Security;
using GutCms.Core.Texts;

namespace GutCms.Core.Reviews.Transitions;

/// <summary>What rules look at: the facts, who acts, and what the request brings along.</summary>
/// <param name="Facts">The facts.</param>
/// <param name="Actor">Who acts.</param>
/// <param name="Trigger">What is asked for.</param>
internal sealed record GuardContext(ReviewFacts Facts, Actor Actor, Trigger Trigger)
{
    public SignatureCheck Signature { get; init; } = SignatureCheck.Missing;

    /// <summary>Comment or reason.</summary>
    public string? Comment { get; init; }

    /// <summary>Role in which the actor wants to decide; null: whichever fits.</summary>
    public string? Role { get; init; }

    public DateTime? AtUtc { get; init; }
    /// <summary>Whether a publication that is scheduled stays when the item is taken down; null: nothing was said.</summary>
    public bool? KeepsSchedule { get; init; }

    public DisclaimerChange? Change { get; init; }
    public string? ImpactTag { get; init; }

    /// <summary>Content that the change of this disclaimer concerns; null: the item is no disclaimer, or it was not looked up.</summary>
    public DisclaimerImpact? Impact { get; init; }

    /// <summary>The site can sign certificates; null: it was not asked.</summary>
    public bool? CanSignCertificates { get; init; }

    /// <summary>Why the site signs no certificates; null: nothing but a key may be missing.</summary>
    public Sentence? CertificateObstacle { get; init; }

    /// <summary>Why the replacement cannot be one; null: it can, or none was named.</summary>
    public Sentence? ReplacementFault { get; init; }

    public Subject Subject => TransitionTable.SubjectOf(Trigger, Facts);

    public ReviewPolicy? Policy => Facts.PolicyFor(Subject);

    public Review? Run => Subject == Subject.Published ? Facts.CurrentRenewal : Facts.CurrentReview;

    public IReadOnlyList<Decision> Decisions => Run is null ? [] : Subject == Subject.Published ? Facts.RenewalDecisions : Facts.Decisions;

    /// <summary>The stage in which a decision would count: the first that is not satisfied. All satisfied: the last.</summary>
    public ReviewStage? Stage =>
        Policy is not { Stages.IsEmpty: false } policy ? null
        : Run is null ? policy.Stages[0]
        : policy.Stages.FirstOrDefault(stage => stage.Name == Run.CurrentStage?.Name) ?? policy.Stages[^1];

    /// <summary>Roles of the stage that the actor holds, the asked-for one only when one is asked for.</summary>
    public ImmutableArray<string> HeldRoles(ReviewStage stage) =>
        [.. stage.Roles.Select(role => role.Role).Where(role => (Role is null || Role == role) && Holds(role))];

    /// <summary>The stage and role in which the actor would decide; null: in none.</summary>
    public (ReviewStage Stage, string Role)? Seat()
    {
        if (Stage is not { } current)
        {
            return null;
        }

        var held = HeldRoles(current);
        if (held.IsEmpty && Trigger == Trigger.RequestChanges)
        {
            // Whoever reviews any stage may object.
            var other = Policy!.Stages.Select(stage => (Stage: stage, Roles: HeldRoles(stage))).FirstOrDefault(entry => !entry.Roles.IsEmpty);
            return other.Stage is null ? null : (other.Stage, other.Roles[0]);
        }

        if (held.IsEmpty)
        {
            return null;
        }

        var open = StageProgress.Of(Policy!, current, Decisions, Facts.Eligible(Subject)).Open;
        return (current, held.Where(role => open.Contains(role)).OrderByDescending(role => IsAssigned(current, role)).Append(held[0]).First());
    }

    public bool IsAssigned(ReviewStage stage, string role) =>
        Run?.Assignments.Any(assignment => assignment.Stage == stage.Name && assignment.Role == role && Facts.MayDecideFor(assignment, Actor.UserId)) == true;

    private bool Holds(string role) =>
        Facts.Holders.TryGetValue(role, out var holders) && Actor.UserId.Length > 0 && holders.Any(holder => holder.UserId == Actor.UserId);
}
