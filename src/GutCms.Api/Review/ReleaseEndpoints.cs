using System.Globalization;
using GutCms.Api.Http;
using GutCms.Api.Texts;
using GutCms.Core.Releases;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;

namespace GutCms.Api.Review;

/// <summary>What a release is to be. Of one that exists it takes the place of what was there.</summary>
public sealed record ReleaseBody
{
    /// <summary>Name, 1 to 100 characters.</summary>
    public required string Name { get; init; }

    /// <summary>When it goes live by itself, with an offset from UTC, in the future; null or absent: when somebody says so.</summary>
    public DateTime? At { get; init; }

    /// <summary>ContentItemIds of what is in it, each once, at most 50; the caller has to be one who may publish each, and each that leaves it.</summary>
    public IReadOnlyList<string> Items { get; init; } = [];
}

/// <summary>Plans releases and makes them live.</summary>
internal static class ReleaseEndpoints
{
    public static void MapReleases(this RouteGroupBuilder review)
    {
        review.MapGet("/releases", ListAsync)
            .Describe("listReleases", "List releases", "All of them: those that go on by their instants, then those that ended. For whoever publishes.")
            .Produces<ReleasesResponse>().ProducesValidationProblem().ProducesProblem(StatusCodes.Status403Forbidden);
        review.MapPost("/releases", CreateAsync)
            .Describe("createRelease", "Plan a release", "Nothing becomes live by it, and no approval is touched. Drafts can be put in; of each item the version goes live that is approved by then.")
            .Accepts<ReleaseBody>("application/json").Produces<ReleaseResponse>().ProducesValidationProblem()
            .ProducesProblem(StatusCodes.Status403Forbidden).ProducesProblem(StatusCodes.Status404NotFound).ProducesProblem(StatusCodes.Status409Conflict);
        review.MapGet("/releases/{releaseId}", GetAsync)
            .Describe("getRelease", "Get a release and what it lacks", "Its `ETag` is sent back with every change.")
            .Produces<ReleaseDetailsResponse>().ProducesProblem(StatusCodes.Status403Forbidden).ProducesProblem(StatusCodes.Status404NotFound);
        review.MapPost("/releases/{releaseId}", ChangeAsync)
            .Describe("changeRelease", "Change a release", "Its name, instant and items, all of them: what is absent is none.")
            .Accepts<ReleaseBody>("application/json").Produces<ReleaseResponse>().Refuses().IfMatch();
        review.MapPost("/releases/{releaseId}/publish", PublishAsync)
            .Describe("publishRelease", "Make a release live", "All of it in one transaction, each item by the rules that hold for it alone, or nothing: the refusal names the item and every rule that is not met.")
            .Produces<ReleaseResponse>().Refuses().IfMatch();
        review.MapPost("/releases/{releaseId}/cancel", CancelAsync)
            .Describe("cancelRelease", "Give a release up", "What is in it stays as it is.")
            .Produces<ReleaseResponse>().Refuses().IfMatch();
    }

    private static async Task<IResult> ListAsync(HttpContext context, GetReleases get, CancellationToken cancellationToken)
    {
        if (new ListParameters(context).FindProblem() is { } problem)
        {
            return problem;
        }

        var outcome = await get.ListAsync(Caller.Of(context), cancellationToken);
        return outcome.ToResult(context, releases => TypedResults.Ok(new ReleasesResponse([.. releases.Select(ReleaseResponse.Of)])));
    }

    private static async Task<IResult> GetAsync(string releaseId, HttpContext context, GetReleases get, CancellationToken cancellationToken)
    {
        var outcome = await get.ExecuteAsync(Caller.Of(context), releaseId, cancellationToken);
        return outcome.ToResult(context, result =>
        {
            EntityTags.Write(context, result.Release.Tag);
            return TypedResults.Ok(ReleaseDetailsResponse.Of(result));
        });
    }

    private static async Task<IResult> CreateAsync(HttpContext context, SaveRelease save, CancellationToken cancellationToken)
    {
        var (body, problem) = await ReadAsync(context, cancellationToken);
        return body is null ? problem! : (await save.ExecuteAsync(Caller.Of(context), Request(null, 0, body), cancellationToken)).ToResult(context, release => Done(context, release));
    }

    private static async Task<IResult> ChangeAsync(string releaseId, HttpContext context, SaveRelease save, CancellationToken cancellationToken)
    {
        var (revision, unconditional) = ReadRevision(context);
        if (unconditional is not null)
        {
            return unconditional;
        }

        var (body, problem) = await ReadAsync(context, cancellationToken);
        return body is null ? problem! : (await save.ExecuteAsync(Caller.Of(context), Request(releaseId, revision, body), cancellationToken)).ToResult(context, release => Done(context, release));
    }

    private static async Task<IResult> PublishAsync(string releaseId, HttpContext context, PublishRelease publish, CancellationToken cancellationToken)
    {
        var (revision, unconditional) = ReadRevision(context);
        return unconditional ?? (await publish.ExecuteAsync(Caller.Of(context), new(releaseId, revision), cancellationToken)).ToResult(context, release => Done(context, release));
    }

    private static async Task<IResult> CancelAsync(string releaseId, HttpContext context, GetReleases get, SaveRelease save, CancellationToken cancellationToken)
    {
        var (revision, unconditional) = ReadRevision(context);
        if (unconditional is not null)
        {
            return unconditional;
        }

        // Given up as it stands; of another revision than the caller was shown nothing is.
        var looked = await get.ExecuteAsync(Caller.Of(context), releaseId, cancellationToken);
        if (!looked.Succeeded)
        {
            return looked.Refusal.ToResult(context);
        }

        var release = looked.Value.Release;
        var outcome = await save.ExecuteAsync(Caller.Of(context), new(releaseId, revision, release.Name, release.AtUtc, release.ItemIds) { Cancels = true }, cancellationToken);
        return outcome.ToResult(context, cancelled => Done(context, cancelled));
    }

    private static SaveRelease.Request Request(string? releaseId, int revision, ReleaseBody body) => new(releaseId, revision, body.Name, body.At?.ToUniversalTime(), [.. body.Items]);

    private static async Task<(ReleaseBody? Body, IResult? Problem)> ReadAsync(HttpContext context, CancellationToken cancellationToken)
    {
        var (body, problem) = await JsonBody.ReadAsync<ReleaseBody>(context, cancellationToken);
        return body is null ? (null, problem)
            : body.At is { Kind: DateTimeKind.Unspecified } ? (null, JsonBody.Invalid("at", ApiText.Say("Offset")))
            : body.Items.Any(string.IsNullOrEmpty) ? (null, JsonBody.Invalid("items", ApiText.Say("ItemIds")))
            : (body, null);
    }

    /// <summary>The revision that the caller was shown. A tag of something else is of none that there is.</summary>
    private static (int Revision, IResult? Problem) ReadRevision(HttpContext context)
    {
        var (tag, problem) = EntityTags.ReadRequired(context);
        return problem is not null ? (0, problem) : (int.TryParse(tag, NumberStyles.None, CultureInfo.InvariantCulture, out var revision) ? revision : -1, null);
    }

    private static Ok<ReleaseResponse> Done(HttpContext context, Release release)
    {
        EntityTags.Write(context, release.Tag);
        return TypedResults.Ok(ReleaseResponse.Of(release));
    }
}
