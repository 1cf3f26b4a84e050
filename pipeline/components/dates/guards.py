"""Tells dates from what only looks like them: counts, labels, names, verbs.

Each guard looks at the words on either side of a match; the lists are in ``lexicon.yaml``.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass

from pipeline.components.dates.lexicon import Lexicon

_LAST_WORDS = 4
_NEEDED_BEFORE = {
    "weekend": ("over", "at", "during", "on"),
    "within.past": ("over", "in", "within", "during"),  # "for the past two weeks" is a duration
    "within.ahead": ("over", "in", "within", "during"),
}
_VERB_MONTHS = ("March", "May")  # "he said that May would resign"
_WORD = re.compile(r"[\w$€£][\w'’.-]*|[^\w\s]")
_POSSESSIVE = re.compile(r"(?:['’]s|s['’])\Z", re.IGNORECASE)
_NEXT = re.compile(r"\s*(?P<gap>[^\w\s'’“”\"]*)\s*(?P<word>[\w$€£%°]+(?:['’-]\w+)*)?")
_YEAR_LIST = re.compile(r"(?:1[6-9]|20)\d\d,?\s+(?:(?:and|or)\s+)?\Z")
_YEARS_AHEAD = re.compile(r",?\s+(?:and|or|(?:1[6-9]|20)\d\d\b)")
_LABELLED = re.compile(r"\d\s*\(\Z")
_PHRASE_FOLLOWS = re.compile(
    r"\s+(?:the|an?|his|her|its|their|our|this|that|these|those|he|she|it|they|we|some|any|"
    r"former|president|[A-Z0-9][\w’'-]*|\w+ing)\b"
)
_GERUND = re.compile(r"\s+\w+ing\b")
_CLAUSE_GOES_ON = re.compile(
    r"\s*(?:[^\w\s'’“”\"]|$)|\s+(?:had|has|have|was|were|is|by|in|at|on|to|from|near|and|but|or|"
    r"when|while|as|with|for|that|who|which|came|went|took|fell|led|\w+ed)\b"
)
_INEXACT = ("than", "about", "nearly", "almost", "some", "around", "roughly", "over", "within")
_ENTRY = re.compile(
    r"\s*(?:(?::|\s(?:--|[-–—]))\s+[\"“‘'(]?[^\W\d_a-z]|\n|\Z)"
)  # "2003 - Iran ..."
_DAY_GOES_ON = re.compile(r"\s*(?:[.,;:)]|$|(?:and|but|when|while|of (?:the|that) month)\b)")


@dataclass(frozen=True, slots=True)
class Around:
    """The words beside a match. ``before`` and ``after`` stay within its sentence."""

    before: str
    after: str
    words: tuple[str, ...]  # the last words before, in order, as written
    next_word: str  # the word after, lower-cased; empty at a punctuation mark
    next_written: str

    @classmethod
    def of(cls, text: str, start: int, end: int, low: int, high: int) -> "Around":
        """Look around ``text[start:end]`` in the sentence ``text[low:high]``."""
        before, after = text[max(low, start - 80) : start], text[end : min(high, end + 80)]
        match = _NEXT.match(after)
        written = "" if match is None or match["gap"] else match["word"] or ""
        return cls(
            before, after, tuple(_WORD.findall(before)[-_LAST_WORDS:]), written.lower(), written
        )

    @property
    def last(self) -> str:
        """The word before, lower-cased; empty at the start of a sentence."""
        return self.words[-1].lower() if self.words else ""


class Guards:
    """Refuses matches that are no dates.

    Args:
        lexicon: the words that give them away.
    """

    def __init__(self, lexicon: Lexicon) -> None:
        self.lexicon = lexicon
        phrases = "|".join(re.escape(phrase) for phrase in lexicon.anaphoric_after)
        self.anaphoric = re.compile(rf"\s+(?:{phrases})\b")

    def refuse(self, shape: str, groups: Mapping[str, str], matched: str, around: Around) -> bool:
        """Tell whether a match of ``shape`` is no date."""
        lexicon = self.lexicon
        if around.next_written in lexicon.names_after:
            return True
        if shape.startswith("shift") or shape == "within":
            return self._is_other_distance(groups, around)
        if shape in _NEEDED_BEFORE:
            return around.last not in _NEEDED_BEFORE[shape]
        if shape == "date.day":
            return around.last != "on" or not _DAY_GOES_ON.match(around.after)
        if self._is_named(shape, around):
            return True
        if shape == "date.weekday" and around.last in lexicon.weekday_no_date:
            return True
        if shape == "date.weekday" or (shape == "near" and "weekday" in groups):
            return around.next_written in lexicon.weekday_compounds
        if shape == "near":
            return self._is_other_pointing(groups, matched, around)
        alone = not ({"year", "year_step", "day", "part", "inner_part"} & set(groups))
        if shape == "date.month":
            return (
                alone
                and groups["month"].title() in lexicon.ambiguous_months
                and (not self._can_be_month(around))
            )
        if shape == "date.season":
            return alone and not self._can_be_season(matched, around)
        if shape == "date.year" or shape.startswith("range"):
            return self._is_no_year(shape, groups, around)
        return False

    def follows_told_event(self, around: Around) -> bool:
        """Tell whether the event of "two days after ..." is the one just told."""
        return bool(self.anaphoric.match(around.after) or _GERUND.match(around.after))

    def _is_named(self, shape: str, around: Around) -> bool:
        if not around.words or shape.startswith("date.numeric"):
            return False
        return around.words[-1] in self.lexicon.names_before

    def _is_other_distance(self, groups: Mapping[str, str], around: Around) -> bool:
        """ "two days before the attack", "a year later than planned", "half a year later"."""
        if around.last in ("half", "every"):
            return True
        direction = groups.get("direction", "").lower()
        if direction == "on":
            return not re.match(r"\s*[,.;]", around.after)
        if direction not in ("before", "after"):
            return False
        if around.last == "," and re.search(r"\d\s*,\s*\Z", around.before):
            return True  # "in August 2016, a year after the zone was announced"
        if self.follows_told_event(around):
            return False
        return bool(_PHRASE_FOLLOWS.match(around.after)) or not _CLAUSE_GOES_ON.match(around.after)

    def counts_from_event(self, groups: Mapping[str, str], around: Around) -> bool:
        """ "on Friday, two days after gunmen killed him": the distance of two events' dates."""
        counted = groups.get("direction", "").lower() in ("before", "after")
        exact = around.last not in ("half", "every", *_INEXACT)
        told = self.follows_told_event(around) or _CLAUSE_GOES_ON.match(around.after)
        return counted and exact and not told and groups["unit"].lower() not in ("year", "decade")

    def _is_other_pointing(self, groups: Mapping[str, str], matched: str, around: Around) -> bool:
        """ "the last week", "said that May would resign", "the next day of talks"."""
        step = groups.get("step", "").lower()
        if "part" in groups or "year" in groups:
            return False
        if step in ("last", "next", "this") and around.last in self.lexicon.determiners:
            return True
        if step in ("same", "following", "previous"):
            return True
        if step == "that" and groups.get("month", "").title() in _VERB_MONTHS:
            return around.last not in self.lexicon.month_before and bool(around.next_word)
        return groups.get("season", "").lower() == "fall" and step == "that"

    def _can_be_month(self, around: Around) -> bool:
        lexicon = self.lexicon
        if around.next_word in lexicon.month_after:
            return True
        if around.next_written[:1].isupper() and around.last == "the":
            return False
        if around.last == "the" and around.next_word in ("of", "on", "to", "for", ""):
            return False
        possessive = bool(around.words) and bool(_POSSESSIVE.search(around.words[-1]))
        return around.last in lexicon.month_before or possessive

    def _can_be_season(self, matched: str, around: Around) -> bool:
        lexicon = self.lexicon
        if around.next_word in lexicon.season_compounds:
            return False
        has_article = matched.lower().startswith("the")
        return has_article or around.last in lexicon.season_before

    def _is_no_year(self, shape: str, groups: Mapping[str, str], around: Around) -> bool:
        lexicon = self.lexicon
        named = {word.lower() for word in around.words[-2:]} & lexicon.year_names_before
        if named or around.next_word in lexicon.year_names_after:
            return True
        kinds = {"month", "season", "day", "iso_month", "first", "step", "decade", "part"}
        sides = {name.removeprefix("a_").removeprefix("b_") for name in groups}
        if kinds & sides:
            return False
        if around.last in lexicon.numbered or _LABELLED.search(around.before):
            return True
        if around.next_word in lexicon.count_nouns or around.after[:1] in ("%", "°"):
            return around.last not in lexicon.strong_year_before
        if shape.startswith("range"):
            return around.last in lexicon.quantity_heads
        return not self._can_be_year(around)

    def _can_be_year(self, around: Around) -> bool:
        lexicon = self.lexicon
        last, words = around.last, around.words
        if not any(word[0].isalnum() for word in words):  # a bullet at most
            return around.next_word in lexicon.year_after or bool(_ENTRY.match(around.after))
        if last == "of" and len(words) > 1 and words[-2].lower() in lexicon.quantity_heads:
            return False
        if last == "and":
            return bool(_YEAR_LIST.search(around.before))
        if last in lexicon.year_before or last == "(":
            return True
        if last == "to":
            return len(words) > 1 and words[-2].lower() in ("prior", "back", "dating", "due")
        if last == ",":
            return bool(_YEAR_LIST.search(around.before))  # and no reference: "(Lund, 2017)"
        if around.next_word in lexicon.after_no_year:
            return False
        return self._is_attribute(around)

    def _is_attribute(self, around: Around) -> bool:
        """ "the 2015 agreement", "Mali’s failed 2012 coup": a determiner up to two words before."""
        lexicon = self.lexicon
        if not around.next_word.isalpha():
            return False
        for word in reversed(around.words[-3:]):
            if word.lower() in lexicon.determiners or _POSSESSIVE.search(word):
                return True
            if word.lower() in lexicon.counting_words or not word[0].islower():
                return False
        return False
