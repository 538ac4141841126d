using GutCms.Core.Storage;

namespace GutCms.Core.Reviews.Facts;

/// <summary>Policies of types, each looked up once. For as long as nothing files another.</summary>
internal sealed class PolicyLookups(IUnitOfWork work)
{
    private readonly Dictionary<string, PolicyLookup> _known = new(StringComparer.Ordinal);

    /// <summary>The policy of a type.</summary>
    public async ValueTask<PolicyLookup> OfAsync(string contentType, CancellationToken cancellationToken)
    {
        if (!_known.TryGetValue(contentType, out var policy))
        {
            _known[contentType] = policy = await PolicyLookup.FindAsync(work, contentType, cancellationToken);
        }

        return policy;
    }
}
