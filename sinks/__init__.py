"""Stores and deliveries: where enriched articles and alerts go."""
