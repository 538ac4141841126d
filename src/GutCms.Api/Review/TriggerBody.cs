using GutCms.Api.Http;
using GutCms.Core.Reviews.Model;
using GutCms.Core.Reviews.Ports;
using GutCms.Core.Reviews.UseCases;

namespace GutCms.Api.Review;

/// <summary>What a trigger may bring along. Which members mean something depends on the trigger; others are refused.</summary>
public sealed record TriggerBody
{
    /// <summary>`approve`, `requestChanges`, `renew`: a comment of at most 4000 characters. `requestChanges` needs one.</summary>
    public string? Comment { get; init; }

    /// <summary>`approve`, `requestChanges`, `renew`: content hash of what the reviewer was shown. Another current one is a 412.</summary>
    public string? ContentHash { get; init; }

    /// <summary>`approve`, `requestChanges`, `renew`: hash of the presentation that the reviewer was shown. Another current one is a 412.</summary>
    public string? PresentationHash { get; init; }

    /// <summary>`approve`, `requestChanges`, `renew`: the reviewer's signature, where the policy asks for one.</summary>
    public SignatureBody? Signature { get; init; }

    /// <summary>`approve`, `requestChanges`, `renew`: the role in which it is to count; null: whichever fits.</summary>
    public string? Role { get; init; }

    /// <summary>`schedule`, `scheduleUnpublish`: when, with an offset from UTC, in the future; null: cancel.</summary>
    public DateTime? At { get; init; }

    /// <summary>`unpublish`, where a publication is scheduled: `keep` or `cancel` it. Without it nothing is taken down then.</summary>
    [ClosedSet("OpenSchedule", KeepSchedule, CancelSchedule)]
    public string? Schedule { get; init; }

    /// <summary>`withdraw`: what readers are told, plain text of 1 to 2000 characters.</summary>
    public string? Reason { get; init; }

    /// <summary>`withdraw`: ContentItemId of a live item to read instead; null: none.</summary>
    public string? ReplacementItemId { get; init; }

    /// <summary>`withdraw`: address to read instead, http(s) or a path with a leading slash; null: none. Not together with an item.</summary>
    public string? ReplacementUrl { get; init; }

    /// <summary>`submit` of a changed disclaimer: what its reviewers are to sign of the change, `editorial` or `material`. Needed where content shows it; null: nothing, which counts as material.</summary>
    [ClosedSet(typeof(DisclaimerChange))]
    public string? Change { get; init; }

    /// <summary>`submit`: what the reviewers are told, plain text of at most 4000 characters.</summary>
    public string? Message { get; init; }

    /// <summary>`submit`: user ids of those who are asked to decide in the first stage, with the right to assign; null or empty: everybody who holds its role. When one of them may not decide, nothing is submitted.</summary>
    public IReadOnlyList<string>? Assignees { get; init; }

    /// <summary>`approve` and `publish` of a changed disclaimer that content shows: `impactTag` of the list that was shown.</summary>
    public string? ImpactTag { get; init; }

    internal const string KeepSchedule = "keep";
    internal const string CancelSchedule = "cancel";

    internal TriggerInput ToInput(string contentItemId, string tag) => new(contentItemId, ExpectedTag.Of(tag))
    {
        Change = ReviewNames.FindChange(Change),
        ContentHash = ContentHash,
        PresentationHash = PresentationHash,
        Signature = Signature?.ToInput(),
        Comment = Comment ?? Message,
        AssigneeIds = [.. Assignees ?? []],
        Role = Role,
        ImpactTag = ImpactTag,
        AtUtc = At?.ToUniversalTime(),
        KeepsSchedule = Schedule is null ? null : Schedule == KeepSchedule,
        Reason = Reason,
        ReplacementItemId = ReplacementItemId,
        ReplacementUrl = ReplacementUrl,
    };

    /// <summary>Names of the members that mean something with a trigger.</summary>
    internal static string[] MembersOf(Trigger trigger) => trigger switch
    {
        Trigger.Submit => ["change", "message", "assignees"],
        Trigger.Approve => ["comment", "contentHash", "presentationHash", "signature", "role", "impactTag"],
        Trigger.RequestChanges or Trigger.Renew => ["comment", "contentHash", "presentationHash", "signature", "role"],
        Trigger.Publish => ["impactTag"],
        Trigger.Schedule or Trigger.ScheduleUnpublish => ["at"],
        Trigger.Unpublish => ["schedule"],
        Trigger.Withdraw => ["reason", "replacementItemId", "replacementUrl"],
        _ => [],
    };

    /// <summary>Names of the members of all triggers.</summary>
    internal static IReadOnlySet<string> Members { get; } = Enum.GetValues<Trigger>().SelectMany(MembersOf).ToHashSet(StringComparer.Ordinal);

    /// <summary>Names of the members that have to be there.</summary>
    internal static string[] RequiredOf(Trigger trigger) => trigger switch
    {
        Trigger.Approve or Trigger.Renew => ["contentHash", "presentationHash"],
        Trigger.RequestChanges => ["contentHash", "presentationHash", "comment"],
        Trigger.Withdraw => ["reason"],
        _ => [],
    };
}

/// <summary>What a reviewer enters to sign.</summary>
public sealed record SignatureBody
{
    /// <summary>The reviewer's password.</summary>
    public string Password { get; init; } = "";

    /// <summary>Code of the second factor; null when the reviewer has none.</summary>
    public string? Code { get; init; }

    /// <summary>Says nothing.</summary>
    public override string ToString() => nameof(SignatureBody);

    internal SignatureInput ToInput() => new(Password, Code);
}
