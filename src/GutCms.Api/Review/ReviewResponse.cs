using System.Text.Json;
using System.Text.Json.Nodes;
using GutCms.Api.Http;
using GutCms.Core.Content.Items;
using GutCms.Core.Reviews.Model;
using GutCms.Core.Reviews.Views;

namespace GutCms.Api.Review;

/// <summary>How an item stands, for the caller.</summary>
/// <param name="ContentItemId">The item.</param>
/// <param name="ContentType">Its type.</param>
/// <param name="Title">Title of the latest version; null when it has none.</param>
/// <param name="VersionId">The latest version.</param>
/// <param name="State">Its state.</param>
/// <param name="ContentHash">Its content hash; a decision sends it back.</param>
/// <param name="Presentation">How it is presented: `path`, `series`, `seriesPosition`, `hotArticles`; what is absent is left out.</param>
/// <param name="PresentationHash">Hash of the presentation; a decision sends it back.</param>
/// <param name="Published">What is live; null when nothing is.</param>
/// <param name="Policy">The policy on file; null when the type has none.</param>
/// <param name="PolicyFault">Why the policy on file cannot be read, and therefore nothing can be published; otherwise null.</param>
/// <param name="Review">The run for the latest text; null when there is none.</param>
/// <param name="Renewal">The open run that confirms the live text; null when there is none.</param>
/// <param name="History">Earlier runs, newest first.</param>
/// <param name="Comments">Threads, oldest first.</param>
/// <param name="Schedule">The publication that is to happen; null when none is.</param>
/// <param name="TakeDown">The take-down that is to happen; null when none is.</param>
/// <param name="Withdrawal">The withdrawal in force; null when none is.</param>
/// <param name="Translation">The text that it was translated from; null: it is no translation that was begun here.</param>
/// <param name="PermittedTriggers">What the caller could do now, provided that the request brings what it needs (signature, reason).</param>
/// <param name="UnmetRules">By trigger that state and permissions allow: the rules that stand against it.</param>
public sealed record ReviewResponse(
    string ContentItemId,
    string ContentType,
    string? Title,
    string VersionId,
    [property: ClosedSet(typeof(ReviewState))] string State,
    string ContentHash,
    JsonObject Presentation,
    string PresentationHash,
    PublishedResponse? Published,
    PolicyResponse? Policy,
    string? PolicyFault,
    ReviewRunResponse? Review,
    ReviewRunResponse? Renewal,
    IReadOnlyList<ReviewRunResponse> History,
    IReadOnlyList<ThreadResponse> Comments,
    ScheduleResponse? Schedule,
    TakeDownResponse? TakeDown,
    WithdrawalResponse? Withdrawal,
    TranslationResponse? Translation,
    [property: ClosedSet(typeof(Trigger))] IReadOnlyList<string> PermittedTriggers,
    IReadOnlyDictionary<string, IReadOnlyList<UnmetRule>> UnmetRules)
{
    internal static ReviewResponse Of(ReviewView view, ContentItem? latest) => new(
        view.ContentItemId,
        view.ContentType,
        view.Title,
        view.VersionId,
        view.State.ToName(),
        view.ContentHash,
        view.Presentation.ToJson(),
        view.Presentation.Hash(),
        view.Published is { } live
            ? new(live.VersionId, live.State.ToName(), live.ContentHash, live.Presentation.ToJson(), live.Presentation.Hash(), Name(live.Basis), live.ReviewedUtc, live.NextReviewUtc, Name(live.DueReason), live.Certificate)
            : null,
        view.Policy is { } policy ? PolicyResponse.Of(policy) : null,
        view.PolicyFault?.ToCurrent(),
        view.Review is { } review ? ReviewRunResponse.Of(review) : null,
        view.Renewal is { } renewal ? ReviewRunResponse.Of(renewal) : null,
        [.. view.History.Select(ReviewRunResponse.Of)],
        [.. view.Threads.Select(thread => ThreadResponse.Of(thread, latest))],
        view.Schedule is { } schedule ? new(schedule.AtUtc, schedule.VersionId, schedule.ContentHash, schedule.PresentationHash, schedule.ScheduledByName, schedule.ScheduledUtc) : null,
        view.TakeDown is { } takeDown ? new(takeDown.AtUtc, takeDown.ScheduledByName, takeDown.ScheduledUtc) : null,
        view.Withdrawal is { } withdrawal
            ? WithdrawalResponse.Of(withdrawal)
            : null,
        view.Translation is { } translation ? TranslationResponse.Of(translation) : null,
        [.. view.PermittedTriggers.Select(trigger => trigger.ToName())],
        view.UnmetRules.ToDictionary(entry => entry.Key.ToName(), entry => (IReadOnlyList<UnmetRule>)[.. entry.Value], StringComparer.Ordinal));

    /// <summary>A name as it stands in JSON.</summary>
    internal static string? Name<T>(T? value)
        where T : struct, Enum => value is { } known ? JsonNamingPolicy.CamelCase.ConvertName(known.ToString()) : null;
}

/// <summary>What became of an item.</summary>
/// <param name="ContentItemId">The item.</param>
/// <param name="VersionId">The version that the trigger acted on.</param>
/// <param name="State">Its state now.</param>
public sealed record TriggerResponse(string ContentItemId, string VersionId, [property: ClosedSet(typeof(ReviewState))] string State);

/// <summary>What is live.</summary>
/// <param name="VersionId">The version.</param>
/// <param name="State">`published`, `reviewDue` or `imported`.</param>
/// <param name="ContentHash">Its content hash, with the disclaimer that it shows; a renewal sends it back.</param>
/// <param name="Presentation">How it is presented: `path`, `series`, `seriesPosition`, `hotArticles`; what is absent is left out.</param>
/// <param name="PresentationHash">Hash of the presentation; a renewal sends it back.</param>
/// <param name="Basis">On what ground: `approved`, `imported`, `noPolicy`; null when that is not on file.</param>
/// <param name="ReviewedUtc">When it was last approved or confirmed; null when nobody did.</param>
/// <param name="NextReviewUtc">When it is due again; null: never.</param>
/// <param name="DueReason">Why it is due: `interval`, `disclaimer` (changed materially), `projection` (the site would make another text of the version today than readers see); null when it is not.</param>
/// <param name="Certificate">The certificate, a compact JWS; null when it has none.</param>
public sealed record PublishedResponse(
    string VersionId,
    [property: ClosedSet(typeof(ReviewState))] string State,
    string ContentHash,
    JsonObject Presentation,
    string PresentationHash,
    [property: ClosedSet(typeof(PublicationBasis))] string? Basis,
    DateTime? ReviewedUtc,
    DateTime? NextReviewUtc,
    [property: ClosedSet(typeof(ReviewDueReason))] string? DueReason,
    string? Certificate);

/// <summary>A publication that is to happen.</summary>
/// <param name="AtUtc">When.</param>
/// <param name="VersionId">Of which version.</param>
/// <param name="ContentHash">Of which text.</param>
/// <param name="PresentationHash">In which presentation; null when it was scheduled before presentations were bound.</param>
/// <param name="ScheduledBy">User name.</param>
/// <param name="ScheduledUtc">When it was scheduled.</param>
public sealed record ScheduleResponse(DateTime AtUtc, string VersionId, string ContentHash, string? PresentationHash, string ScheduledBy, DateTime ScheduledUtc);

/// <summary>A take-down that is to happen, of whatever is live by then.</summary>
/// <param name="AtUtc">When.</param>
/// <param name="ScheduledBy">User name.</param>
/// <param name="ScheduledUtc">When it was scheduled.</param>
public sealed record TakeDownResponse(DateTime AtUtc, string ScheduledBy, DateTime ScheduledUtc);

/// <summary>A withdrawal for the safety of readers.</summary>
/// <param name="Reason">What readers are told.</param>
/// <param name="ReplacementItemId">Item to read instead; null: none.</param>
/// <param name="ReplacementUrl">Address to read instead; null: none.</param>
/// <param name="WithdrawnBy">User name.</param>
/// <param name="WithdrawnUtc">When.</param>
public sealed record WithdrawalResponse(string Reason, string? ReplacementItemId, string? ReplacementUrl, string WithdrawnBy, DateTime WithdrawnUtc)
{
    internal static WithdrawalResponse Of(Withdrawal withdrawal) => new(withdrawal.Reason, withdrawal.ReplacementItemId, withdrawal.ReplacementUrl, withdrawal.WithdrawnByName, withdrawal.WithdrawnUtc);
}
