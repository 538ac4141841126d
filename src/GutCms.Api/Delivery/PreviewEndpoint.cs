using System.Collections.Frozen;
using System.Text.Json;
using GutCms.Api.Http;
using GutCms.Api.Texts;
using GutCms.Core.Delivery;
using GutCms.Core.Paging;
using GutCms.Core.Previews.Sites;
using GutCms.Core.Reviews.Acting;
using GutCms.Core.Reviews.Model;
using GutCms.Core.Reviews.Reading;
using GutCms.Core.Storage;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Net.Http.Headers;

namespace GutCms.Api.Delivery;

/// <summary>Serves documents and lists as a preview shows them: to whoever has the token, for no cache, marked by a header.</summary>
internal static class PreviewEndpoint
{
    /// <summary>Name of the query parameter that holds the token.</summary>
    public const string Parameter = "preview";

    /// <summary>Header of a request that holds the token in place of the parameter.</summary>
    public const string TokenHeader = "X-GutCms-Preview-Token";

    /// <summary>Header of every such answer: what the preview shows.</summary>
    public const string Header = "X-GutCms-Preview";

    private static readonly string[] Parameters = [Parameter];

    private static readonly JsonSerializerOptions Json = new() { Encoder = DeliveryBytes.JsonEncoder };

    /// <summary>Whether a request is for a preview.</summary>
    public static bool IsAsked(HttpRequest request) => request.Headers.ContainsKey(TokenHeader) || (request.QueryString.HasValue && request.Query.ContainsKey(Parameter));

    /// <summary>Serves a document.</summary>
    public static async Task ServeAsync(HttpContext context, DeliveryKind kind, string key)
    {
        if (!await MayAskAsync(context, hasPreviews: true, Parameters, FrozenDictionary<string, string>.Empty))
        {
            return;
        }

        Mark(context);
        var outcome = await context.RequestServices.GetRequiredService<ReadPreviewed>().ExecuteAsync(new(TokenOf(context.Request), kind, key), context.RequestAborted);
        if (!outcome.Succeeded)
        {
            await RefuseAsync(context, kind, key, outcome.Refusal);
            return;
        }

        await WriteAsync(context, outcome.Value.Preview, JsonSerializer.SerializeToUtf8Bytes(outcome.Value.Document, Json));
    }

    /// <summary>Serves where an article stands in its series.</summary>
    public static async Task PlaceAsync(HttpContext context, string slug)
    {
        if (!await MayAskAsync(context, hasPreviews: true, Parameters, FrozenDictionary<string, string>.Empty))
        {
            return;
        }

        Mark(context);
        var outcome = await context.RequestServices.GetRequiredService<ReadPreviewedPlace>().ExecuteAsync(new(TokenOf(context.Request), slug), context.RequestAborted);
        if (!outcome.Succeeded)
        {
            await RefuseAsync(context, DeliveryKind.Article, slug, outcome.Refusal);
            return;
        }

        await (outcome.Value.Place is { } place ? WriteAsync(context, outcome.Value.Preview, place.ToJson()) : Problems.NotFoundAsync(context, ApiText.Say("NoPlace", slug)));
    }

    /// <summary>Serves a page of a list.</summary>
    /// <param name="context">The request.</param>
    /// <param name="permitted">Names of what may be in the query beside the token.</param>
    /// <param name="errors">What is wrong with the query, by name of the parameter.</param>
    /// <param name="read">Reads the page through the token.</param>
    /// <param name="shape">What is made of its rows; null: nothing.</param>
    public static async Task ListAsync(
        HttpContext context, IReadOnlyList<string> permitted, Dictionary<string, string> errors, Func<ReadPreviewedLists, string, CancellationToken, Task<Outcome<ReadPreviewedLists.Result>>> read,
        Func<DeliveryPage, DeliveryPage>? shape = null)
    {
        var lists = HasReviews(context) ? context.RequestServices.GetRequiredService<ReadPreviewedLists>() : null;
        if (!await MayAskAsync(context, lists?.CanList == true, [.. permitted, Parameter], errors))
        {
            return;
        }

        Mark(context);
        Outcome<ReadPreviewedLists.Result> outcome;
        try
        {
            outcome = await read(lists!, TokenOf(context.Request), context.RequestAborted);
        }
        catch (BadCursorException)
        {
            await Problems.InvalidCursorAsync(context);
            return;
        }

        if (!outcome.Succeeded)
        {
            await outcome.Refusal.ToResult(context).ExecuteAsync(context);
            return;
        }

        var page = shape is null ? outcome.Value.Page : shape(outcome.Value.Page);
        await WriteAsync(context, outcome.Value.Preview, ListResponse.Prepare(context, page));
    }

    /// <summary>Serves several documents at once.</summary>
    public static async Task DocumentsAsync(HttpContext context, IReadOnlyList<string> permitted, IReadOnlyList<string>? ids, Dictionary<string, string> errors)
    {
        if (!await MayAskAsync(context, hasPreviews: true, [.. permitted, Parameter], errors) || ids is null)
        {
            return;
        }

        Mark(context);
        var outcome = await context.RequestServices.GetRequiredService<ReadPreviewedLists>().DocumentsAsync(TokenOf(context.Request), ids, context.RequestAborted);
        if (!outcome.Succeeded)
        {
            await outcome.Refusal.ToResult(context).ExecuteAsync(context);
            return;
        }

        await WriteAsync(context, outcome.Value.Preview, ListEndpoints.Body(outcome.Value.Documents, static document => (document.ContentItemId, document.Kind, document.ETag, document.Identity)));
    }

    // Where both are given, the parameter counts.
    private static string TokenOf(HttpRequest request) => (request.Query.TryGetValue(Parameter, out var parameter) ? parameter : request.Headers[TokenHeader]).ToString();

    private static bool HasReviews(HttpContext context) => context.RequestServices.GetService<ReviewPorts>() is not null;

    // A host that delivers and has no editorial work has no previews.
    private static async Task<bool> MayAskAsync(HttpContext context, bool hasPreviews, string[] permitted, IReadOnlyDictionary<string, string> errors)
    {
        if (!hasPreviews || !HasReviews(context))
        {
            await Problems.UnknownParametersAsync(context, Parameters, [.. permitted.Except(Parameters)]);
            return false;
        }

        return !await Problems.RefuseQueryAsync(context, permitted, errors);
    }

    private static async Task RefuseAsync(HttpContext context, DeliveryKind kind, string key, Refusal refusal) =>
        await (refusal.Kind == RefusalKind.NotFound && await context.RequestServices.GetRequiredService<Absences>().FindAsync(kind, key, context.RequestAborted) is WithdrawalNotice withdrawn
            ? Problems.WithdrawnAsync(context, withdrawn)
            : refusal.ToResult(context).ExecuteAsync(context));

    private static void Mark(HttpContext context)
    {
        context.Response.Headers.CacheControl = "private, no-store";
        context.Response.Headers["X-Robots-Tag"] = "noindex, nofollow, noarchive";
    }

    private static async Task WriteAsync(HttpContext context, SitePreview preview, byte[] bytes)
    {
        var headers = context.Response.Headers;
        headers[Header] = JsonNamingPolicy.CamelCase.ConvertName(preview.Scope.ToString());
        headers[HeaderNames.AccessControlExposeHeaders] = $"{Header}, Link";
        context.Response.ContentType = "application/json; charset=utf-8";
        context.Response.ContentLength = bytes.Length;
        if (!HttpMethods.IsHead(context.Request.Method))
        {
            await context.Response.Body.WriteAsync(bytes, context.RequestAborted);
        }
    }
}
