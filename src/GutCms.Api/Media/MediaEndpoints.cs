using System.Globalization;
using GutCms.Api.Http;
using GutCms.Api.Texts;
using GutCms.Core.Media;
using GutCms.Core.Media.UseCases;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Net.Http.Headers;

namespace GutCms.Api.Media;

/// <summary>What is to be said about a picture, all of it: what is absent is nothing.</summary>
public sealed record MediaBody
{
    /// <summary>Name, 1 to 200 characters; absent: it stays.</summary>
    public string? FileName { get; init; }

    /// <summary>What it tells somebody who does not see it, at most 1,000 characters. A picture that has none and is not decorative is listed as lacking it; it can be shown all the same.</summary>
    public string? Alt { get; init; }

    /// <summary>It tells nothing that the text does not.</summary>
    public bool Decorative { get; init; }

    /// <summary>Words below it, at most 1,000 characters.</summary>
    public string? Caption { get; init; }

    /// <summary>Who made it, at most 300 characters.</summary>
    public string? Credit { get; init; }

    /// <summary>Under which terms it may be used, at most 300 characters.</summary>
    public string? License { get; init; }

    /// <summary>What has to be seen when it is cropped: percent of the width from the left.</summary>
    public int FocusX { get; init; } = 50;

    /// <summary>Likewise, percent of the height from the top.</summary>
    public int FocusY { get; init; } = 50;
}

/// <summary>The library of pictures, and the pictures themselves.</summary>
internal static class MediaEndpoints
{
    private const string Immutable = "public, max-age=31536000, immutable";

    public static IEndpointRouteBuilder MapMedia(this IEndpointRouteBuilder endpoints)
    {
        var media = endpoints.MapGroup("/api/media").WithTags("Media").AddEndpointFilter(Caller.RequireAsync).ProducesProblem(StatusCodes.Status401Unauthorized);
        media.MapGet("", ListAsync)
            .Describe("listMedia", "List pictures", "The latest first. For whoever may list content or manage pictures.")
            .Produces<MediaPageResponse>().ProducesValidationProblem().ProducesProblem(StatusCodes.Status403Forbidden)
            .Query("q", "Words that its name, alternative text, caption, credit or licence contain.").Query(QueryKind.Flag, "lacking", "Only what has no alternative text yet and is not decorative.").Paged();
        media.MapPost("", UploadAsync)
            .Describe(
                "uploadMedia",
                "Upload a picture",
                "The body is the file: JPEG, PNG or WebP by its bytes, whatever it is called. It is decoded and encoded anew, so that nothing is kept but what is seen. A picture that is there already is answered with as it is (200 instead of 201).")
            .Accepts<byte[]>("application/octet-stream").Produces<MediaResponse>(StatusCodes.Status201Created).Produces<MediaResponse>().ProducesValidationProblem()
            .ProducesProblem(StatusCodes.Status403Forbidden).ProducesProblem(StatusCodes.Status413PayloadTooLarge).ProducesProblem(StatusCodes.Status415UnsupportedMediaType)
            .ProducesProblem(StatusCodes.Status422UnprocessableEntity).ProducesProblem(StatusCodes.Status503ServiceUnavailable)
            .Query("name", "Name of the file, for people.");
        media.MapGet("/{sha256}", GetAsync)
            .Describe("getMedia", "Get a picture and where it is used", "Its `ETag` is sent back with every change.")
            .Produces<MediaDetailsResponse>().ProducesProblem(StatusCodes.Status403Forbidden).ProducesProblem(StatusCodes.Status404NotFound);
        media.MapPost("/{sha256}", ChangeAsync)
            .Describe("changeMedia", "Change what is said about a picture", "All of it: what is absent is nothing. Its bytes never change, and what a text says about it stays.")
            .Accepts<MediaBody>("application/json").Produces<MediaResponse>().Refuses().IfMatch();
        media.MapDelete("/{sha256}", DeleteAsync)
            .Describe("deleteMedia", "Delete a picture", "409 while a draft, a live text or a text that was approved shows it.")
            .Produces(StatusCodes.Status204NoContent).ProducesProblem(StatusCodes.Status403Forbidden).ProducesProblem(StatusCodes.Status404NotFound).ProducesProblem(StatusCodes.Status409Conflict)
            .ProducesProblem(StatusCodes.Status412PreconditionFailed).ProducesProblem(StatusCodes.Status428PreconditionRequired).IfMatch();
        endpoints.MapMethods(MediaAddresses.Root + "/{sha256}/{name}", [HttpMethods.Get, HttpMethods.Head], OpenAsync).ExcludeFromDescription();
        return endpoints;
    }

    private static async Task<IResult> ListAsync(HttpContext context, GetMedia get, GetCropRatios crops, CancellationToken cancellationToken)
    {
        var query = new ListParameters(context, "q", "lacking", "after", "first");
        var asked = new MediaQuery(query.After, query.First) { Search = query.Text("q"), Lacking = query.Flag("lacking") };
        if (query.FindProblem() is { } wrong)
        {
            return wrong;
        }

        var ratios = await crops.ExecuteAsync(cancellationToken);
        return (await get.ListAsync(Caller.Of(context), asked, cancellationToken))
            .ToResult(context, page => TypedResults.Ok(new MediaPageResponse(page.Total, [.. page.Files.Select(file => MediaResponse.Of(file, ratios))], page.Next)));
    }

    private static async Task<IResult> UploadAsync(HttpContext context, UploadMedia upload, GetCropRatios crops, MediaLimits limits, CancellationToken cancellationToken)
    {
        var query = new ListParameters(context, "name");
        var name = query.Text("name");
        if (query.FindProblem() is { } wrong)
        {
            return wrong;
        }

        var request = new UploadMedia.Request(token => RawBody.ReadAsync(context.Request, limits.MostBytes, token), name);
        var ratios = await crops.ExecuteAsync(cancellationToken);
        return (await upload.ExecuteAsync(Caller.Of(context), request, cancellationToken)).ToResult(context, result =>
        {
            EntityTags.Write(context, result.File.Tag);
            var response = MediaResponse.Of(result.File, ratios);
            return result.IsNew ? TypedResults.Created("/api/media/" + result.File.Sha256, response) : TypedResults.Ok(response);
        });
    }

    private static async Task<IResult> GetAsync(string sha256, HttpContext context, GetMedia get, GetCropRatios crops, CancellationToken cancellationToken)
    {
        var ratios = await crops.ExecuteAsync(cancellationToken);
        return (await get.ExecuteAsync(Caller.Of(context), sha256, cancellationToken)).ToResult(context, result =>
        {
            EntityTags.Write(context, result.File.Tag);
            return TypedResults.Ok(MediaDetailsResponse.Of(result, ratios));
        });
    }

    private static async Task<IResult> ChangeAsync(string sha256, HttpContext context, GetMedia get, ChangeMedia change, GetCropRatios crops, CancellationToken cancellationToken)
    {
        var (revision, unconditional) = ReadRevision(context);
        if (unconditional is not null)
        {
            return unconditional;
        }

        var (body, problem) = await JsonBody.ReadAsync<MediaBody>(context, cancellationToken);
        if (body is null)
        {
            return problem!;
        }

        var looked = await get.ExecuteAsync(Caller.Of(context), sha256, cancellationToken);
        if (!looked.Succeeded)
        {
            return looked.Refusal.ToResult(context);
        }

        var request = new ChangeMedia.Request(
            sha256, revision, body.FileName ?? looked.Value.File.FileName, body.Alt, body.Decorative, body.Caption, body.Credit, body.License, body.FocusX, body.FocusY);
        var ratios = await crops.ExecuteAsync(cancellationToken);
        return (await change.ExecuteAsync(Caller.Of(context), request, cancellationToken)).ToResult(context, file =>
        {
            EntityTags.Write(context, file.Tag);
            return TypedResults.Ok(MediaResponse.Of(file, ratios));
        });
    }

    private static async Task<IResult> DeleteAsync(string sha256, HttpContext context, DeleteMedia delete, CancellationToken cancellationToken)
    {
        var (revision, unconditional) = ReadRevision(context);
        return unconditional ?? (await delete.ExecuteAsync(Caller.Of(context), new(sha256, revision), cancellationToken)).ToResult(context, _ => TypedResults.NoContent());
    }

    /// <summary>The bytes. What is at an address never changes, so whoever has a copy need not ask again.</summary>
    private static async Task<IResult> OpenAsync(string sha256, string name, HttpContext context, OpenMedia open, CancellationToken cancellationToken)
    {
        if (await open.ExecuteAsync(sha256, name, cancellationToken) is not { } found)
        {
            context.Response.Headers.CacheControl = "no-store";
            return Problems.Problem(StatusCodes.Status404NotFound, "Not found", ApiText.Say("NoPicture"), ProblemTypes.NotFound);
        }

        context.Response.Headers.CacheControl = Immutable;
        return TypedResults.Stream(found.Bytes, found.MediaType, entityTag: new EntityTagHeaderValue($"\"{sha256[..16]}-{name}\""), enableRangeProcessing: true);
    }

    /// <summary>The revision that the caller was shown. A tag of something else is of none that there is.</summary>
    private static (int Revision, IResult? Problem) ReadRevision(HttpContext context)
    {
        var (tag, problem) = EntityTags.ReadRequired(context);
        return problem is not null ? (0, problem) : (int.TryParse(tag, NumberStyles.None, CultureInfo.InvariantCulture, out var revision) ? revision : -1, null);
    }
}
