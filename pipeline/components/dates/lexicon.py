"""Reads ``lexicon.yaml``: the words of date expressions, checked and typed."""

from pathlib import Path

from pydantic import BaseModel, ConfigDict, Field, ValidationError, field_validator

from pipeline.components.dates.expressions import Bound, Unit
from pipeline.components.dates.values import PARTS
from pipeline.errors import KnowledgeError
from pipeline.schema import DateMod
from pipeline.yamlfile import read_yaml

LEXICON = Path(__file__).with_name("lexicon.yaml")


class _Entry(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class CountedUnit(_Entry):
    """A unit that is counted: "fortnight" is two weeks."""

    unit: Unit
    count: int = Field(ge=1)


class StepWord(_Entry):
    """Where a pointing word points to; see :class:`pipeline.components.dates.expressions.Step`."""

    by: int
    deictic: bool


class Lexicon(_Entry):
    """The lists of ``lexicon.yaml``; its comments say what each is for."""

    months: dict[str, int]
    month_abbreviations: dict[str, int]
    ambiguous_months: frozenset[str]
    month_before: frozenset[str]
    month_after: frozenset[str]
    year_after: frozenset[str]
    weekdays: dict[str, int]
    weekday_abbreviations: dict[str, int]
    seasons: dict[str, int]
    seasons_before_year: dict[str, int]
    season_before: frozenset[str]
    season_compounds: frozenset[str]
    numbers: dict[str, int]
    ordinals: dict[str, int]
    units: dict[str, CountedUnit]
    heads: dict[str, Unit]
    steps: dict[str, StepWord]
    deictic_days: dict[str, int]
    directions: dict[str, int]
    deictic_directions: dict[str, int]
    part_words: dict[str, str]
    part_nouns: dict[str, str]
    year_ends: tuple[str, ...]
    within_years: tuple[str, ...]
    bounds: dict[str, Bound]
    modifiers: dict[str, DateMod]
    onwards: tuple[str, ...]
    year_before: frozenset[str]
    strong_year_before: frozenset[str]
    determiners: frozenset[str]
    count_nouns: frozenset[str]
    quantity_heads: frozenset[str]
    numbered: frozenset[str]
    after_no_year: frozenset[str]
    counting_words: frozenset[str]
    year_names_before: frozenset[str]
    year_names_after: frozenset[str]
    names_after: frozenset[str]
    names_before: frozenset[str]
    weekday_compounds: frozenset[str]
    weekday_no_date: frozenset[str]
    future_cues: tuple[str, ...]
    future_ends: tuple[str, ...]
    anaphoric_after: tuple[str, ...]

    @field_validator("part_words", "part_nouns")
    @classmethod
    def _known_parts(cls, words: dict[str, str]) -> dict[str, str]:
        for word, part in words.items():
            if part not in PARTS:
                raise ValueError(f"{word}: no part {part!r}; known: {', '.join(sorted(PARTS))}")
        return words

    @classmethod
    def read(cls, path: Path = LEXICON) -> "Lexicon":
        """Read and check the lists.

        Raises:
            KnowledgeError: a list is missing, unknown or holds a value that is not allowed.
        """
        try:
            return cls.model_validate(read_yaml(path))
        except ValidationError as error:
            first = error.errors()[0]
            where = ".".join(str(part) for part in first["loc"])
            raise KnowledgeError(f"{where}: {first['msg']}", path=path) from error

    def month(self, word: str) -> int:
        """The number of a month as written in a text ("SEPT.", "April")."""
        name = word.rstrip(".").title()
        return self.months.get(name) or self.month_abbreviations[name]

    def weekday(self, word: str) -> int:
        """The number of a weekday as written in a text; 0 is Monday."""
        name = word.rstrip(".").title()
        return self.weekdays[name] if name in self.weekdays else self.weekday_abbreviations[name]

    def season(self, word: str) -> int:
        """The EDTF number of a season as written in a text."""
        name = word.lower()
        return self.seasons.get(name) or self.seasons_before_year[name]

    def number(self, word: str) -> int:
        """The value of a number word or figure: "two", "twenty-one", "a", "15"."""
        if word.isdigit():
            return int(word)
        parts = word.lower().replace("‑", "-").split("-")
        return sum(self.numbers.get(part, 1) for part in parts)
