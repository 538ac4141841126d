using System.Net;
using Amazon;
using Amazon.Runtime;
using Amazon.S3;
using Amazon.S3.Model;
using GutCms.Core.Media;
using GutCms.Core.Media.UseCases;
using Microsoft.Extensions.Options;

namespace GutCms.Web.Features.Media;

/// <summary>Pictures as objects of a bucket, under the names that they have as files of a folder. An object is there whole or not at all.</summary>
internal sealed class S3Bucket(IOptions<S3Options> options) : IMediaStore, IDisposable
{
    private readonly S3Options _options = options.Value;
    private readonly AmazonS3Client _client = ClientOf(options.Value);

    /// <inheritdoc/>
    public async Task<Stream?> OpenAsync(string name, CancellationToken cancellationToken)
    {
        try
        {
            using var answer = await _client.GetObjectAsync(_options.Bucket, KeyOf(name), cancellationToken);

            // Whole, so that whoever serves it knows its length and can begin anywhere.
            var bytes = new MemoryStream((int)answer.ContentLength);
            await answer.ResponseStream.CopyToAsync(bytes, cancellationToken);
            bytes.Position = 0;
            return bytes;
        }
        catch (AmazonS3Exception fault) when (fault.StatusCode == HttpStatusCode.NotFound)
        {
            return null;
        }
    }

    /// <inheritdoc/>
    public async Task SaveAsync(string name, ReadOnlyMemory<byte> bytes, CancellationToken cancellationToken)
    {
        using var stream = new MemoryStream(bytes.ToArray(), writable: false);
        await _client.PutObjectAsync(
            new PutObjectRequest { BucketName = _options.Bucket, Key = KeyOf(name), InputStream = stream, ContentType = MediaFormats.FindByEnding(Path.GetExtension(name)) ?? "application/octet-stream" }, cancellationToken);
    }

    /// <inheritdoc/>
    public async Task RemoveAsync(string sha256, CancellationToken cancellationToken)
    {
        // Under names that begin with the id stand the picture and what was made of it, and nothing else.
        await foreach (var kept in ObjectsAsync(KeyOf(sha256), cancellationToken))
        {
            await _client.DeleteObjectAsync(_options.Bucket, kept.Key, cancellationToken);
        }
    }

    /// <inheritdoc/>
    public async Task<IReadOnlyList<string>> ListAsync(DateTime beforeUtc, CancellationToken cancellationToken)
    {
        var (found, fresh) = (new HashSet<string>(StringComparer.Ordinal), new HashSet<string>(StringComparer.Ordinal));
        await foreach (var kept in ObjectsAsync(_options.Prefix, cancellationToken))
        {
            var id = Path.GetFileNameWithoutExtension(kept.Key[_options.Prefix.Length..].Split('/')[0]);
            if (MediaFile.IsId(id))
            {
                (kept.LastModified?.ToUniversalTime() < beforeUtc ? found : fresh).Add(id);
            }
        }

        return [.. found.Except(fresh)];
    }

    /// <inheritdoc/>
    public Task RemoveUnfinishedAsync(DateTime beforeUtc, CancellationToken cancellationToken) => Task.CompletedTask;

    /// <inheritdoc/>
    public void Dispose() => _client.Dispose();

    private string KeyOf(string name) => _options.Prefix + name;

    private async IAsyncEnumerable<S3Object> ObjectsAsync(string prefix, [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancellationToken)
    {
        string? next = null;
        do
        {
            var page = await _client.ListObjectsV2Async(new ListObjectsV2Request { BucketName = _options.Bucket, Prefix = prefix, ContinuationToken = next }, cancellationToken);
            foreach (var found in page.S3Objects ?? [])
            {
                yield return found;
            }

            next = page.IsTruncated == true ? page.NextContinuationToken : null;
        }
        while (next is not null);
    }

    private static AmazonS3Client ClientOf(S3Options options)
    {
        // Stores other than Amazon's do not know each checksum that it would add otherwise.
        var config = new AmazonS3Config
        {
            ForcePathStyle = options.PathStyle,
            AuthenticationRegion = options.Region,
            RequestChecksumCalculation = RequestChecksumCalculation.WHEN_REQUIRED,
            ResponseChecksumValidation = ResponseChecksumValidation.WHEN_REQUIRED,
        };
        if (options.Endpoint.Length > 0)
        {
            config.ServiceURL = options.Endpoint;
        }
        else
        {
            config.RegionEndpoint = RegionEndpoint.GetBySystemName(options.Region);
        }

        return options.AccessKeyId.Length > 0 ? new(new BasicAWSCredentials(options.AccessKeyId, options.SecretAccessKey), config) : new(config);
    }
}
