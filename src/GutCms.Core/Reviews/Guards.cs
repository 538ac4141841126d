using System.Collections.Frozen;
using System.Collections.Immutable;
using GutCms.Core.Content;

namespace GutCms.Core.Reviews;

/// <summary>The rules, by name. Each says what is missing, or null when it is met; a rule that is not known is never met.</summary>
internal static class Guards
{
    /// <summary>Rules about what a request brings along; they do not count when asking what an actor could do.</summary>
    private static readonly FrozenSet<string> AboutRequest = new[]
    {
        Rules.MustSign, Rules.MustSayWhy, Rules.MustBeInTheFuture, Rules.ChangeMustBeClassified, Rules.ImpactMustBeShown, Rules.ReplacementMustBeLive,
        Rules.CertificateMustBeIssuable,
    }.ToFrozenSet(StringComparer.Ordinal);

    private static readonly FrozenDictionary<string, Func<GuardContext, string?>> ByName = new Dictionary<string, Func<GuardContext, string?>>(StringComparer.Ordinal)
    {
        [Rules.PolicyMustBeReadable] = MustReadPolicy,
        [Rules.TypeMustHavePolicy] = static context => context.Facts.Policy.IsNone ? $"{context.Facts.ContentType} has no review policy, so there is nothing to review." : null,
        [Rules.TypeMustHaveNoPolicy] = static context => context.Facts.Policy.IsNone ? null : $"{context.Facts.ContentType} has a review policy: submit the text and have it approved first.",
        [Rules.StageMustBeSatisfiable] = MustBeSatisfiable,
        [Rules.MustBeAPerson] = static context => context.Actor.IsPerson ? null : "Only a person can decide.",
        [Rules.MustHaveOwnSession] = MustHaveOwnSession,
        [Rules.MustHaveOwnPassword] = MustHaveOwnPassword,
        [Rules.MustBeEligibleReviewer] = MustBeEligible,
        [Rules.MustBeAssignedReviewer] = MustBeAssigned,
        [Rules.MustNotBeAuthor] = MustNotBeAuthor,
        [Rules.MustBeIndependentOfAuthors] = MustBeIndependent,
        [Rules.MustNotHaveDecided] = MustNotHaveDecided,
        [Rules.MustSign] = MustSign,
        [Rules.MustSayWhy] = static context => string.IsNullOrWhiteSpace(context.Comment) ? "Say why." : null,
        [Rules.CommentsMustBeResolved] = static context => context.Policy is { RequireResolvedComments: false } || context.Facts.Threads.All(thread => thread.IsResolved) ? null
            : $"{context.Facts.Threads.Count(thread => !thread.IsResolved)} comment threads are not resolved.",
        [Rules.StagesMustBeSatisfied] = static context =>
            PublicationGate.FindObjection(context.Facts.Review, context.Facts.Decisions, context.Facts.Latest.Item.ContentItemVersionId, context.Facts.LatestHash, context.Facts.LatestPresentationHash),
        [Rules.ReviewersMustStillBeEligible] = static context => Lapse(context, Rules.ReviewersMustStillBeEligible),
        [Rules.PolicyInForceMustBeSatisfied] = static context => Lapse(context, Rules.PolicyInForceMustBeSatisfied),
        [Rules.MustNotHaveSignedOtherStage] = MustNotHaveSignedOther,
        [Rules.ApprovalMustNotBeOverdue] = static context =>
            context.Facts.CurrentReview is { CompletedUtc: { } completed, Policy.ReviewEveryMonths: { } months } && completed.AddMonths(months) <= (context.AtUtc ?? context.Facts.NowUtc)
                ? $"The approval is older than {months} months: submit the text again." : null,
        [Rules.DisclaimerMustBePublished] = MustHaveDisclaimer,
        [Rules.MustShowCurrentDisclaimer] = static context =>
            context.Facts.Publication?.ReviewDueReason == ReviewDueReason.Projection ? "The site would make another text of the live version today than readers see: have that one reviewed."
            : context.Facts.PublishedHash is { } hash && hash == context.Facts.PublishedHashNow && context.Facts.Publication?.ReviewDueReason != ReviewDueReason.Disclaimer
                ? null : "The live text shows a disclaimer that was changed materially since: have it reviewed with the new one.",
        [Rules.ChangeMustBeClassified] = MustClassify,
        [Rules.ImpactMustBeShown] = static context =>
            context.Trigger == Trigger.Schedule ? null : WasNotLookedUp(context) ?? (context.Impact is not { ConcernsAnything: true } impact || context.ImpactTag == impact.Tag
                ? null : "Look at the list of the content concerned first, and send its tag along; it may have changed since."),
        [Rules.DisclaimerMustNotBeInUse] = static context => context.Impact is { Live.IsEmpty: false } impact ? $"{impact.Live.Length} live items show this disclaimer." : null,
        [Rules.CertificateMustBeIssuable] = static context => context.CanSignCertificates == true ? null
            : context.CertificateObstacle ?? "The site has no key to sign the review certificate with.",
        [Rules.MustHaveBeenApproved] = static context => context.Facts.Publication is { Basis: PublicationBasis.Approved, ReviewId.Length: > 0 } ? null
            : "Nobody here has approved the live text: have it reviewed.",
        [Rules.MustNotBeInReview] = static context => context.Facts.CurrentReview is not null && context.Facts.Latest.Item.Published ? "The live text is being reviewed already." : null,
        [Rules.MustBeInTheFuture] = static context => context.AtUtc > context.Facts.NowUtc ? null : "The instant lies in the past.",
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
            var message = ByName.TryGetValue(rule, out var guard) ? guard(context) : "This rule is not known, so it is not met.";
            if (message is not null)
            {
                yield return new(rule, message);
            }
        }
    }

    private static string? MustReadPolicy(GuardContext context) =>
        context.Facts.Policy.Fault is { } fault ? $"The review policy of {context.Facts.ContentType} cannot be read: {fault}" : null;

    private static string? MustBeSatisfiable(GuardContext context)
    {
        if (context.Facts.Policy.Policy is not { } policy)
        {
            return null;
        }

        // A new run begins, so the policy on file counts, not that of an older run.
        var eligible = context.Facts.Able(context.Subject);
        var stuck = Satisfiability.FindStuck(policy, eligible);
        return stuck is null ? null
            : $"Nobody could satisfy the stage '{stuck.Name}': there are too few enabled holders of {string.Join(", ", stuck.Roles.Select(role => $"'{role.Role}'"))} with the right to approve{(policy.FourEyes ? " who did not write the text and are independent of those who did" : "")}{(policy is { AllowSamePersonInStages: false, Stages.Length: > 1 } ? "; nobody signs two stages" : "")}.";
    }

    private static string? MustHaveOwnSession(GuardContext context) =>
        context.Actor.HasOwnSession ? null
        : context.Actor.Client is { } client ? $"Decide in your own session: sign in and do it there. A token never decides, and this comes through the client '{client.Name}'."
        : "Decide in your own session: sign in and do it there.";

    private static string? MustHaveOwnPassword(GuardContext context) =>
        context.Facts.FindReviewer(context.Actor.UserId) is not { } reviewer ? null
        : !reviewer.HasPassword ? "Your account has no password: its way in lets you in, but does not decide. Set one, by the link for a forgotten password."
        : Independence.FindWhoKnowsPassword(reviewer) is { IsEmpty: false } known
            ? $"Your password was set by {string.Join(", ", known.Select(holder => holder.UserName).Distinct(StringComparer.Ordinal))}: it lets you in, but does not decide. Set one of your own, by the link in a mail."
            : null;

    private static string? MustBeIndependent(GuardContext context) =>
        context.Policy is { FourEyes: false } || context.Facts.FindReviewer(context.Actor.UserId) is not { } reviewer
        || Independence.FindHolds(context.Facts.Authors(context.Subject), reviewer) is not { IsEmpty: false } holds ? null
        : $"Four eyes: your account is in the hands of somebody who wrote part of this text: {Independence.Describe(holds)}. Make it your own first, by a new password through the link in a mail.";

    private static string? MustBeEligible(GuardContext context) =>
        context.Seat() is not null ? null
        : context.Stage is { } stage
            ? $"The stage '{stage.Name}' is decided by {string.Join(", ", stage.Roles.Select(role => $"'{role.Role}'"))}.{(context.Trigger == Trigger.Renew && context.Facts.RenewalLapse is { } lapse ? " The renewal begins anew: " + lapse : "")}"
            : "There is no stage to decide in.";

    private static string? MustBeAssigned(GuardContext context)
    {
        if (context.Seat() is not var (stage, role))
        {
            return null;
        }

        var assigned = context.Run?.Assignments.Where(assignment => assignment.Stage == stage.Name && assignment.Role == role).ToList() ?? [];
        var required = StageProgress.Of(context.Policy!, stage, context.Decisions, context.Facts.Eligible(context.Subject)).Required[role];
        return assigned.Count < required || assigned.Any(assignment => assignment.UserId == context.Actor.UserId) ? null
            : $"The stage '{stage.Name}' is assigned to {string.Join(", ", assigned.Select(assignment => assignment.UserName))}.";
    }

    private static string? MustNotBeAuthor(GuardContext context) =>
        context.Policy is { FourEyes: false } || !Authorship.Includes(context.Facts.Authors(context.Subject), context.Actor.UserId, context.Actor.UserName) ? null
        : "Four eyes: you wrote part of this text since its last approval, or had a way into the account or API client that wrote it.";

    private static string? MustNotHaveDecided(GuardContext context) =>
        context.Stage is { } stage && context.Decisions.Any(decision => decision.Counts && decision.Stage == stage.Name && decision.ReviewerId == context.Actor.UserId)
            ? $"You have decided in the stage '{stage.Name}' already." : null;

    private static string? MustNotHaveSignedOther(GuardContext context) =>
        context.Seat() is not null && context.Stage is { } stage && StageProgress.SignersOfOtherStages(context.Policy!, stage, context.Decisions).Contains(context.Actor.UserId)
            ? $"You have signed another stage of this review already: the stage '{stage.Name}' takes somebody else." : null;

    private static string? Lapse(GuardContext context, string rule) => context.Facts.CurrentReview is not { } review ? null
        : EarlierDecisions.FindLapses(context.Facts, review, context.Facts.Decisions, context.AtUtc ?? context.Facts.NowUtc).FirstOrDefault(lapse => lapse.Rule == rule)?.Message;

    private static string? MustSign(GuardContext context) =>
        string.IsNullOrWhiteSpace(context.Actor.PrintedName) ? "A decision needs the reviewer's printed name, and you have none on file."
        : context.Policy is { SignatureRequired: false } && context.Signature == SignatureCheck.Missing ? null
        : context.Signature switch
        {
            SignatureCheck.Valid => null,
            SignatureCheck.Missing => "Sign with your password.",
            SignatureCheck.LockedOut => "Too many wrong signatures: the account is locked for a while.",
            _ => "The password or the code is wrong.",
        };

    private static string? MustHaveDisclaimer(GuardContext context) =>
        context.Policy is { RequireDisclaimer: false } or null || context.Facts.Disclaimer is not null ? null
        : ItemMeaning.DisclaimerOf(context.Facts.Latest.Item) is null ? "The text needs a disclaimer." : "The disclaimer that the text refers to is not published.";

    private static string? MustClassify(GuardContext context) =>
        WasNotLookedUp(context) is { } unknown ? unknown
        : context.Impact is not { ConcernsAnything: true } impact ? null
        : context.Trigger == Trigger.Schedule ? "A changed disclaimer that content shows cannot be scheduled: publish it by hand, its impact has to be confirmed at that moment."
        : context.Change is null ? $"The disclaimer has changed and {impact.Items.Length} items show it: propose whether the change is editorial or material. Its reviewers sign it." : null;

    private static string? WasNotLookedUp(GuardContext context) =>
        context.Impact is null && context.Facts.ContentType == ItemMeaning.Disclaimer ? "It is not known which content shows the disclaimer." : null;
}
