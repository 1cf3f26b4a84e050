"""What the model is shown of headlines: common words in small letters.

The small models learnt from running text. In "Turkish Airstrikes Kill 9 in Northern Syria" or in
capitals they take every word for part of a name. Where a sentence is written so, the vectors that
tagger, parser and entity recogniser start from are made of a copy in which only names have a
capital; the document keeps its words.
"""

from collections.abc import Iterator
from functools import cached_property
from itertools import pairwise
from typing import Any

import numpy as np
from spacy.lang.en.stop_words import STOP_WORDS
from spacy.language import Language
from spacy.tokens import Doc, Span

from pipeline.components.base import set_extensions
from pipeline.knowledge.keys import strict_key
from pipeline.resources import Knowledge, read_knowledge

_LONGEST_NAME = 5
_SMALL = frozenset(
    """a an the and or but nor as if than that to of in on at by for from with into onto over off up
    near per via vs amid after before under against about between among during despite since until
    without around along across through toward towards out down is are be its his her their not
    no s""".split()
)
"""Words that a headline may leave in small letters."""
_FEWEST = 3
"""Other words that it has at least."""
_HYPHENS = frozenset("-‑–")
_CAPITALISED = frozenset(
    """african arab asian catholic christian european hutu islam islamic islamist jewish kurd
    kurdish kurds muslim muslims protestant shia shiite sikh sunni tutsi
    january february april june july august september october november december
    monday tuesday wednesday thursday friday saturday sunday""".split()
)
"""Words of the dictionary that have a capital everywhere, and that no table of names holds."""
_YOUNG = frozenset(
    """airbase airstrike ceasefire cyberattack drawdown firefight governorate gunbattle gunship
    infighting jihadi oblast pastoralist peacekeeping protestor roadmap videoconference""".split()
)
"""Words that the dictionary is too old for."""
_PREFIXES = ("re", "un", "dis")


class CommonWords:
    """Tells words of the dictionary from names by what the lemmatizer's tables know.

    Args:
        lookups: the tables of a rule lemmatizer.
        knowledge: names of actors, countries and places.
    """

    def __init__(self, lookups: Any, knowledge: Knowledge) -> None:
        self._knowledge = knowledge
        index, rules = lookups.get_table("lemma_index"), lookups.get_table("lemma_rules")
        irregular = lookups.get_table("lemma_exc")
        kinds = ("noun", "verb", "adj", "adv")
        self._known = {kind: frozenset(index.get(kind, ())) for kind in kinds}
        self._known["noun"] |= _YOUNG
        self._others = STOP_WORDS.union(*(irregular.get(kind, ()) for kind in kinds))
        self._endings = {kind: [tuple(pair) for pair in rules.get(kind, ())] for kind in kinds}
        self._peoples = frozenset(strict_key(name) for name in knowledge.demonyms)

    def has(self, word: str) -> bool:
        """Whether a word, in small letters, is in the dictionary, in any form."""
        if word in _CAPITALISED:
            return False
        if word in self._others or any(self._is_form(word, kind) for kind in self._known):
            return True
        opening = next((prefix for prefix in _PREFIXES if word.startswith(prefix)), None)
        return opening is not None and self._is_form(word.removeprefix(opening), "verb")

    def _is_form(self, word: str, kind: str) -> bool:
        known = self._known[kind]
        return word in known or any(
            word.endswith(old) and word[: len(word) - len(old)] + new in known
            for old, new in self._endings[kind]
        )

    def is_name(self, surface: str) -> bool:
        """Whether the words name a known actor, a people or a place."""
        key = strict_key(surface)
        if not key:
            return False
        aliases = self._knowledge.aliases.get(key, ())
        if any(not alias.text.islower() for alias in aliases) or key in self._peoples:
            return True
        return any(place.curated for place in self._knowledge.places.get(key, ()))


class Shown:
    """After ``tok2vec``: sets anew the vectors of sentences that are written as headlines.

    Sets ``doc._.shown``.

    Args:
        nlp: the pipeline; its vectors and its dictionary are asked for when they are needed, for
            one that is read from disk fills them last.
    """

    def __init__(self, nlp: Language) -> None:
        set_extensions()
        self._nlp = nlp

    @cached_property
    def _words(self) -> CommonWords:
        lemmatizer: Any = self._nlp.get_pipe("lemmatizer")
        return CommonWords(lemmatizer.lookups, read_knowledge())

    def __call__(self, doc: Doc) -> Doc:
        """Replace the rows of ``doc.tensor``; sentences in ordinary writing keep theirs."""
        lines = [line for line in _sentences(doc) if _is_headline(line)]
        doc._.shown = tuple(
            (token.i, word)
            for line in lines
            for token, word in zip(line, self._recased(line), strict=True)
            if word != token.text
        )
        if doc._.shown:
            vectors: Any = self._nlp.get_pipe("tok2vec")
            rows = vectors.predict([as_shown(doc)])[0]
            for line in lines:
                doc.tensor[line.start : line.end] = rows[line.start : line.end]
        return doc

    def _recased(self, line: Span) -> Iterator[str]:
        shouted = all(token.is_upper for token in line if token.is_alpha)
        named = self._named(line)
        first = next((token.i for token in line if token.is_alpha), -1)
        for token in line:
            if not token.is_alpha:
                yield token.text.lower() if shouted and token.text[0] in "'’" else token.text
            elif token.i in named or not self._words.has(token.lower_):
                yield token.text.capitalize() if shouted and len(token) > 3 else token.text
            else:
                yield token.lower_.capitalize() if token.i == first else token.lower_

    def _named(self, line: Span) -> set[int]:
        """The tokens that known names cover."""
        found: set[int] = set()
        for token in line:
            if token.i in found or not token.is_alpha:
                continue
            for end in range(min(line.end, token.i + _LONGEST_NAME), token.i, -1):
                if self._words.is_name(line.doc[token.i : end].text):
                    found.update(range(token.i, end))
                    break
        return found


def as_shown(doc: Doc) -> Doc:
    """What a model is to read in place of a document: a copy, or itself where nothing differs."""
    forms = dict(doc._.shown)
    if not forms:
        return doc
    words = [forms.get(token.i, token.text) for token in doc]
    copy = Doc(doc.vocab, words=words, spaces=[bool(token.whitespace_) for token in doc])
    for token, read in zip(doc, copy, strict=True):
        if token.i not in forms and read.norm != token.norm:
            read.norm_ = token.norm_  # an exception of the tokenizer
    return copy


def _sentences(doc: Doc) -> Iterator[Span]:
    starts = np.flatnonzero(doc.to_array("SENT_START") == 1).tolist()
    for start, end in pairwise([*starts, len(doc)]):
        yield doc[start:end]


def _is_headline(line: Span) -> bool:
    """Whether all but the small words begin with a capital, and there are some."""
    large = 0
    hyphen = False
    for token in line:
        word = token.text
        if word[0].islower() and word.isalpha() and not hyphen and word not in _SMALL:
            return False
        large += word[0].isupper() and token.lower_ not in _SMALL
        hyphen = word in _HYPHENS
    return large >= _FEWEST


def show_headlines(nlp: Language) -> None:
    """Let a pipeline read headlines so, if its model shares vectors and has a dictionary."""
    if nlp.has_pipe("tok2vec") and nlp.has_pipe("lemmatizer"):
        lemmatizer: Any = nlp.get_pipe("lemmatizer")
        if lemmatizer.lookups.has_table("lemma_index"):
            nlp.add_pipe("shown", after="tok2vec")
