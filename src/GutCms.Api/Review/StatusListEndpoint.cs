using GutCms.Api.Delivery;
using GutCms.Api.Http;
using GutCms.Api.Texts;
using GutCms.Core.Certificates.Status;
using GutCms.Core.Keys;
using GutCms.Core.Reviews.Model;
using GutCms.Core.Reviews.UseCases;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Options;
using Microsoft.Net.Http.Headers;

namespace GutCms.Api.Review;

/// <summary><c>GET /status-lists/{number}</c>: how certificates stand.</summary>
public static class StatusListEndpoint
{
    /// <summary>Maps it. The host registers <see cref="ISigningKeys"/> and what <see cref="GutCmsApi.AddGutCmsApi"/> asks for.</summary>
    public static RouteHandlerBuilder MapStatusLists(this IEndpointRouteBuilder endpoints)
    {
        endpoints.MapPreflight(StatusListEntry.Path + "{number:int}");
        return endpoints.MapGet(StatusListEntry.Path + "{number:int}", GetAsync)
            .AllowAnonymous()
            .WithName("getStatusList")
            .WithTags("Certificates")
            .WithSummary("How certificates stand")
            .WithDescription(
                "A Token Status List (IETF draft-ietf-oauth-status-list), signed by the site. A certificate names its list and its place in the claim `status`. Values: 0 valid; 1 the text was withdrawn or taken down, or the key of the certificate is revoked; 3 superseded by another certificate or text.")
            .Produces<string>(StatusCodes.Status200OK, StatusListToken.MediaType)
            .Produces(StatusCodes.Status304NotModified)
            .ProducesProblem(StatusCodes.Status404NotFound)
            .ProducesProblem(StatusCodes.Status406NotAcceptable)
            .ProducesProblem(StatusCodes.Status503ServiceUnavailable);
    }

    /// <param name="number">Number of the list, from 1.</param>
    /// <param name="lists">The use case.</param>
    /// <param name="caching">For how long it is kept.</param>
    /// <param name="options">The same in seconds.</param>
    /// <param name="http">The request.</param>
    /// <param name="cancellationToken">Cancels.</param>
    /// <response code="404">There is no list of that number.</response>
    /// <response code="406">Accept excludes application/statuslist+jwt.</response>
    /// <response code="503">The site may not sign.</response>
    private static async Task<IResult> GetAsync(
        int number, GetStatusList lists, PublicCaching caching, IOptionsMonitor<DeliveryHttpOptions> options, HttpContext http, CancellationToken cancellationToken)
    {
        var headers = http.Response.Headers;
        headers.AccessControlAllowOrigin = "*";
        if (!Accepts(http.Request))
        {
            headers.CacheControl = "no-store";
            return Problems.Problem(StatusCodes.Status406NotAcceptable, "Not acceptable", ApiText.Say("NoMediaType", StatusListToken.MediaType), ProblemTypes.NotAcceptable);
        }

        // As long as an article: that one was withdrawn is known here when it is known there.
        caching.Apply(headers, "status-lists");
        headers.Append(HeaderNames.Vary, HeaderNames.Accept);
        var outcome = await lists.ExecuteAsync(number, options.CurrentValue.MaxAgeSeconds, cancellationToken);
        if (!outcome.Succeeded)
        {
            return Refuse(outcome.Refusal, headers);
        }

        // Weak: two nodes sign the same list differently.
        var tag = $"\"{outcome.Value.Tag}\"";
        headers.ETag = "W/" + tag;
        headers.AccessControlExposeHeaders = HeaderNames.ETag;
        return Preconditions.Evaluate(http.Request.Headers, tag, lastModified: null) == PreconditionResult.NotModified
            ? TypedResults.StatusCode(StatusCodes.Status304NotModified)
            : TypedResults.Text(outcome.Value.Token, StatusListToken.MediaType);
    }

    private static IResult Refuse(Refusal refusal, IHeaderDictionary headers)
    {
        if (refusal.Kind == RefusalKind.NotFound)
        {
            return Problems.Problem(StatusCodes.Status404NotFound, "Not found", refusal.Message, ProblemTypes.NotFound);
        }

        headers.CacheControl = "no-store";
        return Problems.Problem(StatusCodes.Status503ServiceUnavailable, "Unavailable", refusal.Message, ProblemTypes.Unavailable);
    }

    private static bool Accepts(HttpRequest request)
    {
        var accepted = request.GetTypedHeaders().Accept;
        var own = new MediaTypeHeaderValue(StatusListToken.MediaType);
        return accepted.Count == 0 || accepted.Any(range => range.Quality != 0 && own.IsSubsetOf(range));
    }
}
