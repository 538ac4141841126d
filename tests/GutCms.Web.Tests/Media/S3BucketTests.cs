using System.Net;
using System.Text;
using Amazon.Runtime;
using GutCms.Web.Features.Media;

namespace GutCms.Web.Tests.Media;

/// <summary>Pictures in a bucket of a server that speaks S3.</summary>
public sealed class S3BucketTests : IAsyncLifetime
{
    private static readonly string Known = new('a', 64), Other = new('b', 64);

    private S3Server _server = null!;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() => _server = await S3Server.StartAsync();

    public ValueTask DisposeAsync() => _server.DisposeAsync();

    [Fact]
    public async Task What_was_kept_is_read_replaced_listed_and_removed_with_all_that_was_made_of_it()
    {
        using var bucket = Bucket("site/");
        Assert.Null(await ReadAsync(bucket, $"{Known}.jpg"));
        await SaveAsync(bucket, $"{Known}.jpg", "whole");
        await SaveAsync(bucket, $"{Known}/160.webp", "small");
        await SaveAsync(bucket, $"{Other}.png", "other");
        await SaveAsync(bucket, $"{Other}.png", "another");

        Assert.Equal(("whole", "small", "another"), (await ReadAsync(bucket, $"{Known}.jpg"), await ReadAsync(bucket, $"{Known}/160.webp"), await ReadAsync(bucket, $"{Other}.png")));
        await using (var stream = await bucket.OpenAsync($"{Known}.jpg", Token))
        {
            Assert.Equal((true, 5L), (stream!.CanSeek, stream.Length));
        }

        var (past, future) = (TimeProvider.System.GetUtcNow().UtcDateTime.AddDays(-1), TimeProvider.System.GetUtcNow().UtcDateTime.AddDays(1));
        Assert.Equal([Known, Other], (await bucket.ListAsync(future, Token)).Order(StringComparer.Ordinal));
        Assert.Empty(await bucket.ListAsync(past, Token));
        Assert.Equal([$"{Known}.jpg", $"{Other}.png"], (await bucket.ListStoredAsync(Token).ToListAsync(Token)).Order(StringComparer.Ordinal));
        await bucket.RemoveUnfinishedAsync(future, Token);

        await bucket.RemoveAsync(Known, Token);
        await bucket.RemoveAsync(Known, Token);
        Assert.Null(await ReadAsync(bucket, $"{Known}.jpg"));
        Assert.Null(await ReadAsync(bucket, $"{Known}/160.webp"));
        Assert.Equal([Other], await bucket.ListAsync(future, Token));
    }

    [Fact]
    public async Task Sites_with_prefixes_of_their_own_share_a_bucket_and_nothing_in_it()
    {
        using var one = Bucket("one/");
        using var two = Bucket("two/");
        await SaveAsync(one, $"{Known}.jpg", "one");

        Assert.Null(await ReadAsync(two, $"{Known}.jpg"));
        Assert.Empty(await two.ListAsync(TimeProvider.System.GetUtcNow().UtcDateTime.AddDays(1), Token));
        Assert.Empty(await two.ListStoredAsync(Token).ToListAsync(Token));
        await two.RemoveAsync(Known, Token);
        Assert.Equal("one", await ReadAsync(one, $"{Known}.jpg"));
    }

    [Fact]
    public async Task Wrong_secret_is_a_fault_and_no_missing_picture()
    {
        await _server.DisposeAsync();
        _server = await S3Server.StartAsync("strict");
        using (var right = Bucket(""))
        {
            await SaveAsync(right, $"{Known}.jpg", "whole");
            Assert.Equal("whole", await ReadAsync(right, $"{Known}.jpg"));
        }

        using var bucket = Bucket("", "wrong");
        var fault = await Assert.ThrowsAnyAsync<AmazonServiceException>(() => ReadAsync(bucket, $"{Known}.jpg"));
        Assert.Equal(HttpStatusCode.Forbidden, fault.StatusCode);
    }

    [Fact]
    public async Task Listing_goes_on_beyond_a_page()
    {
        using var bucket = Bucket("");
        await Parallel.ForEachAsync(Enumerable.Range(0, 1_050), Token, async (number, _) => await SaveAsync(bucket, $"{number:x64}.png", "x"));

        Assert.Equal(1_050, (await bucket.ListAsync(TimeProvider.System.GetUtcNow().UtcDateTime.AddDays(1), Token)).Count);
        Assert.Equal(1_050, await bucket.ListStoredAsync(Token).CountAsync(Token));
    }

    private S3Bucket Bucket(string prefix, string secret = S3Server.Key) => _server.Open(prefix, secret);

    private static Task SaveAsync(S3Bucket store, string name, string text) => store.SaveAsync(name, Encoding.UTF8.GetBytes(text), Token);

    private static async Task<string?> ReadAsync(S3Bucket store, string name)
    {
        await using var stream = await store.OpenAsync(name, Token);
        if (stream is null)
        {
            return null;
        }

        using var reader = new StreamReader(stream);
        return await reader.ReadToEndAsync(Token);
    }
}
