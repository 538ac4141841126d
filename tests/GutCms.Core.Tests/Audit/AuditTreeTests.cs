using System.Globalization;
using System.Security.Cryptography;
using GutCms.Core.Audit;

namespace GutCms.Core.Tests.Audit;

/// <summary>The tree over the log is that of RFC 6962, and a path of it leads to its top from its own entry and place and from no other.</summary>
public sealed class AuditTreeTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(6)]
    [InlineData(7)]
    [InlineData(8)]
    [InlineData(21)]
    public void Path_leads_to_the_top_from_its_entry_and_from_no_other(int size)
    {
        var hashes = Hashes(size);
        var tree = AuditTree.Of(hashes);

        Assert.Equal(Text(Mth([.. hashes.Select(hash => Convert.FromHexString(hash[7..]))])), tree.Root);
        for (var sequence = 1; sequence <= size; sequence++)
        {
            var path = tree.PathOf(sequence);
            Assert.Equal(tree.Root, AuditTree.RootOf(hashes[sequence - 1], sequence, size, path));
            Assert.NotEqual(tree.Root, AuditTree.RootOf(Hashes(size + 1)[^1], sequence, size, path));
            Assert.NotEqual(tree.Root, AuditTree.RootOf(hashes[sequence - 1], sequence, size, [.. path, hashes[0]]));
            Assert.All(Enumerable.Range(1, size).Where(other => other != sequence), other => Assert.NotEqual(tree.Root, AuditTree.RootOf(hashes[sequence - 1], other, size, path)));
        }
    }

    [Theory]
    [InlineData("sha256:00", 1, 1)]
    [InlineData("nonsense", 1, 1)]
    [InlineData(null, 0, 1)]
    [InlineData(null, 2, 1)]
    [InlineData(null, 1, 2)]
    public void What_is_no_place_has_no_top(string? hash, long sequence, long size) => Assert.Null(AuditTree.RootOf(hash ?? Hashes(1)[0], sequence, size, []));

    [Fact]
    public void Log_without_entries_has_the_hash_of_nothing() => Assert.Equal("sha256:e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855", AuditTree.Of([]).Root);

    private static string[] Hashes(int count) => [.. Enumerable.Range(0, count).Select(number => Text(SHA256.HashData(System.Text.Encoding.ASCII.GetBytes(number.ToString(CultureInfo.InvariantCulture)))))];

    /// <summary>As the RFC writes it: split at the largest power of two below the number.</summary>
    private static byte[] Mth(byte[][] entries)
    {
        if (entries.Length == 1)
        {
            return SHA256.HashData([0, .. entries[0]]);
        }

        var half = 1;
        while (half * 2 < entries.Length)
        {
            half *= 2;
        }

        return SHA256.HashData([1, .. Mth(entries[..half]), .. Mth(entries[half..])]);
    }

    private static string Text(byte[] hash) => "sha256:" + Convert.ToHexStringLower(hash);
}
