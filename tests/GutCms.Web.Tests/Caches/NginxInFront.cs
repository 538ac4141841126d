using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using GutCms.TestSupport;

namespace GutCms.Web.Tests.Caches;

/// <summary>A real nginx with a cache in front of a site, on a free port of the loopback address. Skips the test where there is none.</summary>
internal sealed class NginxInFront : IAsyncDisposable
{
    private readonly Process _process;
    private readonly string _folder;

    private NginxInFront(Process process, string folder, HttpMessageHandler handler, Uri address)
    {
        (_process, _folder) = (process, folder);
        Client = new HttpClient(handler) { BaseAddress = address };
    }

    /// <summary>A reader behind the cache. Each answer says in <c>X-Cache</c> what the cache did.</summary>
    public HttpClient Client { get; }

    /// <summary>Starts one with a cache in front of a site, and waits until it listens.</summary>
    /// <param name="site">Address of the site.</param>
    /// <param name="useStale">Value of <c>proxy_cache_use_stale</c>.</param>
    public static Task<NginxInFront> StartAsync(Uri site, string useStale)
    {
        var port = FreePort();
        return StartAsync(folder => Server(folder, port, site, useStale), port, new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false }, new(string.Create(CultureInfo.InvariantCulture, $"http://127.0.0.1:{port}/")));
    }

    /// <summary>Starts one, and waits until it listens.</summary>
    /// <param name="http">What it serves, of the folder where it may write.</param>
    /// <param name="port">Where it listens on the loopback address.</param>
    /// <param name="handler">How the reader asks.</param>
    /// <param name="address">Whom the reader asks.</param>
    public static async Task<NginxInFront> StartAsync(Func<string, string> http, int port, HttpMessageHandler handler, Uri address)
    {
        var nginx = Require.Nginx();
        var folder = Directory.CreateTempSubdirectory("gutcms-nginx-").FullName;
        var configuration = Path.Combine(folder, "nginx.conf");
        await File.WriteAllTextAsync(configuration, Configuration(folder, http(folder)));
        var process = Process.Start(new ProcessStartInfo(nginx, ["-p", folder, "-e", Path.Combine(folder, "error.log"), "-c", configuration]) { RedirectStandardError = true })!;
        await ListensAsync(process, port);
        return new(process, folder, handler, address);
    }

    /// <summary>A port of the loopback address that nobody listens on.</summary>
    public static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    /// <summary>Waits until a program listens on a port of the loopback address.</summary>
    public static Task ListensAsync(Process process, int port) => Eventually.HoldsAsync(async () =>
    {
        Assert.False(process.HasExited, "It ended instead of listening.");
        using var socket = new TcpClient();
        try
        {
            await socket.ConnectAsync(IPAddress.Loopback, port);
            return true;
        }
        catch (SocketException)
        {
            return false;
        }
    });

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        Client.Dispose();
        _process.Kill(entireProcessTree: true);
        await _process.WaitForExitAsync();
        _process.Dispose();
        Directory.Delete(_folder, recursive: true);
    }

    private static string Configuration(string folder, string http) => $$"""
        user root;
        daemon off;
        worker_processes 1;
        pid {{folder}}/nginx.pid;
        events { worker_connections 64; }
        http {
          access_log off;
          client_body_temp_path {{folder}}/body;
          proxy_temp_path {{folder}}/proxy;
          fastcgi_temp_path {{folder}}/fastcgi;
          uwsgi_temp_path {{folder}}/uwsgi;
          scgi_temp_path {{folder}}/scgi;
        {{http}}
        }
        """;

    private static string Server(string folder, int port, Uri site, string useStale) => $$"""
          proxy_cache_path {{folder}}/cache keys_zone=site:1m;
          server {
            listen 127.0.0.1:{{port.ToString(CultureInfo.InvariantCulture)}};
            location / {
              proxy_pass {{site.GetLeftPart(UriPartial.Authority)}};
              proxy_cache site;
              proxy_cache_use_stale {{useStale}};
              proxy_cache_background_update on;
              proxy_cache_lock on;
              add_header X-Cache $upstream_cache_status always;
            }
          }
        """;
}
