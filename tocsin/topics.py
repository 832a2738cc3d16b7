"""The topics of the pipeline and what may travel on them (sizes: CONTRACT, "Sizes")."""

ARTICLES = "news.articles.v1"
ENRICHED = "news.enriched.v1"
ALERTS = "news.alerts.v1"
DEAD = "news.dead.v1"

MAX_BODY_BYTES = 256 * 1024
MAX_BYTES = {
    ARTICLES: 1024 * 1024,
    ENRICHED: 4 * 1024 * 1024,
    ALERTS: 1024 * 1024,
    DEAD: 5 * 1024 * 1024,
}
