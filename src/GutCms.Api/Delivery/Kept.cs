using System.Collections.Concurrent;
using GutCms.Core.Delivery;
using Microsoft.AspNetCore.Http;

namespace GutCms.Api.Delivery;

/// <summary>Finished answers in memory, all made of what is published now, bounded by bytes. Hits take no lock. For any number of callers at once.</summary>
/// <remarks>
/// Whoever makes an answer takes <see cref="Revision"/> before reading what it is made of: what is published meanwhile, here or on another node, makes it an answer of a revision that is
/// never asked for again. There are two shelves; when the new one is half of the bound it takes the place of the old one, so what nobody asks for any more is gone after two.
/// </remarks>
/// <typeparam name="T">An answer.</typeparam>
/// <param name="reader">Says what is published.</param>
/// <param name="mostBytes">Bound; 0 keeps nothing.</param>
public sealed class Kept<T>(IDeliveryReader reader, long mostBytes)
    where T : class
{
    /// <summary>What an entry costs beside its bytes and its key, roughly.</summary>
    private const int Overhead = 512;

    private readonly Lock _lock = new();
    private volatile Shelf _new = new(-1);
    private volatile Shelf _old = new(-1);

    /// <summary>A number that is another one after any change of what is published; null: nothing can be kept at the moment.</summary>
    public long? Revision => mostBytes > 0 ? reader.Revision : null;

    /// <summary>The answer to a question, made of what is published now; null: it is not here.</summary>
    /// <param name="key">The question.</param>
    public T? Find(string key)
    {
        if (Revision is not { } revision)
        {
            return null;
        }

        var (latest, former) = (_new, _old);
        if (latest.Revision == revision && latest.Answers.TryGetValue(key, out var answer))
        {
            return answer.Value;
        }

        if (former.Revision != revision || !former.Answers.TryGetValue(key, out var known))
        {
            return null;
        }

        Keep(revision, key, known.Value, known.Bytes);
        return known.Value;
    }

    /// <summary>Keeps an answer.</summary>
    /// <param name="revision">As it was before anything was read for it.</param>
    /// <param name="key">The question.</param>
    /// <param name="answer">The answer.</param>
    /// <param name="bytes">Its size.</param>
    public void Keep(long revision, string key, T answer, long bytes)
    {
        ArgumentNullException.ThrowIfNull(key);
        var size = SizeOf(key, bytes);
        if (size > mostBytes / 4)
        {
            return;
        }

        lock (_lock)
        {
            if (_new.Revision > revision)
            {
                return;
            }

            if (_new.Revision < revision)
            {
                (_new, _old) = (new(revision), new(-1));
            }
            else if (_new.Bytes + size > mostBytes / 2)
            {
                (_old, _new) = (_new, new(revision));
            }

            if (_new.Answers.TryGetValue(key, out var known))
            {
                _new.Bytes -= SizeOf(key, known.Bytes);
            }

            _new.Answers[key] = new(answer, bytes);
            _new.Bytes += size;
        }
    }

    private static long SizeOf(string key, long bytes) => bytes + (2L * key.Length) + Overhead;

    private sealed class Shelf(long revision)
    {
        public long Revision => revision;

        public ConcurrentDictionary<string, Entry> Answers { get; } = new(StringComparer.Ordinal);

        /// <summary>Written under the lock.</summary>
        public long Bytes { get; set; }
    }

    private sealed record Entry(T Value, long Bytes);
}

/// <summary>What a request asks for, as the key of its answer.</summary>
public static class KeptQuestion
{
    /// <summary>The address as it was asked for, since that of a next page says it in the same way. No query holds a line end, so that no path reads like one with a query.</summary>
    /// <param name="request">The request.</param>
    /// <param name="before">What else tells answers apart.</param>
    public static string Of(HttpRequest request, string before = "")
    {
        ArgumentNullException.ThrowIfNull(request);
        return string.Concat([before, request.PathBase.Value, request.Path.Value, "\n", request.QueryString.Value]);
    }
}
