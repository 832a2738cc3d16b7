"""Who is behind a link."""

import tomllib
from functools import cache
from pathlib import Path

from producers.links import host_of, registrable_domain
from tocsin.model import Feed

TABLE = Path(__file__).with_name("owners.toml")


def owner_of(link: str, feed: Feed) -> str:
    """The owner of the site a link points to: of the table, else of the feed, else its domain.

    An aggregator's feed should name no owner: it owns none of the sites it links to.
    """
    domain = registrable_domain(host_of(link))
    return owners().get(domain) or feed.owner or domain or feed.id


@cache
def owners() -> dict[str, str]:
    """The table of the package: registrable domain to owner."""
    return tomllib.loads(TABLE.read_text(encoding="utf-8"))
