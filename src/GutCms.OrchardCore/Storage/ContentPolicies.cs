using System.Text.Json.Nodes;
using GutCms.Core.Reviews.Facts;
using GutCms.Core.Reviews.Policies;

namespace GutCms.OrchardCore.Storage;

/// <summary>Which types are under a review policy, as this scope sees it. As everywhere in Orchard Core, the case of a name does not count.</summary>
internal sealed class ContentPolicies(PolicySource source)
{
    private Dictionary<string, PolicyLookup>? _policies;

    /// <summary>What is known of the policy of a type. A policy that cannot be read is not the absence of one.</summary>
    public async Task<PolicyLookup> FindAsync(string contentType) => (await AllAsync()).GetValueOrDefault(contentType) ?? PolicyLookup.None;

    /// <summary>The type is under a policy, or one that cannot be read.</summary>
    public async Task<bool> IsGatedAsync(string contentType) => !(await FindAsync(contentType)).IsNone;

    /// <summary>Nothing is under a policy.</summary>
    public async Task<bool> AreNoneAsync() => (await AllAsync()).Count == 0;

    /// <summary>The types that are under a policy, or one that cannot be read.</summary>
    public async Task<IReadOnlyCollection<string>> ListTypesAsync() => (await AllAsync()).Keys;

    /// <summary>Reads anew at the next call.</summary>
    public void Forget() => _policies = null;

    private async Task<Dictionary<string, PolicyLookup>> AllAsync()
    {
        if (_policies is null)
        {
            var read = new Dictionary<string, PolicyLookup>(StringComparer.OrdinalIgnoreCase);
            foreach (var (type, json) in await source.ListAsync())
            {
                read[type] = Read(type, json);
            }

            _policies = read;
        }

        return _policies;
    }

    private static PolicyLookup Read(string type, JsonObject json)
    {
        var (policy, fault) = ReviewPolicyJson.TryRead(json);
        return policy is null ? new(null, fault)
            : string.Equals(policy.ContentType, type, StringComparison.OrdinalIgnoreCase) ? new(policy, null) : new(null, PolicyLookup.FiledElsewhere(policy.ContentType));
    }
}
