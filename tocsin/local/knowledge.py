"""Where the processor's knowledge comes from: small enough to hand to a spawned process."""

from pathlib import Path
from typing import TYPE_CHECKING

import msgspec

from processors.pipeline import Knowledge
from processors.rules import RuleFile
from tocsin.config import Settings, settings_or_defaults
from tocsin.errors import ConfigurationError

if TYPE_CHECKING:
    from processors.entities import Pipelines


class KnowledgeSource(msgspec.Struct, frozen=True, kw_only=True):
    """Folders and names; `load` reads them, raising ConfigurationError with every mistake."""

    lexicon_folders: tuple[Path, ...] = ()
    rule_folders: tuple[Path, ...] = ()
    bundled_rules: bool = True
    pipelines: dict[str, str] = {}
    installed_pipelines: bool = True
    our_model: bool = True
    alert_on_backfill: bool = False

    def load(self) -> Knowledge:
        """Read lexicon, classifier and rules; spaCy pipelines are loaded when first needed.

        Raises ConfigurationError with every mistake.
        """
        from processors.rules import load_rules
        from processors.threats import load_classifier, load_lexicon

        pipelines = self.spacy_pipelines()
        return Knowledge(
            lexicon=load_lexicon(self.lexicon_folders),
            rules=load_rules(self.rule_folders, bundled=self.bundled_rules),
            pipelines=pipelines,
            classifier=load_classifier(),
            alert_on_backfill=self.alert_on_backfill,
        )

    def spacy_pipelines(self) -> "Pipelines":
        """The pipelines alone. Raises ConfigurationError for one that is not there."""
        from processors.entities import Pipelines  # heavy data

        pipelines = Pipelines(
            names=self.pipelines, installed=self.installed_pipelines, ours=self.our_model
        )
        if missing := pipelines.check():
            raise ConfigurationError(missing)
        return pipelines

    def rule_files(self) -> tuple[RuleFile, ...]:
        """The rules alone, without reading the lexicon. Raises ConfigurationError."""
        from processors.rules import load_rules

        return load_rules(self.rule_folders, bundled=self.bundled_rules).files


def knowledge_source(settings: Settings) -> KnowledgeSource:
    """What `tocsin.toml` says of it."""
    return KnowledgeSource(
        lexicon_folders=settings.lexicon.folders,
        rule_folders=settings.rules.folders,
        bundled_rules=settings.rules.bundled,
        pipelines=dict(settings.pipelines),
        alert_on_backfill=settings.alerts.on_backfill,
    )


def knowledge_for(config: Path) -> Knowledge:
    """What the configuration asks for; without one, what comes with Tocsin.

    Raises ConfigurationError for a file with mistakes.
    """
    return knowledge_source(settings_or_defaults(config)).load()


def pipelines_for(config: Path) -> "Pipelines":
    """What the configuration asks for, to find names alone. Raises ConfigurationError."""
    return knowledge_source(settings_or_defaults(config)).spacy_pipelines()
