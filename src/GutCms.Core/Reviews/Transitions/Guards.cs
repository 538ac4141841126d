using System.Collections.Frozen;
using System.Collections.Immutable;
using System.Globalization;
using GutCms.Core.Content.Items;
using GutCms.Core.Reviews.Facts;
using GutCms.Core.Reviews.Model;
using GutCms.Core.Reviews.Ports;
using GutCms.Core.Reviews.Standing;
using GutCms.Core.Texts;

namespace GutCms.Core.Reviews.Transitions;

/// <summary>The rules, by name. Each says what is missing, or null when it is met; a rule that is not known is never met.</summary>
internal static class Guards
{
    /// <summary>Rules about what a request brings along; they do not count when asking what an actor could do.</summary>
    private static readonly FrozenSet<string> AboutRequest = new[]
    {
        Rules.MustSign, Rules.MustSayWhy, Rules.MustBeInTheFuture, Rules.TakeDownMustFollowPublication, Rules.ChangeMustBeClassified, Rules.ImpactMustBeShown, Rules.ReplacementMustBeLive, Rules.ScheduleMustBeDecided,
        Rules.CertificateMustBeIssuable,
    }.ToFrozenSet(StringComparer.Ordinal);

    private static readonly FrozenDictionary<string, Func<GuardContext, Sentence?>> ByName = new Dictionary<string, Func<GuardContext, Sentence?>>(StringComparer.Ordinal)
    {
        [Rules.PolicyMustBeReadable] = MustReadPolicy,
        [Rules.TypeMustHavePolicy] = static context => context.Facts.Policy.IsNone ? Sentence.Of("TypeMustHavePolicy", context.Facts.ContentType) : null,
        [Rules.TypeMustHaveNoPolicy] = static context => context.Facts.Policy.IsNone ? null : Sentence.Of("TypeMustHaveNoPolicy", context.Facts.ContentType),
        [Rules.ContentMustBeComplete] = static context => context.Facts.Missing is { IsEmpty: false } missing
            ? Sentence.Of("ContentMustBeComplete", Sentence.Join(" ", missing.Select(fault => fault.Sentence))) : null,
        [Rules.StageMustBeSatisfiable] = MustBeSatisfiable,
        [Rules.MustBeAPerson] = static context => context.Actor.IsPerson ? null : Sentence.Of("MustBeAPerson"),
        [Rules.MustHaveOwnSession] = MustHaveOwnSession,
        [Rules.MustHaveOwnPassword] = MustHaveOwnPassword,
        [Rules.MustBeEligibleReviewer] = MustBeEligible,
        [Rules.MustBeAssignedReviewer] = MustBeAssigned,
        [Rules.MustNotBeAuthor] = MustNotBeAuthor,
        [Rules.MustBeIndependentOfAuthors] = MustBeIndependent,
        [Rules.MustNotHaveDecided] = MustNotHaveDecided,
        [Rules.MustSign] = MustSign,
        [Rules.MustSayWhy] = static context => string.IsNullOrWhiteSpace(context.Comment) ? Sentence.Of("MustSayWhy") : null,
        [Rules.CommentsMustBeResolved] = static context => context.Policy is { RequireResolvedComments: false } || context.Facts.Threads.All(thread => thread.IsResolved) ? null
            : Sentence.Of("CommentsMustBeResolved", context.Facts.Threads.Count(thread => !thread.IsResolved)),
        [Rules.TranslationMustBeCurrent] = static context => context.Policy is not { RequireCurrentTranslations: true } || context.Facts.Translation is not { IsStale: true } stale ? null
            : Sentence.Of("TranslationMustBeCurrent", stale.Live!.Item.DisplayText),
        [Rules.StagesMustBeSatisfied] = static context =>
            PublicationGate.FindObjection(context.Facts.Review, context.Facts.Decisions, context.Facts.Latest.Item.ContentItemVersionId, context.Facts.LatestHash, context.Facts.LatestPresentationHash),
        [Rules.ReviewersMustStillBeEligible] = static context => Lapse(context, Rules.ReviewersMustStillBeEligible),
        [Rules.PolicyInForceMustBeSatisfied] = static context => Lapse(context, Rules.PolicyInForceMustBeSatisfied),
        [Rules.MustNotHaveSignedOtherStage] = MustNotHaveSignedOther,
        [Rules.ApprovalMustNotBeOverdue] = static context =>
            context.Facts.CurrentReview is { CompletedUtc: { } completed, Policy.ReviewEveryMonths: { } months } && completed.AddMonths(months) <= (context.AtUtc ?? context.Facts.NowUtc)
                ? Sentence.Of("ApprovalMustNotBeOverdue", months) : null,
        [Rules.DisclaimerMustBePublished] = MustHaveDisclaimer,
        [Rules.MustShowCurrentDisclaimer] = static context =>
            context.Facts.Publication?.ReviewDueReason == ReviewDueReason.Projection ? Sentence.Of("MustShowCurrentDisclaimer.Projection")
            : context.Facts.PublishedHash is { } hash && hash == context.Facts.PublishedHashNow && context.Facts.Publication?.ReviewDueReason != ReviewDueReason.Disclaimer
                ? null : Sentence.Of("MustShowCurrentDisclaimer"),
        [Rules.ChangeMustBeClassified] = MustClassify,
        [Rules.ImpactMustBeShown] = static context =>
            context.Trigger == Trigger.Schedule ? null : WasNotLookedUp(context) ?? (context.Impact is not { ConcernsAnything: true } impact || context.ImpactTag == impact.Tag
                ? null : Sentence.Of("ImpactMustBeShown")),
        [Rules.DisclaimerMustNotBeInUse] = static context => context.Impact is { Live.IsEmpty: false } impact ? Sentence.Of("DisclaimerMustNotBeInUse", impact.Live.Length) : null,
        [Rules.ScheduleMustBeDecided] = static context => context.Facts.Schedule is null || context.KeepsSchedule is not null ? null : Sentence.Of("ScheduleMustBeDecided"),
        [Rules.CertificateMustBeIssuable] = static context => context.CanSignCertificates == true ? null
            : context.CertificateObstacle ?? Sentence.Of("CertificateMustBeIssuable"),
        [Rules.MustHaveBeenApproved] = static context => context.Facts.Publication is { Basis: PublicationBasis.Approved, ReviewId.Length: > 0 } ? null
            : Sentence.Of("MustHaveBeenApproved"),
        [Rules.MustNotBeInReview] = static context => context.Facts.CurrentReview is not null && context.Facts.Latest.Item.Published ? Sentence.Of("MustNotBeInReview") : null,
        [Rules.MustBeInTheFuture] = static context => context.AtUtc > context.Facts.NowUtc ? null : Sentence.Of("MustBeInTheFuture"),
        [Rules.TakeDownMustFollowPublication] = MustFollowPublication,
        [Rules.ReplacementMustBeLive] = static context => context.ReplacementFault,
    }.ToFrozenDictionary(StringComparer.Ordinal);

    /// <summary>Every rule of a row that is not met.</summary>
    public static ImmutableArray<UnmetRule> FindUnmet(Transition row, GuardContext context) => [.. Find(row.Guards, context)];

    /// <summary>Every rule of a row that is not met, whatever a request may bring along.</summary>
    public static ImmutableArray<UnmetRule> FindUnmetByFacts(Transition row, GuardContext context) => [.. Find(row.Guards.Where(rule => !AboutRequest.Contains(rule)), context)];

    private static IEnumerable<UnmetRule> Find(IEnumerable<string> rules, GuardContext context)
    {
        foreach (var rule in rules)
        {
            var sentence = ByName.TryGetValue(rule, out var guard) ? guard(context) : Sentence.Of("Rule.Unknown");
            if (sentence is not null)
            {
                yield return new(rule, sentence);
            }
        }
    }

    // Of what is live the two instants are independent: it is taken down, and what is approved by then becomes live.
    private static Sentence? MustFollowPublication(GuardContext context) =>
        context.Facts.Published is not null ? null
        : context.Trigger == Trigger.ScheduleUnpublish
            ? context.AtUtc > context.Facts.Schedule?.AtUtc ? null : Sentence.Of("TakeDownMustFollowPublication", Instant(context.Facts.Schedule?.AtUtc))
            : context.Facts.TakeDown is not { } takeDown || context.AtUtc < takeDown.AtUtc ? null : Sentence.Of("TakeDownMustFollowPublication.Later", Instant(takeDown.AtUtc));

    private static string Instant(DateTime? utc) => utc?.ToString("yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture) ?? "";

    private static Sentence? MustReadPolicy(GuardContext context) =>
        context.Facts.Policy.Fault is { } fault ? Sentence.Of("PolicyMustBeReadable", context.Facts.ContentType, fault) : null;

    private static Sentence? MustBeSatisfiable(GuardContext context)
    {
        if (context.Facts.Policy.Policy is not { } policy)
        {
            return null;
        }

        // A new run begins, so the policy on file counts, not that of an older run.
        var eligible = context.Facts.Able(context.Subject);
        var stuck = Satisfiability.FindStuck(policy, eligible);
        return stuck is null ? null
            : Sentence.Of("StageMustBeSatisfiable", stuck.Name, string.Join(", ", stuck.Roles.Select(role => $"'{role.Role}'")), policy.FourEyes ? Sentence.Of("StageMustBeSatisfiable.FourEyes") : null, policy is { AllowSamePersonInStages: false, Stages.Length: > 1 } ? Sentence.Of("StageMustBeSatisfiable.OneStage") : null);
    }

    private static Sentence? MustHaveOwnSession(GuardContext context) =>
        context.Actor.HasOwnSession ? null
        : context.Actor.Client is { } client ? Sentence.Of("MustHaveOwnSession.Token", client.Name)
        : Sentence.Of("MustHaveOwnSession");

    private static Sentence? MustHaveOwnPassword(GuardContext context) =>
        context.Facts.FindReviewer(context.Actor.UserId) is not { } reviewer ? null
        : !reviewer.HasPassword ? Sentence.Of("MustHaveOwnPassword.None")
        : Independence.FindWhoKnowsPassword(reviewer) is { IsEmpty: false } known
            ? Sentence.Of("MustHaveOwnPassword", string.Join(", ", known.Select(holder => holder.UserName).Distinct(StringComparer.Ordinal)))
            : null;

    private static Sentence? MustBeIndependent(GuardContext context) =>
        context.Policy is { FourEyes: false } || context.Facts.FindReviewer(context.Actor.UserId) is not { } reviewer
        || Independence.FindHolds(context.Facts.Authors(context.Subject), reviewer) is not { IsEmpty: false } holds ? null
        : Sentence.Of("MustBeIndependentOfAuthors", Independence.Describe(holds));

    private static Sentence? MustBeEligible(GuardContext context) =>
        context.Seat() is not null ? null
        : context.Stage is { } stage
            ? Sentence.Of("MustBeEligibleReviewer", stage.Name, string.Join(", ", stage.Roles.Select(role => $"'{role.Role}'")), context.Trigger == Trigger.Renew && context.Facts.RenewalLapse is { } lapse ? Sentence.Of("MustBeEligibleReviewer.Anew", lapse) : null)
            : Sentence.Of("MustBeEligibleReviewer.NoStage");

    private static Sentence? MustBeAssigned(GuardContext context)
    {
        if (context.Seat() is not var (stage, role))
        {
            return null;
        }

        var assigned = context.Run?.Assignments.Where(assignment => assignment.Stage == stage.Name && assignment.Role == role).ToList() ?? [];
        var required = StageProgress.Of(context.Policy!, stage, context.Decisions, context.Facts.Eligible(context.Subject)).Required[role];
        return assigned.Count < required || assigned.Any(assignment => context.Facts.MayDecideFor(assignment, context.Actor.UserId)) ? null
            : Sentence.Of("MustBeAssignedReviewer", stage.Name, string.Join(", ", assigned.Select(assignment => assignment.UserName)));
    }

    private static Sentence? MustNotBeAuthor(GuardContext context) =>
        context.Policy is { FourEyes: false } || !Authorship.Includes(context.Facts.Authors(context.Subject), context.Actor.UserId, context.Actor.UserName) ? null
        : Sentence.Of("MustNotBeAuthor");

    private static Sentence? MustNotHaveDecided(GuardContext context) =>
        context.Stage is { } stage && context.Decisions.Any(decision => decision.Counts && decision.Stage == stage.Name && decision.ReviewerId == context.Actor.UserId)
            ? Sentence.Of("MustNotHaveDecided", stage.Name) : null;

    private static Sentence? MustNotHaveSignedOther(GuardContext context) =>
        context.Seat() is not null && context.Stage is { } stage && StageProgress.SignersOfOtherStages(context.Policy!, stage, context.Decisions).Contains(context.Actor.UserId)
            ? Sentence.Of("MustNotHaveSignedOtherStage", stage.Name) : null;

    private static Sentence? Lapse(GuardContext context, string rule) => context.Facts.CurrentReview is not { } review ? null
        : EarlierDecisions.FindLapses(context.Facts, review, context.Facts.Decisions, context.AtUtc ?? context.Facts.NowUtc).FirstOrDefault(lapse => lapse.Rule == rule)?.Sentence;

    private static Sentence? MustSign(GuardContext context) =>
        string.IsNullOrWhiteSpace(context.Actor.PrintedName) ? Sentence.Of("MustSign.NoPrintedName")
        : context.Policy is { SignatureRequired: false } && context.Signature == SignatureCheck.Missing ? null
        : context.Signature switch
        {
            SignatureCheck.Valid => null,
            SignatureCheck.Missing => Sentence.Of("MustSign"),
            SignatureCheck.LockedOut => Sentence.Of("MustSign.LockedOut"),
            _ => Sentence.Of("MustSign.Wrong"),
        };

    private static Sentence? MustHaveDisclaimer(GuardContext context) =>
        context.Policy is { RequireDisclaimer: false } or null || context.Facts.Disclaimer is not null ? null
        : ItemMeaning.DisclaimerOf(context.Facts.Latest.Item) is null ? Sentence.Of("DisclaimerMustBePublished.None") : Sentence.Of("DisclaimerMustBePublished");

    private static Sentence? MustClassify(GuardContext context) =>
        WasNotLookedUp(context) is { } unknown ? unknown
        : context.Impact is not { ConcernsAnything: true } impact ? null
        : context.Trigger == Trigger.Schedule ? Sentence.Of("ChangeMustBeClassified.Schedule")
        : context.Change is null ? Sentence.Of("ChangeMustBeClassified", impact.Items.Length) : null;

    private static Sentence? WasNotLookedUp(GuardContext context) =>
        context.Impact is null && context.Facts.ContentType == ItemMeaning.Disclaimer ? Sentence.Of("ImpactMustBeShown.Unknown") : null;
}
