using GutCms.Api.Http;
using Microsoft.AspNetCore.Http;

namespace GutCms.Api.Delivery;

/// <summary>Answers with bytes that a host made of what is delivered, as delivery answers: for any origin, in the content coding that the client takes best, and where caches may keep it with an entity tag.</summary>
public sealed class PublicAnswer
{
    private readonly ListResponse _response;

    internal PublicAnswer(ListResponse response) => _response = response;

    /// <summary>Lets any origin read the answer.</summary>
    public static void Allow(HttpContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        PublicRead.Allow(context.Response.Headers);
    }

    /// <summary>Answers GET or HEAD: preconditions, entity tag, for how long caches may keep it.</summary>
    /// <param name="context">The request.</param>
    /// <param name="body">The bytes.</param>
    /// <param name="contentType">What they are.</param>
    /// <param name="surrogateKeys">Separated by spaces.</param>
    public Task WriteAsync(HttpContext context, byte[] body, string contentType, string surrogateKeys) => _response.WriteBytesAsync(context, body, surrogateKeys, contentType);

    /// <summary>Answers with what no cache keeps.</summary>
    /// <param name="context">The request; the status of its answer is set already.</param>
    /// <param name="body">The bytes.</param>
    /// <param name="contentType">What they are.</param>
    public static async Task WriteUnstoredAsync(HttpContext context, byte[] body, string contentType)
    {
        ArgumentNullException.ThrowIfNull(context);
        if (ListResponse.FormOf(context, body) is not { } form)
        {
            await Problems.NotAcceptableAsync(context);
            return;
        }

        var headers = context.Response.Headers;
        headers.CacheControl = "no-store";
        headers.ContentType = contentType;
        headers.ContentLength = form.Body.Length;
        headers.ContentEncoding = form.ContentEncoding;
        if (!HttpMethods.IsHead(context.Request.Method))
        {
            await context.Response.BodyWriter.WriteAsync(form.Body, CancellationToken.None);
        }
    }
}
