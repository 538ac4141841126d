using GutCms.Core.Reviews.Facts;
using GutCms.Core.Reviews.Model;
using GutCms.OrchardCore.Storage;
using Microsoft.Extensions.DependencyInjection;
using OrchardCore.ContentManagement;
using OrchardCore.Indexing;

namespace GutCms.OrchardCore.Indexing;

/// <summary>Adds to the document of an item under policy how the version that is indexed stands.</summary>
/// <remarks>Its services are looked up late: some of them ask for what asks for it.</remarks>
internal sealed class ReviewIndexHandler(IServiceProvider scope) : IDocumentIndexHandler
{
    /// <summary>Name of the state, as the API writes it, such as <c>inReview</c>; a keyword.</summary>
    public const string StateKey = "Content.ContentItem.Review.State";

    /// <summary>When a decision, or the next review of a live text, is due, UTC; absent where nothing is.</summary>
    public const string DueKey = "Content.ContentItem.Review.DueUtc";

    private const DocumentIndexOptions Keyword = DocumentIndexOptions.Keyword | DocumentIndexOptions.Store;

    /// <inheritdoc/>
    public async Task BuildIndexAsync(BuildDocumentIndexContext context)
    {
        if (context.Record is not ContentItem { ContentItemId.Length: > 0 } item || !await scope.GetRequiredService<ContentPolicies>().IsGatedAsync(item.ContentType))
        {
            return;
        }

        await using var work = await new JoinedContentStore(scope).ReadAsync(CancellationToken.None);
        if ((await StatesOfItems.FindAsync(work, [item.ContentItemId], CancellationToken.None)).GetValueOrDefault(item.ContentItemId) is not { } states)
        {
            return;
        }

        var now = scope.GetRequiredService<TimeProvider>().GetUtcNow().UtcDateTime;
        var state = !item.Latest && states.Live is { } live ? live : states.Latest;
        var review = item.Latest ? await work.Reviews.FindOpenReviewAsync(item.ContentItemId, ReviewPurpose.Publication, CancellationToken.None) : null;
        var due = state.State == ReviewState.InReview ? review?.CurrentStage?.DueUtc : state.DueUtc;
        context.DocumentIndex.Set(StateKey, state.At(now).ToName(), Keyword);
        if (due is { } instant)
        {
            context.DocumentIndex.Set(DueKey, new DateTimeOffset(instant, TimeSpan.Zero), DocumentIndexOptions.Store);
        }
    }
}
