"""Label Studio: a list of tasks as JSON, and the labelling interface that shows them.

A trigger is a region labelled with its PLOVER type, a mention one labelled ``actor``,
``recipient``, ``place`` or ``date``; relations lead from trigger to mention. What a region stands
for (ids, EDTF) is its ``normalization``; polarity, modality, a date's modifier are choices of
their region, attribution and note texts of the trigger's.
See https://labelstud.io/guide/export#Label-Studio-JSON-format-of-annotated-tasks.
"""

import json
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

import srsly
from pydantic import ValidationError

from pipeline.errors import GoldError
from pipeline.evaluation.exchange.markup import ROLES, Argument, Event, MarkedText, When
from pipeline.schema import EventType

Result = dict[str, Any]
"""One entry of an annotation's ``result`` list, as Label Studio defines it."""

_LABELS = {"actors": "actor", "recipients": "recipient", "places": "place"}
_FIELDS = {label: field for field, label in _LABELS.items()}

_OF_EVENT = ("polarity", "modality", "attribution", "note")


def interface() -> str:
    """Return the labelling configuration (XML) that these tasks need."""
    labels = "".join(
        f'    <Label value="{name}"/>\n' for name in (*EventType, *_LABELS.values(), "date")
    )
    relations = "".join(f'    <Relation value="{name}"/>\n' for name in (*_FIELDS, "date"))
    choices = "".join(
        f'  <Choices name="{name}" toName="text" perRegion="true">\n'
        + "".join(f'    <Choice value="{value}"/>\n' for value in values)
        + "  </Choices>\n"
        for name, values in (
            ("polarity", ("positive", "negative")),
            ("modality", ("asserted", "planned", "alleged", "hypothetical")),
            ("mod", ("BEFORE", "AFTER", "ON_OR_BEFORE", "ON_OR_AFTER", "APPROX")),
        )
    )
    texts = "".join(
        f'  <TextArea name="{name}" toName="text" perRegion="true"/>\n'
        for name in ("normalization", "attribution", "note", "unwritten", "mention")
    )
    return (
        f'<View>\n  <Labels name="label" toName="text">\n{labels}  </Labels>\n'
        f"  <Relations>\n{relations}  </Relations>\n{choices}{texts}"
        '  <Text name="text" value="$text"/>\n</View>\n'
    )


def write_label_studio(texts: Iterable[MarkedText], path: Path) -> None:
    """Write one task a text, its events as a finished annotation."""
    tasks = [
        {
            "data": {"doc_id": each.doc_id, "text": each.text},
            "annotations": [
                {"result": [r for event in each.events for r in _results(each, event)]}
            ],
        }
        for each in texts
    ]
    path.write_text(json.dumps(tasks, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")


def read_label_studio(path: Path) -> tuple[MarkedText, ...]:
    """Read tasks, the first annotation of each.

    Raises:
        GoldError: the file is no export of these tasks.
    """
    try:
        return tuple(_read_task(task) for task in srsly.read_json(path))
    except (OSError, ValueError, KeyError, TypeError, IndexError, ValidationError) as error:
        raise GoldError(f"is no Label Studio export of claims: {error}", path=path) from error


def _results(marked: MarkedText, event: Event) -> Iterator[Result]:
    trigger = _Region(marked.text, event.id, event.start, event.end)
    yield trigger.result("labels", "label", "labels", [event.event_type])
    yield trigger.result("choices", "polarity", "choices", [event.polarity])
    yield trigger.result("choices", "modality", "choices", [event.modality])
    for name, text in (("attribution", event.attribution), ("note", event.note)):
        if text:
            yield trigger.result("textarea", name, "text", [text])
    unwritten = []
    for field, label in _LABELS.items():
        arguments: tuple[Argument, ...] = getattr(event, field)
        for number, each in enumerate(arguments):
            if each.start is None or each.end is None:
                unwritten.append(json.dumps([field, number, each.text, *each.ids]))
                continue
            region = _Region(marked.text, f"{event.id}/{label}{number}", each.start, each.end)
            yield from region.mention(label, list(each.ids), each.text)
            yield _relation(event.id, region.id, label)
    when = event.date
    if when is not None and when.start is not None and when.end is not None:
        region = _Region(marked.text, f"{event.id}/date", when.start, when.end)
        yield from region.mention("date", [when.edtf], when.text)
        if when.mod is not None:
            yield region.result("choices", "mod", "choices", [when.mod])
        yield _relation(event.id, region.id, "date")
    elif when is not None:
        unwritten.append(json.dumps(["date", 0, when.text, when.edtf, when.mod]))
    if unwritten:
        yield trigger.result("textarea", "unwritten", "text", unwritten)


class _Region:
    """A marked stretch of text; everything said of it repeats its id and place."""

    def __init__(self, text: str, id_: str, start: int, end: int) -> None:
        self.id = id_
        self._value = {"start": start, "end": end, "text": text[start:end]}

    def result(self, kind: str, name: str, key: str, values: list[str]) -> Result:
        """Say one thing of the region."""
        value = {**self._value, key: values}
        return {"id": self.id, "from_name": name, "to_name": "text", "type": kind, "value": value}

    def mention(self, label: str, stands_for: list[str], text: str) -> Iterator[Result]:
        """Label a mention and say what it stands for."""
        yield self.result("labels", "label", "labels", [label])
        if stands_for:
            yield self.result("textarea", "normalization", "text", stands_for)
        if text != self._value["text"]:
            yield self.result("textarea", "mention", "text", [text])


def _relation(source: str, target: str, label: str) -> Result:
    return {
        "type": "relation",
        "from_id": source,
        "to_id": target,
        "direction": "right",
        "labels": [label],
    }


def _read_task(task: dict[str, Any]) -> MarkedText:
    text = task["data"]["text"]
    spans: dict[str, tuple[int, int]] = {}
    said: dict[str, dict[str, list[str]]] = {}
    relations: list[tuple[str, str, str]] = []
    for result in task["annotations"][0]["result"]:
        if result["type"] == "relation":
            relations.append((result["from_id"], result["to_id"], result["labels"][0]))
            continue
        value = result["value"]
        spans[result["id"]] = value["start"], value["end"]
        values = value.get("labels") or value.get("choices") or value.get("text")
        said.setdefault(result["id"], {})[result["from_name"]] = values
    types = set(EventType)
    events = [
        _event(text, id_, spans, said, [each for each in relations if each[0] == id_])
        for id_, things in said.items()
        if things["label"][0] in types
    ]
    ordered = sorted(events, key=lambda event: (event.start, event.end, event.id))
    return MarkedText(doc_id=task["data"]["doc_id"], text=text, events=tuple(ordered))


def _event(
    text: str,
    id_: str,
    spans: dict[str, tuple[int, int]],
    said: dict[str, dict[str, list[str]]],
    relations: list[tuple[str, str, str]],
) -> Event:
    own = said[id_]
    found: dict[str, list[Argument]] = {field: [] for field in ROLES}
    date: When | None = None
    for _, target, label in relations:
        start, end = spans[target]
        things = said[target]
        written = things.get("mention", [text[start:end]])[0]
        ids = tuple(things.get("normalization", ()))
        mention = {"text": written, "start": start, "end": end}
        if label == "date":
            mod = things.get("mod", [None])[0]
            date = When.model_validate({**mention, "edtf": ids[0], "mod": mod})
        else:
            found[_FIELDS[label]].append(Argument.model_validate({**mention, "ids": ids}))
    for line in own.get("unwritten", ()):
        field, number, written, *rest = json.loads(line)
        if field == "date":
            date = When(text=written, edtf=rest[0], mod=rest[1])
        else:
            found[field].insert(number, Argument(text=written, ids=tuple(rest)))
    chosen = {name: own[name][0] for name in _OF_EVENT if name in own}
    span = {"start": spans[id_][0], "end": spans[id_][1]}
    return Event.model_validate(
        {"id": id_, "event_type": own["label"][0], "date": date, **span, **chosen, **found}
    )
