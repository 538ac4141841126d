using System.Text.RegularExpressions;
using GutCms.Core.Reviews.Policies;

namespace GutCms.OrchardCore.Policies;

/// <summary>How the admin calls what policies name: English words, which the localizer of a view takes.</summary>
internal static partial class PolicyWords
{
    /// <summary>A rule of a policy as a choice in its form.</summary>
    public static string OfRule(string name) => name switch
    {
        nameof(PolicyForm.FourEyes) => "Nobody approves what they wrote",
        nameof(PolicyForm.SignatureRequired) => "Approvals are signed with the reviewer's password",
        nameof(PolicyForm.RequireDisclaimer) => "A text shows a published disclaimer",
        nameof(PolicyForm.RequireResolvedComments) => "Comments are resolved before an approval",
        nameof(PolicyForm.RequireCurrentTranslations) => "A translation says what is live of its source",
        nameof(PolicyForm.RecordsPresentation) => "Another address, series or choice of Hot Articles is recorded and voids no approval",
        nameof(PolicyForm.AllowSamePersonInStages) => "One person may sign in more than one stage",
        nameof(PolicyForm.OnReviewerLeft) => "Approvals of people who could not give them any more",
        nameof(PolicyForm.SuggestionsMakeAuthors) => "Whoever suggested words that were accepted counts as an author",
        nameof(PolicyForm.OnPolicyChange) => "Approvals that a stricter policy would not have found enough",
        _ => name,
    };

    /// <summary>What a policy stops asking for.</summary>
    public static string Of(PolicyWeakness weakness) => weakness switch
    {
        PolicyWeakness.Removed => "The type has no policy any more",
        PolicyWeakness.WasUnreadable => "The policy on file could not be read, which shut everything",
        PolicyWeakness.Approvals => "Approvals are not asked for any more, or in another order",
        PolicyWeakness.FourEyes => "Authors may approve what they wrote",
        PolicyWeakness.SignatureRequired => "Approvals are not signed any more",
        PolicyWeakness.RequireDisclaimer => "A text needs no disclaimer any more",
        PolicyWeakness.RequireResolvedComments => "Comments may stay open",
        PolicyWeakness.RequireCurrentTranslations => "A translation may be behind its source",
        PolicyWeakness.ReviewEveryMonths => "The next review comes later, or never",
        PolicyWeakness.OnPresentationChange => "Another address, series or choice of Hot Articles voids no approval any more",
        PolicyWeakness.SamePersonInStages => "One person may sign in more than one stage",
        PolicyWeakness.OnReviewerLeft => "Approvals of people who could not give them any more count",
        PolicyWeakness.OnPolicyChange => "Approvals that the policy in force would not have found enough count",
        PolicyWeakness.SuggestionsMakeAuthors => "Whoever suggested words that were accepted is no author by that any more",
        _ => weakness.ToString(),
    };

    /// <summary>What a proposal names; the name itself where this version knows it no more.</summary>
    public static string OfWeakness(string name) => Enum.TryParse<PolicyWeakness>(name, out var weakness) ? Of(weakness) : name;

    /// <summary>A role in words: <c>MedicalReviewer</c> is <c>Medical reviewer</c>. A name with blanks stays as it is.</summary>
    public static string OfRole(string role) => role.Contains(' ', StringComparison.Ordinal) ? role : Inner().Replace(role, match => " " + match.Value.ToLowerInvariant());

    [GeneratedRegex("(?<=[a-z0-9])[A-Z](?=[a-z])")]
    private static partial Regex Inner();
}
