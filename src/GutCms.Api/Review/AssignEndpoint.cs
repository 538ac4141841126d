using System.Collections.Immutable;
using GutCms.Api.Http;
using GutCms.Api.Texts;
using GutCms.Core.Reviews.Model;
using GutCms.Core.Reviews.UseCases;
using Microsoft.AspNetCore.Http;

namespace GutCms.Api.Review;

/// <summary>Who is asked to decide, and until when.</summary>
public sealed record AssignBody
{
    /// <summary>User ids of those who are asked, in place of those asked so far; empty: back to the role; null or absent: as they are.</summary>
    public IReadOnlyList<string>? Assignees { get; init; }

    /// <summary>Stage; null or absent: the current one.</summary>
    public string? Stage { get; init; }

    /// <summary>Role of the stage; null or absent: its only one.</summary>
    public string? Role { get; init; }

    /// <summary>When a decision is due, with an offset from UTC, in the future; null or absent: as it is.</summary>
    public DateTime? DueUtc { get; init; }
}

/// <summary>Assigns reviewers.</summary>
internal static class AssignEndpoint
{
    public static async Task<IResult> AssignAsync(string id, HttpContext context, AssignReview assign, CancellationToken cancellationToken)
    {
        var (tag, unconditional) = EntityTags.ReadRequired(context);
        if (tag is null)
        {
            return unconditional!;
        }

        var (body, problem) = await JsonBody.ReadAsync<AssignBody>(context, cancellationToken);
        if (body is null)
        {
            return problem!;
        }

        if (body is { Assignees: null, DueUtc: null })
        {
            return JsonBody.Invalid("assignees", ApiText.Say("AssigneesOrDue"));
        }

        if (body.Assignees?.Any(assignee => string.IsNullOrEmpty(assignee)) == true)
        {
            return JsonBody.Invalid("assignees", ApiText.Say("UserIds"));
        }

        if (body.DueUtc is { Kind: DateTimeKind.Unspecified })
        {
            return JsonBody.Invalid("dueUtc", ApiText.Say("Offset"));
        }

        ImmutableArray<string>? assignees = body.Assignees is { } ids ? [.. ids] : null;
        var outcome = await assign.ExecuteAsync(Caller.Of(context), new(id, ExpectedTag.Of(tag), body.Stage, body.Role, assignees, body.DueUtc?.ToUniversalTime()), cancellationToken);
        return outcome.ToResult(context, result => TriggerEndpoint.Done(context, result));
    }
}
