using System.Net;
using System.Net.Sockets;
using GutCms.Api.Settings;
using GutCms.Web.Features.Errors;
using Microsoft.AspNetCore.HttpOverrides;
using Microsoft.Extensions.Options;

namespace GutCms.Web.Features.Security;

/// <summary>Takes the address of the visitor and the scheme from <c>X-Forwarded-For</c> and <c>X-Forwarded-Proto</c> of proxies that are named, and of nobody else. Never a host.</summary>
internal static class TrustedProxies
{
    private const string EverybodyTrusted = "ForwardedHeaders_Enabled";

    /// <summary>Adds the options.</summary>
    /// <exception cref="SiteCannotRunException">Whoever connects would be trusted.</exception>
    public static IServiceCollection AddGutCmsProxies(this IServiceCollection services, IConfiguration configuration)
    {
        if (string.Equals(configuration[EverybodyTrusted], "true", StringComparison.OrdinalIgnoreCase))
        {
            throw new SiteCannotRunException(
                "ASPNETCORE_FORWARDEDHEADERS_ENABLED believes everybody who connects about their address. Unset it and name your proxy in GutCms:Proxy:Trusted (GutCms__Proxy__Trusted__0=10.0.0.2).");
        }

        services.AddCheckedOptions<ProxyOptions>(ProxyOptions.Section);
        services.AddOptions<ForwardedHeadersOptions>().Configure<IOptions<ProxyOptions>>(Configure);
        return services;
    }

    /// <summary>Reads the headers where a proxy is named. Goes first in the pipeline.</summary>
    public static IApplicationBuilder UseGutCmsProxies(this IApplicationBuilder app) =>
        app.ApplicationServices.GetRequiredService<IOptions<ProxyOptions>>().Value.IsConfigured ? app.UseForwardedHeaders() : app;

    private static void Configure(ForwardedHeadersOptions headers, IOptions<ProxyOptions> proxy)
    {
        headers.ForwardedHeaders = ForwardedHeaders.XForwardedFor | ForwardedHeaders.XForwardedProto;
        headers.ForwardLimit = proxy.Value.Hops;

        // The defaults trust this machine, whether it was named or not.
        headers.KnownProxies.Clear();
        headers.KnownIPNetworks.Clear();
        foreach (var name in proxy.Value.Trusted)
        {
            if (IPAddress.TryParse(name, out var address))
            {
                headers.KnownProxies.Add(address);
            }
            else if (System.Net.IPNetwork.TryParse(name, out var network))
            {
                headers.KnownIPNetworks.Add(network);
            }
            else
            {
                foreach (var found in LookUp(name))
                {
                    headers.KnownProxies.Add(found);
                }
            }
        }
    }

    private static IPAddress[] LookUp(string name)
    {
        try
        {
            return Dns.GetHostAddresses(name);
        }
        catch (SocketException exception)
        {
            throw new SiteCannotRunException($"The proxy {name} in GutCms:Proxy:Trusted cannot be looked up ({exception.Message}).", exception);
        }
    }
}
