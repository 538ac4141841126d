using System.Net;
using System.Net.Sockets;

namespace GutCms.Web.Features.Webhooks;

/// <summary>Which addresses belong to nobody's own network: only they are called, unless the operator says otherwise.</summary>
internal static class PublicAddresses
{
    private static readonly IPNetwork[] NotPublic =
    [
        // IANA's registries of special-purpose addresses, as far as they are not globally reachable; multicast.
        .. new[]
        {
            "0.0.0.0/8", "10.0.0.0/8", "100.64.0.0/10", "127.0.0.0/8", "169.254.0.0/16", "172.16.0.0/12", "192.0.0.0/24", "192.0.2.0/24", "192.88.99.0/24", "192.168.0.0/16", "198.18.0.0/15",
            "198.51.100.0/24", "203.0.113.0/24", "224.0.0.0/4", "240.0.0.0/4",

            // In IPv6 also what stands for an address of IPv4 that a gateway on the way would call: translated, 6to4, Teredo.
            "::/96", "64:ff9b::/96", "64:ff9b:1::/48", "100::/64", "2001::/23", "2001:db8::/32", "2002::/16", "3fff::/20", "5f00::/16", "fc00::/7", "fe80::/10", "fec0::/10", "ff00::/8",
        }.Select(text => IPNetwork.Parse(text)),
    ];

    /// <summary>Whether an address is reached the same from everywhere.</summary>
    public static bool Contains(IPAddress address)
    {
        var plain = address.IsIPv4MappedToIPv6 ? address.MapToIPv4() : address;
        return plain.AddressFamily is AddressFamily.InterNetwork or AddressFamily.InterNetworkV6 && !NotPublic.Any(network => network.BaseAddress.AddressFamily == plain.AddressFamily && network.Contains(plain));
    }
}
