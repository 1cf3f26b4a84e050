"""Reads rows such as ``Kyiv fell silent on [4 April](2022-04-04 APPROX).``"""

import re
from dataclasses import dataclass

from pipeline.schema import DateRef

_TAG = re.compile(r"\[(?P<text>[^\[\]]+)\]\((?P<edtf>[^\s()]+)(?: (?P<mod>[A-Z_]+))?\)")


@dataclass(frozen=True)
class Expected:
    """What a row wants: text at an offset, value and modifier."""

    start: int
    text: str
    edtf: str
    mod: str | None


def parse(row: str) -> tuple[str, list[Expected]]:
    """The plain text of a row and the dates marked in it, in order."""
    text, found, at = "", [], 0
    for tag in _TAG.finditer(row):
        text += row[at : tag.start()]
        found.append(Expected(len(text), tag["text"], tag["edtf"], tag["mod"]))
        text += tag["text"]
        at = tag.end()
    text += row[at:]
    if "](" in text or "[" in text or "]" in text:
        raise ValueError(f"malformed markup: {row}")
    return text, found


def seen(refs: list[DateRef]) -> list[Expected]:
    """What was found, in the form of :func:`parse`."""
    return [Expected(ref.start or 0, ref.text, ref.edtf, ref.mod) for ref in refs]
