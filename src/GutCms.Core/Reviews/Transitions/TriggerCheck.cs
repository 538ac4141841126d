using System.Collections.Immutable;
using GutCms.Core.Reviews.Facts;
using GutCms.Core.Reviews.Model;
using GutCms.Core.Security;
using GutCms.Core.Texts;

namespace GutCms.Core.Reviews.Transitions;

/// <summary>Says whether a trigger may be pulled, and what could be done instead. The same for a request, a button and a job.</summary>
internal static class TriggerCheck
{
    /// <summary>Why an attempt is refused; null: it may go on. First permission, then what the actor was looking at, then state, then every rule.</summary>
    /// <param name="context">Facts, actor, request.</param>
    /// <param name="expectedTag">What the actor was looking at.</param>
    /// <param name="expectedHash">Content hash that the actor was shown; null: not asked for.</param>
    /// <param name="expectedPresentation">Hash of the presentation that the actor was shown; null: not asked for.</param>
    public static Refusal? Find(GuardContext context, ExpectedTag expectedTag, string? expectedHash = null, string? expectedPresentation = null)
    {
        var (facts, actor, trigger) = (context.Facts, context.Actor, context.Trigger);
        if (Sees.Nothing(facts, actor, context.Subject))
        {
            return NotFound;
        }

        var state = facts.StateOf(context.Subject);
        if (!Allows(facts, actor, trigger))
        {
            return Complete(new(RefusalKind.Forbidden, Sentence.Of("Refused.Trigger", Words.Of(trigger)))
            {
                UnmetRules = [UnmetRule.NoPermission(TransitionTable.PermissionFor(trigger), facts.ContentType)],
            });
        }

        if (expectedTag.FindObjection(facts.Tag) is { } stale)
        {
            return Complete(stale);
        }

        if (state is not null
            && ((expectedHash is not null && expectedHash != HashOf(facts, context.Subject))
                || (expectedPresentation is not null && expectedPresentation != PresentationOf(facts, context.Subject))))
        {
            return Complete(ExpectedTag.Changed(facts.Tag));
        }

        if (state is null)
        {
            return Complete(new(RefusalKind.Conflict, Sentence.Of("Refused.NothingLive")) { UnmetRules = [new(Rules.MustBeLive, Sentence.Of("MustBeLive"))] });
        }

        if (TransitionTable.Find(state.Value, trigger) is not { } row)
        {
            return Complete(new(RefusalKind.Conflict, Sentence.Of("Refused.NoTransition", Words.Of(state.Value), Words.Of(trigger)))
            {
                UnmetRules = [new(Rules.MustBePermittedInState, Sentence.Of("MustBePermittedInState", Words.Of(trigger), Sentence.Join(", ", TransitionTable.Rows.Where(other => other.Trigger == trigger).Select(other => Words.Of(other.From)))))],
            });
        }

        var unmet = IsCancelling(context) ? [] : Guards.FindUnmet(row, context);
        return unmet.IsEmpty ? null : Complete(new(RefusalKind.Conflict, Sentence.Of("Refused.Rules", Words.Of(state.Value), Words.Of(trigger), Sentence.Join(" ", unmet.Select(rule => rule.Sentence))))
        {
            UnmetRules = unmet,
            Faults = unmet.Any(rule => rule.Rule == Rules.ContentMustBeComplete) ? facts.Missing : [],
        });

        Refusal Complete(Refusal refusal) => refusal with { CurrentState = state, PermittedTriggers = Permitted(facts, actor) };
    }

    /// <summary>The answer to whoever may not know of an item.</summary>
    public static Refusal NotFound { get; } = new(RefusalKind.NotFound, Sentence.Of("Refused.NoItem"));

    /// <summary>The same answer, which remembers that there is an item; null: there is none.</summary>
    public static Refusal Hidden(ReviewFacts? facts) => facts is null ? NotFound : NotFound with { HiddenItemId = facts.ContentItemId };

    /// <summary>Triggers that the actor could pull now, provided that the request brings what it needs.</summary>
    public static ImmutableArray<Trigger> Permitted(ReviewFacts facts, Actor actor) =>
        [.. Enum.GetValues<Trigger>().Where(trigger => Open(facts, actor, trigger) is { IsEmpty: true })];

    /// <summary>For each trigger that the state and the actor's permissions allow: the rules that are not met.</summary>
    public static ImmutableSortedDictionary<Trigger, ImmutableArray<UnmetRule>> Unmet(ReviewFacts facts, Actor actor) =>
        Enum.GetValues<Trigger>()
            .Select(trigger => (trigger, rules: Open(facts, actor, trigger)))
            .Where(entry => entry.rules is { IsEmpty: false })
            .ToImmutableSortedDictionary(entry => entry.trigger, entry => entry.rules!.Value);

    private static ImmutableArray<UnmetRule>? Open(ReviewFacts facts, Actor actor, Trigger trigger)
    {
        var context = new GuardContext(facts, actor, trigger);
        return facts.StateOf(context.Subject) is { } state && TransitionTable.Find(state, trigger) is { } row
            && !Sees.Nothing(facts, actor, context.Subject) && Allows(facts, actor, trigger)
            ? Guards.FindUnmetByFacts(row, context)
            : null;
    }

    private static bool Allows(ReviewFacts facts, Actor actor, Trigger trigger) =>
        Authorization.Allows(actor, TransitionTable.PermissionFor(trigger), facts.ContentType, facts.Owner)
        // Whoever may not edit a text has no business submitting it.
        && (trigger is not (Trigger.Submit or Trigger.WithdrawSubmission) || Authorization.Allows(actor, Permissions.EditContent, facts.ContentType, facts.Owner));

    private static string? HashOf(ReviewFacts facts, Subject subject) => subject == Subject.Published ? facts.PublishedHash : facts.LatestHash;

    private static string? PresentationOf(ReviewFacts facts, Subject subject) => subject == Subject.Published ? facts.PublishedPresentationHash : facts.LatestPresentationHash;

    private static bool IsCancelling(GuardContext context) => context is { Trigger: Trigger.Schedule or Trigger.ScheduleUnpublish, AtUtc: null };
}

/// <summary>Who may know of what.</summary>
internal static class Sees
{
    /// <summary>The actor may not know of the version that a trigger acts on, nor of any other by which it would be known.</summary>
    public static bool Nothing(ReviewFacts facts, Actor actor, Subject subject) =>
        !Draft(facts, actor) && (subject == Subject.Latest || facts.Published is null || !Authorization.MaySee(actor, facts.ContentType, facts.Owner, published: true));

    /// <summary>The actor may read drafts of the item.</summary>
    public static bool Draft(ReviewFacts facts, Actor actor) => Draft(facts.Latest.Item, actor);

    /// <summary>The actor may read drafts of the item whose latest version this is.</summary>
    public static bool Draft(GutCms.Core.Content.Items.ContentItem latest, Actor actor) => Authorization.MaySee(actor, latest.ContentType, latest.Owner, published: false);
}
