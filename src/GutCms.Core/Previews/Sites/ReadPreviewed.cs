using System.Text.Json.Nodes;
using GutCms.Core.Delivery;
using GutCms.Core.Reviews.Acting;
using GutCms.Core.Reviews.Model;
using GutCms.Core.Storage;
using GutCms.Core.Texts;

namespace GutCms.Core.Previews.Sites;

/// <summary>Reads a document as delivery would give it, with what a preview shows in place of what is live, and without a certificate. Its first use is on record, and every refused one.</summary>
public sealed class ReadPreviewed(ReviewPorts ports, IDeliveredReviews reviews, IDeliveryReader reader)
{
    /// <summary>What is asked for.</summary>
    /// <param name="Token">The token.</param>
    /// <param name="Kind">Kind of the document.</param>
    /// <param name="Key">Slug, or the id of a disclaimer.</param>
    public sealed record Request(string Token, DeliveryKind Kind, string Key)
    {
        /// <summary>Says nothing of the token.</summary>
        public override string ToString() => $"{Kind} {Key}";
    }

    /// <summary>A document.</summary>
    /// <param name="Preview">By which preview.</param>
    /// <param name="Document">It.</param>
    public sealed record Result(SitePreview Preview, JsonObject Document);

    private sealed record Found(SitePreview Preview, JsonObject? Document);

    /// <summary>Does it.</summary>
    /// <returns>A refusal of the kind Forbidden: the token is none, or good no more, or its maker may not show this any more; of the kind NotFound: there is nothing at this address in the preview.</returns>
    public async Task<Outcome<Result>> ExecuteAsync(Request request, CancellationToken cancellationToken)
    {
        // What takes a connection of its own comes before the unit of work is opened or after it is closed: nobody waits for a second one while holding one.
        var key = request.Key.ToLowerInvariant();
        var live = PreviewLink.IsToken(request.Token) ? (await reader.FindAsync(request.Kind, key, cancellationToken))?.ContentItemId : null;
        var outcome = await OpenedPreview.ReadAsync(
            ports, reviews, request.Token, async opened => new Found(opened.Preview, await FindAsync(opened, request.Kind, key, live, cancellationToken)), cancellationToken);
        if (!outcome.Succeeded)
        {
            return outcome.Refusal;
        }

        if (outcome.Value is not { Document: { } document, Preview: var preview })
        {
            return new Refusal(RefusalKind.NotFound, Sentence.Of("Refused.PreviewHasNothing"));
        }

        await OpenedPreview.NoteAsync(ports, preview, cancellationToken);
        return new Result(preview, document);
    }

    private static async Task<JsonObject?> FindAsync(OpenedPreview opened, DeliveryKind kind, string key, string? live, CancellationToken cancellationToken)
    {
        if (opened.FindItem(kind, key, live) is not { } id)
        {
            return null;
        }

        var source = (await opened.Loader.LoadAsync([id], cancellationToken)).Documents.SingleOrDefault();
        return source is null ? null : JsonNode.Parse(DeliveryRefresh.Draft(source).Identity)!.AsObject();
    }
}
