using System.Collections.Concurrent;
using System.Security.Cryptography;
using System.Text;
using GraphQL.Types;
using GraphQLParser.AST;
using GutCms.Web.Features.GraphQL.Reading;
using GutCms.Web.Texts;
using Microsoft.Extensions.Options;

namespace GutCms.Web.Features.GraphQL.Running;

/// <summary>
/// Queries that this process has seen: by their hash, as Apollo's automatic persisted queries ask for it, and as they were parsed and found valid. Another process does not know them; a client that is told so
/// sends the query once more.
/// </summary>
internal sealed class KeptQueries(IOptions<GraphQLOptions> options)
{
    /// <summary>Characters of the longest query that is kept parsed. Longer ones are parsed each time.</summary>
    public const int LongestParsed = 5_000;

    /// <summary>Characters of all queries that are kept parsed.</summary>
    public const int MostParsed = 250_000;

    private readonly ConcurrentDictionary<string, string> _byHash = new(StringComparer.Ordinal);
    private readonly ConcurrentQueue<string> _hashes = new();
    private readonly ConcurrentDictionary<string, (ISchema Schema, GraphQLDocument Document)> _parsed = new(StringComparer.Ordinal);
    private readonly Queue<string> _parsedInOrder = new();
    private int _parsedLength;

    /// <summary>The text of a request: its query, or the one that is kept under the hash that it names.</summary>
    /// <exception cref="QueryFault">None is known, or the query has another hash.</exception>
    public string TextOf(string? query, string? hash)
    {
        if (hash is null)
        {
            return query is { Length: > 0 } ? query : throw new QueryFault(QueryFaults.BadRequest, SiteSentence.Of("GraphQL.NoQuery").ToCurrent());
        }

        if (query is null or "")
        {
            // Clients look for these words.
            return _byHash.TryGetValue(hash, out var known) ? known : throw new QueryFault(QueryFaults.PersistedQueryNotFound, "PersistedQueryNotFound");
        }

        return HashOf(query) == hash ? query : throw new QueryFault(QueryFaults.PersistedQueryMismatch, SiteSentence.Of("GraphQL.Hash").ToCurrent());
    }

    /// <summary>Keeps a query that was found valid, under the hash that its client names. The oldest one gives way.</summary>
    public void Keep(string query, string? hash)
    {
        if (hash is null || options.Value.PersistedQueries == 0 || !_byHash.TryAdd(hash, query))
        {
            return;
        }

        _hashes.Enqueue(hash);
        while (_byHash.Count > options.Value.PersistedQueries && _hashes.TryDequeue(out var oldest))
        {
            _byHash.TryRemove(oldest, out _);
        }
    }

    /// <summary>A query as it was parsed and found valid by a schema; null: not yet.</summary>
    public GraphQLDocument? FindParsed(string query, ISchema schema) => _parsed.TryGetValue(query, out var kept) && kept.Schema == schema ? kept.Document : null;

    /// <summary>Keeps a query that was parsed and found valid by a schema, unless it is long. The oldest ones give way.</summary>
    public void KeepParsed(string query, ISchema schema, GraphQLDocument document)
    {
        if (query.Length > LongestParsed)
        {
            return;
        }

        lock (_parsedInOrder)
        {
            if (!_parsed.TryAdd(query, (schema, document)))
            {
                _parsed[query] = (schema, document);
                return;
            }

            _parsedInOrder.Enqueue(query);
            _parsedLength += query.Length;
            while (_parsedLength > MostParsed)
            {
                var oldest = _parsedInOrder.Dequeue();
                _parsedLength -= oldest.Length;
                _parsed.TryRemove(oldest, out _);
            }
        }
    }

    private static string HashOf(string query) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(query)));
}
