"""Lookup keys of names: two spellings of one name meet in one key.

``strict_key`` only folds what typography varies (case, diacritics, apostrophes, hyphens).
``skeleton_key`` folds what transliteration varies too (articles, vowels, digraphs, doubled
letters), so that it also joins some unlike names: callers must check how alike the spellings are.
"""

import re
import unicodedata
from difflib import SequenceMatcher

_SPECIAL = str.maketrans(
    {
        "ø": "o", "ł": "l", "đ": "d", "ı": "i", "ß": "ss", "æ": "ae", "œ": "oe", "þ": "th",
        "ə": "a", "ð": "d", "ħ": "h", "ŋ": "n",
        **dict.fromkeys("'’‘`´ʿʾʻʼʹ′ʽˈ", None),
    }
)  # fmt: skip
_SEPARATORS = re.compile(r"[\W_]+")
ARTICLES = frozenset("al as ash ad ar at az an el es esh ed er et ez en ul ur uz us ud the".split())
"""The Arabic article as it is written before sun and moon letters, and the English one."""

_DIGRAPHS = re.compile(r"kh|gh|dh|th|sh|ch|zh|dj|ts|ph|ou|[qcjv]")
_DIGRAPH_VALUE = {
    "kh": "x", "gh": "g", "dh": "d", "th": "t", "sh": "s", "ch": "s", "zh": "g", "dj": "g",
    "ts": "s", "ph": "f", "ou": "u", "q": "k", "c": "k", "j": "g", "v": "w",
}  # fmt: skip
_DOUBLED = re.compile(r"([a-z])\1+")
_VOWELS = re.compile(r"(?<!^)[aeiouyw]")


def strict_key(name: str) -> str:
    """Lower case, no diacritics or apostrophes, words separated by one space.

    >>> strict_key("Sheikh Maskīn"), strict_key("Der’a"), strict_key("al-Wa'r")
    ('sheikh maskin', 'dera', 'al war')
    """
    lowered = name.lower().translate(_SPECIAL)
    if not lowered.isascii():
        parts = unicodedata.normalize("NFKD", lowered)
        lowered = "".join(char for char in parts if not unicodedata.combining(char))
        lowered = lowered.translate(_SPECIAL)
    return _SEPARATORS.sub(" ", lowered).strip()


def skeleton_key(name: str) -> str:
    """Consonants of the words of a name, articles left out, transliteration folded.

    >>> skeleton_key("Dayr al-Zawr") == skeleton_key("Deir ez-Zor")
    True
    >>> skeleton_key("Hassake") == skeleton_key("al-Hasakah")
    True
    """
    words = strict_key(name).split()
    kept = [word for word in words if word not in ARTICLES] or words
    return "".join(_skeleton_of_word(word) for word in kept)


def _skeleton_of_word(word: str) -> str:
    word = _DIGRAPHS.sub(lambda match: _DIGRAPH_VALUE[match.group()], word)
    word = _DOUBLED.sub(r"\1", word)
    if len(word) > 2 and word.endswith("h") and word[-2] in "aeiou":
        word = word[:-1]
    consonants = _VOWELS.sub("", word)
    return "a" + consonants[1:] if consonants[:1] in tuple("aeiou") else consonants


def likeness(one: str, other: str) -> float:
    """How alike two spellings are, 0 to 1, after :func:`strict_key` and without articles.

    The measure is difflib's ratio: twice the matching characters by all characters.
    """
    first, second = (
        "".join(word for word in strict_key(name).split() if word not in ARTICLES)
        for name in (one, other)
    )
    return SequenceMatcher(None, first, second, autojunk=False).ratio()


def slug(name: str) -> str:
    """Identifier made of a name: its strict key with hyphens.

    >>> slug("Côte d’Ivoire")
    'cote-divoire'
    """
    return strict_key(name).replace(" ", "-")
