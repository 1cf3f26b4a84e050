"""Reads ``lexicon.yaml``: the words that shape place names."""

from collections.abc import Mapping
from dataclasses import dataclass, fields
from pathlib import Path
from typing import Any

from pipeline.errors import KnowledgeError
from pipeline.yamlfile import read_yaml

LEXICON = Path(__file__).with_name("lexicon.yaml")


@dataclass(frozen=True, slots=True)
class PlaceLexicon:
    """Word classes, lower case; see the comments in ``lexicon.yaml``."""

    compass: frozenset[str]
    directions: frozenset[str]
    parts: frozenset[str]
    divisions: frozenset[str]
    sites: frozenset[str]
    site_modifiers: frozenset[str]
    facilities: frozenset[str]
    buildings: frozenset[str]
    borders: frozenset[str]
    descriptions: Mapping[str, frozenset[str]]
    titles: frozenset[str]
    organisation_heads: frozenset[str]
    never: frozenset[str]
    shared: frozenset[str]
    ground: frozenset[str]
    grounds: frozenset[str]
    kinds_after: frozenset[str]
    named_sites: frozenset[str]
    located: frozenset[str]
    locatives: frozenset[str]
    taking: frozenset[str]
    moving: frozenset[str]


def read_lexicon(path: Path = LEXICON) -> PlaceLexicon:
    """The lexicon, checked.

    Raises:
        KnowledgeError: a class is missing or unknown, or an entry is not a word.
    """
    data = read_yaml(path)
    expected = {field.name for field in fields(PlaceLexicon)}
    if not isinstance(data, dict) or data.keys() != expected:
        found = sorted(data) if isinstance(data, dict) else data
        raise KnowledgeError(
            f"the classes are {found}", path=path, remedy=f"expected {sorted(expected)}"
        )
    classes: dict[str, Any] = {}
    for name, entries in data.items():
        if name == "descriptions":
            classes[name] = {word: _words(kinds, path, name) for word, kinds in entries.items()}
        else:
            classes[name] = _words(entries, path, name)
    return PlaceLexicon(**classes)


def _words(entries: object, path: Path, name: str) -> frozenset[str]:
    if not isinstance(entries, list) or not all(isinstance(word, str) for word in entries):
        raise KnowledgeError(f"{name} is not a list of words", path=path, remedy="quote each word")
    return frozenset(word.lower() for word in entries)
