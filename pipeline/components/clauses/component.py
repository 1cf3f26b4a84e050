"""What the parser gets wrong about clauses, prevented before it runs and mended after.

The small models were trained on few sentences with semicolons, and attach what follows one to
whatever precedes it. ``split_clauses`` therefore lets the parser begin anew after a semicolon
where both sides have a finite verb, and after a dateline; ``mend_parse`` hangs the parts together
again, each root on the first one's as ``parataxis``, so that ``doc.sents`` are whole sentences. It
also lifts finite verbs that were joined to a gerund or an infinitive, and gives a closing
"..., X said" its subject.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

import numpy as np
from spacy.tokens import Doc, Span, Token

from pipeline.components.clauses.datelines import dateline_end

FINITE = frozenset({"VBD", "VBZ", "VBP", "MD"})
JOINED = "parataxis"
SAYING = frozenset(
    {"say", "report", "announce", "state", "add", "tell", "claim", "declare", "note"}
)
_NOT_FINITE = frozenset({"VBG", "VB"})
_LONGEST_SPEAKER = 12
_STARTS, _GOES_ON = 1, -1  # spaCy's values of SENT_START


class SplitClauses:
    """Before the parser, after the tagger: marks a start behind each semicolon between clauses."""

    def __call__(self, doc: Doc) -> Doc:
        """Add starts to those that the ``sentences`` component has set."""
        starts = [token.i for token in doc if token.is_sent_start]
        sentences = list(pairwise([*starts, len(doc)]))
        extra = [i + 1 for start, end in sentences for i in _semicolons(doc, start, end)]
        extra += [at for start, end in sentences if (at := dateline_end(doc, start, end))]
        if extra:
            marks = np.full(len(doc), _GOES_ON, dtype=np.int64)
            marks[sorted({*starts, *extra})] = _STARTS
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


class MendParse:
    """After the parser: one tree a sentence again, and the mends above."""

    def __call__(self, doc: Doc) -> Doc:
        """Reattach what was attached wrongly."""
        mends = {mend.token: mend for rule in (_joined, _lifted, _said) for mend in rule(doc)}
        if mends:
            values: Any = doc.to_array(["HEAD", "DEP"])
            for mend in mends.values():
                values[mend.token, 0] = np.int64(mend.head - mend.token).astype(np.uint64)
                values[mend.token, 1] = doc.vocab.strings.add(mend.dep)
            doc.from_array(["HEAD", "DEP"], values)
        return doc


@dataclass(frozen=True, slots=True)
class _Mend:
    token: int
    head: int
    dep: str


def _joined(doc: Doc) -> Iterator[_Mend]:
    """The root of each clause behind a semicolon hangs on the root of the first.

    A dateline hangs on the sentence that it opens.
    """
    first: Token | None = None
    line: Span | None = None
    for clause in doc.sents:
        before = doc[clause.start - 1] if clause.start else None
        if line is not None and dateline_end(doc, line.start, clause.end) == clause.start:
            yield _Mend(line.root.i, clause.root.i, "dep")
            first = clause.root
        elif first is None or before is None or before.text != ";":
            first = clause.root
        else:
            yield _Mend(clause.root.i, first.i, JOINED)
        line = clause


def _lifted(doc: Doc) -> Iterator[_Mend]:
    """``accused X of shelling Y and called on Z``: "called" joins "accused", not "shelling"."""
    for token in doc:
        if token.dep_ != "conj" or token.tag_ not in FINITE or token.head.tag_ not in _NOT_FINITE:
            continue
        if any(child.dep_ in {"nsubj", "nsubjpass"} for child in token.children):
            continue
        for ancestor in token.head.ancestors:
            if ancestor.tag_ in FINITE:
                yield _Mend(token.i, ancestor.i, "conj")
                break


def _said(doc: Doc) -> Iterator[_Mend]:
    """``... near the border, the ministry said``: not an apposition and a joined verb."""
    for token in doc:
        if token.dep_ != "conj" or token.lemma_ not in SAYING or token.i == 0:
            continue
        for speaker in doc[max(0, token.i - _LONGEST_SPEAKER) : token.i]:
            if speaker.dep_ == "appos" and speaker.right_edge.i == token.i - 1:
                yield _Mend(token.i, token.head.i, JOINED)
                yield _Mend(speaker.i, token.i, "nsubj")
                break
