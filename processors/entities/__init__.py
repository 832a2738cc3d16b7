"""Named entities: who, where and which group an article speaks of."""

from processors.entities.find import find_all_entities, find_entities
from processors.entities.pipelines import Pipelines

__all__ = ["Pipelines", "find_all_entities", "find_entities"]
