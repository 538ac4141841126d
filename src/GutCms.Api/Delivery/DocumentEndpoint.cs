using System.Globalization;
using GutCms.Api.Http;
using GutCms.Api.Texts;
using GutCms.Core.Content.Definitions;
using GutCms.Core.Delivery;
using GutCms.Core.Reviews.Reading;
using GutCms.Core.Storage;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Primitives;

namespace GutCms.Api.Delivery;

/// <summary>Serves one document by slug or id: one look-up, one write. The hot path: no model binding, and nothing is awaited when the document is in memory.</summary>
internal sealed class DocumentEndpoint(IDeliveryReader reader, Absences absences, DeliveryResponse response, PublicCaching caching, SelectedDocument selected, LanguageFallBacks languages, TimeProvider time)
{
    // In the order of the kinds.
    private static readonly (string Prefix, DeliveryKind Kind)[] Prefixes =
    [
        (DeliveryEndpoints.Prefix + "/articles/", DeliveryKind.Article),
        (DeliveryEndpoints.Prefix + "/series/", DeliveryKind.Series),
        (DeliveryEndpoints.Prefix + "/disclaimers/", DeliveryKind.Disclaimer),
        (DeliveryEndpoints.Prefix + "/items/", DeliveryKind.Item),
    ];

    private static readonly string[] Parameters = [PreviewEndpoint.Parameter, LanguageFallBacks.Parameter, .. SelectedDocument.Parameters];

    /// <summary>By kind, as far as routing has found them.</summary>
    private readonly Endpoint?[] _endpoints = new Endpoint?[Prefixes.Length];

    /// <param name="kind">What the route serves.</param>
    /// <param name="parameter">Name of the route value that holds the key.</param>
    public RequestDelegate For(DeliveryKind kind, string parameter) => context => ServeAsync(context, kind, (string)context.Request.RouteValues[parameter]!);

    /// <summary>Serves an item of any type, of the program's own types by sending readers on to the one address of its document.</summary>
    public Task ItemAsync(HttpContext context)
    {
        var (type, slug) = ((string)context.Request.RouteValues["type"]!, (string)context.Request.RouteValues["slug"]!);
        if (DeliveredTypes.Find(type, ContentDefinitions.Empty) is not { } own)
        {
            return ServeAsync(context, DeliveryKind.Item, $"{type}/{slug}");
        }

        PublicRead.Allow(context.Response.Headers);
        caching.Apply(context.Response.Headers, "articles series");
        return Problems.MovedAsync(context, AddressOf(context, DeliveredTypes.OwnKindOf(own)!.Value, slug) + context.Request.QueryString.ToUriComponent());
    }

    /// <summary>Answers a request that is not routed yet, where the document is in memory and is all that is asked for.</summary>
    /// <param name="context">The request.</param>
    /// <param name="also">Sets what else is in the head of every answer of the host; null: nothing is.</param>
    /// <returns>Null: it is not, or something else is to be said than the document; nothing was done.</returns>
    public Task? ServeFromMemory(HttpContext context, Action<IHeaderDictionary>? also)
    {
        var request = context.Request;
        if (request.QueryString.HasValue || PreviewEndpoint.IsAsked(request) || !(HttpMethods.IsGet(request.Method) || HttpMethods.IsHead(request.Method)) || FindKind(request.Path.Value) is not var (kind, key))
        {
            return null;
        }

        var coding = ContentCodings.Choose(request.Headers.AcceptEncoding);
        if (coding == ContentCoding.None || request.Headers.IfMatch.Count > 0
            || reader.FindInMemory(kind, key) is not { KnownUtc: null } document || !IsItsAddress(request.Path.Value, kind, document.Key))
        {
            return null;
        }

        // For those who count requests by what they were for.
        if (_endpoints[(int)kind] is { } endpoint)
        {
            context.SetEndpoint(endpoint);
        }

        var headers = context.Response.Headers;
        also?.Invoke(headers);
        PublicRead.Allow(headers);
        DeliveryResponse.SayPreviewableNegotiated(headers);
        return WriteAsync(context, document, coding);
    }

    /// <summary>What a path asks for; null where routing has to say.</summary>
    private static (DeliveryKind Kind, string Key)? FindKind(string? path)
    {
        if (path is null || !path.StartsWith(DeliveryEndpoints.Prefix, StringComparison.Ordinal))
        {
            return null;
        }

        foreach (var (prefix, kind) in Prefixes)
        {
            if (path.Length > prefix.Length && path.StartsWith(prefix, StringComparison.Ordinal))
            {
                var key = path[prefix.Length..];
                return key.AsSpan().Count('/') == (kind == DeliveryKind.Item ? 1 : 0) && !key.Contains('%', StringComparison.Ordinal) ? (kind, key) : null;
            }
        }

        return null;
    }

    private Task ServeAsync(HttpContext context, DeliveryKind kind, string key)
    {
        PublicRead.Allow(context.Response.Headers);
        if (PreviewEndpoint.IsAsked(context.Request))
        {
            return PreviewEndpoint.ServeAsync(context, kind, key);
        }

        if (context.Request.QueryString.HasValue && QueryParameters.Unknown(context.Request.Query, Parameters) is { Count: > 0 } unknown)
        {
            return Problems.UnknownParametersAsync(context, unknown, Parameters);
        }

        var find = reader.FindAsync(kind, key, context.RequestAborted);
        return find.IsCompletedSuccessfully ? AnswerAsync(context, kind, key, find.Result) : AwaitedAsync(context, kind, key, find);
    }

    private async Task AwaitedAsync(HttpContext context, DeliveryKind kind, string key, ValueTask<DeliveredDocument?> find) =>
        await AnswerAsync(context, kind, key, await find);

    private Task AnswerAsync(HttpContext context, DeliveryKind kind, string key, DeliveredDocument? document)
    {
        var coding = DeliveryResponse.NegotiatePreviewable(context);
        if (document is null)
        {
            return AnswerMissingAsync(context, kind, key, end: "");
        }

        if (!IsItsAddress(context.Request.Path.Value, kind, document.Key))
        {
            caching.Apply(context.Response.Headers, document.SurrogateKeys);
            return Problems.MovedAsync(context, AddressOf(context, kind, document.Key) + context.Request.QueryString.ToUriComponent());
        }

        if (coding == ContentCoding.None)
        {
            return Problems.NotAcceptableAsync(context);
        }

        if (document.KnownUtc is { } known)
        {
            Mark(context.Response.Headers, time.GetUtcNow().UtcDateTime - known);
        }

        if (LanguageFallBacks.IsAsked(context.Request))
        {
            return InLanguageAsync(context, kind, document, coding);
        }

        return WriteAsync(context, document, coding, context.Request.QueryString.HasValue);
    }

    private async Task InLanguageAsync(HttpContext context, DeliveryKind kind, DeliveredDocument document, ContentCoding coding)
    {
        var errors = new Dictionary<string, string>(StringComparer.Ordinal);
        if (LanguageFallBacks.Read(context.Request.Query, errors) is not { } language)
        {
            await Problems.InvalidParametersAsync(context, errors);
            return;
        }

        if (await languages.FindAsync(document, language, context.RequestAborted) is not { } answer)
        {
            caching.Apply(context.Response.Headers, document.SurrogateKeys);
            await Problems.NotFoundAsync(context, ApiText.Say("NoLanguage", DeliveredTypes.SlugOf(kind, document.Key), language));
            return;
        }

        var headers = context.Response.Headers;
        headers.ContentLanguage = answer.Language;
        headers.ContentLocation = AddressOf(context, answer.Document.Kind, answer.Document.Key);
        headers.AccessControlExposeHeaders = StringValues.Concat(headers.AccessControlExposeHeaders, $"Content-Location, {LanguageFallBacks.Header}");
        if (answer.IsFallBack)
        {
            headers[LanguageFallBacks.Header] = language;
        }

        await WriteAsync(context, answer.Document, coding, context.Request.Query.Count > 1);
    }

    private Task WriteAsync(HttpContext context, DeliveredDocument document, ContentCoding coding, bool isSelected)
    {
        if (isSelected)
        {
            DeliveryResponse.VaryByPreview(context.Response.Headers);
            return selected.ServeAsync(context, document);
        }

        _endpoints[(int)document.Kind] ??= context.GetEndpoint();
        return WriteAsync(context, document, coding);
    }

    private Task WriteAsync(HttpContext context, DeliveredDocument document, ContentCoding coding)
    {
        var prepared = PreparedDocument.For(document);
        return response.WriteAsync(context, prepared.Form(coding), prepared.LastModified, prepared.SurrogateKeys);
    }

    /// <summary>Says that an answer may be behind, and by how much, so that no cache takes it for a new one (RFC 9111, RFC 9211).</summary>
    private static void Mark(IHeaderDictionary headers, TimeSpan age)
    {
        headers.Age = ((long)Math.Max(1, Math.Ceiling(age.TotalSeconds))).ToString(CultureInfo.InvariantCulture);
        headers["Cache-Status"] = "GutCms; hit; detail=database-unavailable";
    }

    /// <summary>Answers that there is no document, or none any more. Only here it is looked why, so that what is live costs no look-up more.</summary>
    /// <param name="context">The request.</param>
    /// <param name="kind">What was asked for.</param>
    /// <param name="key">Its key.</param>
    /// <param name="end">What stands behind the address of the document; empty: nothing.</param>
    public async Task AnswerMissingAsync(HttpContext context, DeliveryKind kind, string key, string end)
    {
        var absence = await absences.FindAsync(kind, key, context.RequestAborted);
        caching.ApplyMissing(context.Response.Headers, kind, absence);
        await (absence switch
        {
            MovedNotice moved => Problems.MovedAsync(context, AddressOf(context, kind, moved.Key) + end + context.Request.QueryString.ToUriComponent()),
            WithdrawalNotice withdrawn => Problems.WithdrawnAsync(context, withdrawn),
            _ => Problems.NotFoundAsync(context, NotFound(kind, key)),
        });
    }

    /// <summary>Whether a path is the one address of a document: no other case, no other composition of characters, no slash behind it.</summary>
    /// <param name="path">The path.</param>
    /// <param name="kind">What it is of.</param>
    /// <param name="key">The key of the document.</param>
    /// <param name="end">What stands behind the address of the document; empty: nothing.</param>
    public static bool IsItsAddress(string? path, DeliveryKind kind, string key, string end = "")
    {
        var prefix = PrefixOf(kind);
        return path?.Length == prefix.Length + key.Length + end.Length && path.StartsWith(prefix, StringComparison.Ordinal) && path.AsSpan(prefix.Length).StartsWith(key, StringComparison.Ordinal)
            && path.EndsWith(end, StringComparison.Ordinal);
    }

    /// <summary>The address of a document, to which a reader is sent on.</summary>
    public static string AddressOf(HttpContext context, DeliveryKind kind, string key) => $"{context.Request.PathBase.ToUriComponent()}{PrefixOf(kind)}{FormerAddress.EscapedKey(kind, key)}";

    private static string PrefixOf(DeliveryKind kind) => Prefixes[(int)kind].Prefix;

    private static string NotFound(DeliveryKind kind, string key) => kind switch
    {
        DeliveryKind.Article => ApiText.Say("NoArticle", key),
        DeliveryKind.Series => ApiText.Say("NoSeries", key),
        DeliveryKind.Item => ApiText.Say("NoItem", key),
        _ => ApiText.Say("NoDisclaimer", key),
    };
}
