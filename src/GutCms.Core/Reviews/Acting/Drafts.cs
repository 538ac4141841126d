using System.Collections.Immutable;
using System.Globalization;
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
    private const int PathsAtOnce = 20;

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
        item = await WithAddressAsync(attempt, before, item, definitions, cancellationToken);
        if (ItemMeaning.PathOf(item) is { } path
            && (await attempt.Work.FindPathOwnersAsync([path], cancellationToken)).TryGetValue(path, out var owner) && owner != item.ContentItemId)
        {
            return Taken(Sentence.Of("PathMustBeFree", path, owner));
        }

        if (DeliveredTypes.IsFoundBySlug(item, definitions) && ItemMeaning.SlugOf(item) is var slug
            && (await attempt.Work.FindSlugOwnersAsync(item.ContentType, [slug], cancellationToken)).TryGetValue(slug, out var same) && same != item.ContentItemId)
        {
            return Taken(Sentence.Of("PathMustBeFree.Slug", slug, same));
        }

        if (await FormerAddress.FindClaimantAsync(attempt.Work, item, definitions, cancellationToken) is { } claimant)
        {
            return Taken(Sentence.Of("PathMustBeFree.Former", ItemMeaning.SlugOf(item), claimant));
        }

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

    /// <summary>
    /// The item with an address, where its type has one and it brings none: the one that it has, otherwise what the pattern of the type makes of its title, with a number behind it where that is taken.
    /// </summary>
    /// <returns>The same item when its title makes no address: it has none yet.</returns>
    private static async Task<ContentItem> WithAddressAsync(Attempt attempt, ReviewFacts? before, ContentItem item, ContentDefinitions definitions, CancellationToken cancellationToken)
    {
        if (ItemMeaning.PathOf(item) is not null || Paths.Of(item, definitions) is not { } made)
        {
            return item;
        }

        var path = before is null ? null : ItemMeaning.PathOf(before.Latest.Item);
        for (var number = 1; path is null && made.Length > 0; number += PathsAtOnce)
        {
            string[] names = [.. Enumerable.Range(number, PathsAtOnce).Select(next => next == 1 ? made : string.Create(CultureInfo.InvariantCulture, $"{made}-{next}"))];
            var owners = await attempt.Work.FindPathOwnersAsync(names, cancellationToken);
            foreach (var name in names.Where(name => !owners.TryGetValue(name, out var owner) || owner == item.ContentItemId))
            {
                if (await FormerAddress.FindClaimantAsync(attempt.Work, ItemMeaning.WithPath(item, name), definitions, cancellationToken) is null)
                {
                    path = name;
                    break;
                }
            }
        }

        return path is null ? item : ItemMeaning.WithPath(item, path);
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
