"""Which network addresses a feed may lead us to."""

import ipaddress
import socket

# https://www.rfc-editor.org/rfc/rfc6052#section-2.1: an IPv4 address in its last four bytes
_NAT64 = ipaddress.IPv6Network("64:ff9b::/96")
Address = ipaddress.IPv4Address | ipaddress.IPv6Address


class PrivateAddressError(OSError):
    """A connection to an address inside somebody's own network, refused before it was made."""


def is_public(address: str) -> bool:
    """True for an address on the open internet; False for private ones and for what is none.

    IPv6 addresses that carry an IPv4 address are judged by that one.
    """
    try:
        parsed = ipaddress.ip_address(address.partition("%")[0])
    except ValueError:
        return False
    return all(part.is_global and not part.is_multicast for part in _meant(parsed))


def public_socket(
    addr_info: "tuple[int, int, int, str, tuple[object, ...]]",
) -> socket.socket:
    """A socket for aiohttp's connector, which calls this with the very address it connects to.

    No name can be resolved to another address in between. Raises PrivateAddressError.
    """
    family, kind, protocol, _, where = addr_info
    if not is_public(str(where[0])):
        hint = "poll.allow_private lets feeds that you name be read there"
        raise PrivateAddressError(f"{where[0]} is no public address; {hint}")
    return socket.socket(family=family, type=kind, proto=protocol)


def _meant(address: Address) -> tuple[Address, ...]:
    if isinstance(address, ipaddress.IPv4Address):
        return (address,)
    teredo = address.teredo or ()
    inner = [address.ipv4_mapped, address.sixtofour, *teredo]
    if address in _NAT64:
        inner.append(ipaddress.IPv4Address(int(address) & 0xFFFF_FFFF))
    found = tuple(part for part in inner if part is not None)
    return found or (address,)
