using System.Text.Json.Nodes;
using GutCms.Core.Audit;
using GutCms.Core.Content.Items;
using GutCms.Core.Reviews.Acting;
using GutCms.Core.Reviews.Facts;
using GutCms.Core.Reviews.Model;
using GutCms.Core.Reviews.Transitions;
using GutCms.Core.Security;
using GutCms.Core.Texts;

namespace GutCms.Core.Translating;

/// <summary>Somebody who edits a translation says that it says what its source says now, which is on record. The text does not change, and nothing of its review.</summary>
public sealed class ConfirmTranslation(ReviewPorts ports)
{
    /// <summary>What is asked for.</summary>
    /// <param name="ContentItemId">The translation.</param>
    /// <param name="SourceId">The source: an item of the same set.</param>
    /// <param name="SourceHash">Content hash of the text of the source that was looked at.</param>
    public sealed record Request(string ContentItemId, string SourceId, string SourceHash);

    /// <summary>Does it.</summary>
    public Task<Outcome<TranslationOrigin>> ExecuteAsync(Actor actor, Request request, CancellationToken cancellationToken) =>
        Attempt.RunAsync<TranslationOrigin>(ports, actor, AuditActions.ContentTranslationConfirm, request.ContentItemId, async attempt =>
        {
            if (await attempt.LoadAsync(request.ContentItemId, cancellationToken) is not { } facts || !Sees.Draft(facts, actor))
            {
                return TriggerCheck.NotFound;
            }

            if (!Authorization.Allows(actor, Permissions.EditContent, facts.ContentType, facts.Owner))
            {
                return Refusal.Forbidden(Sentence.Of("Refused.Translation"), Permissions.EditContent, facts.ContentType);
            }

            if (request.SourceId == request.ContentItemId || await attempt.LoadAsync(request.SourceId, cancellationToken) is not { } source
                || ItemMeaning.TranslationSetOf(source.Latest.Item) != ItemMeaning.TranslationSetOf(facts.Latest.Item))
            {
                return new Refusal(RefusalKind.Invalid, Sentence.Of("Translation.NoSource"));
            }

            var text = TranslatedText.Of(source);
            if (text.ContentHash != request.SourceHash)
            {
                return new Refusal(RefusalKind.Stale, Sentence.Of("Translation.SourceChanged"));
            }

            var origin = text.Origin(attempt);
            await origin.SaveAsync(attempt.Work, facts.ContentItemId, cancellationToken);
            await attempt.AuditAsync(AuditActions.ContentTranslationConfirm, facts.ContentItemId, facts.Latest.Item.ContentItemVersionId, facts.LatestHash, new JsonObject
            {
                ["sourceId"] = origin.SourceId,
                ["sourceVersionId"] = origin.VersionId,
                ["sourceHash"] = origin.ContentHash,
                ["before"] = facts.Translation?.Origin.ContentHash,
            }, cancellationToken);
            return origin;
        }, cancellationToken);
}
