using System.Text.Json;
using GutCms.Core.Delivery;

namespace GutCms.Web.Features.GraphQL.Shapes;

/// <summary>The schema by the definitions that the site has now. It is looked for anew when something has been published or defined, and made anew when it is another one.</summary>
internal sealed class SiteSchemas(ReadDeliveredTypes types, IDeliveryReader reader)
{
    private volatile Kept? _kept;

    /// <summary>It.</summary>
    public async ValueTask<SiteSchema> GetAsync(CancellationToken cancellationToken)
    {
        // Taken before reading: what is defined meanwhile makes the answer old at once.
        var revision = reader.Revision;
        var kept = _kept;
        if (kept is not null && revision is not null && kept.Revision == revision)
        {
            return kept.Schema;
        }

        var known = await types.ExecuteAsync(cancellationToken);
        var words = JsonSerializer.Serialize(known);
        var schema = kept?.Words == words ? kept.Schema : new SiteSchema(known);
        _kept = new(revision, words, schema);
        return schema;
    }

    /// <param name="Revision">What was published when it was looked for; null: that could not be told.</param>
    /// <param name="Words">The types in words.</param>
    /// <param name="Schema">The schema.</param>
    private sealed record Kept(long? Revision, string Words, SiteSchema Schema);
}
