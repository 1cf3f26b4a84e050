"""Reads the event lexicon: word senses with their PLOVER type, constraints and roles."""

from collections import defaultdict
from collections.abc import Iterator, Mapping
from functools import cached_property
from itertools import chain
from pathlib import Path
from typing import Literal

from pydantic import ValidationError

from pipeline.errors import KnowledgeError
from pipeline.schema import EventType, Model
from pipeline.yamlfile import read_yaml

FOLDER = Path(__file__).parent / "lexicon"
CLASSES = Path(__file__).parent / "classes.yaml"
COMPUTED_CLASSES = frozenset(
    {"actor", "place", "date", "number", "headcount", "clause", "any", "own_force"}
)

Role = Literal["actor", "recipient", "place"]
Slots = tuple[str, ...]


class Entry(Model):
    """One sense of one word; the fields are described in ``lexicon/README.md``."""

    id: str
    type: EventType
    lemma: str
    pos: Literal["verb", "noun"] = "verb"
    particle: str | None = None
    needs: Mapping[str, Slots] = {}
    bars: Mapping[str, Slots] = {}
    roles: Mapping[Role, Slots] = {}
    example: str
    counter_example: str | None = None

    @property
    def specificity(self) -> tuple[bool, int, int]:
        """Sort key of the senses of a word, most specific last."""
        return (self.particle is not None, len(self.needs), len(self.bars))


class Lexicon:
    """All entries, by part of speech and lemma, most specific sense first.

    Args:
        entries: the entries, ids unique.
        classes: class name to the lemmas in it.
    """

    def __init__(self, entries: tuple[Entry, ...], classes: Mapping[str, frozenset[str]]) -> None:
        self.entries = entries
        self.classes = classes

    @cached_property
    def by_word(self) -> Mapping[tuple[str, str], tuple[Entry, ...]]:
        """(pos, lemma) to its entries, the order in which they are tried."""
        found = defaultdict(list)
        for entry in self.entries:
            found[entry.pos, entry.lemma].append(entry)
        return {
            word: tuple(sorted(senses, key=lambda entry: entry.specificity, reverse=True))
            for word, senses in found.items()
        }


def read_lexicon(folder: Path = FOLDER, classes: Path = CLASSES) -> Lexicon:
    """Read every ``*.yaml`` of a folder and the classes beside it.

    Raises:
        KnowledgeError: a file is not YAML, an entry has an unknown key, type or class, or two
            entries share an id; the message names file and entry.
    """
    words = {name: frozenset(lemmas) for name, lemmas in read_yaml(classes).items()}
    entries: dict[str, Entry] = {}
    for path in sorted(folder.glob("*.yaml")):
        for entry in _read_entries(path):
            _check(entry, words, path)
            if entry.id in entries:
                raise KnowledgeError(f"entry id {entry.id!r} stands twice", path=path)
            entries[entry.id] = entry
    return Lexicon(tuple(entries.values()), words)


def _read_entries(path: Path) -> Iterator[Entry]:
    try:
        rows = read_yaml(path) or []
    except ValueError as error:
        raise KnowledgeError(f"is not YAML: {error}", path=path) from error
    for number, row in enumerate(rows, 1):
        try:
            yield Entry.model_validate({"type": path.stem.upper(), **row})
        except (ValidationError, TypeError) as error:
            name = (
                row.get("id", f"number {number}") if isinstance(row, dict) else f"number {number}"
            )
            raise KnowledgeError(
                f"entry {name}: {error}", path=path, remedy=f"allowed keys: {', '.join(_KEYS)}"
            ) from error


_KEYS = tuple(name for name in Entry.model_fields if name != "type")


def _check(entry: Entry, classes: Mapping[str, frozenset[str]], path: Path) -> None:
    if not entry.id.startswith(path.stem + "."):
        raise KnowledgeError(f"entry {entry.id}: its id must start with {path.stem!r}", path=path)
    for clash in COMPUTED_CLASSES & classes.keys():
        raise KnowledgeError(f"class {clash!r} is computed and cannot be listed", path=path)
    values = chain.from_iterable((*entry.needs.values(), *entry.bars.values()))
    for value in values:
        if "_" in value and value not in COMPUTED_CLASSES | classes.keys():
            problem = f"entry {entry.id}: there is no class {value!r}"
            raise KnowledgeError(problem, path=path, remedy="name one of classes.yaml, or a word")
