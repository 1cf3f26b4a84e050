"""Base forms of verbs that the rule lemmatizer gets wrong.

Its rules drop an "e" too many ("staged": "stag") or keep the ending of a rare verb ("reoccupied":
"reoccupie", "readmitted": "readmitte"), and a past tense tagged as a present is left as it is. A
wrong form is replaced only by a verb that the event rules know.
"""

import re
from collections.abc import Iterator

from spacy.tokens import Doc, Token

from pipeline.components.events.lexicon import Lexicon
from pipeline.components.events.patterns import (
    CAUSATIVE_END,
    HAPPENING,
    LIGHT_ACTOR,
    LIGHT_NEITHER,
    LIGHT_RECIPIENT,
    OBJECT_CONTROL_PREPS,
)
from pipeline.components.tokens import HYPHENATED

_ONE_SYLLABLE = re.compile(r"[^aeiou]+[aeiou][^aeiouwxy]")
_VERB_TAGS = ("VB", "VBD", "VBG", "VBN", "VBP", "VBZ")


def known_verbs(lexicon: Lexicon) -> frozenset[str]:
    """Base forms of the verbs that tell or carry events, or say whose deed another is."""
    carriers = LIGHT_ACTOR | LIGHT_RECIPIENT | LIGHT_NEITHER | HAPPENING | CAUSATIVE_END
    carriers |= OBJECT_CONTROL_PREPS.keys()
    return carriers | {entry.lemma for entry in lexicon.entries if entry.pos == "verb"}


def repair_lemmas(doc: Doc, verbs: frozenset[str]) -> None:
    """Set ``lemma_`` of words with a hyphen, and of verbs whose base form is wrong.

    Args:
        doc: a tagged and lemmatized document.
        verbs: the base forms that matter, lower case.
    """
    verbal = {doc.vocab.strings[tag] for tag in _VERB_TAGS}
    hyphenated = {doc.vocab.strings[word] for word in HYPHENATED}
    for i, (tag, lower) in enumerate(doc.to_array(["TAG", "LOWER"]).tolist()):
        if lower in hyphenated:
            doc[i].lemma_ = doc[i].lemma_.replace("-", "")
        if tag not in verbal:
            continue
        token = doc[i]
        if token.lemma_.lower() in verbs and not (
            _lost_its_e(token) and token.lemma_.lower() + "e" in verbs
        ):
            continue
        base = next((form for form in _bases(token) if form in verbs), None)
        if base is not None:
            token.lemma_ = base


def _lost_its_e(token: Token) -> bool:
    """``bared``, ``raping`` read as forms of "bar", "rap", which would double their consonant."""
    lemma = token.lemma_.lower()
    return bool(_ONE_SYLLABLE.fullmatch(lemma)) and token.lower_ in {lemma + "ed", lemma + "ing"}


def _bases(token: Token) -> Iterator[str]:
    lemma = token.lemma_.lower()
    doubled = lemma + lemma[-1:]
    if not token.lower_.startswith(doubled):  # "rapped" is no form of "rape"
        yield lemma + "e"
    yield doubled
    if lemma.endswith("e") and lemma[-2:-1] == lemma[-3:-2]:
        yield from (lemma[:-1], lemma[:-2])
    if lemma.endswith(("ie", "ye")):
        yield lemma[:-2] + "y"
    if lemma.endswith("ck"):
        yield lemma[:-1]
    if lemma != token.lower_:
        return
    for ending in ("ed", "ing"):
        stem = lemma.removesuffix(ending)
        if stem != lemma:
            yield from (stem, stem + "e", stem[:-1])
            if stem.endswith("i"):
                yield stem[:-1] + "y"
