using GutCms.Core.Media;
using GutCms.Core.Media.UseCases;
using GutCms.Web.Features.Buckets;
using Microsoft.Extensions.Options;

namespace GutCms.Web.Features.Media;

/// <summary>Pictures as objects of a bucket, under the names that they have as files of a folder.</summary>
internal sealed class S3Bucket(IOptions<S3Options> options) : IMediaStore, IDisposable
{
    private readonly Bucket _bucket = new(options.Value);

    /// <inheritdoc/>
    public Task<Stream?> OpenAsync(string name, CancellationToken cancellationToken) => _bucket.FindAsync(name, cancellationToken);

    /// <inheritdoc/>
    public Task SaveAsync(string name, ReadOnlyMemory<byte> bytes, CancellationToken cancellationToken) =>
        _bucket.PutAsync(name, bytes, MediaFormats.FindByEnding(Path.GetExtension(name)) ?? "application/octet-stream", cancellationToken);

    /// <inheritdoc/>
    public async Task RemoveAsync(string sha256, CancellationToken cancellationToken)
    {
        // Under names that begin with the id stand the picture and what was made of it, and nothing else.
        await foreach (var (name, _) in _bucket.ListAsync(sha256, deep: true, cancellationToken))
        {
            await _bucket.RemoveAsync(name, cancellationToken);
        }
    }

    /// <inheritdoc/>
    public async Task<IReadOnlyList<string>> ListAsync(DateTime beforeUtc, CancellationToken cancellationToken)
    {
        var (found, fresh) = (new HashSet<string>(StringComparer.Ordinal), new HashSet<string>(StringComparer.Ordinal));
        await foreach (var (name, writtenUtc) in _bucket.ListAsync("", deep: true, cancellationToken))
        {
            var id = Path.GetFileNameWithoutExtension(name.Split('/')[0]);
            if (MediaFile.IsId(id))
            {
                (writtenUtc < beforeUtc ? found : fresh).Add(id);
            }
        }

        return [.. found.Except(fresh)];
    }

    /// <inheritdoc/>
    public IAsyncEnumerable<string> ListStoredAsync(CancellationToken cancellationToken) =>
        _bucket.ListAsync("", deep: false, cancellationToken).Select(kept => kept.Name).Where(name => MediaFile.IdOfStored(name) is not null);

    /// <inheritdoc/>
    public Task RemoveUnfinishedAsync(DateTime beforeUtc, CancellationToken cancellationToken) => Task.CompletedTask;

    /// <inheritdoc/>
    public void Dispose() => _bucket.Dispose();
}
