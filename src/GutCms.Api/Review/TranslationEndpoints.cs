using GutCms.Api.Content;
using GutCms.Api.Http;
using GutCms.Core.Reviews.Facts;
using GutCms.Core.Translating;
using Microsoft.AspNetCore.Http;

namespace GutCms.Api.Review;

/// <summary>The text that an item was translated from.</summary>
/// <param name="SourceItemId">ContentItemId of the source.</param>
/// <param name="SourceVersionId">The version of it that the translation was made from, or last said to say the same as.</param>
/// <param name="SourceContentHash">Content hash of that version.</param>
/// <param name="LiveContentHash">Content hash of what is live of the source now; null: nothing is.</param>
/// <param name="IsStale">Something else is live of the source than the translation was made from.</param>
/// <param name="AtUtc">When that was said.</param>
public sealed record TranslationResponse(string SourceItemId, string SourceVersionId, string SourceContentHash, string? LiveContentHash, bool IsStale, DateTime AtUtc)
{
    internal static TranslationResponse Of(TranslationStand stand) => new(
        stand.Origin.SourceId, stand.Origin.VersionId, stand.Origin.ContentHash, stand.Live?.ContentHash, stand.IsStale, stand.Origin.AtUtc);
}

/// <summary>A translation to begin.</summary>
public sealed record TranslateBody
{
    /// <summary>BCP 47 tag of the language; one that the set does not have.</summary>
    public required string Language { get; init; }

    /// <summary>Path of the translation; null or absent: made from its title.</summary>
    public string? Path { get; init; }
}

/// <summary>What a translation is said to say the same as.</summary>
public sealed record CurrentTranslationBody
{
    /// <summary>ContentItemId of the source, another item of the same set.</summary>
    public required string SourceItemId { get; init; }

    /// <summary>Content hash of the text of the source that was looked at: of what is live, otherwise of the latest version.</summary>
    public required string SourceContentHash { get; init; }
}

/// <summary>Begins translations, and says that they are up to date with their source.</summary>
internal static class TranslationEndpoints
{
    public static async Task<IResult> BeginAsync(string id, HttpContext context, BeginTranslation begin, CancellationToken cancellationToken)
    {
        var (body, problem) = await JsonBody.ReadAsync<TranslateBody>(context, cancellationToken);
        if (body is null)
        {
            return problem!;
        }

        var outcome = await begin.ExecuteAsync(Caller.Of(context), new(id, body.Language, body.Path), cancellationToken);
        return outcome.ToResult(context, saved => ContentResponse.Of(context, saved.Item, saved.Tag));
    }

    public static async Task<IResult> ConfirmAsync(string id, HttpContext context, ConfirmTranslation confirm, CancellationToken cancellationToken)
    {
        var (body, problem) = await JsonBody.ReadAsync<CurrentTranslationBody>(context, cancellationToken);
        if (body is null)
        {
            return problem!;
        }

        var outcome = await confirm.ExecuteAsync(Caller.Of(context), new(id, body.SourceItemId, body.SourceContentHash), cancellationToken);
        return outcome.ToResult(context, origin => TypedResults.Ok(new TranslationResponse(
            origin.SourceId, origin.VersionId, origin.ContentHash, origin.ContentHash, IsStale: false, origin.AtUtc)));
    }
}
