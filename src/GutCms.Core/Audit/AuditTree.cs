using System.Security.Cryptography;

namespace GutCms.Core.Audit;

/// <summary>
/// A tree over the hashes of all entries of the log (RFC 6962, section 2.1, with SHA-256): a few hashes say that an entry stands in it, and show nothing of the others. The chain cannot say that, since each of its
/// links is made of a whole entry.
/// </summary>
public sealed class AuditTree
{
    private const string Prefix = "sha256:";
    private const int HashLength = 32;

    private readonly List<byte[][]> _levels = [];

    private AuditTree(byte[][] leaves)
    {
        for (var level = leaves; ; level = Above(level))
        {
            _levels.Add(level);
            if (level.Length <= 1)
            {
                return;
            }
        }
    }

    /// <summary>The hash at its top: <c>sha256:</c> and 64 hex digits. That of no entries is the hash of nothing.</summary>
    public string Root => Text(_levels[^1] is [var root] ? root : SHA256.HashData([]));

    /// <summary>The tree of a log.</summary>
    /// <param name="hashes">Hashes of all its entries, in order.</param>
    /// <exception cref="FormatException">One is no hash.</exception>
    public static AuditTree Of(IEnumerable<string> hashes)
    {
        ArgumentNullException.ThrowIfNull(hashes);
        return new([.. hashes.Select(hash => Leaf(Read(hash) ?? throw new FormatException($"'{hash}' is no hash.")))]);
    }

    /// <summary>The hashes beside the way from an entry to the top, from below.</summary>
    /// <param name="sequence">Number of the entry, from 1.</param>
    public IReadOnlyList<string> PathOf(long sequence)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(sequence, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(sequence, _levels[0].Length);
        List<string> path = [];
        var at = sequence - 1;
        foreach (var level in _levels.SkipLast(1))
        {
            if ((at ^ 1) < level.Length)
            {
                path.Add(Text(level[at ^ 1]));
            }

            at /= 2;
        }

        return path;
    }

    /// <summary>The top to which a path leads; null: it is none of this place.</summary>
    /// <param name="hash">Hash of the entry.</param>
    /// <param name="sequence">Its number, from 1.</param>
    /// <param name="size">How many entries the log has.</param>
    /// <param name="path">As <see cref="PathOf"/>.</param>
    public static string? RootOf(string hash, long sequence, long size, IReadOnlyList<string> path)
    {
        ArgumentNullException.ThrowIfNull(path);
        if (sequence < 1 || sequence > size || Read(hash) is not { } entry)
        {
            return null;
        }

        var (node, used) = (Leaf(entry), 0);
        for (long at = sequence - 1, left = size; left > 1; at /= 2, left = (left + 1) / 2)
        {
            if ((at ^ 1) >= left)
            {
                // The last of an odd number goes up as it is.
                continue;
            }

            if (used == path.Count || Read(path[used++]) is not { } beside)
            {
                return null;
            }

            node = at % 2 == 0 ? Node(node, beside) : Node(beside, node);
        }

        return used == path.Count ? Text(node) : null;
    }

    private static byte[][] Above(byte[][] level) =>
        [.. level.Chunk(2).Select(pair => pair is [var left, var right] ? Node(left, right) : pair[0])];

    // Leaves and nodes are told apart, so that no node passes for an entry.
    private static byte[] Leaf(byte[] hash) => SHA256.HashData([0, .. hash]);

    private static byte[] Node(byte[] left, byte[] right) => SHA256.HashData([1, .. left, .. right]);

    private static string Text(byte[] hash) => Prefix + Convert.ToHexStringLower(hash);

    private static byte[]? Read(string hash)
    {
        var bytes = new byte[HashLength];
        return hash.StartsWith(Prefix, StringComparison.Ordinal) && hash.Length == Prefix.Length + (2 * HashLength)
            && Convert.FromHexString(hash.AsSpan(Prefix.Length), bytes, out _, out _) == System.Buffers.OperationStatus.Done ? bytes : null;
    }
}
