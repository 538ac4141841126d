using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.FileProviders;
using Microsoft.Extensions.Logging;

namespace GutCms.Browser.Tests.Samples;

/// <summary>What stands between the files of a site and its readers.</summary>
internal static class WebServers
{
    /// <summary>Serves a folder.</summary>
    public static Task<WebApplication> ServeAsync(string folder) => StartAsync(app =>
    {
        var files = new PhysicalFileProvider(folder);
        app.UseDefaultFiles(new DefaultFilesOptions { FileProvider = files });
        app.UseStaticFiles(new StaticFileOptions { FileProvider = files });
    });

    /// <summary>Passes on what another server says, with its pages changed on the way.</summary>
    public static Task<WebApplication> ProxyAsync(Uri origin, Func<string, string> alter)
    {
        var client = new HttpClient { BaseAddress = origin };
        return StartAsync(app => app.Run(async context =>
        {
            using var answer = await client.GetAsync(context.Request.Path + context.Request.QueryString, context.RequestAborted);
            context.Response.StatusCode = (int)answer.StatusCode;
            context.Response.ContentType = answer.Content.Headers.ContentType?.ToString();
            var body = await answer.Content.ReadAsStringAsync(context.RequestAborted);
            await context.Response.WriteAsync(context.Response.ContentType?.StartsWith("text/html", StringComparison.Ordinal) == true ? alter(body) : body, context.RequestAborted);
        }));
    }

    /// <summary>Where it listens.</summary>
    public static Uri AddressOf(WebApplication app) => new(app.Urls.Single());

    private static async Task<WebApplication> StartAsync(Action<WebApplication> configure)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, 0));
        var app = builder.Build();
        configure(app);
        await app.StartAsync();
        return app;
    }
}
