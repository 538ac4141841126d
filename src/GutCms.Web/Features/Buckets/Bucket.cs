using System.Net;
using System.Runtime.CompilerServices;
using Amazon;
using Amazon.Runtime;
using Amazon.S3;
using Amazon.S3.Model;
using Amazon.S3.Transfer;

namespace GutCms.Web.Features.Buckets;

/// <summary>A bucket as files by name, all of them under its prefix. An object is there whole or not at all.</summary>
internal sealed class Bucket(BucketOptions options) : IDisposable
{
    private readonly AmazonS3Client _client = ClientOf(options);

    /// <summary>The bytes of an object, whole, so that whoever serves them knows their length and can begin anywhere; null: there is none.</summary>
    public async Task<Stream?> FindAsync(string name, CancellationToken cancellationToken)
    {
        try
        {
            using var answer = await _client.GetObjectAsync(options.Bucket, KeyOf(name), cancellationToken);
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

    /// <summary>Keeps bytes under a name.</summary>
    public async Task PutAsync(string name, ReadOnlyMemory<byte> bytes, string mediaType, CancellationToken cancellationToken)
    {
        using var stream = new MemoryStream(bytes.ToArray(), writable: false);
        await _client.PutObjectAsync(new PutObjectRequest { BucketName = options.Bucket, Key = KeyOf(name), InputStream = stream, ContentType = mediaType }, cancellationToken);
    }

    /// <summary>Keeps a file of whatever length under a name, a piece at a time.</summary>
    public async Task PutFileAsync(string name, string path, CancellationToken cancellationToken)
    {
        using var transfer = new TransferUtility(_client);
        await transfer.UploadAsync(new TransferUtilityUploadRequest { BucketName = options.Bucket, Key = KeyOf(name), FilePath = path, ContentType = "application/octet-stream" }, cancellationToken);
    }

    /// <summary>Removes an object, if it is there.</summary>
    public Task RemoveAsync(string name, CancellationToken cancellationToken) => _client.DeleteObjectAsync(options.Bucket, KeyOf(name), cancellationToken);

    /// <summary>Objects whose names begin with something, page by page.</summary>
    /// <param name="start">What they begin with.</param>
    /// <param name="deep">With those that have a slash further on in their name.</param>
    /// <param name="cancellationToken">Cancels.</param>
    /// <returns>The name of each, and when it was written (UTC); null: the store does not say.</returns>
    public async IAsyncEnumerable<(string Name, DateTime? WrittenUtc)> ListAsync(string start, bool deep, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        string? next = null;
        do
        {
            var page = await _client.ListObjectsV2Async(
                new ListObjectsV2Request { BucketName = options.Bucket, Prefix = KeyOf(start), Delimiter = deep ? null : "/", ContinuationToken = next }, cancellationToken);
            foreach (var found in page.S3Objects ?? [])
            {
                yield return (found.Key[options.Prefix.Length..], found.LastModified?.ToUniversalTime());
            }

            next = page.IsTruncated == true ? page.NextContinuationToken : null;
        }
        while (next is not null);
    }

    /// <inheritdoc/>
    public void Dispose() => _client.Dispose();

    private string KeyOf(string name) => options.Prefix + name;

    private static AmazonS3Client ClientOf(BucketOptions options)
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
