using System.Text.Json.Nodes;
using GutCms.Core.Delivery;
using GutCms.Core.Reviews.Acting;
using GutCms.Core.Reviews.Model;
using GutCms.Core.Storage;

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

    /// <summary>Does it.</summary>
    /// <returns>A refusal of the kind Forbidden: the token is none, or good no more, or its maker may not show this any more; of the kind NotFound: there is nothing at this address in the preview.</returns>
    public async Task<Outcome<Result>> ExecuteAsync(Request request, CancellationToken cancellationToken)
    {
        var outcome = await OpenedPreview.ReadAtAsync(ports, reviews, reader, request.Token, request.Kind, request.Key.ToLowerInvariant(), (opened, id) => DocumentAsync(opened, id, cancellationToken), cancellationToken);
        return outcome.Succeeded ? new Result(outcome.Value.Preview, outcome.Value.What) : outcome.Refusal;
    }

    private static async Task<JsonObject?> DocumentAsync(OpenedPreview opened, string id, CancellationToken cancellationToken)
    {
        var source = (await opened.Loader.LoadAsync([id], cancellationToken)).Documents.SingleOrDefault();
        return source is null ? null : JsonNode.Parse(DeliveryRefresh.Draft(source).Identity)!.AsObject();
    }
}
