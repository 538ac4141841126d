using GutCms.Core.Reviews.Policies;
using GutCms.OrchardCore.Policies;

namespace GutCms.OrchardCore.Tests;

/// <summary>A policy as another module would provide it, for the type that a test names.</summary>
internal sealed class PoliciesInCode : IReviewPolicyProvider
{
    /// <summary>The type; null: nothing is provided.</summary>
    public static string? ContentType { get; set; }

    /// <summary>What the provider fails with instead; null: it does not.</summary>
    public static Exception? Fault { get; set; }

    public ValueTask<IReadOnlyList<ReviewPolicy>> GetPoliciesAsync() => Fault is not null ? throw Fault
        : new(ContentType is null ? [] : [new ReviewPolicy(ContentType, "in code", [new("Medical", [new("MedicalReviewer", Threshold.One)], 5)])]);
}
