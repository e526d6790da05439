"""Which addresses may be asked. Default: global unicast only, on the web's own ports.

`ipaddress.is_global` alone is no check: on Python 3.11 it is true for multicast and for IPv6 addresses that
carry a private IPv4 address inside (NAT64, 6to4, IPv4-compatible).
"""

from __future__ import annotations

from collections.abc import Iterable
from ipaddress import IPv4Address, IPv4Network, IPv6Address, IPv6Network, ip_address, ip_network

NAT64 = IPv6Network("64:ff9b::/96")
GLOBAL_V6 = IPv6Network("2000::/3")
#: Global by the registry, but a relay into 6to4.
SIX_TO_FOUR_RELAY = IPv4Network("192.88.99.0/24")
#: Global by the registry, or by what Python knows of it, and yet inside: where clouds answer their machines with keys
#: and settings (Azure's host agent, Oracle's metadata).
CLOUD_AGENTS = (IPv4Network("168.63.129.16/32"), IPv4Network("192.0.0.0/24"))
WEB_PORTS = frozenset({80, 443})

Address = IPv4Address | IPv6Address
Network = IPv4Network | IPv6Network


def networks(words: Iterable[str]) -> tuple[Network, ...]:
    """CIDR words as networks. Raises ValueError for one that is none."""
    return tuple(ip_network(word.strip()) for word in words if word.strip())


def embedded(address: IPv6Address) -> tuple[Address, ...]:
    """The addresses that `address` carries inside: mapped, NAT64, 6to4 or Teredo (server and client)."""
    if address.ipv4_mapped is not None:
        return (address.ipv4_mapped,)
    if address in NAT64:
        return (IPv4Address(int(address) & 0xFFFFFFFF),)
    if address.sixtofour is not None:
        return (address.sixtofour,)
    return address.teredo or ()


def is_global_unicast(address: Address) -> bool:
    """Whether `address`, and every address inside it, is an ordinary address of the public internet."""
    if isinstance(address, IPv6Address):
        inside = embedded(address)
        if address.ipv4_mapped is not None or address in NAT64:
            return all(is_global_unicast(inner) for inner in inside)
        if address not in GLOBAL_V6 or not all(is_global_unicast(inner) for inner in inside):
            return False
    elif address in SIX_TO_FOUR_RELAY or any(address in network for network in CLOUD_AGENTS):
        return False
    return address.is_global and not address.is_multicast


def is_allowed(host: str, port: int, opened: Iterable[Network] = ()) -> bool:
    """Whether a connection to the literal address `host` at `port` may be made.

    `opened` networks were let through on purpose, on any port.
    """
    try:
        address = ip_address(host.partition("%")[0])
    except ValueError:
        return False
    candidates: tuple[Address, ...] = (address,)
    if isinstance(address, IPv6Address) and address.ipv4_mapped is not None:
        candidates = (address, address.ipv4_mapped)
    if any(candidate in network for network in opened for candidate in candidates
           if candidate.version == network.version):  # fmt: skip
        return True
    return port in WEB_PORTS and is_global_unicast(address)
