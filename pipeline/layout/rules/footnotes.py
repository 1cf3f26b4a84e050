"""Footnotes: small type at the foot of a page or column, under a rule or opened by a label."""

import re

from pipeline.layout.chunks import Chunk, Sheet
from pipeline.layout.lines import Line
from pipeline.layout.rules.tables import horizontal_rules
from pipeline.layout.stats import Usual

SMALL = 0.93  # of the body size, at most
LABEL = re.compile(r"[\[(]?(\d{1,3}|[*†‡§¶]{1,3}|[a-z])[\])]?[.)]?")


def take_footnotes(sheet: Sheet, usual: Usual) -> None:
    """Move notes into chunks of kind ``footnote``, one a note; the label stays in the lines."""
    small = [ln for ln in sheet.lines if ln.size <= SMALL * usual.size]
    larger = [ln for ln in sheet.lines if ln.size > SMALL * usual.size]
    zone = [
        ln
        for ln in small
        if not any(o.top > ln.top and min(o.x1, ln.x1) > max(o.x0, ln.x0) for o in larger)
    ]
    for column in _columns(zone):
        notes = _notes(_opening(column, sheet))
        if sum(len(line.words) for lines in notes for line in lines) == len(notes):
            continue  # labels alone: page numbers
        for lines in notes:
            chunk = Chunk(sheet.take(lines))
            chunk.decide("footnote", "foot-of-page")
            sheet.chunks.append(chunk)


def label_of(lines: list[Line]) -> str | None:
    """The label that a note opens with, bare: ``3`` for a raised 3, ``3.`` and ``[3]``."""
    line = lines[0]
    if not line.plain:
        glyphs = line.words[0].glyphs
        if glyphs[0].raised:
            match = LABEL.fullmatch("".join(g.text for g in glyphs if g.raised))
            return match[1] if match else None
    first = line.words[0].text if not line.plain else line.text.partition(" ")[0]
    match = LABEL.fullmatch(first)
    return match[1] if match and (match[1] != first or not match[1].isalpha()) else None


def _columns(lines: list[Line]) -> list[list[Line]]:
    """Lines that share a part of their width, each group from top to bottom, left group first."""
    groups: list[list[Line]] = []
    for line in sorted(lines, key=lambda ln: ln.x0):
        for group in groups:
            if line.x0 < max(o.x1 for o in group):
                group.append(line)
                break
        else:
            groups.append([line])
    return [sorted(group, key=lambda ln: ln.baseline) for group in groups]


def _opening(column: list[Line], sheet: Sheet) -> list[Line]:
    """The column from its first line under a rule or with a label; empty when there is none."""
    rules = horizontal_rules(sheet)
    for at, line in enumerate(column):
        ruled = any(
            line.top - 2.5 * line.size < rule.top < line.baseline
            and rule.x0 < line.x1
            and rule.x1 > line.x0
            for rule in rules
        )
        if ruled or label_of([line]) is not None:
            return column[at:]
    return []


def _notes(lines: list[Line]) -> list[list[Line]]:
    """Split the lines into notes at their labels."""
    notes: list[list[Line]] = []
    number = None
    for line in lines:
        label = label_of([line])
        starts = label is not None and (
            line.words[0].glyphs[0].raised
            or not label.isdigit()
            or number is None
            or int(label) == number + 1
        )
        if starts and label is not None and label.isdigit():
            number = int(label)
        if starts or not notes:
            notes.append([])
        notes[-1].append(line)
    return notes
