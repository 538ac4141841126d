using System.Text.Json.Nodes;
using GutCms.Core.Audit;
using GutCms.Core.Content.Definitions;
using GutCms.Core.Content.Items;
using GutCms.Core.Delivery;
using GutCms.Core.Editorial;
using GutCms.Core.Json;
using GutCms.Core.Reviews.Acting;
using GutCms.Core.Reviews.Facts;
using GutCms.Core.Reviews.Model;
using GutCms.Core.Reviews.Transitions;
using GutCms.Core.Reviews.UseCases;
using GutCms.Core.Reviews.Views;
using GutCms.Core.Security;
using GutCms.Core.Storage;
using GutCms.Core.Texts;

namespace GutCms.Core.Translating;

/// <summary>
/// Begins a translation: a new draft with the text of an item to be written over, in another language of its set, with an address of its own. Which text it was made from is on file from then on.
/// Nothing of the review is taken over, and the source does not change.
/// </summary>
public sealed class BeginTranslation(ReviewPorts ports)
{
    /// <summary>What is asked for.</summary>
    /// <param name="ContentItemId">The source.</param>
    /// <param name="Language">Language tag of the translation.</param>
    /// <param name="Path">Path of the translation; null: made from its title when it has one.</param>
    public sealed record Request(string ContentItemId, string Language, string? Path = null);

    /// <summary>Does it.</summary>
    public Task<Outcome<SavedContent>> ExecuteAsync(Actor actor, Request request, CancellationToken cancellationToken) =>
        Attempt.RunAsync<SavedContent>(ports, actor, AuditActions.ContentTranslate, request.ContentItemId, async attempt =>
        {
            if (await attempt.LoadAsync(request.ContentItemId, cancellationToken) is not { } facts || !Sees.Draft(facts, actor))
            {
                return TriggerCheck.NotFound;
            }

            if (!LanguageTags.IsWellFormed(request.Language))
            {
                return new Refusal(RefusalKind.Invalid, Sentence.Of("Content.Language", request.Language));
            }

            if (!DeliveredTypes.IsTranslatable(facts.ContentType, await attempt.Work.GetDefinitionsAsync(cancellationToken)))
            {
                return new Refusal(RefusalKind.Conflict, Sentence.Of("Translation.NoLanguages", facts.ContentType));
            }

            var source = TranslatedText.Of(facts);
            var outcome = await SaveContent.ApplyAsync(attempt, new(Draft(source.Version.Item, request), ExpectedTag.NoItem), cancellationToken);
            if (!outcome.Succeeded)
            {
                return outcome;
            }

            var origin = source.Origin(attempt);
            await origin.SaveAsync(attempt.Work, outcome.Value.Item.ContentItemId, cancellationToken);
            await attempt.AuditAsync(AuditActions.ContentTranslate, outcome.Value.Item.ContentItemId, outcome.Value.Item.ContentItemVersionId, outcome.Value.ContentHash, new JsonObject
            {
                ["sourceId"] = origin.SourceId,
                ["sourceVersionId"] = origin.VersionId,
                ["sourceHash"] = origin.ContentHash,
                ["language"] = request.Language,
            }, cancellationToken);
            return outcome;
        }, cancellationToken);

    private static JsonObject Draft(ContentItem source, Request request)
    {
        var json = ContentItemJson.Write(source);
        FreshIds.Give(json);
        foreach (var member in (string[])[WellKnown.ContentItemId, WellKnown.ContentItemVersionId, WellKnown.Owner, WellKnown.Author, ItemMeaning.AddressPart, "AliasPart", "PublishLaterPart"])
        {
            json.Remove(member);
        }

        if (request.Path is { Length: > 0 } path)
        {
            json[ItemMeaning.AddressPart] = new JsonObject { [ItemMeaning.AddressMember] = path };
        }

        // Two texts cannot hold one place in a series.
        json.Object(source.ContentType)?.Remove(ItemMeaning.PositionField);
        json[ItemMeaning.LanguagePart] = new JsonObject { [ItemMeaning.TranslationsMember] = ItemMeaning.TranslationSetOf(source), [ItemMeaning.LanguageMember] = request.Language };
        return json;
    }
}

/// <summary>The text of a source that translations are made from and compared with: what is live, otherwise the newest draft.</summary>
/// <param name="Version">The version.</param>
/// <param name="ContentHash">Its content hash.</param>
internal sealed record TranslatedText(StoredVersion Version, string ContentHash)
{
    public static TranslatedText Of(ReviewFacts facts) =>
        facts.Published is { } live ? new(live, live.ContentHash ?? facts.PublishedHash!) : new(facts.Latest, facts.LatestHash);

    public TranslationOrigin Origin(Attempt attempt) => new(Version.Item.ContentItemId, Version.Item.ContentItemVersionId, ContentHash, attempt.NowUtc);
}
