using GutCms.Api.Http;
using GutCms.Core.Reviews.Model;
using GutCms.Core.Reviews.Withdrawals;
using Microsoft.AspNetCore.Http;

namespace GutCms.Api.Review;

/// <summary>What readers are told from now on about something that was withdrawn, in place of what they were told.</summary>
public sealed record WithdrawalBody
{
    /// <summary>Why, plain text of 1 to 2000 characters.</summary>
    public required string Reason { get; init; }

    /// <summary>ContentItemId of a live item to read instead; null or absent: none.</summary>
    public string? ReplacementItemId { get; init; }

    /// <summary>Address to read instead, http(s) or the path of something live with a leading slash; null or absent: none. Not together with an item.</summary>
    public string? ReplacementUrl { get; init; }
}

/// <summary>Corrects a withdrawal.</summary>
internal static class WithdrawalEndpoint
{
    public static async Task<IResult> CorrectAsync(string id, HttpContext context, CorrectWithdrawal correct, CancellationToken cancellationToken)
    {
        var (tag, unconditional) = EntityTags.ReadRequired(context);
        if (tag is null)
        {
            return unconditional!;
        }

        var (body, problem) = await JsonBody.ReadAsync<WithdrawalBody>(context, cancellationToken);
        if (body is null)
        {
            return problem!;
        }

        var outcome = await correct.ExecuteAsync(Caller.Of(context), new(id, ExpectedTag.Of(tag), body.Reason, body.ReplacementItemId, body.ReplacementUrl), cancellationToken);
        return outcome.ToResult(context, result =>
        {
            EntityTags.Write(context, result.Tag);
            return TypedResults.Ok(WithdrawalResponse.Of(result.Withdrawal));
        });
    }
}
