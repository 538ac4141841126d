using System.Text.Json.Nodes;
using GutCms.Core.Json;
using GutCms.Core.Reviews.Policies;
using GutCms.Core.Storage;

namespace GutCms.Core.Reviews.Facts;

/// <summary>
/// Every review policy that was filed or reviewed under, by its hash, for good: site documents of kind <see cref="DocumentKind"/>, named by the hash. What a text was
/// approved under can be told after the policy has become another.
/// </summary>
public static class PolicyTexts
{
    /// <summary>Kind of the site documents; the database refuses to change or delete one.</summary>
    public const string DocumentKind = "review-policy-text";

    /// <summary>SHA-256 over the RFC 8785 form, <c>sha256:</c> and 64 hex digits.</summary>
    public static string HashOf(JsonObject policy) => CanonicalJson.Hash(policy);

    /// <summary>SHA-256 over the RFC 8785 form of the policy on file, <c>sha256:</c> and hex; null when there is none. It stands in the audit log, so that another policy shows.</summary>
    public static async Task<string?> HashAsync(IUnitOfWork work, string contentType, CancellationToken cancellationToken) =>
        await work.GetDocumentAsync(ReviewPolicyJson.DocumentKind, contentType, cancellationToken) is { } policy
            ? HashOf(policy)
            : null;

    /// <summary>Files a policy for a type in place of the one on file, and keeps its text.</summary>
    /// <returns>Its hash.</returns>
    public static async Task<string> SaveAsync(IUnitOfWork work, string contentType, JsonObject policy, CancellationToken cancellationToken)
    {
        var hash = await KeepAsync(work, policy, cancellationToken);
        await work.SaveDocumentAsync(ReviewPolicyJson.DocumentKind, contentType, policy, cancellationToken);
        return hash;
    }

    /// <summary>Items of a type that are live: of each of them readers are told another state once the type has its first policy.</summary>
    public static async Task<IReadOnlyList<string>> ListLiveAsync(IUnitOfWork work, string contentType, CancellationToken cancellationToken)
    {
        var live = new List<string>();
        await foreach (var version in work.ListAsync(contentType, VersionSelector.Published, cancellationToken))
        {
            live.Add(version.Item.ContentItemId);
        }

        return live;
    }

    /// <summary>Keeps the text of the policy on file.</summary>
    /// <returns>Its hash; null when the type has no policy.</returns>
    public static async Task<string?> KeepAsync(IUnitOfWork work, string contentType, CancellationToken cancellationToken) =>
        await work.GetDocumentAsync(ReviewPolicyJson.DocumentKind, contentType, cancellationToken) is { } policy ? await KeepAsync(work, policy, cancellationToken) : null;

    /// <summary>Why the kept text of a hash is not the policy of a review; null: it is.</summary>
    /// <param name="work">Where it is kept.</param>
    /// <param name="hash">The hash.</param>
    /// <param name="policy">The policy as it stands in the review.</param>
    /// <param name="cancellationToken">Cancels.</param>
    public static async Task<(bool IsMissing, string Message)?> FindFaultAsync(IUnitOfWork work, string hash, ReviewPolicy policy, CancellationToken cancellationToken)
    {
        if (await work.GetDocumentAsync(DocumentKind, hash, cancellationToken) is not { } text)
        {
            return (true, $"The review policy {hash} is not on file.");
        }

        if (HashOf(text) != hash)
        {
            return (false, $"What is kept as review policy {hash} has another hash.");
        }

        try
        {
            return JsonNode.DeepEquals(ReviewPolicyJson.Write(ReviewPolicyJson.Read(text)), ReviewPolicyJson.Write(policy))
                ? null
                : (false, $"The policy in the review is not the one with the hash {hash}.");
        }
        catch (FormatException fault)
        {
            return (false, $"The review policy {hash} cannot be read: {fault.Message}");
        }
    }

    private static async Task<string> KeepAsync(IUnitOfWork work, JsonObject policy, CancellationToken cancellationToken)
    {
        var hash = HashOf(policy);
        if (await work.GetDocumentAsync(DocumentKind, hash, cancellationToken) is null)
        {
            await work.SaveDocumentAsync(DocumentKind, hash, (JsonObject)policy.DeepClone(), cancellationToken);
        }

        return hash;
    }
}
