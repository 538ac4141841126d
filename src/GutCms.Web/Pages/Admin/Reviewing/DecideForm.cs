using GutCms.Core.Reviews.Disclaimers;
using GutCms.Core.Reviews.Model;
using GutCms.Core.Reviews.Views;
using GutCms.Core.Security;

namespace GutCms.Web.Pages.Admin.Reviewing;

/// <summary>The form under which a reviewer decides about exactly the text that is shown.</summary>
/// <param name="ContentItemId">The item.</param>
/// <param name="Trigger">Approve, RequestChanges or Renew.</param>
/// <param name="Tag">Tag of what was shown.</param>
/// <param name="ContentHash">Content hash of what was shown.</param>
/// <param name="PresentationHash">Hash of the presentation that was shown.</param>
/// <param name="Signs">The policy asks for a signature.</param>
/// <param name="SignsWithCode">The signature takes a code as well.</param>
/// <param name="Roles">Roles of the stage that the visitor holds; chosen from when there are several.</param>
/// <param name="Comment">Comment so far.</param>
internal sealed record DecideForm(string ContentItemId, Trigger Trigger, string Tag, string ContentHash, string PresentationHash, bool Signs, bool SignsWithCode, IReadOnlyList<string> Roles, string? Comment = null)
{
    /// <summary>For an approval of a changed disclaimer: what is signed of the change; null otherwise.</summary>
    public DisclaimerChange? Change { get; init; }

    /// <summary>Tag of the list of content that the change concerns, as it was shown; null: there is none.</summary>
    public string? ImpactTag { get; init; }

    /// <summary>Number of comments that are open, which an approval asks about; 0 for other triggers.</summary>
    public int OpenThreads { get; init; }

    /// <summary>It was said that the approval counts although comments are open.</summary>
    public bool DespiteOpenThreads { get; init; }

    /// <summary>The form for a trigger as the item stands.</summary>
    public static DecideForm Of(ReviewView view, Actor actor, Trigger trigger, string contentHash, string presentationHash, bool signsWithCode)
    {
        var run = trigger == Trigger.Renew ? view.Renewal : view.Review;
        var policy = run?.Review.Policy ?? view.Policy;
        var stage = policy?.Stages.FirstOrDefault(candidate => candidate.Name == (run?.Review.CurrentStage?.Name ?? candidate.Name));
        var roles = (trigger == Trigger.RequestChanges ? policy?.Stages.SelectMany(every => every.Roles) : stage?.Roles)?.Select(role => role.Role).Where(actor.Roles.Contains).Distinct(StringComparer.Ordinal);
        var signs = trigger != Trigger.RequestChanges && policy?.SignatureRequired != false;
        return new(view.ContentItemId, trigger, view.Tag, contentHash, presentationHash, signs, signs && signsWithCode, [.. roles ?? []])
        {
            OpenThreads = trigger == Trigger.Approve ? view.Threads.Count(thread => !thread.IsResolved) : 0,
        };
    }

    /// <summary>The form under which the change of a disclaimer is signed as well.</summary>
    public DecideForm With(DisclaimerImpact? impact) => impact is { HasChanged: true } && Trigger == Trigger.Approve
        ? this with { Change = impact.PublishedVersionId is null ? null : impact.Change, ImpactTag = impact.Tag }
        : this;

    /// <summary>What a signature under it means.</summary>
    public string Meaning => Trigger == Trigger.Renew ? SignatureMeanings.Confirmation : SignatureMeanings.OfApproval(Change);

    /// <summary>Part of the ids of its fields.</summary>
    public string Suffix => Trigger.ToName();
}
