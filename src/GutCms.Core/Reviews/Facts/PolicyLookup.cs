using System.Text.Json.Nodes;
using GutCms.Core.Reviews.Policies;
using GutCms.Core.Storage;
using GutCms.Core.Texts;

namespace GutCms.Core.Reviews.Facts;

/// <summary>What is known about the policy of a type. A policy that cannot be read is not the absence of one.</summary>
/// <param name="Policy">The policy; null: see <paramref name="Fault"/>.</param>
/// <param name="Fault">Why the policy on file cannot be read; null when it can, or when there is none.</param>
public sealed record PolicyLookup(ReviewPolicy? Policy, Sentence? Fault)
{
    /// <summary>The type has no policy.</summary>
    public static PolicyLookup None { get; } = new(null, null);

    /// <summary>It is certain that the type has no policy.</summary>
    public bool IsNone => Policy is null && Fault is null;

    /// <summary>The fault of a policy that stands on file under another type.</summary>
    /// <param name="own">Its own type.</param>
    public static Sentence FiledElsewhere(string own) => Sentence.Of("PolicyMustBeReadable.FiledElsewhere", own);

    /// <summary>Looks the policy of a type up.</summary>
    public static async Task<PolicyLookup> FindAsync(IUnitOfWork work, string contentType, CancellationToken cancellationToken) =>
        await work.GetDocumentAsync(ReviewPolicyJson.DocumentKind, contentType, cancellationToken) is { } document ? Of(contentType, document) : None;

    /// <summary>Reads the policy that is on file for a type.</summary>
    internal static PolicyLookup Of(string contentType, JsonObject document)
    {
        var (policy, fault) = ReviewPolicyJson.TryRead(document);
        return policy is null ? new(null, fault)
            : policy.ContentType == contentType ? new(policy, null) : new(null, FiledElsewhere(policy.ContentType));
    }
}
