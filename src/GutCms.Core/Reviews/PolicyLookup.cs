using GutCms.Core.Content;

namespace GutCms.Core.Reviews;

/// <summary>What is known about the policy of a type. A policy that cannot be read is not the absence of one.</summary>
/// <param name="Policy">The policy; null: see <paramref name="Fault"/>.</param>
/// <param name="Fault">Why the policy on file cannot be read; null when it can, or when there is none.</param>
public sealed record PolicyLookup(ReviewPolicy? Policy, string? Fault)
{
    /// <summary>The type has no policy.</summary>
    public static PolicyLookup None { get; } = new(null, null);

    /// <summary>It is certain that the type has no policy.</summary>
    public bool IsNone => Policy is null && Fault is null;

    /// <summary>Looks the policy of a type up.</summary>
    public static async Task<PolicyLookup> FindAsync(IUnitOfWork work, string contentType, CancellationToken cancellationToken)
    {
        var document = await work.GetDocumentAsync(ReviewPolicyJson.DocumentKind, contentType, cancellationToken);
        if (document is null)
        {
            return None;
        }

        try
        {
            var policy = ReviewPolicyJson.Read(document);
            return policy.ContentType == contentType ? new(policy, null) : new(null, $"It is filed under another type than its own, '{policy.ContentType}'.");
        }
        catch (FormatException fault)
        {
            return new(null, fault.Message);
        }
    }
}
