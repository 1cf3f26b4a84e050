"""The shapes of date expressions: regular expressions composed from named atoms.

Words come from the lexicon. A group name says what a group holds; where a shape can say the same
in several ways the name is used again, and :class:`Shape` tells the uses apart. In a range the
groups of the two sides begin with ``a_`` and ``b_``.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass, field

from pipeline.components.dates.lexicon import Lexicon

DASH = r"[-–—‑]"
_S = r"\s+"
_GROUP = re.compile(r"\(\?P<(\w+)>")


@dataclass(frozen=True, slots=True)
class Shape:
    """A named pattern. ``name`` becomes the first part of a date's rule."""

    name: str
    pattern: re.Pattern[str] = field(repr=False)

    @classmethod
    def compose(cls, name: str, template: str) -> "Shape":
        """Compile a template in which a group name may occur several times."""
        seen: dict[str, int] = {}

        def number(match: re.Match[str]) -> str:
            group = match[1]
            seen[group] = seen.get(group, 0) + 1
            return f"(?P<{group}__{seen[group]}>"

        return cls(name, re.compile(_GROUP.sub(number, template)))

    def match(self, text: str, start: int, end: int) -> tuple[int, dict[str, str]] | None:
        """Match at ``start``, before ``end``: where the match ends, and what each group holds."""
        match = self.pattern.match(text, start, end)
        if match is None:
            return None
        groups = {name.split("__")[0]: held for name, held in match.groupdict().items() if held}
        return match.end(), groups


def _any(words: Iterable[str]) -> str:
    """An alternation of words and phrases, longest first; a blank matches any white space."""
    escaped = [re.escape(word).replace(r"\ ", _S) for word in words]
    return "(?:" + "|".join(sorted(escaped, key=len, reverse=True)).replace("'", "['’]") + ")"


def _names(words: Iterable[str]) -> str:
    """An alternation of proper names, in Title and UPPER case."""
    return _any([form for word in words for form in (word, word.upper())])


def _words(words: Iterable[str]) -> str:
    """An alternation of words in any case."""
    return f"(?i:{_any(words)})"


class Atoms:
    """The named atoms that shapes are made of; ``k`` is the prefix of a range's side."""

    def __init__(self, lexicon: Lexicon) -> None:
        self.lexicon = lexicon
        numbers = _any(lexicon.numbers)
        self.number = rf"(?:\d{{1,3}}|(?i:{numbers}(?:{DASH}{numbers})?))"
        self.full_months = _names(lexicon.months)
        self.short_months = _names(lexicon.month_abbreviations)
        self.abbreviations = rf"{self.short_months}\b\.?"
        self.any_month = rf"(?:{self.full_months}\b|{self.abbreviations})"
        self.full_weekdays = _names(lexicon.weekdays)
        self.steps = _words(lexicon.steps)

    def year(self, k: str) -> str:
        """A year in figures, not part of a longer number."""
        return rf"(?P<{k}year>[12]\d{{3}})(?![\d%]|[.,]\d)"

    def year_step(self, k: str) -> str:
        """A relative year: "that year", "the following year"."""
        return rf"(?P<{k}year_step>{self.steps}){_S}(?i:year)\b"

    def of_year(self, k: str) -> str:
        """What follows a month or a season: "2017", ", 2017", "of 2017", "of that year"."""
        counted = rf"(?!{_S}{_words(self.lexicon.count_nouns)}\b)"
        comma = rf",{_S}{self.year(k)}{counted}"
        of = rf"(?:{_S}(?i:of|in))?{_S}"
        return rf"(?:{comma}|{of}{self.year(k)}|{of}{self.year_step(k)})"

    def weekday(self, k: str) -> str:
        """A weekday before a date: "Monday, ", "Mon. ", "Monday the "."""
        short = rf"{_names(self.lexicon.weekday_abbreviations)}\b\.?"
        return rf"(?:(?P<{k}weekday>{self.full_weekdays}|{short}),?{_S}(?:the{_S})?)?"

    def day(self, k: str) -> str:
        """A day of the month in figures, with or without its ending."""
        return rf"(?P<{k}day>\d{{1,2}})(?:st|nd|rd|th)?(?![\w%]|[.,:]\d)"

    def day_month(self, k: str) -> str:
        """ "4 April", "4th of April, 2017", "the first of May", "Tuesday, 4 April of that year"."""
        worded = rf"the{_S}(?P<{k}day>{_words(self.lexicon.ordinals)}){_S}of"
        day = rf"(?:{self.day(k)}(?:{_S}of)?|{worded})"
        return rf"{self.weekday(k)}{day}{_S}(?P<{k}month>{self.any_month}){self.of_year(k)}?"

    def month_day(self, k: str) -> str:
        """ "April 4", "Apr. 4th, 2017", "Tuesday, April 4 that year"; not "In April 4 men died"."""
        month = rf"(?P<{k}month>{self.any_month})"
        counted = rf"(?!{_S}{_words(self.lexicon.count_nouns)}\b)"
        return rf"{self.weekday(k)}{month}{_S}{self.day(k)}{counted}{self.of_year(k)}?"

    def numeric(self, k: str) -> str:
        """ "2017-04-04", "04/04/2017", "4.4.2017", "4-4-2017", "04-Apr-17", "04APR2017"."""
        numbers = rf"(?P<{k}iso_month>\d\d){{0}}(?P<{k}iso_day>\d\d)(?!\d)"
        iso = "|".join(rf"(?P<{k}year>\d{{4}}){sep}" + numbers.format(sep) for sep in "-/")
        first, second = rf"(?P<{k}first>\d{{1,2}})", rf"(?P<{k}second>\d{{1,2}})"
        written = "|".join(
            rf"{first}{sep}{second}{sep}(?P<{k}year>[12]\d{{3}})(?!\w|[-./]\d)"
            for sep in ("/", r"\.", "-")
        )
        log = (
            rf"(?P<{k}day>\d{{1,2}})-(?P<{k}month>{self.full_months}|{self.short_months})-"
            rf"(?P<{k}year>[12]\d{{3}}|\d\d)(?![\w-])"
        )
        months = _any(name.upper() for name in self.lexicon.month_abbreviations)
        military = rf"(?P<{k}day>\d\d)(?P<{k}month>{months}|MAY)(?P<{k}year>20\d\d)(?!\d)"
        return rf"(?:{iso}|{written}|{log}|{military})"

    def year_month(self) -> str:
        """ "2017 July - ", "1994, April 6: ": the year first, as timelines have it."""
        day = r"(?P<day>\d{1,2})"
        month = rf"(?:{day}{_S})?(?P<month>{self.any_month})(?:{_S}{day})?"
        return rf"{self.year('')},?[^\S\n]+{month}(?=\s*:(?!\d)|\s+(?:--|{DASH})\s)"

    def part(self, k: str) -> str:
        """ "early ", "mid-", "late in ", "the last weeks of the ", "early in the "."""
        lexicon = self.lexicon
        word = (
            rf"(?P<{k}part>{_words(lexicon.part_words)})(?:\s?{DASH}\s?|{_S}(?:on{_S})?(?:in{_S})?)"
        )
        nouns = _words(lexicon.part_nouns)
        noun = rf"(?:(?i:the){_S})?(?P<{k}part>{nouns})(?:{_S}of)?{_S}"
        return rf"(?:{word}|{noun})"

    def month(self, k: str) -> str:
        """ "April", "early April 2017", "Apr. 2017", "May of the following year"."""
        full = rf"(?P<{k}month>{self.full_months})\b{self.of_year(k)}?"
        short = rf"(?P<{k}month>{self.abbreviations}){_S}{self.year(k)}"
        return rf"{self.part(k)}?(?:{full}|{short})"

    def season(self, k: str) -> str:
        """ "the summer of 2016", "early autumn", "winter 2016-17", "the spring of that year"."""
        lexicon = self.lexicon
        article = rf"(?:(?i:the){_S})?"
        second_year = r"(?:[-–/]\d\d(?:\d\d)?\b)?"
        plain = rf"(?P<{k}season>{_words(lexicon.seasons)})\b(?:{self.of_year(k)}{second_year})?"
        fall = rf"(?P<{k}season>{_words(lexicon.seasons_before_year)}){self.of_year(k)}"
        return rf"{self.part(k)}?{article}{self.part(k + 'inner_')}?(?:{plain}|{fall})"

    def bare_year(self, k: str) -> str:
        """ "2017", "early 2017", "the end of 2015"."""
        return rf"{self.part(k)}?(?P<{k}year>(?:1[6-9]|20)\d\d)(?![\w%]|[.,:/]\d|['’]s\s+\d)"

    def decade(self, k: str) -> str:
        """ "the 1990s", "the early 1980s"."""
        years = rf"(?P<{k}decade>(?:1[6-9]|20)\d0)['’]?s\b"
        return rf"(?:(?i:the){_S})?{self.part(k)}?(?:(?i:the){_S})?{years}"

    def near(self, k: str) -> str:
        """ "that day", "the following March", "later that month", "the end of last year"."""
        lexicon = self.lexicon
        unit = rf"(?P<{k}head>{_words(lexicon.heads)})"
        season = rf"(?P<{k}season>{_words([*lexicon.seasons, *lexicon.seasons_before_year])})"
        month = rf"(?P<{k}month>{self.full_months})"
        weekday = rf"(?P<{k}weekday>{self.full_weekdays})"
        head = rf"(?:{unit}|{season}|{month}|{weekday})\b(?!{DASH}\w)"
        pointed = rf"{self.part(k)}?(?P<{k}step>{self.steps}){_S}{head}"
        article = (
            rf"{self.part(k)}(?P<{k}article>(?i:the)){_S}(?P<{k}head>(?i:month|year|week|day))\b"
        )
        bare = rf"mid{DASH}(?P<{k}middle>(?i:month|year))\b"
        return rf"(?:{pointed}|{article}|{bare})"

    def moment(self, k: str) -> str:
        """Any calendar date or one counted from it, most specific first."""
        kinds = (
            self.numeric(k),
            self.month_day(k),
            self.day_month(k),
            self.near(k),
            self.season(k),
            self.month(k),
            self.decade(k),
            self.bare_year(k),
        )
        return "(?:" + "|".join(kinds) + ")"


def build_shapes(lexicon: Lexicon) -> tuple[Shape, ...]:
    """Compose all shapes; where two match the same words the earlier one counts."""
    atoms = Atoms(lexicon)
    day, other_day = atoms.day("a_"), atoms.day("b_")
    join = rf"(?:\s?(?:{DASH}|/)\s?|{_S}(?P<join>and|or|to|until|till|through|&){_S})"
    listed = rf"(?P<listed>(?:,{_S}\d{{1,2}}(?:st|nd|rd|th)?)*),?"
    month = rf"(?P<b_month>{atoms.any_month})"
    again = (
        rf"(?:{_S}(?P<join>and|or|to|until|till|through){_S}(?:(?i:the){_S})?|\s?(?:{DASH}|/)\s?)"
    )
    part_words = _words(lexicon.part_words)
    opener = rf"(?:(?P<opener>(?i:between|from)){_S})?"
    templates = {
        "range.days": rf"{opener}{atoms.weekday('a_')}{day}{listed}{join}"
        rf"{atoms.weekday('b_')}{other_day}(?:{_S}of)?{_S}{month}{atoms.of_year('b_')}?",
        "range.month-days": rf"{opener}{month}{_S}{day}{listed}{join}{other_day}"
        rf"(?!{_S}{atoms.any_month}){atoms.of_year('b_')}?",
        "range.parts": rf"(?P<a_part>{part_words}){DASH}?{_S}(?P<join>to|and|or){_S}"
        rf"(?:{atoms.month('b_')}|{atoms.season('b_')}|{atoms.bare_year('b_')})",
        "range.weekdays": rf"{opener}(?P<a_weekday>{atoms.full_weekdays}){again}"
        rf"(?:on{_S})?(?P<b_weekday>{atoms.full_weekdays})\b",
        "range.years": rf"{atoms.part('a_')}?(?P<a_year>(?:1[6-9]|20)\d\d)\s?(?:{DASH}|/)\s?"
        r"(?P<b_short>\d\d)(?![\d.,%]|-\d)",
        "date.numeric": atoms.numeric(""),
        "date.month-day": atoms.month_day(""),
        "date.day-month": atoms.day_month(""),
        "date.year-month": atoms.year_month(),
        "near": atoms.near(""),
        "date.season": atoms.season(""),
        "date.month": atoms.month(""),
        "date.decade": atoms.decade(""),
        "date.year": atoms.bare_year(""),
        "date.weekday": rf"(?:(?i:early|late){_S}(?:on{_S})?)?(?P<weekday>{atoms.full_weekdays})\b",
        "date.day": rf"the{_S}(?P<day>\d{{1,2}})(?:st|nd|rd|th)\b",
        **_distances(atoms),
        "range": rf"{opener}{atoms.moment('a_')}{again}{atoms.moment('b_')}",
    }
    return tuple(Shape.compose(name, template) for name, template in templates.items())


def _distances(atoms: Atoms) -> dict[str, str]:
    lexicon = atoms.lexicon
    units = rf"(?P<unit>{_words(lexicon.units)})s?\b"
    counted = rf"(?P<count>{atoms.number}|(?i:an?|the)){_S}(?:full{_S})?{units}"
    ahead = rf"(?!{_S}than\b)"
    return {
        "shift": rf"{counted}{_S}(?P<direction>{_words(lexicon.directions)})\b{ahead}",
        "shift.base": rf"{counted}{_S}(?P<direction>(?i:before|after)){_S}"
        rf"(?:{atoms.day_month('b_')}|{atoms.month_day('b_')})",
        "shift.ago": rf"{counted}{_S}(?P<ago>{_words(lexicon.deictic_directions)})\b",
        "within": rf"(?i:within){_S}(?:just{_S})?"
        rf"(?P<count>{atoms.number}|(?i:an?|the)){_S}(?P<unit>(?i:hour|day|week|month))s?\b(?!{_S}of\b)",
        "within.past": rf"the{_S}(?P<past>(?i:past|last|previous)){_S}(?P<count>{atoms.number}){_S}"
        rf"(?P<unit>(?i:hour|day|week))s?\b",
        "within.ahead": rf"the{_S}(?P<ahead>(?i:next|following|ensuing|subsequent)){_S}"
        rf"(?P<count>{atoms.number}){_S}(?P<unit>(?i:hour|day|week|month|year))s?\b",
        "weekend": rf"the{_S}(?P<weekend>weekend)\b",
        "then": rf"(?P<then>(?i:since|until|till|by)){_S}then\b",
        "deictic": rf"(?P<deictic>{_words(lexicon.deictic_days)})\b(?!['’]s\b)",
        "year-end": rf"(?:(?i:as){_S})?(?P<year_end>{_words(lexicon.year_ends)})\b",
        "within-year": rf"(?i:before){_S}(?P<within_year>{_words(lexicon.within_years)})\b",
    }


_COMMON_STARTS: tuple[str, ...] = (
    "a",
    "an",
    "the",
    "that",
    "this",
    "as",
    "before",
    "within",
    "since",
    "until",
)
_COMMON_STARTS += ("till", "by", "between", "from", "same", "following", "one", "first", "second")


def build_prefilter(lexicon: Lexicon) -> re.Pattern[str]:
    """One alternation of the words an expression can begin with; all shapes are tried there.

    Words as common as "the" count only before a word that can come second.
    """
    names = [*lexicon.months, *lexicon.month_abbreviations, *lexicon.weekdays]
    names += lexicon.weekday_abbreviations
    phrases = [*lexicon.steps, *lexicon.deictic_days, *lexicon.part_words, *lexicon.part_nouns]
    phrases += [*lexicon.seasons, *lexicon.seasons_before_year, *lexicon.numbers]
    phrases += [*lexicon.year_ends]
    starts = {phrase.split()[0] for phrase in phrases} - set(_COMMON_STARTS)
    later = {word for phrase in phrases for word in phrase.split()} - {"the"}
    later |= {*lexicon.ordinals, *lexicon.units, *lexicon.heads, "then", "full", "just"}
    later |= {"year", "the year", "months", "weeks", "days", "years"}
    follow = rf"{_S}(?:\d|{_names(names)}\b|{_words(later)}\b|the{_S}(?:\d|{_words(later)}\b))"
    return re.compile(
        r"(?<![\w.,/’'\-–—‑])(?:\d"
        rf"|{_names(names)}\b"
        rf"|{_words(starts)}\b"
        rf"|{_words(_COMMON_STARTS)}(?={follow}))"
        rf"|(?<=[a-z]{DASH}){_names(lexicon.months)}\b"
    )


def build_before(lexicon: Lexicon) -> re.Pattern[str]:
    """The bound or modifier right before a date; "after the May 2016 talks" is no date's."""
    bounds, modifiers = _words(lexicon.bounds), _words(lexicon.modifiers)
    return re.compile(rf"(?:(?P<bound>\b{bounds})|(?P<modifier>\b{modifiers})){_S}\Z")


def build_onwards(lexicon: Lexicon) -> re.Pattern[str]:
    """What may follow a date that "from" opens."""
    return re.compile(rf"{_S}{_words(lexicon.onwards)}\b")
