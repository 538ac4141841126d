using System.Net;
using System.Net.Sockets;
using Microsoft.AspNetCore.Connections;
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

    /// <summary>Tries whether the site can listen there, before anything is made: a start that fails afterwards has shown a password that nobody looks for.</summary>
    /// <exception cref="FormatException">An address is none.</exception>
    /// <exception cref="IOException">Another program listens there.</exception>
    /// <exception cref="SocketException">This account may not listen there, or the machine has no such address.</exception>
    public void Try()
    {
        foreach (var address in All)
        {
            var parsed = BindingAddress.Parse(address);
            if (!parsed.IsUnixPipe && !parsed.IsNamedPipe && parsed.Port != 0)
            {
                Try(address, new IPEndPoint(AddressOf(parsed.Host), parsed.Port));
            }
        }
    }

    // The same words as the server's.
    private static void Try(string address, IPEndPoint place)
    {
        using var socket = new Socket(place.AddressFamily, SocketType.Stream, ProtocolType.Tcp);
        try
        {
            socket.Bind(place);
            socket.Listen();
        }
        catch (SocketException fault) when (fault.SocketErrorCode == SocketError.AddressAlreadyInUse)
        {
            throw new IOException($"Failed to bind to address {address}: address already in use.", new AddressInUseException(fault.Message, fault));
        }
    }

    private static IPAddress AddressOf(string host) =>
        IPAddress.TryParse(host.Trim('[', ']'), out var ip) ? ip : SiteExposures.IsLoopbackHost(host) ? IPAddress.Loopback : IPAddress.Any;

    /// <summary>The address, without a slash at the end, at which this machine reaches what listens: what listens on every address answers on this one too.</summary>
    /// <param name="listening">As the server is told: <c>http://*:8080</c>.</param>
    /// <exception cref="FormatException">It is none.</exception>
    public static string OnThisMachine(string listening)
    {
        var parsed = BindingAddress.Parse(listening);
        var host = parsed.IsUnixPipe || parsed.Host is "*" or "+" or "0.0.0.0" or "[::]" ? "localhost" : parsed.Host.ToLowerInvariant();
        return new UriBuilder(parsed.Scheme, host, parsed.IsUnixPipe ? -1 : parsed.Port).Uri.AbsoluteUri.TrimEnd('/');
    }

    /// <summary>The addresses that the configuration names, in the order in which the server itself takes them; at least one.</summary>
    public static string[] Configured(IConfiguration configuration)
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
