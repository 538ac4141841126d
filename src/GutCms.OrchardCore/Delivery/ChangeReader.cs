using System.Data.Common;
using System.Globalization;
using GutCms.Core.Delivery;
using GutCms.OrchardCore.Storage;
using Microsoft.Extensions.Options;
using YesSql;

namespace GutCms.OrchardCore.Delivery;

/// <summary>
/// Reads what changed in what readers get, by statements of its own: YesSql lets callers share the answer of a query that is under way, and one from before a commit would pass that over. Numbers are read before the
/// entries, so that none is believed to be told that is not; what was lost is read after them.
/// </summary>
internal sealed class ChangeReader(IStore store, DeliveryCache cache, DeliveryFreshness freshness, TimeProvider time, IOptions<DeliveryChangesOptions> options) : NumberedChanges(cache, time, options.Value)
{
    /// <inheritdoc/>
    protected override ValueTask<bool> IsToldAsync(CancellationToken cancellationToken) => freshness.LookAsync(cancellationToken);

    /// <inheritdoc/>
    protected override async Task<(ChangeNumbers Numbers, IReadOnlyList<ChangeEntry> Entries)> FindAsync(long position, long start, int most, CancellationToken cancellationToken)
    {
        var last = await DeliveryGeneration.ReadAsync(store, cancellationToken);
        await using var session = store.CreateSession(withTracking: false);
        if (await ChangeHistory.ReadAsync(session) is not { IsWhole: true } history)
        {
            throw new DeliveryChangesNotReadyException();
        }

        var entries = most == 0 ? [] : await EntriesAsync(position, start, most, cancellationToken);
        var lost = await CounterTable.ReadAsync(store, ChangeHistory.LostTable, cancellationToken);
        return (new(history.Id, last, lost), entries);
    }

    private async Task<IReadOnlyList<ChangeEntry>> EntriesAsync(long position, long start, int most, CancellationToken cancellationToken)
    {
        await using var connection = store.Configuration.ConnectionFactory.CreateConnection();
        await connection.OpenAsync(cancellationToken);
        await using var command = connection.CreateCommand();
        command.CommandText = Sql(store.Configuration, most);
        Add(command, "Position", position);
        Add(command, "Start", start);
        Add(command, "Kept", true);
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        var entries = new List<ChangeEntry>();
        while (await reader.ReadAsync(cancellationToken))
        {
            entries.Add(((GutCmsChange)store.Configuration.ContentSerializer.Deserialize(reader.GetString(0), typeof(GutCmsChange))).ToEntry());
        }

        return entries;
    }

    private static void Add(DbCommand command, string name, object value)
    {
        var parameter = command.CreateParameter();
        (parameter.ParameterName, parameter.Value) = ("@" + name, value);
        command.Parameters.Add(parameter);
    }

    private static string Sql(IConfiguration configuration, int most)
    {
        var (dialect, names) = (configuration.SqlDialect, configuration.TableNameConvention);
        var documents = dialect.QuoteForTableName(configuration.TablePrefix + names.GetDocumentTable(GutCmsDelivery.Collection), configuration.Schema);
        var index = dialect.QuoteForTableName(configuration.TablePrefix + names.GetIndexTable(typeof(GutCmsChangeIndex), GutCmsDelivery.Collection), configuration.Schema);
        var number = "i." + dialect.QuoteForColumnName(nameof(GutCmsChangeIndex.Number));
        var sql = dialect.CreateBuilder(configuration.TablePrefix);
        sql.Select();
        sql.AddSelector("d." + dialect.QuoteForColumnName("Content"));
        sql.From($"{documents} d INNER JOIN {index} i ON i.{dialect.QuoteForColumnName(nameof(GutCmsChangeIndex.DocumentId))} = d.{dialect.QuoteForColumnName("Id")}");
        sql.WhereAnd($"{number} > @Position AND ({number} > @Start OR i.{dialect.QuoteForColumnName(nameof(GutCmsChangeIndex.IsKept))} = @Kept)");
        sql.OrderBy(number);
        sql.Take(most.ToString(CultureInfo.InvariantCulture));
        return sql.ToSqlString();
    }
}
