using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;

namespace GutCms.Web.Features.Hosting;

/// <summary>Where the site listens: what the server says once it does, until then what the configuration says.</summary>
internal sealed class ListeningAddresses(IConfiguration configuration, IServer server, IHostApplicationLifetime lifetime)
{
    /// <summary>The server listens, so ports are the real ones.</summary>
    public bool AreReal => lifetime.ApplicationStarted.IsCancellationRequested;

    /// <summary>The addresses, at least one.</summary>
    public IReadOnlyList<string> All =>
        AreReal && server.Features.Get<IServerAddressesFeature>() is { Addresses: { Count: > 0 } real } ? [.. real] : Configured(configuration);

    // In the order in which the server itself takes them.
    private static string[] Configured(IConfiguration configuration)
    {
        string[] endpoints = [.. configuration.GetSection("Kestrel:Endpoints").GetChildren().Select(endpoint => endpoint["Url"]).OfType<string>()];
        string[] urls = Split(configuration["urls"]);
        string[] ports =
        [
            .. Split(configuration["http_ports"]).Select(port => "http://*:" + port),
            .. Split(configuration["https_ports"]).Select(port => "https://*:" + port),
        ];
        return endpoints.Length > 0 ? endpoints : urls.Length > 0 ? urls : ports.Length > 0 ? ports : [SiteBuilder.DefaultUrl];
    }

    private static string[] Split(string? list) => (list ?? "").Split(';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
}
