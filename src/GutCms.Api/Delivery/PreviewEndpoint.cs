using System.Text.Json;
using GutCms.Api.Http;
using GutCms.Core.Delivery;
using GutCms.Core.Previews.Sites;
using GutCms.Core.Reviews.Acting;
using GutCms.Core.Reviews.Model;
using GutCms.Core.Reviews.Reading;
using GutCms.Core.Storage;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Net.Http.Headers;

namespace GutCms.Api.Delivery;

/// <summary>Serves a document as a preview shows it: to whoever has the token, for no cache, marked by a header.</summary>
internal static class PreviewEndpoint
{
    /// <summary>Name of the query parameter that holds the token.</summary>
    public const string Parameter = "preview";

    /// <summary>Header of every such answer: what the preview shows.</summary>
    public const string Header = "X-GutCms-Preview";

    private static readonly string[] Parameters = [Parameter];

    private static readonly JsonSerializerOptions Json = new() { Encoder = DeliveryBytes.JsonEncoder };

    /// <summary>Whether a request is for a preview.</summary>
    public static bool IsAsked(HttpRequest request) => request.QueryString.HasValue && request.Query.ContainsKey(Parameter);

    public static async Task ServeAsync(HttpContext context, DeliveryKind kind, string key)
    {
        if (context.RequestServices.GetService<ReviewPorts>() is null)
        {
            // A host that delivers and has no editorial work has no previews.
            await Problems.UnknownParametersAsync(context, Parameters, []);
            return;
        }

        if (QueryParameters.Unknown(context.Request.Query, Parameters) is { Count: > 0 } unknown)
        {
            await Problems.UnknownParametersAsync(context, unknown, Parameters);
            return;
        }

        var headers = context.Response.Headers;
        headers.CacheControl = "private, no-store";
        headers["X-Robots-Tag"] = "noindex, nofollow, noarchive";
        var outcome = await context.RequestServices.GetRequiredService<ReadPreviewed>().ExecuteAsync(new(context.Request.Query[Parameter].ToString(), kind, key), context.RequestAborted);
        if (outcome.Refusal?.Kind == RefusalKind.NotFound && await context.RequestServices.GetRequiredService<Absences>().FindAsync(kind, key, context.RequestAborted) is WithdrawalNotice withdrawn)
        {
            await Problems.WithdrawnAsync(context, withdrawn);
            return;
        }

        if (!outcome.Succeeded)
        {
            await outcome.Refusal.ToResult(context).ExecuteAsync(context);
            return;
        }

        headers[Header] = JsonNamingPolicy.CamelCase.ConvertName(outcome.Value.Preview.Scope.ToString());
        headers[HeaderNames.AccessControlExposeHeaders] = Header;
        context.Response.ContentType = "application/json; charset=utf-8";
        var bytes = JsonSerializer.SerializeToUtf8Bytes(outcome.Value.Document, Json);
        context.Response.ContentLength = bytes.Length;
        if (!HttpMethods.IsHead(context.Request.Method))
        {
            await context.Response.Body.WriteAsync(bytes, context.RequestAborted);
        }
    }
}
