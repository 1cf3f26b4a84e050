"""Whether a hyphen at the end of a line belongs to the word or only to the line.

The document is its own best witness: a word that it also prints unbroken, or also with its
hyphen, decides. So does how often its lines end in a hyphen: where few do, and none of them inside
a word, nobody broke words there, and the hyphens are the author's. Else a general list of English
words and place names decides, and last the shape of the two halves.
"""

import gzip
import re
from collections import Counter
from collections.abc import Iterable
from functools import lru_cache
from pathlib import Path

WORDS = Path(__file__).with_name("words.tsv.gz")
NAME = "\tn"  # follows a person's name there
TOKEN = re.compile(r"[^\W\d_]+(?:['’ʿʾ-][^\W\d_]+)*")
LAST_PART = re.compile(r"([^\W_]+(?:['’ʿʾ-][^\W_]+)*)[-\u2010]$")
FIRST_PART = re.compile(r"[^\W_]+(?:['’ʿʾ-][^\W_]+)*")
INFLECTIONS = ("’s", "'s", "s", "es", "ed", "d", "ing", "ly", "er", "ers")
SOFT_HYPHEN = "\u00ad"
TRUE_HYPHEN = "\u2010"
HYPHENATED = 0.05  # of the lines end in a hyphen, at least, where words are broken at all
FEWEST_LINES = 20  # from which the share of such lines says something
HYPHENS = ("-", TRUE_HYPHEN, SOFT_HYPHEN)


@lru_cache(maxsize=1)
def _listed() -> frozenset[str]:
    """The rows of the list: words, and names of people with a mark."""
    with gzip.open(WORDS, "rt", encoding="utf-8") as stream:
        return frozenset(stream.read().splitlines())


def _is_listed(word: str) -> bool:
    return word in _listed() or _is_name(word)


def _is_name(word: str) -> bool:
    return word + NAME in _listed()


def _is_address(line: str) -> bool:
    """Whether a line ends within the address of a web page, by its slashes or many hyphens."""
    last = line.rsplit(" ", 1)[-1]
    return "/" in last or last.count("-") > 3


def count_words(lines: Iterable[str]) -> Counter[str]:
    """Words of lines in small letters, and the parts of those with hyphens.

    What a hyphen parts at the end of a line does not count.
    """
    counts: Counter[str] = Counter()
    for line in lines:
        tokens = TOKEN.findall(line)
        if line.endswith(HYPHENS) and tokens:
            tokens.pop()
        counts.update(token.lower() for token in tokens)
        counts.update(part.lower() for token in tokens if "-" in token for part in token.split("-"))
    return counts


class Vocabulary:
    """The words that a document prints inside its lines, counted.

    Args:
        lines: texts of all lines of the document.
        words: of these lines, where they have been counted.
    """

    def __init__(self, lines: Iterable[str], words: Counter[str] | None = None) -> None:
        lines = lines if words is not None else list(lines)
        self._counts = count_words(lines) if words is None else words
        self._ends: Counter[str] = Counter()
        self._inner_true_hyphen = False
        broken: list[tuple[str, str]] = []
        last = ""
        for line in lines:
            if last.endswith(HYPHENS) and not _is_address(last):
                broken.append((last, line))
            last = line
            self._ends[line[-1:]] += 1
            self._inner_true_hyphen |= TRUE_HYPHEN in line[:-1]
        count = sum(self._ends.values())
        self._breaks_words = (
            count < FEWEST_LINES
            or len(broken) > HYPHENATED * count
            or not all(self._joins_words(before, after) for before, after in broken)
        )

    def keeps_hyphen(self, before: str, after: str) -> bool:
        """Whether ``before`` (a line that ends in a hyphen) and ``after`` stay hyphenated.

        >>> Vocabulary([]).keeps_hyphen("after the inter-", "vention of")
        False
        >>> Vocabulary([]).keeps_hyphen("near Khan al-", "Shih by")
        True
        """
        if before.endswith(SOFT_HYPHEN):
            return False
        if self._ends[TRUE_HYPHEN] and not self._inner_true_hyphen:
            # CSS formatters break words with U+2010 and leave the author's U+002D alone.
            return not before.endswith(TRUE_HYPHEN)
        head, tail = LAST_PART.search(before), FIRST_PART.match(after)
        if head is None or tail is None:
            return True  # a dash, a number range, a bracket: nothing to join
        left, right = head[1], tail[0]
        whole, parted = self._seen(left + right), self._seen(f"{left}-{right}")
        if whole != parted:
            return parted > whole
        if not left[-1].isalpha() or not right[0].isalpha():
            return True
        if right[0].isupper() or (left.isupper() and len(left) > 1):
            # ECO-/WAS is broken inside a name in capitals, US-/Russian is not
            return not (left.isupper() and right.isupper() and not self._is_word(right))
        return self._parts_hold(left, right)

    def _parts_hold(self, left: str, right: str) -> bool:
        """Shape and the word list: is ``left-right`` likelier than ``leftright``?"""
        if not self._breaks_words:
            return True
        last, first = re.split("-", left)[-1], re.split("-", right)[0]
        if last[-1].lower() == first[0].lower() and first[0] in "aeiou" and self._is_word(first):
            return True  # re-/emerge, co-/operate
        if self._is_word(last + first):
            return False
        if left[0].isupper() and len(last) > 4 and _is_name(last.lower()):
            return True  # a whole given name, as in Yunus-/bek
        return self._is_word(first) and self._is_word(last) and len(first) > 2 and len(last) > 2

    def _joins_words(self, before: str, after: str) -> bool:
        """Whether words end and begin at a hyphen at a line's end, as in a compound."""
        head, tail = LAST_PART.search(before), FIRST_PART.match(after)
        if head is None or tail is None or not head[1][-1].isalpha():
            return True
        return self._is_word(head[1].split("-")[-1]) and self._is_word(tail[0].split("-")[0])

    def _seen(self, word: str) -> int:
        word = word.lower()
        found = self._counts[word]
        return found or max((self._counts[word + end] for end in ("s", "’s", "’")), default=0)

    def _is_word(self, word: str) -> bool:
        word = word.lower()
        return (
            _is_listed(word)
            or self._counts[word] > 0
            or any(word.endswith(end) and _is_listed(word[: -len(end)]) for end in INFLECTIONS)
        )
