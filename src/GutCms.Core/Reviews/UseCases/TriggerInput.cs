using System.Collections.Immutable;
using GutCms.Core.Reviews.Model;
using GutCms.Core.Reviews.Ports;

namespace GutCms.Core.Reviews.UseCases;

/// <summary>What a trigger is pulled with. Which members mean something depends on the trigger; the others count for nothing.</summary>
/// <param name="ContentItemId">The item.</param>
/// <param name="ExpectedTag">What the actor was looking at.</param>
public sealed record TriggerInput(string ContentItemId, ExpectedTag ExpectedTag) : TriggerRequest(ContentItemId, ExpectedTag)
{
    /// <summary>Submit, of a changed disclaimer: how it differs from the live one, as the reviewers are to sign it; null: nothing is said, and then it counts as material.</summary>
    public DisclaimerChange? Change { get; init; }

    /// <summary>Approve, request changes, renew: content hash of what the reviewer was shown. None, or another than the current one: stale.</summary>
    public string? ContentHash { get; init; }

    /// <summary>Approve, request changes, renew: hash of the presentation that the reviewer was shown. None, or another than the current one: stale.</summary>
    public string? PresentationHash { get; init; }

    /// <summary>Approve, request changes, renew: the signature; null: none.</summary>
    public SignatureInput? Signature { get; init; }

    /// <summary>Approve, request changes, renew: comment; asking for changes needs one. Submit: words to the reviewers. At most 4000 characters.</summary>
    public string? Comment { get; init; }

    /// <summary>Submit: user ids of those who are asked to decide in the first stage; takes the right to assign. Empty: everybody who holds its role.</summary>
    public ImmutableArray<string> AssigneeIds { get; init; } = [];

    /// <summary>Approve, request changes, renew: the role in which it is to count; null: whichever fits.</summary>
    public string? Role { get; init; }

    /// <summary>Approve and publish, of a changed disclaimer that content shows: tag of the list of that content, from <see cref="GetDisclaimerImpact"/>; otherwise null.</summary>
    public string? ImpactTag { get; init; }

    /// <summary>Schedule a publication or a take-down: when, UTC, in the future; null: cancel.</summary>
    public DateTime? AtUtc { get; init; }

    /// <summary>Unpublish, where a publication is scheduled: whether it stays (true) or is cancelled (false). Null: nothing is said, and then nothing is taken down.</summary>
    public bool? KeepsSchedule { get; init; }

    /// <summary>Withdraw: what readers are told, plain text of 1 to 2000 characters.</summary>
    public string? Reason { get; init; }

    /// <summary>Withdraw: live item to read instead; null: none.</summary>
    public string? ReplacementItemId { get; init; }

    /// <summary>Withdraw: address to read instead, http(s) or the path of something live; null: none. Not together with an item.</summary>
    public string? ReplacementUrl { get; init; }
}
