using System.Text.Json.Nodes;
using GutCms.Core.Reviews.Policies;

namespace GutCms.OrchardCore.Storage;

/// <summary>The site's review policies as JSON: those on file, then those that modules provide for other types.</summary>
/// <param name="records">What the module keeps.</param>
/// <param name="providers">Ask modules for theirs.</param>
internal sealed class PolicySource(Records records, IEnumerable<Func<ValueTask<IReadOnlyList<ReviewPolicy>>>> providers)
{
    private static readonly string Kind = RecordKinds.Document(ReviewPolicyJson.DocumentKind);

    private OrderedDictionary<string, JsonObject>? _provided;

    /// <summary>The policy of a type, by its name as written; null: it has none.</summary>
    public async Task<JsonObject?> FindAsync(string contentType) =>
        await records.FindAsync<JsonObject>(Kind, contentType)
        ?? (await ProvidedAsync()).Where(policy => policy.Key == contentType).Select(policy => (JsonObject)policy.Value.DeepClone()).FirstOrDefault();

    /// <summary>All of them, by type.</summary>
    public async Task<IReadOnlyDictionary<string, JsonObject>> ListAsync()
    {
        var all = await records.ListAsync<JsonObject>(Kind);
        foreach (var (type, policy) in await ProvidedAsync())
        {
            if (!all.Keys.Contains(type, StringComparer.OrdinalIgnoreCase))
            {
                all.Add(type, (JsonObject)policy.DeepClone());
            }
        }

        return all;
    }

    /// <summary>Those that modules provide, by type, whether they count or not.</summary>
    public async Task<IReadOnlyDictionary<string, JsonObject>> ProvidedAsync()
    {
        if (_provided is null)
        {
            var provided = new OrderedDictionary<string, JsonObject>(StringComparer.OrdinalIgnoreCase);
            foreach (var provider in providers)
            {
                foreach (var policy in await provider())
                {
                    provided.TryAdd(policy.ContentType, ReviewPolicyJson.Write(policy));
                }
            }

            _provided = provided;
        }

        return _provided;
    }
}
