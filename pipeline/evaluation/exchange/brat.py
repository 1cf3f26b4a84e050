"""brat standoff: ``<doc_id>.txt`` and ``<doc_id>.ann``, and the ``annotation.conf`` they need.

Triggers and mentions are text-bound annotations (T), a claim is an event (E) with numbered roles,
ids and dates are normalisations (N), polarity, modality and a date's modifier are attributes (A),
and what brat has no place for (claim id, attribution, arguments that are not written) are notes
(#). See https://brat.nlplab.org/standoff.html.
"""

import json
from collections.abc import Iterable
from pathlib import Path

from pipeline.evaluation.exchange.markup import ROLES, Argument, Event, MarkedText, When
from pipeline.schema import EventType

LABELS = {"actors": "Actor", "recipients": "Recipient", "places": "Place"}
FIELDS = {label: field for field, label in LABELS.items()}
_ARGUMENTS = "Actor*:Actor, Recipient*:Recipient, Place*:Place, Date?:Date"

CONFIGURATION = "\n".join(
    [
        "[entities]",
        *(*LABELS.values(), "Date"),
        "[relations]",
        "[events]",
        *(f"{name}\t{_ARGUMENTS}" for name in EventType),
        "[attributes]",
        "Polarity\tArg:<EVENT>, Value:positive|negative",
        "Modality\tArg:<EVENT>, Value:asserted|planned|alleged|hypothetical",
        "Mod\tArg:<ENTITY>, Value:BEFORE|AFTER|ON_OR_BEFORE|ON_OR_AFTER|APPROX",
        "",
    ]
)
"""What ``annotation.conf`` says: the types brat offers."""


def write_brat(texts: Iterable[MarkedText], folder: Path) -> None:
    """Write every text with its annotations, and the configuration, into a folder."""
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "annotation.conf").write_text(CONFIGURATION, encoding="utf-8")
    for each in texts:
        (folder / f"{each.doc_id}.txt").write_text(each.text, encoding="utf-8", newline="")
        (folder / f"{each.doc_id}.ann").write_text(annotations(each), encoding="utf-8")


def annotations(marked: MarkedText) -> str:
    """Write the annotations of one text."""
    page = _Page(marked.text)
    for event in marked.events:
        page.add(event)
    return "".join(line + "\n" for line in page.lines)


class _Page:
    """The lines of one ``.ann`` file as they grow."""

    def __init__(self, text: str) -> None:
        self.lines: list[str] = []
        self._text = text
        self._counts: dict[str, int] = {}

    def add(self, event: Event) -> None:
        """Add an event with all that belongs to it."""
        roles = [f"{event.event_type}:{self._mark(event.event_type, event.start, event.end)}"]
        unwritten: list[list[object]] = []
        for field in ROLES:
            arguments: tuple[Argument, ...] = getattr(event, field)
            for number, each in enumerate(arguments, start=1):
                if each.start is None or each.end is None:
                    unwritten.append([field, number, each.text, *each.ids])
                else:
                    target = self._argument(LABELS[field], each, each.start, each.end)
                    roles.append(f"{LABELS[field]}{number if number > 1 else ''}:{target}")
        when = event.date
        if when is not None and when.start is not None and when.end is not None:
            roles.append(f"Date:{self._date(when, when.start, when.end)}")
        elif when is not None:
            unwritten.append(["date", 1, when.text, when.edtf, when.mod or ""])
        name = self._line("E", " ".join(roles))
        self._line("A", f"Polarity {name} {event.polarity}")
        self._line("A", f"Modality {name} {event.modality}")
        self._line("#", f"Id {name}\t{event.id}")
        for kept in unwritten:
            self._line("#", f"Unwritten {name}\t{json.dumps(kept, ensure_ascii=False)}")
        if event.attribution is not None:
            self._line("#", f"Attribution {name}\t{event.attribution}")
        if event.note:
            self._line("#", f"AnnotatorNotes {name}\t{' '.join(event.note.split())}")

    def _argument(self, label: str, argument: Argument, start: int, end: int) -> str:
        target = self._mark(label, start, end)
        for id_ in argument.ids:
            self._line("N", f"Reference {target} Registry:{id_}\t{id_}")
        if argument.text != self._text[start:end]:
            self._line("#", f"Text {target}\t{argument.text}")
        return target

    def _date(self, when: When, start: int, end: int) -> str:
        target = self._mark("Date", start, end)
        self._line("N", f"Reference {target} EDTF:{when.edtf}\t{when.edtf}")
        if when.mod is not None:
            self._line("A", f"Mod {target} {when.mod}")
        if when.text != self._text[start:end]:
            self._line("#", f"Text {target}\t{when.text}")
        return target

    def _mark(self, label: str, start: int, end: int) -> str:
        shown = self._text[start:end].replace("\n", " ")
        return self._line("T", f"{label} {start} {end}\t{shown}")

    def _line(self, kind: str, rest: str) -> str:
        self._counts[kind] = self._counts.get(kind, 0) + 1
        name = f"{kind}{self._counts[kind]}"
        self.lines.append(f"{name}\t{rest}")
        return name
