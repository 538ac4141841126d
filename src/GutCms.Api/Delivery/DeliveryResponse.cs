using GutCms.Api.Http;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Primitives;

namespace GutCms.Api.Delivery;

/// <summary>Answers a GET or HEAD with bytes that are at hand: preconditions, headers, one write.</summary>
internal sealed class DeliveryResponse(PublicCaching caching)
{
    private static readonly StringValues VaryByEncoding = "Accept-Encoding";
    private static readonly StringValues VaryByToken = PreviewEndpoint.TokenHeader;
    private static readonly StringValues VaryByBoth = $"Accept-Encoding, {PreviewEndpoint.TokenHeader}";
    private static readonly StringValues Json = "application/json; charset=utf-8";

    public Task WriteAsync(HttpContext context, PreparedForm form, string? lastModified, StringValues surrogateKeys) =>
        WriteAsync(context, form, lastModified, surrogateKeys, Json);

    /// <param name="context">The request.</param>
    /// <param name="form">The bytes.</param>
    /// <param name="lastModified">When they were written; null: that is not said.</param>
    /// <param name="surrogateKeys">Separated by spaces.</param>
    /// <param name="contentType">What they are.</param>
    /// <param name="isAsked">No cache gives them without asking whether they are still right.</param>
    public Task WriteAsync(HttpContext context, PreparedForm form, string? lastModified, StringValues surrogateKeys, StringValues contentType, bool isAsked = false)
    {
        var request = context.Request;
        var response = context.Response;
        var headers = response.Headers;
        var precondition = Preconditions.Evaluate(request.Headers, form.EntityTag, lastModified);
        if (precondition == PreconditionResult.Failed)
        {
            return Problems.PreconditionFailedAsync(context);
        }

        // RFC 9110 §15.4.5: a 304 carries these and nothing that describes the bytes.
        headers.ETag = form.EntityTag;
        if (isAsked)
        {
            caching.ApplyAsked(headers, surrogateKeys);
        }
        else
        {
            caching.Apply(headers, surrogateKeys);
        }

        if (precondition == PreconditionResult.NotModified)
        {
            response.StatusCode = StatusCodes.Status304NotModified;
            return Task.CompletedTask;
        }

        headers.ContentType = contentType;
        headers.ContentLength = form.Body.Length;
        headers.LastModified = lastModified;
        if (form.ContentEncoding.Count > 0)
        {
            headers.ContentEncoding = form.ContentEncoding;
        }

        if (HttpMethods.IsHead(request.Method))
        {
            return Task.CompletedTask;
        }

        // Without a token: the server makes one for a request only if it is asked for, and ends this write itself when the client is gone.
        var write = response.BodyWriter.WriteAsync(form.Body, CancellationToken.None);
        if (!write.IsCompletedSuccessfully)
        {
            return write.AsTask();
        }

        _ = write.Result;
        return Task.CompletedTask;
    }

    /// <summary>Chooses the form and says that it was chosen; <see cref="ContentCoding.None"/> is to be answered by 406.</summary>
    public static ContentCoding Negotiate(HttpContext context)
    {
        SayNegotiated(context.Response.Headers);
        return ContentCodings.Choose(context.Request.Headers.AcceptEncoding);
    }

    /// <summary>The same for what a preview may show otherwise: what a cache keeps is not for who sends a token.</summary>
    public static ContentCoding NegotiatePreviewable(HttpContext context)
    {
        SayPreviewableNegotiated(context.Response.Headers);
        return ContentCodings.Choose(context.Request.Headers.AcceptEncoding);
    }

    /// <summary>Says that the form was chosen.</summary>
    public static void SayNegotiated(IHeaderDictionary headers) => headers.Vary = headers.Vary.Count == 0 ? VaryByEncoding : StringValues.Concat(headers.Vary, VaryByEncoding);

    /// <summary>Says that the form was chosen, and that a preview may show something else here.</summary>
    public static void SayPreviewableNegotiated(IHeaderDictionary headers) => headers.Vary = VaryByBoth;

    /// <summary>Says that a preview may show something else here; before a form is chosen.</summary>
    public static void VaryByPreview(IHeaderDictionary headers) => headers.Vary = VaryByToken;
}
