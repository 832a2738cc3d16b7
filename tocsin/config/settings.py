"""What `tocsin.toml` may say, with the defaults for what it leaves out."""

from pathlib import Path
from typing import Annotated, Literal
from urllib.parse import SplitResult, urlsplit
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from pydantic import AfterValidator, BaseModel, ConfigDict, Field

from tocsin.config.duration import Duration, Timeout
from tocsin.model import Feed


def _web_address(value: str) -> str:
    parts = urlsplit(value)
    if parts.scheme not in ("http", "https") or not parts.hostname:
        raise ValueError("not a web address (expected http://... or https://...)")
    if parts.username is not None or parts.password is not None:
        raise ValueError("an address with a name or password in it, which would show in logs")
    if not _is_port(parts):
        raise ValueError("a web address with a port that is none (expected 1 to 65535)")
    return value


def _is_port(parts: SplitResult) -> bool:
    """Whether the port, if one is given, is one."""
    try:
        return parts.port is None or parts.port > 0
    except ValueError:
        return False


def _zone(value: str) -> str:
    try:
        ZoneInfo(value)
    except (ZoneInfoNotFoundError, ValueError, OSError):
        raise ValueError('not a time zone (expected a name such as "Europe/Amsterdam")') from None
    return value


WebAddress = Annotated[str, AfterValidator(_web_address)]
Zone = Annotated[str, AfterValidator(_zone)]
LocalPath = Annotated[Path, Field(strict=False)]
Name = Annotated[str, Field(pattern=r"^[a-z0-9][a-z0-9._-]{0,63}$")]
LanguageCode = Annotated[str, Field(pattern=r"^([a-z]{2}(-[A-Za-z]{2,4})?)?$")]


class Section(BaseModel):
    """A table of the file: unknown keys are mistakes, values never change."""

    model_config = ConfigDict(extra="forbid", frozen=True, strict=True)


class FeedSettings(Section):
    """One `[[feed]]`; see `tocsin.model.Feed`."""

    id: Name
    url: WebAddress
    title: str = ""
    owner: str = ""
    language: LanguageCode = ""
    timezone: Zone = "UTC"
    tags: Annotated[tuple[str, ...], Field(strict=False)] = ()
    tier: Literal["A", "B", "C", "D", "E", "F"] = "F"

    def feed(self) -> Feed:
        """The feed as the pipeline knows it."""
        return Feed(**self.model_dump())


class PollSettings(Section):
    """How politely feeds are read."""

    interval: Duration = 600_000
    timeout: Timeout = 20_000
    max_bytes: Annotated[int, Field(ge=1_000, le=200_000_000)] = 15_000_000
    per_host: Annotated[int, Field(ge=1, le=20)] = 2
    allow_private: bool = False


class ProcessingSettings(Section):
    """`workers` 0 means one process a core; `batch` is articles a process takes at once."""

    workers: Annotated[int, Field(ge=0, le=256)] = 0
    batch: Annotated[int, Field(ge=1, le=1_000)] = 16


class Folders(Section):
    """Folders of the user's own data files, beside what is bundled."""

    folders: Annotated[tuple[LocalPath, ...], Field(strict=False)] = ()


class RuleSettings(Folders):
    """Rules: `bundled = false` leaves out those that come with Tocsin."""

    bundled: bool = True


class AlertSettings(Section):
    """`on_backfill` raises alerts for what was old already when its feed was first read."""

    on_backfill: bool = False
    timezone: Zone = "Europe/Amsterdam"


class WebhookSettings(Section):
    """One `[[webhook]]`; `secret_env` names the environment variable that holds its secret."""

    id: Name
    url: WebAddress
    secret_env: Annotated[str, Field(pattern=r"^([A-Z_][A-Z0-9_]*)?$")] = ""
    timeout: Timeout = 10_000


class Settings(Section):
    """The whole of `tocsin.toml`. Paths are relative to the folder of the file."""

    store: LocalPath = Path("tocsin.db")
    poll: PollSettings = PollSettings()
    processing: ProcessingSettings = ProcessingSettings()
    pipelines: dict[LanguageCode, str] = {}
    lexicon: Folders = Folders()
    rules: RuleSettings = RuleSettings()
    alerts: AlertSettings = AlertSettings()
    feed: Annotated[tuple[FeedSettings, ...], Field(strict=False)] = ()
    webhook: Annotated[tuple[WebhookSettings, ...], Field(strict=False)] = ()

    @property
    def feeds(self) -> tuple[Feed, ...]:
        """All feeds, in the file's order."""
        return tuple(feed.feed() for feed in self.feed)
