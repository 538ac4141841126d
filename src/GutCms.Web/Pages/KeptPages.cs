using System.Globalization;
using GutCms.Api.Delivery;
using GutCms.Core.Delivery;
using GutCms.Web.Features.Look;
using GutCms.Web.Features.Security;
using GutCms.Web.Texts;
using Microsoft.Extensions.Options;
using Microsoft.Extensions.Primitives;
using Microsoft.Net.Http.Headers;

namespace GutCms.Web.Pages;

/// <summary>Pages for readers as they went out, for as long as nothing is published or taken down and neither look nor language of the site is set otherwise. Somebody who shows a cookie or a token gets a page of their own.</summary>
internal sealed class KeptPages(IDeliveryReader reader, SiteLook look, SiteSpeech speech, PublicCaching caching, IOptions<DeliveryHttpOptions> options)
{
    private readonly Kept<KeptPage> _kept = new(reader, options.Value.HalfOfAnswerBytes());

    /// <summary>Answers a request that is not routed yet, where the same was asked before.</summary>
    /// <returns>Null: it was not; nothing was done.</returns>
    public Task? ServeFromMemory(HttpContext context)
    {
        if (!MayBeKept(context.Request) || _kept.Find(KeptQuestion.Of(context.Request)) is not { } page || page.Look != look.Settings || page.Language != speech.Language)
        {
            return null;
        }

        if (page.Endpoint is { } endpoint)
        {
            context.SetEndpoint(endpoint);
        }

        var headers = context.Response.Headers;
        foreach (var (name, value) in page.Headers)
        {
            headers[name] = value;
        }

        headers.CacheControl = caching.CacheControl;
        if (PageCache.IsKnown(context.Request, page.Tag))
        {
            context.Response.StatusCode = StatusCodes.Status304NotModified;
            return Task.CompletedTask;
        }

        headers.ContentType = page.ContentType;
        headers.ContentLength = page.Body.Length;
        return context.Response.BodyWriter.WriteAsync(page.Body, CancellationToken.None).AsTask();
    }

    /// <summary>Has a page made, and keeps it where it is one and the same for every reader.</summary>
    public async Task KeepAsync(HttpContext context, RequestDelegate next)
    {
        // Taken before anything is read: what is published, or set otherwise, meanwhile makes the page old at once.
        var (settings, language) = (look.Settings, speech.Language);
        if (!MayBeKept(context.Request) || context.GetEndpoint() is not { } endpoint || endpoint.Metadata.GetMetadata<ContentPolicy>() != ContentPolicy.Pages || _kept.Revision is not { } revision)
        {
            await next(context);
            return;
        }

        var response = context.Response;
        var (body, buffer) = (response.Body, new MemoryStream());
        response.Body = buffer;
        try
        {
            await next(context);
        }
        finally
        {
            response.Body = body;
        }

        if (IsForEveryReader(context))
        {
            var page = buffer.ToArray();
            response.ContentLength = page.Length;
            _kept.Keep(revision, KeptQuestion.Of(context.Request), new(page, HeadersOf(response), response.Headers.ContentType, EntityTagHeaderValue.Parse(response.Headers.ETag.ToString()), endpoint, settings, language), page.Length);
        }

        if (buffer.Length > 0)
        {
            await body.WriteAsync(buffer.GetBuffer().AsMemory(0, (int)buffer.Length), context.RequestAborted);
        }
    }

    private static bool MayBeKept(HttpRequest request) =>
        HttpMethods.IsGet(request.Method) && request.Path.Value?.StartsWith("/api/", StringComparison.Ordinal) == false && request.Headers.Cookie.Count == 0 && request.Headers.Authorization.Count == 0;

    private bool IsForEveryReader(HttpContext context)
    {
        var (response, headers) = (context.Response, context.Response.Headers);
        return response.StatusCode == StatusCodes.Status200OK && headers.ETag.Count == 1 && headers.SetCookie.Count == 0 && headers.CacheControl == caching.CacheControl;
    }

    private static KeyValuePair<string, StringValues>[] HeadersOf(HttpResponse response) =>
        [.. response.Headers.Where(header => header.Key is not ("Cache-Control" or "Content-Length" or "Content-Type" or "Date" or "Server" or "Transfer-Encoding"))];

    private sealed record KeptPage(byte[] Body, KeyValuePair<string, StringValues>[] Headers, StringValues ContentType, EntityTagHeaderValue Tag, Endpoint Endpoint, object Look, CultureInfo Language);
}
