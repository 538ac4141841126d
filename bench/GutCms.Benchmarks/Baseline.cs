using System.Net;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.Primitives;

namespace GutCms.Benchmarks;

/// <summary>The bare Kestrel end point to compare with: no routing, no middleware, constant bytes, the same headers.</summary>
internal static class Baseline
{
    /// <summary>A response to repeat.</summary>
    public sealed record Recorded(IReadOnlyDictionary<string, string> Headers, byte[] Body);

    public static async Task RunAsync(string url, string responseFile)
    {
        var recorded = JsonSerializer.Deserialize<Recorded>(await File.ReadAllBytesAsync(responseFile))!;
        var headers = recorded.Headers.Select(header => KeyValuePair.Create(header.Key, new StringValues(header.Value))).ToArray();
        var body = recorded.Body;
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseKestrelCore().ConfigureKestrel(kestrel =>
        {
            // The recorded headers tell whether the server names itself.
            kestrel.AddServerHeader = false;
            kestrel.Listen(IPEndPoint.Parse(new Uri(url).Authority));
        });
        await using var app = builder.Build();
        app.Run(context =>
        {
            var response = context.Response;
            foreach (var (name, value) in headers)
            {
                response.Headers[name] = value;
            }

            response.ContentLength = body.Length;
            return response.Body.WriteAsync(body, 0, body.Length);
        });
        await app.RunAsync();
    }

    /// <summary>Records a response of the real server. <c>Date</c> and <c>Content-Length</c> are written by Kestrel anew.</summary>
    public static async Task RecordAsync(HttpClient client, Uri url, string file)
    {
        using var response = await client.GetAsync(url);
        response.EnsureSuccessStatusCode();
        var headers = response.Headers.Concat(response.Content.Headers)
            .Where(header => header.Key is not ("Date" or "Content-Length" or "Transfer-Encoding"))
            .ToDictionary(header => header.Key, header => string.Join(", ", header.Value));
        await File.WriteAllBytesAsync(file, JsonSerializer.SerializeToUtf8Bytes(new Recorded(headers, await response.Content.ReadAsByteArrayAsync())));
    }
}
