using System.Text.Json.Nodes;
using GutCms.Api.Http;
using GutCms.Core.Reviews;
using Microsoft.AspNetCore.Http;

namespace GutCms.Api.Review;

/// <summary>Pulls one trigger.</summary>
internal static class TriggerEndpoint
{
    public static async Task<IResult> PullAsync(string id, string trigger, HttpContext context, PullTrigger pull, CancellationToken cancellationToken)
    {
        if (ReviewNames.FindTrigger(trigger) is not { } known)
        {
            var names = string.Join(", ", Enum.GetValues<Trigger>().Select(other => other.ToName()));
            return Problems.Problem(StatusCodes.Status404NotFound, "Not found", $"There is no such trigger. There are: {names}.", ProblemTypes.NotFound);
        }

        var (tag, unconditional) = EntityTags.ReadRequired(context);
        if (tag is null)
        {
            return unconditional!;
        }

        var (json, malformed) = await JsonBody.ReadObjectAsync(context, optional: true, cancellationToken);
        if (json is null)
        {
            return malformed!;
        }

        if (FindStranger(known, json) is { } stranger)
        {
            return stranger;
        }

        var (body, problem) = JsonBody.Read<TriggerBody>(json);
        if ((problem ?? FindFault(known, body!)) is { } fault)
        {
            return fault;
        }

        var outcome = await pull.RunAsync(Caller.Of(context), known, body!.ToInput(id, tag), cancellationToken);
        return outcome.ToResult(context, result => Done(context, result));
    }

    /// <summary>What became of an item.</summary>
    public static IResult Done(HttpContext context, TriggerResult result)
    {
        EntityTags.Write(context, result.Tag);
        return TypedResults.Ok(new TriggerResponse(result.ContentItemId, result.VersionId, result.State.ToName()));
    }

    // Something that a caller meant and that would be passed over in silence is an error.
    private static IResult? FindStranger(Trigger trigger, JsonObject json)
    {
        var members = TriggerBody.MembersOf(trigger);
        return json.Select(member => member.Key).FirstOrDefault(name => !members.Contains(name)) is { } stranger
            ? JsonBody.Invalid(stranger, members.Length == 0 ? $"{trigger.ToName()} takes no members." : $"{trigger.ToName()} takes {string.Join(", ", members)}.")
            : null;
    }

    private static IResult? FindFault(Trigger trigger, TriggerBody body) =>
        IsDecision(trigger) && string.IsNullOrEmpty(body.ContentHash) ? JsonBody.Invalid("contentHash", "Send the content hash of what you were shown.")
        : IsDecision(trigger) && string.IsNullOrEmpty(body.PresentationHash)
            ? JsonBody.Invalid("presentationHash", "Send the hash of the presentation (address, series, Hot Articles) that you were shown.")
        : body.At is { Kind: DateTimeKind.Unspecified } ? JsonBody.Invalid("at", "Say the offset from UTC, for example with a Z at the end.")
        : body.Change is not null && ReviewNames.FindChange(body.Change) is null ? JsonBody.Invalid("change", "editorial or material.")
        : null;

    private static bool IsDecision(Trigger trigger) => trigger is Trigger.Approve or Trigger.RequestChanges or Trigger.Renew;
}
