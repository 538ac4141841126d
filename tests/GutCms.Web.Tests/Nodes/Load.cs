using System.Collections.Concurrent;
using System.Net;
using System.Text.Json;
using GutCms.TestSupport;
using GutCms.TestSupport.Editorial;

namespace GutCms.Web.Tests.Nodes;

/// <summary>People who read an article and write drafts through nginx, one request after the other, and keep what they were answered.</summary>
internal sealed class Load(ThreeNodes nodes, string slug, EditorialClient writer)
{
    private const int Enough = 20;

    private long _reads;
    private long _refused;

    /// <summary>The texts that readers met, whole.</summary>
    public ConcurrentDictionary<string, bool> Read { get; } = new(StringComparer.Ordinal);

    /// <summary>Ids of the drafts of which the writer was told that they are kept.</summary>
    public ConcurrentBag<string> Acknowledged { get; } = [];

    /// <summary>How often it was read.</summary>
    public long Reads => Interlocked.Read(ref _reads);

    /// <summary>How often the answer was that it does not work now.</summary>
    public long Refused => Interlocked.Read(ref _refused);

    /// <summary>Reads until it ends.</summary>
    public async Task ReadAsync(CancellationToken end)
    {
        while (!end.IsCancellationRequested)
        {
            try
            {
                using var answer = await nodes.Reader.GetAsync($"api/delivery/articles/{slug}", CancellationToken.None);
                if (answer.StatusCode == HttpStatusCode.OK)
                {
                    Read[await answer.Content.ReadAsStringAsync(CancellationToken.None)] = true;
                    Interlocked.Increment(ref _reads);
                }
                else
                {
                    AssertAway(answer.StatusCode);
                }
            }
            catch (HttpRequestException)
            {
                // The answer ended with the node that gave it, and was seen not to be whole.
                Interlocked.Increment(ref _refused);
            }
        }
    }

    /// <summary>Writes until it ends.</summary>
    public async Task WriteAsync(CancellationToken end)
    {
        while (!end.IsCancellationRequested)
        {
            try
            {
                var (status, body) = await writer.PostAsync("api/content?draft=true", SampleArticle.Create(SampleArticle.NewSlug("load")), null);
                if (status == 200)
                {
                    Acknowledged.Add((string)body["ContentItemId"]!);
                }
                else
                {
                    AssertAway((HttpStatusCode)status);
                }
            }
            catch (Exception cut) when (cut is HttpRequestException or JsonException)
            {
                // A page of nginx about a node that is gone, or a connection that ended with it: nothing was acknowledged.
                Interlocked.Increment(ref _refused);
            }
        }
    }

    /// <summary>Returns when people could read and write some more.</summary>
    public async Task GoesOnAsync()
    {
        var (reads, writes) = (Reads + Enough, Acknowledged.Count + Enough);
        await Eventually.HoldsAsync(() => Reads >= reads && Acknowledged.Count >= writes);
    }

    private void AssertAway(HttpStatusCode status)
    {
        Assert.True(status is HttpStatusCode.BadGateway or HttpStatusCode.ServiceUnavailable or HttpStatusCode.GatewayTimeout, $"{(int)status}");
        Interlocked.Increment(ref _refused);
    }
}
