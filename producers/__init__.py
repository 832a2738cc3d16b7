"""Sources of articles: feeds and files in, `Article` out."""
