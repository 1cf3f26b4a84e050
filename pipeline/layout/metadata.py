"""Title, author and day of publication: from a sidecar, the PDF's metadata, or the text.

A date in the metadata counts when it says that it is the publication's, or, for the day on which
the file was made, when the text bears it out; files are often made anew years later.
"""

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Literal

from pipeline.errors import SettingsError
from pipeline.layout.reader import PdfFile
from pipeline.schema import Block, PageTurn
from pipeline.yamlfile import read_yaml

SIDECAR_KEYS = ("title", "author", "published")
MONTHS = (
    "january february march april may june july august september october november december"
).split()
MONTH = r"(?P<month>" + "|".join(f"{m[:3]}(?:{m[3:]})?" for m in MONTHS) + r"|sept)\.?"
DAY = r"(?P<day>[12]\d|3[01]|0?[1-9])(?:st|nd|rd|th)?"
YEAR = r"(?P<year>(?:19|20)\d\d)"
DATES = tuple(
    re.compile(rf"(?<!\w){shape}(?!\w)", re.IGNORECASE)
    for shape in (
        rf"{DAY}\s+{MONTH},?\s+{YEAR}",
        rf"{MONTH}\s+{DAY},?\s+{YEAR}",
        rf"{YEAR}-(?P<month>0[1-9]|1[0-2])-{DAY}",
    )
)
CUE = re.compile(
    r"\b(published|publication date|date of publication|posted|issued|released|updated|date)\b"
    r"[\s:]*(on\s+)?$",
    re.IGNORECASE,
)
DATELINE = re.compile(r"[A-Z][A-Z'’ ./-]{2,40},\s*(?:[A-Z][\w .’'-]{1,30},\s*)?$")
WEEKDAY = re.compile(r"\b(mon|tues?|wed(nes)?|thu(rs)?|fri|sat(ur)?|sun)(day)?\b,?", re.IGNORECASE)
PDF_DATE = re.compile(r"(?:D:)?(\d{4})(\d\d)(\d\d)")
XMP_DATES = re.compile(
    rb"(?:prism:publicationDate|prism:coverDate|dc:date)\b[^>]{0,200}?(?:=\s*[\"']|>)"
    rb"\s*(?:<rdf:(?:Seq|Bag|Alt)>\s*<rdf:li[^>]{0,80}>)?\s*(\d{4}-\d\d-\d\d)",
    re.IGNORECASE,
)
YEARS = re.compile(r"(?<![\w.,/])((?:19|20)\d\d)(?!\w)")
JUNK_TITLE = re.compile(r"untitled|microsoft word|\.(docx?|odt|pdf|indd|tex|rtf|html?)$", re.I)
HEAD_BLOCKS = 6
HEAD_CHARACTERS = 200  # of the first paragraphs, in which a dateline stands


@dataclass(frozen=True, slots=True)
class Facts:
    """What a file says about itself. ``created`` is the day on which the file was made.

    ``turns`` are of the pages that were turned to be read.
    """

    pages: int
    title: str | None = None
    author: str | None = None
    producer: str | None = None
    published: str | None = None
    created: str | None = None
    turns: tuple[PageTurn, ...] = ()


@dataclass(frozen=True, slots=True)
class Settled:
    """What holds of a document once its sidecar, file and text have been heard."""

    title: str | None
    author: str | None
    published: str | None
    published_from: Literal["sidecar", "metadata", "text"] | None


def read_sidecar(path: Path) -> Mapping[str, str]:
    """The sidecar's values; empty when there is none.

    Raises:
        SettingsError: not a mapping, an unknown key, or a date that is not an ISO day.
    """
    if not path.is_file():
        return {}
    try:
        data = read_yaml(path)
    except (OSError, ValueError) as error:
        raise SettingsError(f"cannot be read: {error}", path=path) from error
    if not isinstance(data, Mapping):
        raise SettingsError("is not a mapping of title, author, published", path=path)
    for key in data:
        if key not in SIDECAR_KEYS:
            allowed = "allowed there: " + ", ".join(SIDECAR_KEYS)
            raise SettingsError(f"{key}: no such key in a sidecar", path=path, remedy=allowed)
    values = {key: str(value) for key, value in data.items() if value is not None}
    if "published" in values and _iso(values["published"]) is None:
        problem = f"published: {values['published']!r} is not a day"
        raise SettingsError(problem, path=path, remedy="write it as YYYY-MM-DD")
    return values


def pdf_facts(file: PdfFile, pages: int) -> Facts:
    """Facts from the information dictionary and the XMP packet."""
    title = _clean(file.info.get("Title"))
    made = PDF_DATE.match(file.info.get("CreationDate", ""))
    stated = XMP_DATES.search(file.xmp[:200_000]) if file.xmp else None
    return Facts(
        pages=pages,
        title=None if title is None or JUNK_TITLE.search(title) else title,
        author=_clean(file.info.get("Author")),
        producer=_clean(file.info.get("Producer")),
        published=_iso(stated[1].decode()) if stated else None,
        created=_iso("-".join(made.groups())) if made else None,
    )


def settle(sidecar: Mapping[str, str], facts: Facts, blocks: Sequence[Block], text: str) -> Settled:
    """Choose title, author and date; the sidecar first, then the file, then the text."""
    printed = next((block.text for block in blocks if block.kind == "title"), None)
    title = facts.title or printed
    if facts.title and printed and _letters(printed).startswith(_letters(facts.title)):
        title = printed  # the file's title is the printed one cut short
    published, source = _publication(sidecar, facts, blocks, text)
    return Settled(
        sidecar.get("title", title), sidecar.get("author", facts.author), published, source
    )


def _publication(
    sidecar: Mapping[str, str], facts: Facts, blocks: Sequence[Block], text: str
) -> tuple[str | None, Literal["sidecar", "metadata", "text"] | None]:
    if "published" in sidecar:
        return _iso(sidecar["published"]), "sidecar"
    if facts.published:
        return facts.published, "metadata"
    printed = _printed_date(blocks)
    if printed:
        return printed, "text"
    if facts.created and _bears_out(facts.created, text):
        return facts.created, "metadata"
    return None, None


def _printed_date(blocks: Sequence[Block]) -> str | None:
    """The date of a publication line, of a page head on its own, or of a dateline."""
    first_page = [b for b in blocks if not b.boxes or b.boxes[0].page == 1]
    front = [b.text for b in first_page if b.start is None and b.kind in ("header", "footer")]
    body = [b.text for b in first_page if b.start is not None and b.kind != "heading"]
    head = [text[:HEAD_CHARACTERS] for text in body[:HEAD_BLOCKS]]
    return (
        _first(front, _is_cued)
        or _first(head, _is_cued)
        or _first(front, _is_alone)
        or _first(head[:1], _is_dateline)
    )


def _first(texts: Iterable[str], wanted: Callable[[str, str], bool]) -> str | None:
    for text in texts:
        for shape in DATES:
            for match in shape.finditer(text):
                day = _day(match)
                if day and wanted(text[: match.start()], text[match.end() :]):
                    return day
    return None


def _is_cued(before: str, after: str) -> bool:
    return CUE.search(WEEKDAY.sub("", before)) is not None


def _is_alone(before: str, after: str) -> bool:
    """Whether nothing but a name or two stands beside the date."""
    return len(before.split()) <= 4 and len(after.split()) <= 4 and not re.search(r"\d", before)


def _is_dateline(before: str, after: str) -> bool:
    return not before.strip() or DATELINE.match(before) is not None


def _day(match: re.Match[str]) -> str | None:
    name = match["month"].lower()
    month = int(name) if name.isdigit() else 1 + [m[:3] for m in MONTHS].index(name[:3])
    try:
        return date(int(match["year"]), month, int(match["day"])).isoformat()
    except ValueError:
        return None


def _bears_out(created: str, text: str) -> bool:
    """Whether the file was made in the latest year that the text names, or in the next."""
    years = [int(year) for year in YEARS.findall(text)]
    return bool(years) and max(years) <= int(created[:4]) <= max(years) + 1


def _iso(text: str) -> str | None:
    try:
        return date.fromisoformat(text).isoformat()
    except ValueError:
        return None


def _clean(text: str | None) -> str | None:
    text = " ".join((text or "").replace("\x00", "").split())
    return text if text and text.lower() not in ("unspecified", "anonymous", "unknown") else None


def _letters(text: str) -> str:
    return re.sub(r"\W+", "", text).lower()
