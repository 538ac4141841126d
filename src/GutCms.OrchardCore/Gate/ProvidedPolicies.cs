using System.Text.Json.Nodes;
using GutCms.Core.Audit;
using GutCms.Core.Reviews.Facts;
using GutCms.Core.Security;
using GutCms.OrchardCore.Storage;

namespace GutCms.OrchardCore.Gate;

/// <summary>Takes note of types that come under a policy because a module provides one: what is live of them stays live.</summary>
internal sealed class ProvidedPolicies(IServiceProvider scope, PolicySource source, Records records, LiveMarks marks, TimeProvider time)
{
    private const string Kind = "provided-policy";

    /// <summary>Does it, once for each type.</summary>
    /// <returns>Whether there was anything new.</returns>
    public async Task<bool> AdmitAsync()
    {
        var known = await records.ListAsync<JsonObject>(RecordKinds.Document(Kind));
        var stored = await source.ListAsync();
        var isNew = false;
        foreach (var (type, policy) in (await source.ProvidedAsync()).Where(policy => !known.ContainsKey(policy.Key) && stored.TryGetValue(policy.Key, out var used) && JsonNode.DeepEquals(used, policy.Value)))
        {
            await marks.AcceptAsync(type);
            await using var work = await new JoinedContentStore(scope).BeginAsync(CancellationToken.None);
            var details = new JsonObject
            {
                ["contentType"] = type,
                ["version"] = policy["Version"]?.DeepClone(),
                ["policyHash"] = await PolicyTexts.KeepAsync(work, type, CancellationToken.None),
                ["providedBy"] = "module",
            };
            await records.SaveAsync(RecordKinds.Document(Kind), type, new JsonObject { ["sinceUtc"] = time.GetUtcNow().UtcDateTime });
            await work.Audit.AppendAsync(new(time.GetUtcNow().UtcDateTime, Actor.System, AuditActions.ReviewPolicyChange) { Details = details }, CancellationToken.None);
            isNew = true;
        }

        return isNew;
    }
}
