using System.Collections.Immutable;
using System.Text.Json.Nodes;
using GutCms.Core.Content;
using GutCms.Core.Security;

namespace GutCms.Core.Reviews;

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
            return (null, [new ContentFault("$", fault.Message)]);
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
    public static Refusal? FindObjection(Actor actor, ReviewFacts before, string? expectedTag) =>
        !Authorization.Allows(actor, Permissions.EditContent, before.ContentType, before.Owner)
            ? new(RefusalKind.Forbidden, "You may not edit this item.")
            {
                CurrentState = before.LatestState,
                PermittedTriggers = TriggerCheck.Permitted(before, actor),
                UnmetRules = [UnmetRule.NoPermission(Permissions.EditContent, before.ContentType)],
            }
            : expectedTag is not null && expectedTag != before.Tag ? new(RefusalKind.Stale, "The item has changed since you looked at it: look again.") { CurrentState = before.LatestState, CurrentTag = before.Tag }
            : null;

    /// <summary>Writes a version and sees to the run that is open.</summary>
    public static async Task<Outcome<SaveContent.Result>> SaveAsync(
        Attempt attempt, ReviewFacts? before, ContentItem item, ImmutableArray<VersionAuthor> authors, string action, JsonObject details, CancellationToken cancellationToken)
    {
        if (MedicalText.PathOf(item) is { } path
            && (await attempt.Work.FindPathOwnersAsync([path], cancellationToken)).TryGetValue(path, out var owner) && owner != item.ContentItemId)
        {
            return new Refusal(RefusalKind.Conflict, $"Another item has the path '{path}'.") { UnmetRules = [new(Rules.PathMustBeFree, $"Another item has the path '{path}'.")] };
        }

        var text = before?.Text ?? await MedicalText.LoadAsync(attempt.Work, cancellationToken);
        var disclaimer = MedicalText.DisclaimerOf(item) is { } id ? (await attempt.Work.FindAsync([id], VersionSelector.Published, cancellationToken)).GetValueOrDefault(id)?.Item : null;
        var hash = text.Hash(item, disclaimer);
        var same = before is not null && hash == before.LatestHash;
        await attempt.Work.AddVersionAsync(item, hash, same ? [] : authors, cancellationToken);
        details["contentChanged"] = !same;
        await attempt.AuditAsync(action, item.ContentItemId, item.ContentItemVersionId, hash, details, cancellationToken);
        await attempt.RaiseAsync(ReviewEvents.Saved, item, new JsonObject { ["contentChanged"] = !same }, cancellationToken);
        await (same ? CarryOnAsync(attempt, before!, item, hash, cancellationToken) : VoidAsync(attempt, before, cancellationToken));
        var after = await attempt.LoadAsync(item.ContentItemId, cancellationToken) ?? throw new InvalidOperationException("A version that was just written is not there.");
        return new SaveContent.Result(after.Latest.Item, hash, after.LatestState, after.Tag, before is null, same);
    }

    private static async Task CarryOnAsync(Attempt attempt, ReviewFacts before, ContentItem item, string hash, CancellationToken cancellationToken)
    {
        if (before.CurrentReview is not { } review)
        {
            return;
        }

        await attempt.Work.Reviews.SaveReviewAsync(
            ReviewRuns.Cover(review, item.ContentItemVersionId, hash, CoverCause.SavedUnchanged, attempt.NowUtc) with { OwnerId = item.Owner, DisclaimerId = MedicalText.DisclaimerOf(item) }, cancellationToken);
        if (before.Schedule is { } schedule && schedule.ContentHash == hash)
        {
            await attempt.Work.Reviews.SaveScheduleAsync(schedule with { VersionId = item.ContentItemVersionId }, cancellationToken);
        }
    }

    private static async Task VoidAsync(Attempt attempt, ReviewFacts? before, CancellationToken cancellationToken)
    {
        const string reason = "The text was edited.";
        if (before?.Review is not null)
        {
            await Voiding.CloseAsync(attempt, before.Review, reason, cancellationToken);
        }
        else if (before?.Schedule is not null)
        {
            await Voiding.CancelScheduleAsync(attempt, before.ContentItemId, before.ContentType, reason, cancellationToken);
        }
    }
}
