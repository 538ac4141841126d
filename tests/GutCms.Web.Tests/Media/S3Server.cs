using System.Diagnostics;
using GutCms.TestSupport;
using GutCms.Web.Features.Buckets;
using GutCms.Web.Features.Media;
using Microsoft.Extensions.Options;

namespace GutCms.Web.Tests.Media;

/// <summary>A server that speaks S3, with one bucket.</summary>
internal sealed class S3Server : IAsyncDisposable
{
    /// <summary>Id and secret of the key that it knows.</summary>
    public const string Key = "S3RVER";

    private const string BucketName = "pictures";

    private readonly Process _process;
    private readonly string _data;

    private S3Server(Process process, string data, string address) => (_process, _data, Address) = (process, data, address);

    /// <summary>Where it listens.</summary>
    public string Address { get; }

    /// <summary>Starts one.</summary>
    /// <param name="signatures"><c>strict</c>: a wrong signature is refused.</param>
    public static async Task<S3Server> StartAsync(string signatures = "lenient")
    {
        var folder = Path.Combine(GutCmsExecutable.RepositoryRoot, "tests", "s3-server");
        if (!Directory.Exists(Path.Combine(folder, "node_modules")))
        {
            throw Require.Missing("The server that speaks S3: run npm ci in tests/s3-server.");
        }

        var data = Directory.CreateTempSubdirectory("gutcms-s3-").FullName;
        var process = Process.Start(new ProcessStartInfo(Require.Node(), ["--openssl-legacy-provider", Path.Combine(folder, "start.mjs"), data, signatures]) { RedirectStandardOutput = true })!;
        return new(process, data, $"http://127.0.0.1:{await process.StandardOutput.ReadLineAsync(TestContext.Current.CancellationToken)}");
    }

    /// <summary>Its bucket, of whatever.</summary>
    public T Place<T>(string prefix, string secret = Key)
        where T : BucketOptions, new() => new() { Bucket = BucketName, Endpoint = Address, AccessKeyId = Key, SecretAccessKey = secret, Prefix = prefix };

    /// <summary>Its bucket with pictures, under a prefix.</summary>
    public S3Bucket Open(string prefix, string secret = Key) => new(Options.Create(Place<S3Options>(prefix, secret)));

    /// <summary>Has a site keep something there.</summary>
    public void Use(TestSite site, string prefix, string section = "Media")
    {
        foreach (var (key, value) in new[] { ("Bucket", BucketName), ("Endpoint", Address), ("AccessKeyId", Key), ("SecretAccessKey", Key), ("Prefix", prefix) })
        {
            site.Environment[$"GutCms__{section}__S3__{key}"] = value;
        }
    }

    /// <summary>Stops it, with what it holds left.</summary>
    public async Task StopAsync()
    {
        _process.Kill();
        await _process.WaitForExitAsync();
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await StopAsync();
        _process.Dispose();
        if (Directory.Exists(_data))
        {
            Directory.Delete(_data, recursive: true);
        }
    }
}
