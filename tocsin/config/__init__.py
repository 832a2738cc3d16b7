"""Configuration: `tocsin.toml`, read whole, refused whole with every mistake named."""

from tocsin.config.load import load_settings, settings_or_defaults
from tocsin.config.settings import FeedSettings, Settings, WebhookSettings

__all__ = ["FeedSettings", "Settings", "WebhookSettings", "load_settings", "settings_or_defaults"]
