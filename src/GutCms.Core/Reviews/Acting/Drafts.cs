using System.Collections.Immutable;
using System.Text.Json.Nodes;
using GutCms.Core.Content.Checking;
using GutCms.Core.Content.Definitions;
using GutCms.Core.Content.Items;
using GutCms.Core.Content.Projecting;
using GutCms.Core.Delivery;
using GutCms.Core.Json;
using GutCms.Core.Reviews.Facts;
using GutCms.Core.Reviews.Model;
using GutCms.Core.Reviews.Transitions;
using GutCms.Core.Reviews.Views;
using GutCms.Core.Security;
using GutCms.Core.Storage;
using GutCms.Core.Texts;

namespace GutCms.Core.Reviews.Acting;

/// <summary>Writes new versions: what saving and restoring share.</summary>
internal static class Drafts
{
    /// <summary>Why JSON is no item of this site, from its size alone; null: it may be one. Of what comes from outside it is asked before the writer's lock is taken, so that nobody waits for it.</summary>
    public static Refusal? FindExcess(JsonObject json, ContentLimits limits) =>
        limits.FindFaults(json) is { IsEmpty: false } faults ? new(RefusalKind.Invalid, Sentence.Of("Refused.Content")) { Faults = faults } : null;

    /// <summary>Checks and reads JSON from outside, and takes out of it what has no business there. What it lacks is no fault: it is asked for when the draft is submitted or published.</summary>
    public static (ContentItem? Item, ImmutableArray<ContentFault> Faults) Read(JsonObject json, ContentDefinitions definitions)
    {
        ImmutableArray<ContentFault> faults = [.. ContentValidator.ValidateJson(json, definitions).Where(fault => !fault.IsMissing)];
        if (!faults.IsEmpty)
        {
            return (null, faults);
        }

        try
        {
            return (ContentSanitizer.Sanitize(ReviewPart.Strip(ContentItemJson.Read(json)), definitions), []);
        }
        catch (ContentJsonException fault)
        {
            return (null, [new ContentFault("$", fault.Sentence)]);
        }
    }

    /// <summary>Reads a version of earlier as if it came from outside: definitions and limits may have changed since.</summary>
    public static (ContentItem? Item, Refusal? Refusal) ReadAgain(ContentItem earlier, ContentDefinitions definitions, ContentLimits limits)
    {
        var json = ContentItemJson.Write(earlier);
        if (FindExcess(json, limits) is { } excess)
        {
            return (null, excess);
        }

        var (item, faults) = Read(json, definitions);
        return (item, item is null ? new(RefusalKind.Invalid, Sentence.Of("Refused.OldVersion")) { Faults = faults } : null);
    }

    /// <summary>Fills in what the program decides: ids, flags, dates, owner and author.</summary>
    public static ContentItem Complete(ContentItem item, ReviewFacts? before, Actor actor, string? newId, DateTime nowUtc)
    {
        var mayGiveAway = Authorization.Allows(actor, Permissions.EditContentOwner, item.ContentType, before?.Owner);
        return item with
        {
            ContentItemId = before?.ContentItemId ?? newId ?? ContentIds.New(),
            ContentItemVersionId = ContentIds.New(),
            Latest = true,
            Published = false,
            CreatedUtc = before is null ? nowUtc : before.Latest.Item.CreatedUtc ?? nowUtc,
            ModifiedUtc = nowUtc,
            PublishedUtc = before?.Latest.Item.PublishedUtc,
            Owner = mayGiveAway && !string.IsNullOrEmpty(item.Owner) ? item.Owner : before is null ? actor.UserId : before.Owner,
            Author = actor.UserName,
        };
    }

    /// <summary>Why the actor may not write a new version; null: it may.</summary>
    public static Refusal? FindObjection(Actor actor, ReviewFacts before, ExpectedTag expectedTag) =>
        !Authorization.Allows(actor, Permissions.EditContent, before.ContentType, before.Owner)
            ? new(RefusalKind.Forbidden, Sentence.Of("Refused.Edit"))
            {
                CurrentState = before.LatestState,
                PermittedTriggers = TriggerCheck.Permitted(before, actor),
                UnmetRules = [UnmetRule.NoPermission(Permissions.EditContent, before.ContentType)],
            }
            : expectedTag.FindObjection(before.Tag) is { } stale ? stale with { CurrentState = before.LatestState } : null;

    /// <summary>Writes a version and sees to the run that is open.</summary>
    public static async Task<Outcome<SavedContent>> SaveAsync(
        Attempt attempt, ReviewFacts? before, ContentItem item, ImmutableArray<VersionAuthor> authors, string action, JsonObject details, CancellationToken cancellationToken,
        bool keepsDecisions = false)
    {
        var definitions = before?.Text.Definitions ?? await attempt.Work.GetDefinitionsAsync(cancellationToken);
        var addressed = await WithAddressAsync(attempt, before, item, definitions, cancellationToken);
        if (!addressed.Succeeded)
        {
            return addressed.Refusal;
        }

        item = addressed.Value;
        if (await FindFaultsAsync(attempt, item, definitions, cancellationToken) is { IsEmpty: false } faults)
        {
            return new Refusal(RefusalKind.Invalid, Sentence.Of("Refused.Content")) { Faults = faults };
        }

        var text = before?.Text ?? await MedicalText.LoadAsync(attempt.Work, cancellationToken);
        var disclaimer = await LiveDisclaimers.OfAsync(attempt.Work, item, cancellationToken);
        var hash = text.Hash(item, disclaimer);
        var known = new TextBefore(before?.LatestHash, before?.LatestPresentationHash, before?.CurrentReview);
        if (keepsDecisions && before is not null && FindWhatWouldEnd(before, known, hash, item) is { } end)
        {
            return end;
        }

        await attempt.Writes.AddVersionAsync(item, hash, known.Is(hash, Presentation.HashOf(item)) ? [] : authors, cancellationToken);
        var carriesOn = await RunsAfterSave.SettleAsync(attempt, before, known, item, hash, action, details, cancellationToken);
        var after = await attempt.LoadAsync(item.ContentItemId, cancellationToken) ?? throw new InvalidOperationException("A version that was just written is not there.");
        return new SavedContent(after.Latest.Item, hash, after.LatestState, after.Tag, before is null, carriesOn);
    }

    /// <summary>An item that brings no address with the one that it has, otherwise with what the pattern of its type makes of its title, where that is taken with its language or a number behind it.</summary>
    /// <returns>The same item when its type has no addresses, or its title makes none: it has none yet. A refusal: another item has its address.</returns>
    private static async Task<Outcome<ContentItem>> WithAddressAsync(Attempt attempt, ReviewFacts? before, ContentItem item, ContentDefinitions definitions, CancellationToken cancellationToken)
    {
        if (ItemMeaning.PathOf(item) is null && Paths.Of(item, definitions) is { } made)
        {
            if (before is null || ItemMeaning.PathOf(before.Latest.Item) is not { } own)
            {
                return made.Length == 0 ? item : ItemMeaning.WithPath(item, await FreePaths.FindAsync(attempt.Work, item, made, definitions, cancellationToken));
            }

            item = ItemMeaning.WithPath(item, own);
        }

        return await FreePaths.FindObjectionAsync(attempt, item, definitions, cancellationToken) is { } taken ? taken : item;
    }

    /// <summary>What is wrong with it beside other items.</summary>
    private static async Task<ImmutableArray<ContentFault>> FindFaultsAsync(Attempt attempt, ContentItem item, ContentDefinitions definitions, CancellationToken cancellationToken)
    {
        ImmutableArray<ContentFault> missing =
        [
            .. await FindMissingAsync(attempt, item, definitions, cancellationToken), .. await FindForeignPicturesAsync(attempt, item, definitions, cancellationToken),
        ];
        return await Translations.FindFaultAsync(attempt.Work, item, liveOnly: false, cancellationToken) is { } taken ? missing.Add(taken) : missing;
    }

    /// <summary>What is wrong with the items that it points to: one that is not there, or of a type that the field does not permit.</summary>
    private static async Task<ImmutableArray<ContentFault>> FindMissingAsync(Attempt attempt, ContentItem item, ContentDefinitions definitions, CancellationToken cancellationToken)
    {
        var picked = PickedItem.In(item, definitions);
        if (picked.Count == 0)
        {
            return [];
        }

        var heads = await attempt.Work.FindHeadsAsync([.. picked.Select(pick => pick.TargetId).Distinct(StringComparer.Ordinal)], cancellationToken);
        return [.. picked.Select(pick => Judge(pick, pick.TargetId == item.ContentItemId ? item.ContentType : heads.GetValueOrDefault(pick.TargetId)?.ContentType, definitions)).OfType<ContentFault>()];
    }

    /// <summary>Pictures that are none of the library, where one is kept: nobody could say what is shown there tomorrow.</summary>
    private static async Task<IEnumerable<ContentFault>> FindForeignPicturesAsync(Attempt attempt, ContentItem item, ContentDefinitions definitions, CancellationToken cancellationToken)
    {
        var shown = ShownPicture.In(item, definitions);
        return shown.Count == 0 || await attempt.Work.FindPicturesAsync(ShownPicture.IdsOf(shown), cancellationToken) is not { } known ? []
            : shown.Select(picture => picture.FaultIn(known) is { } why ? new ContentFault("$" + picture.Path, why) : null).OfType<ContentFault>();
    }

    /// <summary>What a save would end of a review that goes on, of approvals that stand and of a schedule; null: nothing.</summary>
    private static Refusal? FindWhatWouldEnd(ReviewFacts before, TextBefore known, string hash, ContentItem item)
    {
        if ((before.LatestState is not (ReviewState.InReview or ReviewState.Approved) && before.Schedule is null) || RunsAfterSave.LetsStand(before, known, hash, Presentation.HashOf(item)))
        {
            return null;
        }

        var why = Sentence.Of("DecisionsMustStand", before.Decisions.Count(decision => decision.Stands));
        return new(RefusalKind.Conflict, why) { CurrentState = before.LatestState, UnmetRules = [new(Rules.DecisionsMustStand, why)] };
    }

    /// <summary>An address that another item has.</summary>
    public static Refusal Taken(Sentence why) => new(RefusalKind.Conflict, why) { UnmetRules = [new(Rules.PathMustBeFree, why)] };

    private static ContentFault? Judge(PickedItem picked, string? type, ContentDefinitions definitions) =>
        type is null ? new("$" + picked.Path, Sentence.Of("Content.NoItem", picked.TargetId))
        : picked.Permits(type, definitions) ? null
        : new("$" + picked.Path, Sentence.Of("Recipe.TypeNotPermitted", picked.TargetId, type, picked.Field.Name, picked.PermittedTypes));
}
