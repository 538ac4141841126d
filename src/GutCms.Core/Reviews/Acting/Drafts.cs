using System.Collections.Immutable;
using System.Text.Json.Nodes;
using GutCms.Core.Content.Checking;
using GutCms.Core.Content.Definitions;
using GutCms.Core.Content.Items;
using GutCms.Core.Content.Projecting;
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
    /// <summary>Checks and reads JSON from outside, and takes out of it what has no business there.</summary>
    public static (ContentItem? Item, ImmutableArray<ContentFault> Faults) Read(JsonObject json, ContentDefinitions definitions)
    {
        var faults = ContentValidator.ValidateJson(json, definitions);
        if (faults.Count > 0)
        {
            return (null, [.. faults]);
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
        Attempt attempt, ReviewFacts? before, ContentItem item, ImmutableArray<VersionAuthor> authors, string action, JsonObject details, CancellationToken cancellationToken)
    {
        if (ItemMeaning.PathOf(item) is { } path
            && (await attempt.Work.FindPathOwnersAsync([path], cancellationToken)).TryGetValue(path, out var owner) && owner != item.ContentItemId)
        {
            return new Refusal(RefusalKind.Conflict, Sentence.Of("PathMustBeFree", path)) { UnmetRules = [new(Rules.PathMustBeFree, Sentence.Of("PathMustBeFree", path))] };
        }

        var text = before?.Text ?? await MedicalText.LoadAsync(attempt.Work, cancellationToken);
        var disclaimer = await LiveDisclaimers.OfAsync(attempt.Work, item, cancellationToken);
        var hash = text.Hash(item, disclaimer);
        var known = new TextBefore(before?.LatestHash, before?.LatestPresentationHash, before?.CurrentReview);
        await attempt.Work.AddVersionAsync(item, hash, known.Is(hash, Presentation.HashOf(item)) ? [] : authors, cancellationToken);
        var carriesOn = await RunsAfterSave.SettleAsync(attempt, before, known, item, hash, action, details, cancellationToken);
        var after = await attempt.LoadAsync(item.ContentItemId, cancellationToken) ?? throw new InvalidOperationException("A version that was just written is not there.");
        return new SavedContent(after.Latest.Item, hash, after.LatestState, after.Tag, before is null, carriesOn);
    }
}
