"""Cuts a text into sentences and tells headings from body text."""

import re
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from pipeline.components.resolutions import RESOLVED_LINE
from pipeline.components.sentences import patterns
from pipeline.errors import KnowledgeError
from pipeline.yamlfile import read_yaml

LEXICON = Path(__file__).with_name("lexicon.yaml")


@dataclass(frozen=True, slots=True)
class Cut:
    """A text cut up: character spans ``(start, end)``, end exclusive, in order.

    ``headings`` are among the ``sentences``.
    """

    sentences: tuple[tuple[int, int], ...]
    headings: tuple[tuple[int, int], ...]


@dataclass(frozen=True, slots=True)
class Words:
    """The lists of ``lexicon.yaml``; its comments say what each is for."""

    before_name: frozenset[str]
    before_number: frozenset[str]
    months: frozenset[str]
    either: frozenset[str]
    clock: frozenset[str]
    after_clock: frozenset[str]
    openers: frozenset[str]
    speech: frozenset[str]

    @classmethod
    def read(cls, path: Path = LEXICON) -> "Words":
        """Read and check the lists.

        Raises:
            KnowledgeError: a list is missing or unknown, or holds something else than words.
        """
        data: Any = read_yaml(path)
        allowed = cls.__slots__
        if not isinstance(data, dict) or set(data) != set(allowed):
            raise KnowledgeError("wrong lists", path=path, remedy="wanted: " + ", ".join(allowed))
        for name, words in data.items():
            if not isinstance(words, list) or not all(isinstance(word, str) for word in words):
                raise KnowledgeError(f"{name}: not a list of words", path=path)
        return cls(**{name: frozenset(words) for name, words in data.items()})


class SentenceSplitter:
    """Cuts text by rule, without a parse.

    An empty line always ends a sentence and a list marker at the start of a line begins one; a
    semicolon or a colon never does. A full stop ends a sentence before a word that can begin one,
    unless it belongs to an abbreviation, an initial or a list number. A heading is a short
    paragraph of one line without final punctuation that is no list item. Where a text has more
    paragraphs without it than sentences with it they head nothing: they are the text's entries, as
    in a list of headlines.

    Args:
        words: the abbreviations and openers.
        heading_words: the most words a heading has.
    """

    def __init__(self, *, words: Words, heading_words: int = 16) -> None:
        self.words = words
        self.heading_words = heading_words

    def cut(self, text: str) -> Cut:
        """Cut ``text`` into sentences; white space between them belongs to none."""
        sentences: list[tuple[int, int]] = []
        headings: list[tuple[int, int]] = []
        unfinished = 0
        for match in patterns.PARAGRAPH.finditer(text):
            end = match.start() + len(match.group().rstrip())
            paragraph = (match.start(), end)
            unfinished += not patterns.ENDS_SENTENCE.search(text[slice(*paragraph)])
            if self._is_heading(text[slice(*paragraph)]):
                headings.append(paragraph)
                sentences.append(paragraph)
                continue
            for item in _list_items(text, *paragraph):
                sentences.extend(self._sentences(text, *item))
        if unfinished > len(sentences) - unfinished:
            headings.clear()
        return Cut(tuple(sentences), tuple(headings))

    def _is_heading(self, paragraph: str) -> bool:
        return (
            "\n" not in paragraph
            and len(paragraph.split()) <= self.heading_words
            and (paragraph[0].isupper() or paragraph[0].isdigit() or paragraph[0] in "“\"‘'")
            and not patterns.ENDS_SENTENCE.search(paragraph)
            and not re.match(r"[•●◦▪‣·*–—-]", paragraph)
        )

    def _sentences(self, text: str, start: int, end: int) -> list[tuple[int, int]]:
        found = []
        marker = patterns.LIST_MARKER.match(text, start, end)
        at = marker.end() if marker else start
        for stop in patterns.STOP.finditer(text, at, end):
            if stop.end() < end and self._ends(text, start, stop, end):
                found.append((start, stop.end() - len(stop["gap"])))
                start = stop.end()
        if start < end:
            found.append((start, end))
        return found

    def _ends(self, text: str, start: int, stop: re.Match[str], end: int) -> bool:
        """Tell whether ``stop`` ends the sentence that began at ``start``."""
        if not stop["gap"]:
            return _is_glued(text, start, stop)
        opening = patterns.OPENING.match(text, stop.end(), end)
        if opening is None:
            return not text[stop.end()].islower() and stop["mark"] != "…"
        following = opening["word"]
        if following[0].islower() and not patterns.PARTICLE.match(following):
            return False
        before = patterns.WORD_BEFORE.search(text, start, stop.start())
        initial = len(following) == 1 and text[opening.end() : opening.end() + 1] == "."
        if initial and before is not None and patterns.INITIAL.match(before.group()):
            return False  # "J. A. Smith", but "in a week. U.N. experts"
        if stop["mark"] != ".":
            return not self._is_question_in_quotes(text, stop, end)
        return before is None or self._word_ends(before.group(), following, bool(stop["close"]))

    def _word_ends(self, word: str, following: str, closed: bool) -> bool:
        """Tell whether ``word`` and its full stop end a sentence before ``following``."""
        words = self.words
        opens = following in words.openers
        if closed:
            return opens or word not in words.before_name
        if word in words.before_name:
            return False
        if word in words.before_number or word in words.months:
            return not following[0].isdigit()
        if word in words.clock:
            return following not in words.after_clock
        if word in words.either or patterns.ACRONYM.search(word):
            return opens
        if patterns.INITIAL.match(word):
            return opens
        return True

    def _is_question_in_quotes(self, text: str, stop: re.Match[str], end: int) -> bool:
        if not set(stop["close"]) & set("\"”’»'"):
            return False
        following = text[stop.end() : min(end, stop.end() + 60)].split()[:5]
        return any(word.strip(".,") in self.words.speech for word in following)


def _list_items(text: str, start: int, end: int) -> list[tuple[int, int]]:
    starts = [start]
    starts += [item.end() for item in patterns.LIST_ITEM.finditer(text, start, end)]
    starts += [item.end() for item in RESOLVED_LINE.finditer(text, start, end)]
    starts.sort()
    pairs = zip(starts, [*starts[1:], end], strict=True)
    return [(low, low + len(text[low:high].rstrip())) for low, high in pairs]


def _is_glued(text: str, start: int, stop: re.Match[str]) -> bool:
    """Tell whether a stop without a space after it ends a sentence: "the town.The rebels"."""
    before = text[max(start, stop.start() - 40) : stop.start()].split()
    return bool(
        before
        and stop["mark"] in ".!?"
        and re.search(r"[a-z]{2}\Z", before[-1])
        and not re.search(r"[./@:]", before[-1])
        and patterns.GLUED.match(text, stop.end())
    )
