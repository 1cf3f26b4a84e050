"""Reading what :mod:`pipeline.evaluation.exchange.brat` wrote, after annotators worked on it."""

import json
import re
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from pydantic import ValidationError

from pipeline.errors import GoldError
from pipeline.evaluation.exchange.brat import FIELDS
from pipeline.evaluation.exchange.markup import ROLES, Argument, Event, MarkedText, When

_MARK = re.compile(r"(?P<label>\S+) (?P<start>\d+) (?P<end>\d+)$")
_ROLE = re.compile(r"(?P<label>[A-Za-z]+)(?P<number>\d*):(?P<target>T\d+)$")


def read_brat(folder: Path) -> tuple[MarkedText, ...]:
    """Read every ``.ann`` file of a folder with its text, in the order of their names.

    Raises:
        GoldError: a line is none that brat writes, or refers to what is not there.
    """
    return tuple(_read(path) for path in sorted(folder.glob("*.ann")))


def _read(path: Path) -> MarkedText:
    try:
        with path.with_suffix(".txt").open(encoding="utf-8", newline="") as file:
            text = file.read()
        lines = path.read_text(encoding="utf-8").splitlines()
    except OSError as error:
        raise GoldError(f"cannot be read: {error.strerror}", path=error.filename) from error
    page = _Page(text)
    for number, line in enumerate(lines, start=1):
        try:
            page.read(line)
        except (ValueError, KeyError) as error:
            raise GoldError(f"is not brat standoff: {line!r}", path=path, line=number) from error
    try:
        events = sorted(page.events(), key=lambda event: (event.start, event.end, event.id))
    except (KeyError, ValidationError) as error:
        raise GoldError(f"does not hang together: {error}", path=path) from error
    return MarkedText(doc_id=path.stem, text=text, events=tuple(events))


class _Page:
    """One ``.ann`` file: what its lines say, by the annotation that they say it of."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._spans: dict[str, tuple[int, int]] = {}
        self._roles: dict[str, str] = {}
        self._ids: defaultdict[str, list[str]] = defaultdict(list)
        self._said: defaultdict[str, dict[str, str]] = defaultdict(dict)
        self._unwritten: defaultdict[str, list[Any]] = defaultdict(list)

    def read(self, line: str) -> None:
        """Take in one line; kinds that carry nothing of ours are passed over."""
        name, rest, *more = line.split("\t")
        match name[:1]:
            case "T":
                found = _MARK.match(rest)
                if found is None:
                    raise ValueError(rest)
                self._spans[name] = int(found["start"]), int(found["end"])
            case "E":
                self._roles[name] = rest
            case "N":
                _, target, value = rest.split(" ", maxsplit=2)
                self._ids[target].append(value.split(":", maxsplit=1)[1])
            case "A":
                what, target, value = rest.split(" ")
                self._said[target][what] = value
            case "#":
                what, target = rest.split(" ")
                if what == "Unwritten":
                    self._unwritten[target].append(json.loads(more[0]))
                else:
                    self._said[target][what] = more[0]

    def events(self) -> Iterator[Event]:
        """Put the events together."""
        for name, rest in self._roles.items():
            trigger, *roles = rest.split()
            event_type, mark = trigger.split(":")
            said = self._said[name]
            start, end = self._spans[mark]
            yield Event.model_validate(
                {
                    "id": said.get("Id", name),
                    "start": start,
                    "end": end,
                    "event_type": event_type,
                    "polarity": said.get("Polarity", "positive"),
                    "modality": said.get("Modality", "asserted"),
                    "attribution": said.get("Attribution"),
                    "note": said.get("AnnotatorNotes", ""),
                    "date": self._date(name, roles),
                    **self._arguments(name, roles),
                }
            )

    def _arguments(self, name: str, roles: list[str]) -> dict[str, tuple[Argument, ...]]:
        found: dict[str, dict[int, Argument]] = {field: {} for field in ROLES}
        for each in roles:
            role = _ROLE.match(each)
            if role is not None and role["label"] in FIELDS:
                target = role["target"]
                start, end = self._spans[target]
                argument = Argument(
                    text=self._said[target].get("Text", self._text[start:end]),
                    start=start,
                    end=end,
                    ids=tuple(self._ids[target]),
                )
                found[FIELDS[role["label"]]][int(role["number"] or 1)] = argument
        for field, number, text, *ids in self._unwritten[name]:
            if field != "date":
                found[field][number] = Argument(text=text, ids=tuple(ids))
        return {
            field: tuple(each for _, each in sorted(numbered.items(), key=lambda item: item[0]))
            for field, numbered in found.items()
        }

    def _date(self, name: str, roles: list[str]) -> When | None:
        for each in roles:
            role = _ROLE.match(each)
            if role is not None and role["label"] == "Date":
                target = role["target"]
                start, end = self._spans[target]
                said = self._said[target]
                return When.model_validate(
                    {
                        "text": said.get("Text", self._text[start:end]),
                        "start": start,
                        "end": end,
                        "edtf": self._ids[target][0],
                        "mod": said.get("Mod"),
                    }
                )
        for field, _, text, *value in self._unwritten[name]:
            if field == "date":
                return When(text=text, edtf=value[0], mod=value[1] or None)
        return None
