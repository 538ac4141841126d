using System.Net;

namespace GutCms.Web.Features.Hosting;

/// <summary>Whether others than the people at this machine can reach the site.</summary>
internal enum SiteExposure
{
    /// <summary>It listens on loopback addresses only, nothing stands in front of it and no public address is configured: for trying it out.</summary>
    Trial,

    /// <summary>It listens where others can come from, or has a public address or a proxy.</summary>
    Reachable,
}

/// <summary>Tells from addresses who can reach them.</summary>
internal static class SiteExposures
{
    /// <summary>Whether this machine only answers at the address. A name other than <c>localhost</c>, a wildcard and a Unix socket (for a proxy) are not loopback.</summary>
    /// <param name="address">An address to listen on, as Kestrel reads it, for example <c>http://*:80</c>.</param>
    public static bool IsLoopback(string address) =>
        Parse(address) is { IsUnixPipe: false, IsNamedPipe: false } parsed && IsLoopbackHost(parsed.Host);

    /// <summary>Whether it can be listened on at all.</summary>
    public static bool IsAddress(string address) => Parse(address) is not null;

    /// <summary>Whether a host is this machine: <c>localhost</c>, <c>127.0.0.0/8</c>, <c>[::1]</c>.</summary>
    public static bool IsLoopbackHost(string host) =>
        string.Equals(host, "localhost", StringComparison.OrdinalIgnoreCase) || (IPAddress.TryParse(host.Trim('[', ']'), out var ip) && IPAddress.IsLoopback(ip));

    private static BindingAddress? Parse(string address)
    {
        try
        {
            return BindingAddress.Parse(address);
        }
        catch (FormatException)
        {
            return null;
        }
    }
}
