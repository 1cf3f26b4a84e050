"""Reads ``lexicon.yaml``: role nouns, the words before them, and definite descriptions."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from pydantic import BaseModel, ConfigDict, ValidationError

from pipeline.errors import KnowledgeError
from pipeline.schema import ActorType
from pipeline.yamlfile import read_yaml

LEXICON = Path(__file__).with_name("lexicon.yaml")


class _Entry(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)

    type: ActorType
    nouns: list[str]
    state: bool = False
    bare: bool = True
    suffix: str | None = None
    actor: str | None = None


class _File(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)

    roles: dict[str, _Entry]
    identities: dict[str, str]
    governing: list[str]
    plain: list[str]
    backers: list[str]
    descriptions: dict[str, list[ActorType]]
    sides: list[str]
    titles: list[str]
    offices: list[str]
    renaming: list[str]
    armed: list[str]
    deeds: list[str]
    speech: list[str]
    violence: list[str]
    persons: list[str]
    acts: list[str]
    things: list[str]
    helpers: list[str]
    identifying: list[str]


_WORDS = tuple(
    name
    for name, field in _File.model_fields.items()
    if field.annotation == list[str] and name != "renaming"
)
"""Fields that are plain lists of single words."""


@dataclass(frozen=True, slots=True)
class Role:
    """A class of role nouns; the fields are explained in ``lexicon.yaml``."""

    name: str
    type: ActorType
    state: bool
    bare: bool
    suffix: str | None
    actor: str | None


@dataclass(frozen=True, slots=True)
class ActorLexicon:
    """Role nouns by their words, and the word classes around them, lower case.

    ``roles`` maps a noun to the classes it belongs to, in the file's order ("delegation" is of
    fighters and of officials); ``last_words`` maps the last word of the nouns of several words to
    them, longest first.
    """

    roles: Mapping[str, tuple[Role, ...]]
    last_words: Mapping[str, tuple[tuple[str, ...], ...]]
    classes: Mapping[str, Role]
    identities: Mapping[str, str]
    governing: frozenset[str]
    plain: frozenset[str]
    backers: frozenset[str]
    descriptions: Mapping[str, frozenset[ActorType]]
    sides: frozenset[str]
    titles: frozenset[str]
    offices: frozenset[str]
    renaming: tuple[tuple[str, ...], ...]
    armed: frozenset[str]
    deeds: frozenset[str]
    speech: frozenset[str]
    violence: frozenset[str]
    persons: frozenset[str]
    acts: frozenset[str]
    things: frozenset[str]
    helpers: frozenset[str]
    identifying: frozenset[str]

    def is_common(self, word: str) -> bool:
        """Whether a word is a role noun, or a modifier of one."""
        return word in self.roles or word in self.identities or word in self.plain


def read_lexicon(path: Path = LEXICON) -> ActorLexicon:
    """The lexicon, checked.

    Raises:
        KnowledgeError: an entry is missing, unknown or of the wrong kind; its path is named.
    """
    try:
        data = _File.model_validate(read_yaml(path))
    except ValidationError as error:
        first = error.errors()[0]
        where = ".".join(str(part) for part in first["loc"])
        raise KnowledgeError(f"{where}: {first['msg']}", path=path) from error
    unknown = sorted(set(data.identities.values()) - data.roles.keys())
    if unknown:
        remedy = f"use one of: {', '.join(data.roles)}"
        raise KnowledgeError(f"identities: no role {unknown[0]!r}", path=path, remedy=remedy)
    classes = {
        name: Role(name, entry.type, entry.state, entry.bare, entry.suffix, entry.actor)
        for name, entry in data.roles.items()
    }
    roles: dict[str, tuple[Role, ...]] = {}
    for name, entry in data.roles.items():
        for noun in entry.nouns:
            roles[noun.lower()] = (*roles.get(noun.lower(), ()), classes[name])
    return ActorLexicon(
        roles=roles,
        last_words=_by_last_word(roles),
        classes=classes,
        identities=data.identities,
        descriptions={word: frozenset(types) for word, types in data.descriptions.items()},
        renaming=tuple(sorted((tuple(words.split()) for words in data.renaming), key=len)[::-1]),
        **{name: frozenset(getattr(data, name)) for name in _WORDS},
    )


def _by_last_word(roles: Mapping[str, object]) -> dict[str, tuple[tuple[str, ...], ...]]:
    found: dict[str, list[tuple[str, ...]]] = {}
    for noun in roles:
        words = tuple(noun.replace("-", " - ").split())
        found.setdefault(words[-1], []).append(words)
    return {word: tuple(sorted(nouns, key=len, reverse=True)) for word, nouns in found.items()}


def _read(path: Path) -> Any:
    try:
        return read_yaml(path)
    except (OSError, ValueError) as error:
        raise KnowledgeError(f"cannot be read: {error}", path=path) from error
