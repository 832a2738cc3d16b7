"""Links as sources write them: made absolute, checked, and named by who owns the site."""

from functools import lru_cache
from ipaddress import ip_address
from urllib.parse import urljoin, urlsplit

LONGEST_LINK = 4_096  # longer ones are refused by many servers and hold no address a person made
_SPACES = str.maketrans("", "", "\t\r\n")


def web_link(base: str, link: object) -> str:
    """`link` as an absolute http(s) address, "" when it is none."""
    if not isinstance(link, str) or not link.strip() or len(link) > LONGEST_LINK:
        return ""
    try:
        absolute = urljoin(base, link.strip().translate(_SPACES))
        parts = urlsplit(absolute)
    except ValueError:
        return ""
    host = parts.hostname or ""
    is_host = host.isprintable() and " " not in host and bool(host)
    return absolute if is_host and parts.scheme.lower() in ("http", "https") else ""


def host_of(link: str) -> str:
    """The host in lower case without a trailing dot, "" when there is none."""
    try:
        return (urlsplit(link).hostname or "").rstrip(".").lower()
    except ValueError:
        return ""


def is_root(link: str) -> bool:
    """True for the home page of a site: no path and no query."""
    try:
        parts = urlsplit(link)
    except ValueError:
        return False
    return parts.path in ("", "/") and not parts.query


def same_site(one: str, other: str) -> bool:
    """True when both links belong to one registrable domain."""
    domain = site_of(one)
    return bool(domain) and domain == site_of(other)


def site_of(link: str) -> str:
    """The registrable domain of a link, "" when it has no host."""
    host = host_of(link)
    return registrable_domain(host) if host else ""


@lru_cache(maxsize=4_096)
def registrable_domain(host: str) -> str:
    """The domain that somebody registered (`nos.nl` of `www.nos.nl`), by the Public Suffix List.

    A host under a top level that the list does not know keeps two labels, as the list's own rule
    says. An address, `localhost` or a public suffix itself is returned as it is.
    """
    # Imported here: reading the list takes 40 ms.
    from tld import get_tld
    from tld.result import Result

    if _is_address(host):
        return host
    try:
        found = get_tld(f"http://{host}", as_object=True, fail_silently=True)
    except ValueError:
        return host
    if isinstance(found, Result):
        return host if found.domain == found.tld else found.fld
    return ".".join(host.split(".")[-2:])


def _is_address(host: str) -> bool:
    try:
        ip_address(host)
    except ValueError:
        return False
    return True
