"""What searches look in: the words of an article, the names and the threats in it."""

import sqlite3

from tocsin.model import EnrichedArticle
from tocsin.query import key, threat_names


def add_to_index(conn: sqlite3.Connection, row: int, enriched: EnrichedArticle) -> None:
    """Make the article of this row number found; inside the caller's transaction."""
    tokens = enriched.tokens
    conn.execute(
        "INSERT INTO article_text (rowid, title, body, lemmas) VALUES (?, ?, ?, ?)",
        (row, " ".join(tokens.title), " ".join(tokens.body), " ".join(enriched.lemmas)),
    )
    names = {(key(entity.name), row, entity.label) for entity in enriched.entities}
    conn.executemany("INSERT INTO entity (name, article, label) VALUES (?, ?, ?)", names)
    categories = [(category, row) for category in threat_names(enriched)]
    conn.executemany("INSERT INTO threat (category, article) VALUES (?, ?)", categories)


def remove_from_index(conn: sqlite3.Connection, row: int) -> None:
    """Make the article of this row number no longer found; inside the caller's transaction."""
    conn.execute("DELETE FROM article_text WHERE rowid = ?", (row,))
    conn.execute("DELETE FROM entity WHERE article = ?", (row,))
    conn.execute("DELETE FROM threat WHERE article = ?", (row,))
