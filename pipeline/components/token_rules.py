"""The model's attribute rules, looked up instead of tried one by one.

spaCy's attribute ruler has the ``Matcher`` try each of some 180 patterns on each token, in a small
model nearly as much work as its parser. Most of them ask one token for a tag, a label or a word:
those are found in tables. What is matched stays the same.
"""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from itertools import product
from typing import Any, Literal, NamedTuple

from spacy.matcher import Matcher
from spacy.pipeline import AttributeRuler
from spacy.strings import StringStore
from spacy.tokens import Doc
from spacy.vocab import Vocab

_COLUMNS = ("TAG", "DEP", "LOWER", "IS_SPACE")
"""What a pattern in a table may ask of its token."""

Pattern = Sequence[dict[str, Any]]
Match = tuple[int, int, int]
"""Hash of the rule's key, first token, last token (exclusive)."""
Values = dict[str, list[int]]
"""Values by column."""


class _Rule(NamedTuple):
    key: int
    unwanted: Values


class TableMatcher:
    """Stands in for the ``Matcher`` of an attribute ruler."""

    def __init__(self, vocab: Vocab) -> None:
        self._strings = vocab.strings
        self._patterns: dict[int, list[Pattern]] = {}
        self._tables: dict[tuple[str, ...], dict[tuple[int, ...], list[_Rule]]] = {}
        self._others = Matcher(vocab)

    def add(self, key: int, patterns: list[Pattern]) -> None:
        """Add a rule: a pattern with one token and listed values to a table, else to a Matcher."""
        self._patterns[key] = patterns
        for pattern in patterns:
            listed = _list_values(pattern, self._strings)
            if listed is None:
                self._others.add(key, [list(pattern)])
                continue
            wanted, unwanted = listed
            table = self._tables.setdefault(tuple(wanted), defaultdict(list))
            for values in product(*wanted.values()):
                table[values].append(_Rule(key, unwanted))

    def get(self, key: str) -> tuple[None, list[Pattern]]:
        """The patterns of a rule, after the place of a callback; the ruler saves them."""
        return None, self._patterns[self._strings[key]]

    def __call__(self, doc: Doc, *, allow_missing: bool, as_spans: Literal[False]) -> list[Match]:
        """All matches; the two options are those that an attribute ruler gives its Matcher."""
        matches = list(self._look_up(doc))
        if len(self._others):
            matches += self._others(doc, allow_missing=allow_missing, as_spans=as_spans)
        return matches

    def _look_up(self, doc: Doc) -> Iterator[Match]:
        columns = dict(zip(_COLUMNS, doc.to_array(list(_COLUMNS)).T.tolist(), strict=True))
        for names, table in self._tables.items():
            rows = zip(*(columns[name] for name in names), strict=True)
            for at, rules in [(at, table[row]) for at, row in enumerate(rows) if row in table]:
                for rule in rules:
                    if all(columns[name][at] not in rule.unwanted[name] for name in rule.unwanted):
                        yield rule.key, at, at + 1


def _list_values(pattern: Pattern, strings: StringStore) -> tuple[Values, Values] | None:
    """The values that a token must have and must not have; None where they cannot be listed."""
    wanted: Values = {}
    unwanted: Values = {}
    for name, value in pattern[0].items():
        if isinstance(value, bool):
            wanted[name] = [int(value)]
        elif isinstance(value, str):
            wanted[name] = [strings.add(value)]
        elif value.keys() == {"IN"}:
            wanted[name] = [strings.add(entry) for entry in value["IN"]]
        elif value.keys() == {"NOT_IN"}:
            unwanted[name] = [strings.add(entry) for entry in value["NOT_IN"]]
        else:
            return None
    tabular = len(pattern) == 1 and wanted and pattern[0].keys() <= set(_COLUMNS)
    return (wanted, unwanted) if tabular else None


def use_tables(ruler: AttributeRuler) -> None:
    """Let the ruler find its tokens by tables."""
    matcher: Any = TableMatcher(ruler.vocab)
    patterns = ruler.patterns
    ruler.clear()
    ruler.matcher = matcher
    ruler.add_patterns(patterns)
