"""What a mend is, how mends are applied, and what the rules ask of a parse.

A rule looks at one token and gives a :data:`Repair`: the mends that belong together, none if the
parse looks right. The lemmatizer has not run yet, so rules go by tags, labels, places and
punctuation, and by word forms where they must.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from spacy.tokens import Doc, Token

FINITE = frozenset({"VBD", "VBZ", "VBP", "MD"})
SUBJECTS = frozenset({"nsubj", "nsubjpass", "csubj", "csubjpass", "expl"})
NOUNS = frozenset({"NN", "NNS", "NNP", "NNPS"})
CLAUSE_ROOTS = frozenset({"ROOT", "parataxis"})
JOINED = "parataxis"
_OF_THE_CLAUSE = frozenset({"prep", "advcl", "advmod", "npadvmod", "punct", "mark", "cc", "intj"})
TIMES = frozenset(
    """january february march april may june july august september october november december
    monday tuesday wednesday thursday friday saturday sunday yesterday today tomorrow day night
    morning afternoon evening week weekend month year spring summer autumn winter""".split()
)
SAYING = frozenset(
    """say says said report reports reported announce announces announced state states stated
    add adds added tell tells told claim claims claimed declare declares declared note notes noted
    warn warns warned""".split()
)


@dataclass(frozen=True, slots=True)
class Mend:
    """New values of one token; an empty label or tag stays as it is."""

    token: int
    head: int
    dep: str = ""
    tag: str = ""


Repair = tuple[Mend, ...]
Rule = Callable[[Token], Repair]
Rules = Mapping[str, tuple[Rule, ...]]
"""Rules by the label or the tag of the token that they look at."""

NONE: Repair = ()


def run_rules(doc: Doc, rules: Rules) -> None:
    """One pass: find all repairs in the parse as it is, then apply them together."""
    by_hash = {doc.vocab.strings[label]: group for label, group in rules.items()}
    found: list[Repair] = []
    # Hashes, not strings: most tokens carry no label that a rule looks at.
    for i, (dep, tag) in enumerate(doc.to_array(["DEP", "TAG"]).tolist()):
        if dep in by_hash or tag in by_hash:
            token = doc[i]
            for rule in (*by_hash.get(dep, ()), *by_hash.get(tag, ())):
                if repair := rule(token):
                    found.append(repair)
    apply(doc, found)


def apply(doc: Doc, repairs: list[Repair]) -> None:
    """Apply repairs in order; one that touches a mended token or closes a circle is dropped."""
    if not repairs:
        return
    heads = [i + offset for i, offset in enumerate(doc.to_array("HEAD").astype("int64").tolist())]
    mended: dict[int, Mend] = {}
    for repair in repairs:
        new = {mend.token: mend for mend in repair}
        if mended.keys() & new.keys() or not _is_tree(heads, new):
            continue
        mended |= new
        for token, mend in new.items():
            heads[token] = mend.head
    _write(doc, mended)


def _is_tree(heads: Sequence[int], new: Mapping[int, Mend]) -> bool:
    """Whether every mended token still hangs, over others, on a root."""
    for token in new:
        seen = set[int]()
        while token not in seen:
            seen.add(token)
            head = new[token].head if token in new else heads[token]
            if head == token:
                break
            token = head
        else:
            return False
    return True


def _write(doc: Doc, mended: Mapping[int, Mend]) -> None:
    values: Any = doc.to_array(["HEAD", "DEP"])
    for i, mend in mended.items():
        values[i, 0] = np.int64(mend.head - i).astype(np.uint64)
        if mend.dep:
            values[i, 1] = doc.vocab.strings.add(mend.dep)
        if mend.tag:
            doc[i].tag_ = mend.tag
    doc.from_array(["HEAD", "DEP"], values)


def retag(token: Token, tag: str, dep: str = "") -> Mend:
    """The token stays where it hangs."""
    return Mend(token.i, token.head.i, dep, tag)


def children(token: Token, *deps: str) -> list[Token]:
    """Children with one of these labels, in text order."""
    return [child for child in token.children if child.dep_ in deps]


def subject(verb: Token) -> Token | None:
    """The stated subject before a verb."""
    return next((c for c in verb.lefts if c.dep_ in SUBJECTS), None)


def has_subject(verb: Token) -> bool:
    """Whether a subject is stated: before the verb, behind it, or with an auxiliary."""
    holders = [verb, *children(verb, "aux", "auxpass")]
    return any(child.dep_ in SUBJECTS for holder in holders for child in holder.children)


def is_finite(verb: Token) -> bool:
    """A finite form, by itself or by its auxiliary."""
    return verb.tag_ in FINITE or any(
        child.tag_ in FINITE for child in verb.lefts if child.dep_ in {"aux", "auxpass"}
    )


def is_marked(verb: Token) -> bool:
    """Whether a conjunction or a question word opens the verb's clause."""
    return any(
        child.dep_ == "mark" or child.tag_ in {"WRB", "WDT", "WP", "WP$"} for child in verb.lefts
    )


def before(token: Token) -> Token | None:
    """The token to the left; at the start of a sentence the full stop of the one before."""
    return token.doc[token.i - 1] if token.i else None


def has_comma(doc: Doc, start: int, end: int) -> bool:
    """Whether a comma stands among these tokens."""
    return any(doc[i].text == "," for i in range(start, end))


def take_place(new: Token, old: Token) -> Iterator[Mend]:
    """``new``, to the right of ``old``, takes its place and what belongs to the clause."""
    yield Mend(new.i, new.i if old.head.i == old.i else old.head.i, old.dep_)
    for child in old.children:
        if child.i > new.i or (child.i < old.i and child.dep_ in _OF_THE_CLAUSE):
            yield Mend(child.i, new.i)
