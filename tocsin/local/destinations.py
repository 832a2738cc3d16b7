"""The webhooks of tocsin.toml as something that can be sent to."""

import os
from collections.abc import AsyncIterator, Collection, Iterable, Mapping, Sequence
from contextlib import asynccontextmanager

import aiohttp

from processors.rules import RuleFile
from sinks.deliver import Send
from sinks.outbox import Outcome
from sinks.webhook import Webhook, send
from tocsin.config import WebhookSettings
from tocsin.errors import ConfigurationError, Problem
from tocsin.local.clock import now_ms
from tocsin.model import Alert


@asynccontextmanager
async def open_senders(webhooks: Sequence[WebhookSettings]) -> AsyncIterator[Mapping[str, Send]]:
    """What delivers to each webhook, by its id. Raises ConfigurationError for missing secrets."""
    secrets = read_secrets(webhooks, os.environ)
    # Environment proxies and cookies of one destination are nothing to another.
    async with aiohttp.ClientSession(cookie_jar=aiohttp.DummyCookieJar()) as session:
        yield {
            settings.id: _sender(
                session,
                Webhook(
                    url=settings.url,
                    secret=secrets[settings.id],
                    timeout=settings.timeout / 1000,
                ),
            )
            for settings in webhooks
        }


def check_destinations(rules: Iterable[RuleFile], known: Collection[str]) -> None:
    """Raise ConfigurationError unless each enabled rule names only webhooks that are `known`.

    Names every rule file and destination: an alert for a name that is none reaches nobody.
    """
    configured = ", ".join(sorted(known)) or "none is configured"
    problems = [
        Problem(
            file=one.file,
            key="destinations",
            message=f"there is no webhook {name!r}",
            expected=f"webhooks of tocsin.toml: {configured}",
            hint="correct the name, or add a [[webhook]] of this id",
        )
        for one in rules
        if one.enabled
        for name in one.rule.destinations
        if name not in known
    ]
    if problems:
        raise ConfigurationError(problems)


def read_secrets(
    webhooks: Sequence[WebhookSettings], environment: Mapping[str, str]
) -> dict[str, bytes]:
    """The secret of each webhook, b"" for none wanted.

    Raises ConfigurationError that names every variable that is not set, never a value.
    """
    missing = [
        Problem(
            file="environment",
            key=f"{webhook.secret_env} (webhook {webhook.id})",
            message="is not set",
            hint="set it, or take secret_env out of the configuration",
        )
        for webhook in webhooks
        if webhook.secret_env and not environment.get(webhook.secret_env)
    ]
    if missing:
        raise ConfigurationError(missing)
    return {
        webhook.id: environment.get(webhook.secret_env, "").encode() if webhook.secret_env else b""
        for webhook in webhooks
    }


def _sender(session: aiohttp.ClientSession, webhook: Webhook) -> Send:
    async def sender(alert: Alert, intent_id: str) -> Outcome:
        return await send(session, webhook, alert, intent_id=intent_id, now=now_ms())

    return sender
