"""Text compared without its typography: two faithful extractions of a page fold to one text."""

import re
import unicodedata
from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass

_SAME = str.maketrans(
    {
        "‘": "'", "’": "'", "ʻ": "'", "ʼ": "'", "`": "'", "“": '"', "”": '"', "«": '"', "»": '"',
        "‐": "-", "‑": "-", "‒": "-", "–": "-", "—": "-", "−": "-",
    }
)  # fmt: skip
_INVISIBLE = frozenset("\u00ad\u200b\u200c\u200d\ufeff")
_WORD = re.compile(r"\w+")


@dataclass(frozen=True, slots=True)
class FoldedText:
    """A text without case, typographic variants and runs of white space.

    ``offsets[i]`` is where character ``i`` of ``text`` comes from; one more entry gives the end.
    """

    text: str
    offsets: tuple[int, ...]

    @classmethod
    def of(cls, text: str) -> "FoldedText":
        """Fold ``text`` and remember where each character comes from."""
        out: list[str] = []
        offsets: list[int] = []
        for at, char in enumerate(text):
            for folded in _fold_char(char):
                if folded == " " and (not out or out[-1] == " "):
                    continue
                out.append(folded)
                offsets.append(at)
        return cls("".join(out), (*offsets, len(text)))

    def find_words(self, phrase: str) -> Iterator[tuple[int, int]]:
        """Yield where the phrase stands as whole words, as offsets in the folded text."""
        wanted = fold(phrase)
        if not wanted:
            return
        left = r"(?<!\w)" if wanted[0].isalnum() else ""
        right = r"(?!\w)" if wanted[-1].isalnum() else ""
        for found in re.finditer(left + re.escape(wanted) + right, self.text):
            yield found.span()

    def original(self, start: int, end: int) -> tuple[int, int]:
        """Turn a span of the folded text into one of the text it was made from."""
        return self.offsets[start], self.offsets[end - 1] + 1

    def folded(self, offset: int) -> int:
        """Offset in the folded text of the first character at or after ``offset``."""
        return bisect_left(self.offsets, offset)


def fold(text: str) -> str:
    """Fold a short text; spaces around it are dropped."""
    return FoldedText.of(text).text.strip()


def words(text: str) -> list[str]:
    """Return the words of a text, folded; an apostrophe or a hyphen parts them."""
    return _WORD.findall(fold(text))


def _fold_char(char: str) -> str:
    if char in _INVISIBLE:
        return ""
    if char.isspace():
        return " "
    return unicodedata.normalize("NFKC", char).translate(_SAME).casefold()
