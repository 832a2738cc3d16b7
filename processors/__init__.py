"""Understanding: `Article` in, `EnrichedArticle` and `Alert` out, by pure functions."""
