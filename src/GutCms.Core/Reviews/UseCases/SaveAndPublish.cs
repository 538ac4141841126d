using GutCms.Core.Audit;
using GutCms.Core.Reviews.Acting;
using GutCms.Core.Reviews.Model;
using GutCms.Core.Reviews.Views;
using GutCms.Core.Security;
using GutCms.Core.Texts;

namespace GutCms.Core.Reviews.UseCases;

/// <summary>Saves a version and makes it live in one transaction. When it may not be made live, nothing is saved either.</summary>
/// <remarks>For callers who ask for both at once, such as the content API. A type under policy passes only when exactly this text was approved before.</remarks>
public sealed class SaveAndPublish(ReviewPorts ports)
{
    /// <summary>Does it.</summary>
    /// <param name="actor">Who acts.</param>
    /// <param name="request">What is saved.</param>
    /// <param name="cancellationToken">Cancels.</param>
    public async Task<Outcome<SavedContent>> ExecuteAsync(Actor actor, SaveContent.Request request, CancellationToken cancellationToken) =>
        Drafts.FindExcess(request.Json, ports.Limits) is { } excess ? excess : await Attempt.RunAsync<SavedContent>(ports, actor, AuditActions.ContentPublish, SaveContent.NamedItem(request.Json) ?? request.NewId, async attempt =>
        {
            var saved = await SaveContent.ApplyAsync(attempt, request, cancellationToken);
            if (!saved.Succeeded)
            {
                return saved;
            }

            var published = await PublishVersion.ApplyAsync(attempt, new(saved.Value.Item.ContentItemId, ExpectedTag.Of(saved.Value.Tag)), schedule: null, cancellationToken);
            return published.Succeeded ? saved.Value with { State = published.Value.State, Tag = published.Value.Tag } : Explain(published.Refusal);
        }, cancellationToken);

    // What could be done with the draft is of no use to somebody whose draft was not kept.
    private static Refusal Explain(Refusal refusal) =>
        refusal with { Sentence = Sentence.Join("", [refusal.Sentence, Sentence.Of("Refused.NothingSaved")]), PermittedTriggers = [] };
}
