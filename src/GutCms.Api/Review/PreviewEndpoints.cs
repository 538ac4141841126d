using GutCms.Api.Http;
using GutCms.Api.Texts;
using GutCms.Core.Previews.Sites;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace GutCms.Api.Review;

/// <summary>What a preview is to show: an item, a release, or the site at an instant.</summary>
public sealed record PreviewBody
{
    /// <summary>ContentItemId: its newest version, for whoever may edit it.</summary>
    public string? Item { get; init; }

    /// <summary>ReleaseId: everything in it as if it were live, for whoever may see all of it.</summary>
    public string? Release { get; init; }

    /// <summary>The instant, with an offset from UTC: the site with everything that is planned until then, for whoever may see all drafts.</summary>
    public DateTime? At { get; init; }

    /// <summary>Minutes until it ends: 1 to 1440, by default 60.</summary>
    public int? Minutes { get; init; }
}

/// <summary>A new preview.</summary>
/// <param name="PreviewId">Id, to revoke it by.</param>
/// <param name="Token">What the site sends as `preview`, or in the header `X-GutCms-Preview-Token`. It cannot be read again.</param>
/// <param name="Scope">What it shows.</param>
/// <param name="ExpiresUtc">When it ends.</param>
/// <param name="Path">Path of the page to begin with; null: none in particular.</param>
public sealed record PreviewResponse(string PreviewId, string Token, [property: ClosedSet(typeof(PreviewScope))] string Scope, DateTime ExpiresUtc, string? Path);

/// <summary>Previews that have not ended.</summary>
/// <param name="Items">Newest first.</param>
public sealed record PreviewsResponse(IReadOnlyList<PreviewSummaryResponse> Items);

/// <summary>A preview, without its token.</summary>
/// <param name="PreviewId">Id, to revoke it by.</param>
/// <param name="Scope">What it shows.</param>
/// <param name="Target">ContentItemId of the item, or ReleaseId; null: it is of the site.</param>
/// <param name="Title">Title of the item, or name of the release; null: it is of the site, or the caller may not see that.</param>
/// <param name="AtUtc">The instant as of which the site is shown; null: it is not of the site.</param>
/// <param name="CreatedBy">User name of whoever made it.</param>
/// <param name="CreatedUtc">When it was made.</param>
/// <param name="ExpiresUtc">When it ends.</param>
/// <param name="FirstReadUtc">When something was first read through it; null: nothing was.</param>
public sealed record PreviewSummaryResponse(
    string PreviewId, [property: ClosedSet(typeof(PreviewScope))] string Scope, string? Target, string? Title, DateTime? AtUtc, string CreatedBy, DateTime CreatedUtc, DateTime ExpiresUtc, DateTime? FirstReadUtc)
{
    internal static PreviewSummaryResponse Of(ListSitePreviews.Named named) => new(
        named.Preview.PreviewId, ReviewResponse.Name<PreviewScope>(named.Preview.Scope)!, named.Preview.Target, named.Title, named.Preview.AtUtc, named.Preview.CreatedByName, named.Preview.CreatedUtc,
        named.Preview.ExpiresUtc, named.Preview.FirstReadUtc);
}

/// <summary>A preview that was ended.</summary>
/// <param name="PreviewId">Id.</param>
/// <param name="RevokedUtc">When it was revoked; null: it had expired before.</param>
public sealed record PreviewEndedResponse(string PreviewId, DateTime? RevokedUtc);

/// <summary>Makes and ends previews for sites of their own.</summary>
internal static class PreviewEndpoints
{
    public static void MapPreviews(this RouteGroupBuilder review)
    {
        review.MapGet("/previews", ListAsync)
            .Describe("listPreviews", "List previews", "Those that have not ended: one's own, and all of them for whoever may see all drafts. No token is among it.")
            .Produces<PreviewsResponse>().ProducesValidationProblem();
        review.MapPost("/previews", CreateAsync)
            .Describe("createPreview", "Make a preview for a site", "A token with which a site reads, for a while, what is not live yet, in the shape of delivery: `?preview=`, or the header `X-GutCms-Preview-Token`. One of `item`, `release` and `at`.")
            .Accepts<PreviewBody>("application/json").Produces<PreviewResponse>().ProducesValidationProblem()
            .ProducesProblem(StatusCodes.Status403Forbidden).ProducesProblem(StatusCodes.Status404NotFound).ProducesProblem(StatusCodes.Status409Conflict);
        review.MapPost("/previews/{previewId}/revoke", RevokeAsync)
            .Describe("revokePreview", "End a preview", "For whoever made it, and for whoever may see all drafts. One that has ended stays as it is.")
            .Produces<PreviewEndedResponse>().ProducesProblem(StatusCodes.Status404NotFound);
    }

    private static async Task<IResult> ListAsync(HttpContext context, ListSitePreviews list, CancellationToken cancellationToken) =>
        new ListParameters(context).FindProblem() ?? TypedResults.Ok(new PreviewsResponse([.. (await list.AliveAsync(Caller.Of(context), cancellationToken)).Select(PreviewSummaryResponse.Of)]));

    private static async Task<IResult> CreateAsync(HttpContext context, CreateSitePreview create, CancellationToken cancellationToken)
    {
        var (body, problem) = await JsonBody.ReadAsync<PreviewBody>(context, cancellationToken);
        if (body is null)
        {
            return problem!;
        }

        if (body.At is { Kind: DateTimeKind.Unspecified })
        {
            return JsonBody.Invalid("at", ApiText.Say("Offset"));
        }

        if (new[] { body.Item is not null, body.Release is not null, body.At is not null }.Count(given => given) != 1)
        {
            return JsonBody.Invalid("item", ApiText.Say("OnePreview"));
        }

        var scope = body.Item is not null ? PreviewScope.Item : body.Release is not null ? PreviewScope.Release : PreviewScope.Site;
        var outcome = await create.ExecuteAsync(Caller.Of(context), new(scope, body.Item ?? body.Release, body.At?.ToUniversalTime(), body.Minutes ?? DefaultMinutes), cancellationToken);
        return outcome.ToResult(context, made =>
        {
            context.Response.Headers.CacheControl = "no-store";
            return TypedResults.Ok(new PreviewResponse(made.Preview.PreviewId, made.Token, ReviewResponse.Name<PreviewScope>(made.Preview.Scope)!, made.Preview.ExpiresUtc, made.Path));
        });
    }

    private static async Task<IResult> RevokeAsync(string previewId, HttpContext context, RevokeSitePreview revoke, CancellationToken cancellationToken) =>
        (await revoke.ExecuteAsync(Caller.Of(context), previewId, cancellationToken)).ToResult(context, ended => TypedResults.Ok(new PreviewEndedResponse(ended.PreviewId, ended.RevokedUtc)));

    private const int DefaultMinutes = 60;
}
