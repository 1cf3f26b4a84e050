"""One id for one thing: what the gold set calls an actor or a place, the knowledge calls it too."""

import pytest

from pipeline.evaluation.gold import Registry, read_registry
from pipeline.knowledge.keys import strict_key
from pipeline.resources import Knowledge, read_knowledge
from tests.conftest import ROOT


@pytest.fixture(scope="module")
def registry() -> Registry:
    return read_registry(ROOT / "gold" / "registry.json")


@pytest.fixture(scope="module")
def knowledge() -> Knowledge:
    return read_knowledge()


def test_every_actor_of_the_gold_set_is_known(registry: Registry, knowledge: Knowledge) -> None:
    assert sorted(set(registry.actors) - set(knowledge.actors)) == []


def test_every_place_of_the_gold_set_is_known(registry: Registry, knowledge: Knowledge) -> None:
    curated = {place.id for found in knowledge.places.values() for place in found}
    lost = [each for each in registry.places if each not in curated and not found(each, knowledge)]
    assert lost == []


def found(place_id: str, knowledge: Knowledge) -> bool:
    """Whether the name that an id spells leads to a place of that id in the gazetteer."""
    candidates = knowledge.places_by_key(strict_key(place_id.replace("-", " ")))
    return any(place.id == place_id for place in candidates)


def test_an_id_of_nothing_is_not_found(knowledge: Knowledge) -> None:
    assert not found("no-such-place-anywhere", knowledge)
    assert not found("al-aleppo-of-the-north", knowledge)
