"""What the parser gets wrong about clauses, prevented before it runs and mended after.

The small models were trained on few sentences with semicolons, and attach what follows one to
whatever precedes it. ``split_clauses`` therefore lets the parser begin anew after a semicolon
where both sides have a finite verb, after a dateline, a label, a participle clause or joined dates
that open the sentence, and before a source that closes it; ``mend_parse`` hangs the parts together
again, each root on the first one's as ``parataxis``, so that ``doc.sents`` are whole sentences,
and mends what the rules of the neighbouring modules recognise.
"""

from collections.abc import Iterator
from itertools import pairwise
from typing import Any

import numpy as np
from spacy.tokens import Doc, Span, Token

from pipeline.components.base import set_extensions
from pipeline.components.clauses.adjuncts import adjunct_end, bullet_end, joined_dates_end
from pipeline.components.clauses.complements import COMPLEMENT_RULES
from pipeline.components.clauses.datelines import dateline_end
from pipeline.components.clauses.entries import entry_end
from pipeline.components.clauses.headlines import HEADLINE_RULES
from pipeline.components.clauses.labels import label_end, tail_start
from pipeline.components.clauses.mends import FINITE, JOINED, Mend, apply, run_rules
from pipeline.components.clauses.subjects import SUBJECT_RULES
from pipeline.components.clauses.tags import TAG_RULES
from pipeline.components.clauses.verbs import VERB_RULES
from pipeline.components.speech import LABEL

_OPENINGS = (
    (bullet_end, "punct"),
    (entry_end, "dep"),
    (dateline_end, "dep"),
    (label_end, LABEL),
    (adjunct_end, "advcl"),
    (joined_dates_end, "prep"),
)
"""Where a part that opens a sentence ends, and what it is to the rest."""
_STARTS, _GOES_ON = 1, -1  # spaCy's values of SENT_START


class SplitClauses:
    """Before the parser, after the tagger: marks a start behind each semicolon between clauses.

    Sets ``doc._.datelines``.
    """

    def __init__(self) -> None:
        set_extensions()

    def __call__(self, doc: Doc) -> Doc:
        """Add starts to those that the ``sentences`` component has set."""
        columns = doc.to_array(["SENT_START", "ORTH"])
        starts = np.flatnonzero(columns[:, 0] == _STARTS).tolist()
        marks = np.flatnonzero(columns[:, 1] == doc.vocab.strings[";"]).tolist()
        sentences = list(pairwise([*starts, len(doc)]))
        extra = [
            i + 1
            for start, end in sentences
            for i in _clause_ends(doc, start, end, [at for at in marks if start <= at < end - 1])
        ]
        extra += [at for start, end in sentences if (at := tail_start(doc, start, end))]
        for ends, _ in _OPENINGS:
            parts = [(start, at) for start, end in sentences if (at := ends(doc, start, end))]
            extra += [at for _, at in parts]
            if ends is dateline_end:
                doc._.datelines = tuple(parts)
        if extra:
            flags = np.full(len(doc), _GOES_ON, dtype=np.int64)
            flags[sorted({*starts, *extra})] = _STARTS
            values: Any = flags.astype(np.uint64).reshape(-1, 1)
            doc.from_array(["SENT_START"], values)
        return doc


def _clause_ends(doc: Doc, start: int, end: int, semicolons: list[int]) -> list[int]:
    """Those of a sentence's semicolons that stand between clauses."""
    found, since = [], start
    for i in semicolons:
        if _is_clause(doc, since, i) and _is_clause(doc, i + 1, end):
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
    """After the parser: one tree a sentence again, and its known mistakes mended.

    Tags first, then the main verbs, then what hangs on them: each pass sees the one before.
    """

    def __call__(self, doc: Doc) -> Doc:
        """Reattach what was attached wrongly."""
        apply(doc, [(mend,) for mend in _joined(doc)])
        for rules in (HEADLINE_RULES, TAG_RULES, VERB_RULES, SUBJECT_RULES, COMPLEMENT_RULES):
            run_rules(doc, rules)
        return doc


def _joined(doc: Doc) -> Iterator[Mend]:
    """The root of each clause behind a semicolon hangs on the root of the first.

    A dateline, a label, a participle clause or a pair of dates hangs on the sentence that it opens,
    a source behind a dash on the one that it closes.
    """
    first: Token | None = None
    line: Span | None = None
    for clause in doc.sents:
        before = doc[clause.start - 1] if clause.start else None
        opened = None if line is None else _opens(doc, line, clause)
        if line is not None and opened:
            yield Mend(line.root.i, clause.root.i, opened)
            first = clause.root
        elif first is not None and tail_start(doc, first.i, clause.end) == clause.start:
            yield Mend(clause.root.i, first.i, LABEL)
        elif first is None or before is None or before.text != ";":
            first = clause.root
        else:
            yield Mend(clause.root.i, first.i, JOINED)
        line = clause


def _opens(doc: Doc, part: Span, clause: Span) -> str:
    """What a part that was parsed apart is to the clause behind it, nothing if no part of it."""
    for ends, label in _OPENINGS:
        if ends(doc, part.start, clause.end) == clause.start:
            return label
    return ""
