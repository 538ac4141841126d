using System.Text.Json;
using GutCms.Core.Delivery;

namespace GutCms.Web.Features.GraphQL.Shapes;

/// <summary>The schema by the definitions that the site has now. It is made anew when it is another one.</summary>
internal sealed class SiteSchemas(ReadDeliveredTypes types)
{
    private volatile Kept? _kept;

    /// <summary>It.</summary>
    public async ValueTask<SiteSchema> GetAsync(CancellationToken cancellationToken)
    {
        var known = await types.ExecuteAsync(cancellationToken);
        var kept = _kept;
        if (kept is not null && ReferenceEquals(kept.Types, known))
        {
            return kept.Schema;
        }

        var words = JsonSerializer.Serialize(known);
        var schema = kept?.Words == words ? kept.Schema : new SiteSchema(known);
        _kept = new(known, words, schema);
        return schema;
    }

    /// <param name="Types">The types that it was made of.</param>
    /// <param name="Words">The same in words.</param>
    /// <param name="Schema">The schema.</param>
    private sealed record Kept(IReadOnlyList<DeliveredType> Types, string Words, SiteSchema Schema);
}
