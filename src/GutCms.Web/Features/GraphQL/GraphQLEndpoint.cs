using System.Text;
using GraphQL;
using GraphQL.Execution;
using GraphQL.SystemTextJson;
using GutCms.Api.Delivery;
using GutCms.Api.Http;
using GutCms.Core.Delivery;
using GutCms.Core.Previews;
using GutCms.Web.Features.GraphQL.Reading;
using GutCms.Web.Features.GraphQL.Running;
using GutCms.Web.Features.GraphQL.Shapes;
using GutCms.Web.Texts;
using Microsoft.Extensions.Options;
using Microsoft.Net.Http.Headers;

namespace GutCms.Web.Features.GraphQL;

/// <summary><c>/api/graphql</c>, by the specification of GraphQL over HTTP.</summary>
internal sealed class GraphQLEndpoint(RunQuery run, PublicAnswer answer, SiteSchemas schemas, IOptions<GraphQLOptions> options)
{
    private const string Own = "application/graphql-response+json";
    private const string Json = "application/json";
    private const string Utf8 = "; charset=utf-8";

    /// <summary>Keys by which caches in front forget answers: whatever is published purges one of them.</summary>
    private const string SurrogateKeys = "articles series items";

    /// <summary>Bytes of a body beside its query, for variables.</summary>
    private const int MostVariableBytes = 100_000;

    private static readonly GraphQLSerializer Serializer = new(
        settings => settings.Encoder = DeliveryBytes.JsonEncoder, new ErrorInfoProvider(shown => (shown.ExposeCodes, shown.ExposeData) = (false, false)));

    /// <summary>Answers a query.</summary>
    public async Task ServeAsync(HttpContext context)
    {
        PublicAnswer.Allow(context);
        context.Response.Headers.Vary = "Accept";
        if (MediaTypeOf(context.Request) is not { } type)
        {
            await RefuseAsync(context, StatusCodes.Status406NotAcceptable, Json, new QueryFault(QueryFaults.NotAcceptable, SiteSentence.Of("GraphQL.Accept").ToCurrent()));
            return;
        }

        var isRead = !HttpMethods.IsPost(context.Request.Method);
        if (!isRead)
        {
            // A body says for itself what it takes; nothing of it is kept.
            context.Response.Headers.CacheControl = "no-store";
        }

        QueryAnswer found;
        try
        {
            var request = await RequestReader.ReadAsync(context, (4 * options.Value.MaxQueryLength) + MostVariableBytes);
            found = await run.ExecuteAsync(
                request,
                () => context.RequestServices.GetRequiredService<IActorAccessor>().GetActorAsync(context, context.RequestAborted),
                context.RequestServices.GetRequiredService<ReadDraftDocuments>(),
                context.RequestAborted);
        }
        catch (ExecutionError fault)
        {
            await RefuseAsync(context, StatusOf(fault, type), type, fault);
            return;
        }

        var bytes = await BytesAsync(found.Result);
        if (found.Result is { Executed: true, Errors: null or { Count: 0 } } && found.IsPublic && isRead)
        {
            await answer.WriteAsync(context, bytes, type + Utf8, SurrogateKeys);
            return;
        }

        // By the specification: a request that was not executed has no 200 where the answer says by its media type that it is one of GraphQL.
        context.Response.StatusCode = found.Result.Executed || type == Json ? StatusCodes.Status200OK : StatusCodes.Status400BadRequest;
        await PublicAnswer.WriteUnstoredAsync(context, bytes, type + Utf8);
    }

    /// <summary>Answers with the schema, for tools that generate clients.</summary>
    public async Task ServeSchemaAsync(HttpContext context)
    {
        PublicAnswer.Allow(context);
        var schema = await schemas.GetAsync(context.RequestAborted);
        await answer.WriteAsync(context, Encoding.UTF8.GetBytes(schema.Sdl), "text/plain; charset=utf-8", "graphql");
    }

    /// <summary>Answers other methods.</summary>
    public static Task RefuseMethodAsync(HttpContext context)
    {
        PublicAnswer.Allow(context);
        context.Response.Headers.Allow = "GET, HEAD, POST, OPTIONS";
        return RefuseAsync(context, StatusCodes.Status405MethodNotAllowed, Json, new QueryFault(QueryFaults.MethodNotAllowed, SiteSentence.Of("GraphQL.Method").ToCurrent()));
    }

    private static async Task RefuseAsync(HttpContext context, int status, string type, ExecutionError fault)
    {
        if (status == StatusCodes.Status401Unauthorized)
        {
            context.Response.Headers.WWWAuthenticate = "Bearer";
        }

        await RefusedRequests.RecordAsync(context, status);
        context.Response.StatusCode = status;
        await PublicAnswer.WriteUnstoredAsync(context, await BytesAsync(new ExecutionResult { Errors = [fault] }), type + Utf8);
    }

    private static async Task<byte[]> BytesAsync(ExecutionResult result)
    {
        using var bytes = new MemoryStream();
        await Serializer.WriteAsync(bytes, result, CancellationToken.None);
        return bytes.ToArray();
    }

    /// <summary>What is no request of GraphQL at all, and what is not permitted, has a status of its own in either media type; clients of persisted queries look for a 200.</summary>
    private static int StatusOf(ExecutionError fault, string type) => fault.Code switch
    {
        QueryFaults.BadRequest => StatusCodes.Status400BadRequest,
        QueryFaults.Unauthenticated => StatusCodes.Status401Unauthorized,
        QueryFaults.Forbidden => StatusCodes.Status403Forbidden,
        QueryFaults.TooLong => StatusCodes.Status413PayloadTooLarge,
        QueryFaults.UnsupportedMediaType => StatusCodes.Status415UnsupportedMediaType,
        QueryFaults.PersistedQueryNotFound => StatusCodes.Status200OK,
        _ => type == Json ? StatusCodes.Status200OK : StatusCodes.Status400BadRequest,
    };

    /// <summary>The media type that the client takes best; without a wish JSON, which every client knows. Null: it takes neither.</summary>
    private static string? MediaTypeOf(HttpRequest request)
    {
        if (request.Headers.Accept.Count == 0 || !MediaTypeHeaderValue.TryParseList(request.Headers.Accept, out var accepted))
        {
            return Json;
        }

        var (own, json) = (Weight(Own), Weight(Json));
        return own <= 0 && json <= 0 ? null : own >= json && accepted.Any(each => each.MediaType.Equals(Own, StringComparison.OrdinalIgnoreCase)) ? Own : json > 0 ? Json : Own;

        double Weight(string type)
        {
            var wanted = new MediaTypeHeaderValue(type);
            return accepted.Where(each => wanted.IsSubsetOf(Bare(each)))
                .OrderByDescending(each => each.MatchesAllTypes ? 0 : each.MatchesAllSubTypes ? 1 : 2)
                .Select(each => each.Quality ?? 1)
                .FirstOrDefault();
        }
    }

    private static MediaTypeHeaderValue Bare(MediaTypeHeaderValue type) => new(type.MediaType);
}
