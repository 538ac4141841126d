using System.Collections.Concurrent;
using System.Data;
using System.Data.Common;
using GutCms.Core.Storage;
using GutCms.Web.Storage.Databases;

namespace GutCms.Web.Storage.Delivery;

/// <summary>Reads one delivery document from the database. Where opening a connection costs more than the read, it keeps a few with the statement compiled.</summary>
internal sealed class DocumentLookup(Database database) : IAsyncDisposable
{
    private const string Columns = "d.\"ContentItemId\", d.\"ETag\", d.\"LastModifiedUtc\", d.\"SurrogateKeys\", d.\"Brotli\", d.\"Gzip\", d.\"Identity\"";
    private const string Sql = $"SELECT {Columns} FROM \"DeliveryDocuments\" d WHERE d.\"Kind\" = @kind AND d.\"Key\" = @key";

    /// <summary>The columns of the table <c>DeliveryDocuments</c> named <c>d</c> that <see cref="Read"/> reads, from the first column of a query on.</summary>
    public const string DocumentColumns = Columns + ", d.\"Kind\", d.\"Key\"";

    private static readonly int MostKept = 2 * Environment.ProcessorCount;

    private readonly ConcurrentBag<Lane> _kept = [];
    private volatile bool _disposed;

    /// <summary>The document of this kind and key (lower case); null when there is none.</summary>
    public async Task<DeliveredDocument?> ReadAsync(DeliveryKind kind, string key, CancellationToken cancellationToken)
    {
        var lane = _kept.TryTake(out var kept) ? kept : await OpenAsync(cancellationToken);
        var works = false;
        try
        {
            var document = await lane.ReadAsync(kind, key, cancellationToken);
            works = true;
            return document;
        }
        finally
        {
            // One that failed may be broken; the next request opens a new one.
            if (works && database.OpensSlowly && !_disposed && _kept.Count < MostKept)
            {
                _kept.Add(lane);
            }
            else
            {
                await lane.DisposeAsync();
            }
        }
    }

    /// <summary>The documents of items, in any order.</summary>
    public async Task<IReadOnlyList<DeliveredDocument>> ReadAsync(IReadOnlyCollection<string> contentItemIds, CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenAsync(cancellationToken);
        using var session = new SqlSession(connection);
        return await session.QueryAsync(
            $"SELECT {DocumentColumns} FROM \"DeliveryDocuments\" d WHERE {database.AmongIds("d.\"ContentItemId\"", "@ids")}", Read, cancellationToken, ("@ids", database.IdList(contentItemIds)));
    }

    /// <summary>A document out of a row that begins with <see cref="DocumentColumns"/>.</summary>
    public static DeliveredDocument Read(DbDataReader reader) => Document(reader, (DeliveryKind)reader.GetInt32(7), reader.GetString(8));

    /// <inheritdoc />
    public async ValueTask DisposeAsync()
    {
        _disposed = true;
        while (_kept.TryTake(out var lane))
        {
            await lane.DisposeAsync();
        }
    }

    private async Task<Lane> OpenAsync(CancellationToken cancellationToken) => new(await database.OpenAsync(cancellationToken));

    private static DeliveredDocument Document(DbDataReader reader, DeliveryKind kind, string key) => new(
        kind,
        key,
        reader.GetString(0),
        Identity: reader.GetFieldValue<byte[]>(6),
        Gzip: reader.GetFieldValue<byte[]>(5),
        Brotli: reader.GetFieldValue<byte[]>(4),
        reader.GetString(1),
        new DateTime(reader.GetInt64(2), DateTimeKind.Utc),
        reader.GetString(3));

    private sealed class Lane : IAsyncDisposable
    {
        private readonly DbConnection _connection;
        private readonly SqlSession _session;
        private readonly DbCommand _command;

        public Lane(DbConnection connection)
        {
            _connection = connection;
            _session = new SqlSession(connection);
            _command = _session.Command(Sql, ("@kind", 0), ("@key", ""));
        }

        public async Task<DeliveredDocument?> ReadAsync(DeliveryKind kind, string key, CancellationToken cancellationToken)
        {
            _command.Parameters[0].Value = (int)kind;
            _command.Parameters[1].Value = key;
            await using var reader = await _command.ExecuteReaderAsync(CommandBehavior.SingleRow, cancellationToken);
            return await reader.ReadAsync(cancellationToken) ? Document(reader, kind, key) : null;
        }

        public async ValueTask DisposeAsync()
        {
            await _command.DisposeAsync();
            _session.Dispose();
            await _connection.DisposeAsync();
        }
    }
}
