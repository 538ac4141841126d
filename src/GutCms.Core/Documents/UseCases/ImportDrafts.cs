using System.Collections.Immutable;
using System.Text.Json.Nodes;
using GutCms.Core.Audit;
using GutCms.Core.Content.Definitions;
using GutCms.Core.Content.Items;
using GutCms.Core.Json;
using GutCms.Core.Reviews.Acting;
using GutCms.Core.Reviews.Model;
using GutCms.Core.Reviews.UseCases;
using GutCms.Core.Reviews.Views;
using GutCms.Core.Security;
using GutCms.Core.Texts;

namespace GutCms.Core.Documents.UseCases;

/// <summary>Saves what was understood of a file as new drafts, each as if it were written in the editor: all of them or none. Publishes nothing.</summary>
public sealed class ImportDrafts(ReviewPorts ports)
{
    /// <summary>What was saved.</summary>
    /// <param name="Saved">The drafts in the order of the file.</param>
    public sealed record Result(ImmutableArray<SavedContent> Saved);

    /// <summary>Saves them.</summary>
    /// <param name="actor">Who becomes their author and owner.</param>
    /// <param name="drafts">The items of <see cref="UnderstandDocument"/>. An id counts for nothing: each is a new item.</param>
    /// <param name="cancellationToken">Cancels.</param>
    public async Task<Outcome<Result>> ExecuteAsync(Actor actor, IReadOnlyList<JsonObject> drafts, CancellationToken cancellationToken) =>
        FindExcess(drafts) ?? await Attempt.RunAsync<Result>(ports, actor, AuditActions.ContentCreate, null, async attempt =>
        {
            if (drafts.Count is 0 or > UnderstandDocument.MostDrafts)
            {
                return new Refusal(RefusalKind.Invalid, Sentence.Of("Document.NoDrafts", UnderstandDocument.MostDrafts));
            }

            var saved = ImmutableArray.CreateBuilder<SavedContent>();
            foreach (var draft in drafts)
            {
                var item = draft.DeepClone().AsObject();
                item.Remove(WellKnown.ContentItemId);
                item[WellKnown.ContentType] = ItemMeaning.Article;
                var outcome = await SaveContent.ApplyAsync(attempt, new(item, ExpectedTag.NoItem), cancellationToken);
                if (!outcome.Succeeded)
                {
                    return Of(drafts, item, outcome.Refusal);
                }

                saved.Add(outcome.Value);
            }

            return new Result(saved.ToImmutable());
        }, cancellationToken);

    private Outcome<Result>? FindExcess(IReadOnlyList<JsonObject> drafts)
    {
        foreach (var draft in drafts)
        {
            if (Drafts.FindExcess(draft, ports.Limits) is { } excess)
            {
                return Of(drafts, draft, excess);
            }
        }

        return null;
    }

    private static Refusal Of(IReadOnlyList<JsonObject> drafts, JsonObject draft, Refusal refusal) =>
        drafts.Count == 1 ? refusal : refusal with { Sentence = Sentence.Of("Document.OneRefused", draft.Text(WellKnown.DisplayText) ?? "", refusal.Sentence) };
}
