using System.Net;
using System.Net.Sockets;

namespace Mul.Actors.Downloading.Http;

/// <summary>Which addresses are reached from here and not from everywhere, so that no stranger may send us there.</summary>
internal static class AddressPolicy
{
    // IANA's special-purpose registries (RFC 6890 and updates): what is not globally reachable, and multicast.
    private static readonly IPNetwork[] Special =
    [
        .. new[]
        {
            "0.0.0.0/8", "10.0.0.0/8", "100.64.0.0/10", "127.0.0.0/8", "169.254.0.0/16", "172.16.0.0/12", "192.0.0.0/24",
            "192.0.2.0/24", "192.168.0.0/16", "198.18.0.0/15", "198.51.100.0/24", "203.0.113.0/24", "224.0.0.0/4", "240.0.0.0/4",
            "::/127", "64:ff9b:1::/48", "100::/64", "2001::/23", "2001:db8::/32", "3fff::/20", "5f00::/16", "fc00::/7", "fe80::/10", "fec0::/10", "ff00::/8",
        }.Select(IPNetwork.Parse),
    ];

    // What of 2001::/23, most of it for protocols, is reached from everywhere. Teredo's addresses are not: no relay is left.
    private static readonly IPNetwork[] Reachable =
    [
        .. new[] { "2001:1::1/128", "2001:1::2/128", "2001:1::3/128", "2001:3::/32", "2001:4:112::/48", "2001:20::/28", "2001:30::/28" }.Select(IPNetwork.Parse),
    ];

    // NAT64 and 6to4 carry an IPv4 address in bytes 12 and 2.
    private static readonly (IPNetwork Network, int At)[] Carriers = [(IPNetwork.Parse("64:ff9b::/96"), 12), (IPNetwork.Parse("2002::/16"), 2)];

    public static bool IsPrivate(IPAddress address)
    {
        if (address.IsIPv4MappedToIPv6)
        {
            return IsPrivate(address.MapToIPv4());
        }

        if (Array.Exists(Special, network => network.Contains(address)))
        {
            return !Array.Exists(Reachable, network => network.Contains(address));
        }

        foreach (var (network, at) in Carriers)
        {
            if (address.AddressFamily == AddressFamily.InterNetworkV6 && network.Contains(address))
            {
                return IsPrivate(new IPAddress(address.GetAddressBytes().AsSpan(at, 4)));
            }
        }

        return false;
    }
}
