using System.Text.Json.Nodes;
using GutCms.Api.Http;
using GutCms.Api.Texts;
using GutCms.Core.Reviews.Model;
using GutCms.Core.Reviews.UseCases;
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
            return Problems.Problem(StatusCodes.Status404NotFound, "Not found", ApiText.Say("NoTrigger", names), ProblemTypes.NotFound);
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

    // Something that a caller meant and that would be passed over in silence is an error; of another trigger null says nothing.
    private static IResult? FindStranger(Trigger trigger, JsonObject json)
    {
        var members = TriggerBody.MembersOf(trigger);
        return json.FirstOrDefault(member => !members.Contains(member.Key) && (member.Value is not null || !TriggerBody.Members.Contains(member.Key))).Key is { } stranger
            ? JsonBody.Invalid(stranger, members.Length == 0 ? ApiText.Say("TakesNothing", trigger.ToName()) : ApiText.Say("Takes", trigger.ToName(), string.Join(", ", members)))
            : null;
    }

    private static IResult? FindFault(Trigger trigger, TriggerBody body) =>
        IsDecision(trigger) && string.IsNullOrEmpty(body.ContentHash) ? JsonBody.Invalid("contentHash", ApiText.Say("ContentHash"))
        : IsDecision(trigger) && string.IsNullOrEmpty(body.PresentationHash)
            ? JsonBody.Invalid("presentationHash", ApiText.Say("PresentationHash"))
        : body.At is { Kind: DateTimeKind.Unspecified } ? JsonBody.Invalid("at", ApiText.Say("Offset"))
        : body.Schedule is not (null or TriggerBody.KeepSchedule or TriggerBody.CancelSchedule) ? JsonBody.Invalid("schedule", ApiText.Say("KeepOrCancel"))
        : body.Assignees?.Any(string.IsNullOrEmpty) == true ? JsonBody.Invalid("assignees", ApiText.Say("UserIds"))
        : body.Change is not null && ReviewNames.FindChange(body.Change) is null ? JsonBody.Invalid("change", ApiText.Say("Change"))
        : null;

    private static bool IsDecision(Trigger trigger) => trigger is Trigger.Approve or Trigger.RequestChanges or Trigger.Renew;
}
