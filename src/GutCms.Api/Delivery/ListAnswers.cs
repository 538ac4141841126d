using GutCms.Api.Http;
using GutCms.Core.Delivery;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Options;
using Microsoft.Extensions.Primitives;

namespace GutCms.Api.Delivery;

/// <summary>Answers to lists and searches, and places in series, as they went out, for as long as nothing is published or taken down.</summary>
internal sealed class ListAnswers(IDeliveryReader reader, DeliveryResponse response, IOptions<DeliveryHttpOptions> options)
{
    private const string Articles = DeliveryEndpoints.Prefix + "/articles";

    private static readonly string[] Paths = [Articles, DeliveryEndpoints.Prefix + "/series"];

    private readonly Kept<ListAnswer> _kept = new(reader, options.Value.HalfOfAnswerBytes());

    /// <summary>See <see cref="Kept{T}.Revision"/>.</summary>
    public long? Revision => _kept.Revision;

    /// <summary>Answers a request that is not routed yet, where the same was asked before.</summary>
    /// <param name="context">The request.</param>
    /// <param name="also">Sets what else is in the head of every answer of the host; null: nothing is.</param>
    /// <returns>Null: it was not, or something else is to be said; nothing was done.</returns>
    public Task? ServeFromMemory(HttpContext context, Action<IHeaderDictionary>? also)
    {
        var request = context.Request;
        if (!(HttpMethods.IsGet(request.Method) || HttpMethods.IsHead(request.Method)) || !IsKept(request.Path.Value)
            || request.Headers.IfMatch.Count > 0 || PreviewEndpoint.IsAsked(request))
        {
            return null;
        }

        var coding = ContentCodings.Choose(request.Headers.AcceptEncoding);
        if (coding == ContentCoding.None || _kept.Find(KeyOf(request, coding)) is not { } answer)
        {
            return null;
        }

        if (answer.Endpoint is { } endpoint)
        {
            context.SetEndpoint(endpoint);
        }

        var headers = context.Response.Headers;
        also?.Invoke(headers);
        PublicRead.Allow(headers);
        DeliveryResponse.VaryByPreview(headers);
        DeliveryResponse.SayNegotiated(headers);
        if (answer.Link.Count > 0)
        {
            headers.Link = answer.Link;
        }

        return response.WriteAsync(context, answer.Form, lastModified: null, answer.SurrogateKeys);
    }

    /// <summary>Keeps the answer to a request.</summary>
    /// <param name="context">The request; the head of its answer is as it will go out.</param>
    /// <param name="revision">As it was before anything was read for it.</param>
    /// <param name="form">The bytes.</param>
    /// <param name="surrogateKeys">Separated by spaces.</param>
    public void Keep(HttpContext context, long revision, PreparedForm form, StringValues surrogateKeys)
    {
        var request = context.Request;
        if (IsKept(request.Path.Value))
        {
            var coding = ContentCodings.Choose(request.Headers.AcceptEncoding);
            _kept.Keep(revision, KeyOf(request, coding), new(form, surrogateKeys, context.Response.Headers.Link, context.GetEndpoint()), form.Body.Length);
        }
    }

    private static bool IsKept(string? path) =>
        Array.IndexOf(Paths, path) >= 0 || (path is not null && path.EndsWith(PlaceEndpoint.End, StringComparison.Ordinal) && path.StartsWith(Articles, StringComparison.Ordinal));

    private static string KeyOf(HttpRequest request, ContentCoding coding) =>
        KeptQuestion.Of(request, coding switch { ContentCoding.Brotli => "b ", ContentCoding.Gzip => "g ", _ => "i " });

    private sealed record ListAnswer(PreparedForm Form, StringValues SurrogateKeys, StringValues Link, Endpoint? Endpoint);
}
