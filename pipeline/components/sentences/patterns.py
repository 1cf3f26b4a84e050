"""The shapes a text is cut by: paragraphs, list items, sentence ends and sentence openings.

Words that decide between them (abbreviations and the like) are in ``lexicon.yaml``.
"""

import re

PARAGRAPH = re.compile(r"\S(?:[^\n]|\n(?![^\S\n]*(?:\n|\Z)))*")
"""A run of lines without an empty one between them."""
EMPTY_LINE = re.compile(r"\n[^\S\n]*\n")

_BULLET = r"[•●◦▪‣·*–—-]"
_NUMBER = r"\(?(?:\d{1,3}|[a-z]|[ivx]{1,5})[.)]"
LIST_MARKER = re.compile(rf"(?:{_BULLET}|{_NUMBER})[^\S\n]+(?=\S)")
LIST_ITEM = re.compile(rf"\n[^\S\n]*(?={LIST_MARKER.pattern})")
"""A line break inside a paragraph that a list marker follows."""

_CLOSERS = r"[\"'”’»)\]]"
STOP = re.compile(
    rf"(?P<mark>(?:\.[ \u00a0]){{2,}}\.|[.!?…]+)(?P<close>{_CLOSERS}*(?:\[\d{{1,3}}\])*)"
    r"(?P<gap>\s*)"
)
"""What can end a sentence: stops, the quotes and brackets they leave, a reference like [12]."""

WORD_BEFORE = re.compile(r"[^\s(\[{\"“‘«/—–]+\Z")
OPENING = re.compile(
    r"[\"'“‘«(\[\u02bf\u02be¡¿]*(?P<word>(?:[A-Za-z]{1,3}[-‑]['’‘\u02bf]?)?[^\W_][\w'’-]*)"
)
"""The first word after a stop, quotes and brackets apart; a name may begin with a small "al-"."""

PARTICLE = re.compile(r"[a-z]{2,3}[-‑]['’‘\u02bf]?[A-Z]")
ACRONYM = re.compile(r"(?:[A-Za-z]\.)+[A-Za-z]\Z")
INITIAL = re.compile(r"[^\W\d_]\Z")
GLUED = re.compile(r"[A-Z][a-z]+[\s,]|(?:A|I)\s")
"""What follows a stop that lost its space: "the town.The rebels"."""

ENDS_SENTENCE = re.compile(rf"[.!?…:;,]{_CLOSERS}*\Z")
