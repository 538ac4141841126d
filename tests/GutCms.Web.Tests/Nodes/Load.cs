using System.Collections.Concurrent;
using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using GutCms.TestSupport;
using GutCms.TestSupport.Editorial;

namespace GutCms.Web.Tests.Nodes;

/// <summary>People who read an article and write drafts through nginx, one request after the other, and keep what they were answered.</summary>
internal sealed class Load(ThreeNodes nodes, string slug, EditorialClient writer)
{
    private const int Enough = 5;

    // Readers who ask as fast as they can leave nothing of a small machine for anybody else.
    private static readonly TimeSpan Pace = TimeSpan.FromMilliseconds(5);

    private long _reads;
    private long _refused;

    /// <summary>The answers that readers met, whole, each under its tag.</summary>
    public ConcurrentDictionary<(string Tag, string Text), bool> Read { get; } = new();

    /// <summary>The drafts of which the writer was told that they are kept: id and title.</summary>
    public ConcurrentBag<string> Acknowledged { get; } = [];

    /// <summary>How often it was read.</summary>
    public long Reads => Interlocked.Read(ref _reads);

    /// <summary>How often the answer was that it does not work now.</summary>
    public long Refused => Interlocked.Read(ref _refused);

    /// <summary>What a document says, with its tag.</summary>
    public static async Task<(string Tag, string Text)> TextOfAsync(HttpResponseMessage answer) =>
        (answer.Headers.ETag!.Tag, await answer.Content.ReadAsStringAsync(CancellationToken.None));

    /// <summary>Reads until it ends.</summary>
    public async Task ReadAsync(CancellationToken end)
    {
        using var pace = new PeriodicTimer(Pace);
        while (!end.IsCancellationRequested)
        {
            try
            {
                using var answer = await nodes.Reader.GetAsync($"api/delivery/articles/{slug}", CancellationToken.None);
                if (IsAway(answer.StatusCode))
                {
                    Interlocked.Increment(ref _refused);
                }
                else
                {
                    Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
                    Read[await TextOfAsync(answer)] = true;
                    Interlocked.Increment(ref _reads);
                }
            }
            catch (HttpRequestException)
            {
                // The answer ended with the node that gave it, and was seen not to be whole.
                Interlocked.Increment(ref _refused);
            }

            await pace.WaitForNextTickAsync(CancellationToken.None);
        }
    }

    /// <summary>Writes until it ends.</summary>
    public async Task WriteAsync(CancellationToken end)
    {
        while (!end.IsCancellationRequested)
        {
            try
            {
                var title = SampleArticle.NewSlug("load");
                using var request = new HttpRequestMessage(HttpMethod.Post, "api/content?draft=true") { Content = JsonContent.Create(SampleArticle.Create(title)) };
                request.Headers.Add("RequestVerificationToken", writer.Antiforgery);
                using var answer = await writer.Browser.Client.SendAsync(request, CancellationToken.None);
                if (IsAway(answer.StatusCode))
                {
                    Interlocked.Increment(ref _refused);
                    continue;
                }

                Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
                var kept = (await answer.Content.ReadFromJsonAsync<JsonObject>(CancellationToken.None))!;
                Acknowledged.Add($"{(string)kept["ContentItemId"]!} {title}");
            }
            catch (HttpRequestException)
            {
                // The connection ended with the node: nothing was acknowledged.
                Interlocked.Increment(ref _refused);
            }
        }
    }

    /// <summary>Returns when people could read and write some more, or fails with them.</summary>
    /// <param name="running">What they do.</param>
    public async Task GoesOnAsync(Task running)
    {
        var (reads, writes) = (Reads + Enough, Acknowledged.Count + Enough);
        await await Task.WhenAny(running, Eventually.HoldsAsync(() => Reads >= reads && Acknowledged.Count >= writes));
    }

    private static bool IsAway(HttpStatusCode status) => status is HttpStatusCode.BadGateway or HttpStatusCode.ServiceUnavailable or HttpStatusCode.GatewayTimeout;
}
