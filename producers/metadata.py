"""What a page says of itself: in `<meta>`, in `<link>`, in JSON-LD, in its headline."""

from collections.abc import Iterator, Mapping
from typing import Any

import msgspec

from producers.links import web_link
from producers.page import Page
from producers.published import read_date
from producers.text import distinct, one_line, plain
from tocsin.model import Published

MOST_ELEMENTS = 2_000  # looked at, of each kind
LARGEST_SCRIPT = 300_000  # characters of JSON-LD
DEEPEST_JSON = 6
_DATES = (
    "article:published_time", "datepublished", "og:published_time", "date", "dc.date",
    "dc.date.issued", "dcterms.created", "dcterms.date", "pubdate", "publishdate",
    "parsely-pub-date", "sailthru.date", "cxenseparse:recs:publishtime",
)  # fmt: skip
_ARTICLES = frozenset(
    "Article NewsArticle ReportageNewsArticle AnalysisNewsArticle OpinionNewsArticle BlogPosting"
    " LiveBlogPosting BackgroundNewsArticle ReviewNewsArticle WebPage".split()
)


def metadata_of(tree: Any, *, url: str, timezone: str) -> Page:
    """A page without its text, from an lxml tree of HTML; what is not said is empty."""
    metas, linked = _metas(tree), _articles(tree)
    base = web_link("", url)
    return Page(
        url=base,
        title=plain(
            metas.get("og:title") or _ld(linked, "headline") or _heading(tree) or _title(tree), 500
        ),
        summary=plain(metas.get("og:description") or metas.get("description", ""), 2_000),
        published=_published(metas, linked, tree, timezone),
        authors=_authors(metas, linked),
        canonical=_canonical(tree, base),
        language=one_line(tree.get("lang") or metas.get("og:locale", ""), 20),
    )


def _metas(tree: Any) -> dict[str, str]:
    """Content of `<meta>` by name or property, the first of each."""
    found: dict[str, str] = {}
    for element in _some(tree, "meta"):
        name = element.get("property") or element.get("name") or element.get("itemprop") or ""
        content = element.get("content") or ""
        if content.strip():
            found.setdefault(name.strip().lower(), content[:4_000])
    return found


def _some(tree: Any, tag: str) -> Iterator[Any]:
    for number, element in enumerate(tree.iter(tag)):
        if number >= MOST_ELEMENTS:
            return
        yield element


def _published(
    metas: dict[str, str], linked: list[Mapping[str, Any]], tree: Any, timezone: str
) -> Published | None:
    raws = [_ld(linked, "datePublished"), *(metas.get(name, "") for name in _DATES)]
    raws += [element.get("datetime") or "" for element in _some(tree, "time")][:3]
    for raw in raws:
        found = read_date(raw, timezone=timezone, taken_from="page")
        if found is not None:
            return found
    return None


def _heading(tree: Any) -> str:
    """The only `<h1>` with text; of several, none is certain."""
    texts = [" ".join(element.itertext())[:2_000].strip() for element in _some(tree, "h1")]
    return texts[0] if len(texts) == 1 else ""


def _title(tree: Any) -> str:
    return next((element.text or "" for element in _some(tree, "title")), "")


def _canonical(tree: Any, base: str) -> str:
    for element in _some(tree, "link"):
        if (element.get("rel") or "").strip().lower() == "canonical":
            return web_link(base, element.get("href"))
    return ""


def _authors(metas: dict[str, str], linked: list[Mapping[str, Any]]) -> tuple[str, ...]:
    names = [name for article in linked for name in _names(article.get("author"))]
    if not names:
        written = metas.get("author") or metas.get("article:author", "")
        names = [] if "://" in written else [written]
    return distinct((plain(name, 200) for name in names), 20)


def _names(author: object) -> list[str]:
    people = author if isinstance(author, list) else [author]
    names = [person.get("name") if isinstance(person, Mapping) else person for person in people]
    return [name for name in names if isinstance(name, str) and "://" not in name]


def _articles(tree: Any) -> list[Mapping[str, Any]]:
    """The objects of JSON-LD (https://schema.org) that describe an article."""
    found: list[Mapping[str, Any]] = []
    for element in _some(tree, "script"):
        if "ld+json" in (element.get("type") or "") and len(element.text or "") < LARGEST_SCRIPT:
            try:
                data = msgspec.json.decode((element.text or "").encode("utf-8", "replace"))
            except (msgspec.DecodeError, RecursionError):
                continue
            found += [entry for entry in _objects(data, DEEPEST_JSON) if _is_article(entry)]
    return found[:20]


def _objects(data: object, depth: int) -> Iterator[Mapping[str, Any]]:
    if depth and isinstance(data, list):
        for entry in data[:200]:
            yield from _objects(entry, depth - 1)
    elif depth and isinstance(data, Mapping):
        yield data
        yield from _objects(data.get("@graph"), depth - 1)


def _is_article(entry: Mapping[str, Any]) -> bool:
    kind = entry.get("@type")
    kinds = kind if isinstance(kind, list) else [kind]
    return any(isinstance(k, str) and k in _ARTICLES for k in kinds)


def _ld(linked: list[Mapping[str, Any]], key: str) -> str:
    values = (article.get(key) for article in linked)
    return next((value for value in values if isinstance(value, str) and value.strip()), "")
