using System.Data.Common;
using GutCms.Core.Storage;
using YesSql;

namespace GutCms.OrchardCore.Storage;

/// <summary>
/// Reads one delivery document by a statement of its own. YesSql lets callers share the answer of a query that is under way: what was asked for before a publication could be handed to
/// somebody who asks after it, and be kept in memory.
/// </summary>
internal sealed class DeliveryLookup(IStore store)
{
    private readonly string _sql = Sql(store.Configuration);

    /// <summary>The document as it is committed, or null.</summary>
    /// <param name="kind">What it shows.</param>
    /// <param name="key">Its key, lower case.</param>
    /// <param name="cancellationToken">Cancels.</param>
    public async Task<DeliveredDocument?> ReadAsync(DeliveryKind kind, string key, CancellationToken cancellationToken)
    {
        await using var connection = store.Configuration.ConnectionFactory.CreateConnection();
        await connection.OpenAsync(cancellationToken);
        await using var command = connection.CreateCommand();
        command.CommandText = _sql;
        Add(command, "Kind", (int)kind);
        Add(command, "Key", key);
        if (await command.ExecuteScalarAsync(cancellationToken) is not string content)
        {
            return null;
        }

        var entry = (GutCmsDelivery)store.Configuration.ContentSerializer.Deserialize(content, typeof(GutCmsDelivery));
        return new(kind, key, entry.ContentItemId, entry.Identity, entry.Gzip, entry.Brotli, entry.ETag, entry.LastModifiedUtc, entry.SurrogateKeys);
    }

    private static void Add(DbCommand command, string name, object value)
    {
        var parameter = command.CreateParameter();
        (parameter.ParameterName, parameter.Value) = ("@" + name, value);
        command.Parameters.Add(parameter);
    }

    private static string Sql(IConfiguration configuration)
    {
        var (dialect, names) = (configuration.SqlDialect, configuration.TableNameConvention);
        var documents = dialect.QuoteForTableName(configuration.TablePrefix + names.GetDocumentTable(GutCmsDelivery.Collection), configuration.Schema);
        var index = dialect.QuoteForTableName(configuration.TablePrefix + names.GetIndexTable(typeof(GutCmsDeliveryIndex), GutCmsDelivery.Collection), configuration.Schema);
        return $"SELECT d.{Column("Content")} FROM {documents} d INNER JOIN {index} i ON i.{Column(nameof(GutCmsDeliveryIndex.DocumentId))} = d.{Column("Id")} "
            + $"WHERE i.{Column(nameof(GutCmsDeliveryIndex.Kind))} = @Kind AND i.{Column(nameof(GutCmsDeliveryIndex.Key))} = @Key";

        string Column(string name) => dialect.QuoteForColumnName(name);
    }
}
