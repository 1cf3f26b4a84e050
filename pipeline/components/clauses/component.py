"""Clauses that a semicolon sets apart are parsed one by one.

The small models were trained on few sentences with semicolons, and attach what follows one to
whatever precedes it. ``split_clauses`` therefore lets the parser begin anew after a semicolon
where both sides have a finite verb; ``join_clauses`` hangs the parts together again, each root on
the first one's as ``parataxis``, so that ``doc.sents`` are whole sentences.
"""

from typing import Any

import numpy as np
from spacy.tokens import Doc, Token

FINITE = frozenset({"VBD", "VBZ", "VBP", "MD"})
JOINED = "parataxis"
_STARTS, _GOES_ON = 1, -1  # spaCy's values of SENT_START


class SplitClauses:
    """Before the parser, after the tagger: marks a start behind each semicolon between clauses."""

    def __call__(self, doc: Doc) -> Doc:
        """Add starts to those that the ``sentences`` component has set."""
        starts = [token.i for token in doc if token.is_sent_start]
        extra = [
            i + 1
            for start, end in zip(starts, [*starts[1:], len(doc)], strict=True)
            for i in _semicolons(doc, start, end)
        ]
        if extra:
            marks = np.full(len(doc), _GOES_ON, dtype=np.int64)
            marks[starts + extra] = _STARTS
            values: Any = marks.astype(np.uint64).reshape(-1, 1)
            doc.from_array(["SENT_START"], values)
        return doc


def _semicolons(doc: Doc, start: int, end: int) -> list[int]:
    found, since = [], start
    for i in range(start, end - 1):
        if doc[i].text == ";" and _is_clause(doc, since, i) and _is_clause(doc, i + 1, end):
            found.append(i)
            since = i + 1
    return found


def _is_clause(doc: Doc, start: int, end: int) -> bool:
    """Whether the part up to the next semicolon has a finite verb."""
    for i in range(start, end):
        if doc[i].text == ";":
            return False
        if doc[i].tag_ in FINITE:
            return True
    return False


class JoinClauses:
    """After the parser: one tree a sentence again."""

    def __call__(self, doc: Doc) -> Doc:
        """Hang the root of each clause behind a semicolon on the root before it."""
        first: Token | None = None
        joins: list[tuple[int, int]] = []
        for clause in doc.sents:
            before = doc[clause.start - 1] if clause.start else None
            if first is None or before is None or before.text != ";":
                first = clause.root
            else:
                joins.append((clause.root.i, first.i))
        if joins:
            _reattach(doc, joins)
        return doc


def _reattach(doc: Doc, joins: list[tuple[int, int]]) -> None:
    values: Any = doc.to_array(["HEAD", "DEP"])
    label = doc.vocab.strings.add(JOINED)
    for root, first in joins:
        values[root, 0] = np.int64(first - root).astype(np.uint64)
        values[root, 1] = label
    doc.from_array(["HEAD", "DEP"], values)
