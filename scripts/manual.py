"""The parts of README and manual that are made, not written: figures, rows, settings, commands.

Each function returns Markdown. Figures come from the committed ``extracted/metrics.json`` and
``gold/``, rows from ``extracted/`` after ``make run``, the rest from the code.
"""

import argparse
import ast
import csv
import json
import os
import re
import tomllib
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from importlib import import_module
from pathlib import Path
from typing import Literal, get_args, get_origin

from pydantic.fields import FieldInfo
from spacy.language import Language

from pipeline.cli import make_parser
from pipeline.config import Params, Settings
from pipeline.evaluation.floors import read_floors
from pipeline.evaluation.reference import Measured, read_reference
from pipeline.evaluation.score import count_figure
from pipeline.yamlfile import read_yaml

ROOT = Path(__file__).resolve().parents[1]
HELD = "dossier"  # its text does not ship, so `make run` cannot score it
METRICS = (
    "detection",
    "event_type",
    "actors",
    "recipients",
    "places",
    "date",
    "polarity",
    "modality",
    "strict",
    "relaxed",
)
AGREED = tuple(name for name in METRICS if name != "relaxed")
SAMPLE = 10  # rows of the table that README shows
REJECTIONS = ("RejectedDocument", "Rejection")


def table(head: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """A Markdown table; a bar inside a cell is escaped."""
    lines = [head, ["---"] * len(head), *rows]
    return "\n".join(
        "| " + " | ".join(cell.replace("|", "\\|") for cell in line) + " |" for line in lines
    )


# ---- figures


def accuracy(root: Path = ROOT) -> str:
    """F1 by metric of the shipped documents, between floor and ceiling."""
    scores = json.loads((root / "extracted/metrics.json").read_text(encoding="utf-8"))
    documents = sorted(name for name in scores if name != "overall")
    reference = read_reference(root / "gold/reference.json")
    rows = [
        [
            metric,
            _summed(reference.floor, documents, metric),
            f"**{scores['overall'][metric]:.2f}**",
            *(f"{scores[name][metric]:.2f}" for name in documents),
            _summed(reference.ceiling, documents, metric),
        ]
        for metric in METRICS
    ]
    head = ["F1", "naive baseline", "dossier-claims", *documents, "second annotator"]
    return table(head, rows)


def accuracy_of_dossier(root: Path = ROOT) -> str:
    """What is kept at least on the article that does not ship, between floor and ceiling."""
    reference = read_reference(root / "gold/reference.json")
    least = read_floors(root / "gold/floors.yaml")[HELD]
    rows = [
        [
            metric,
            _summed(reference.floor, [HELD], metric),
            f"**{value:.2f}**",
            _summed(reference.ceiling, [HELD], metric),
        ]
        for metric, value in least.items()
    ]
    return table(["F1", "naive baseline", "dossier-claims, at least", "second annotator"], rows)


def accuracy_by_genre(root: Path = ROOT) -> str:
    """F1 on the case documents, which are about other conflicts, by genre."""
    scores = json.loads((root / "extracted/cases.json").read_text(encoding="utf-8"))
    genres = [*(name for name in scores if name != "overall"), "overall"]
    rows = [
        [name, str(scores[name]["gold"]), *(f"{scores[name][metric]:.2f}" for metric in METRICS)]
        for name in genres
    ]
    return table(["F1", "claims", *METRICS], rows)


def agreement(root: Path = ROOT) -> str:
    """How far two annotators agree, by document."""
    ceiling = read_reference(root / "gold/reference.json").ceiling
    rows = [
        [name, *(_summed(ceiling, [name], metric, digits=3) for metric in AGREED)]
        for name in ceiling
    ]
    return table(["document", *AGREED], rows)


def counts(root: Path = ROOT) -> str:
    """Claims of each gold document, by quad category of the events and by modality."""
    rows = []
    for path in sorted((root / "gold").glob("*.jsonl")):
        records = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]
        said = Counter(record["modality"] for record in records)
        rows.append(
            [
                path.stem,
                str(len(records)),
                *(str(said[name]) for name in ("asserted", "planned", "alleged", "hypothetical")),
                str(sum(record["polarity"] == "negative" for record in records)),
            ]
        )
    rows.append(["all", *(str(sum(int(row[at]) for row in rows)) for at in range(1, 7))])
    head = ["document", "claims", "asserted", "planned", "alleged", "hypothetical", "negative"]
    return table(head, rows)


def _summed(measured: Measured, documents: Iterable[str], metric: str, digits: int = 2) -> str:
    """F1 of several documents, by their counts added up; a dash where none was measured."""
    found = [measured[name][metric] for name in documents if name in measured]
    if not found:
        return "-"
    gold, predicted, aligned, correct = (
        sum(getattr(each, part) for each in found)
        for part in ("gold", "predicted", "aligned", "correct")
    )
    return f"{count_figure(gold, predicted, aligned, correct).f1:.{digits}f}"


# ---- rows


def sample(root: Path = ROOT) -> str:
    """Ten claims at even distances through the table, each compared with gold."""
    with (root / "extracted/claims.csv").open(encoding="utf-8-sig", newline="") as file:
        claims = list(csv.DictReader(file))
    wrong = _wrong_fields(root / "extracted/validation/disagreements.jsonl")
    step = len(claims) / SAMPLE
    rows = [
        [
            f"{claim['doc_id']}, p. {claim['page']}",
            claim["event_type"],
            _action(claim),
            claim["actor"],
            claim["recipient"],
            claim["place"],
            claim["date_edtf"],
            ", ".join(wrong[claim["claim_id"]]) or "right",
        ]
        for claim in (claims[int((at + 0.5) * step)] for at in range(SAMPLE))
    ]
    head = ["document", "event type", "action", "actor", "recipient", "place", "date", "by gold"]
    return table(head, rows)


def _action(claim: dict[str, str]) -> str:
    said = [claim["modality"]] if claim["modality"] != "asserted" else []
    said += ["did not happen"] if claim["polarity"] == "negative" else []
    return claim["trigger"] + (f" ({', '.join(said)})" if said else "")


def _wrong_fields(path: Path) -> dict[str, list[str]]:
    """The fields in which each claim differs from gold; ``not annotated`` where gold lacks it."""
    wrong: dict[str, list[str]] = defaultdict(list)
    for line in path.read_text(encoding="utf-8").splitlines():
        row = json.loads(line)
        if row["claim_id"]:
            missing = row["cause"] == "not annotated"
            wrong[row["claim_id"]].append(row["cause"] if missing else f"{row['field']} wrong")
    return wrong


# ---- settings


def settings(root: Path = ROOT) -> str:
    """Every setting of ``params.yaml``: its key, default, allowed values, and meaning."""
    comments = _comments(root / "params.yaml")
    parts = []
    for block, info in Params.model_fields.items():
        name, kind = info.alias or block, info.annotation
        assert isinstance(kind, type)
        assert issubclass(kind, Settings)
        rows = [
            [
                f"`{key}`",
                f"`{json.dumps(field.default)}`",
                _allowed(field),
                comments.get((name, key)) or field.description or "",
            ]
            for key, field in kind.model_fields.items()
        ]
        head = ["setting", "default", "allowed", "what it is"]
        parts += [f"## `{name}`", (kind.__doc__ or "").strip(), table(head, rows)]
    return "\n\n".join(parts)


def _comments(path: Path) -> dict[tuple[str, str], str]:
    """The comment behind each key of a parameter file, by block and key."""
    found, block = {}, ""
    for line in path.read_text(encoding="utf-8").splitlines():
        if top := re.match(r"(\w+):", line):
            block = top[1]
        elif key := re.match(r"  (\w+):[^#]*#\s*(.+)", line):
            found[block, key[1]] = key[2]
    return found


def _allowed(field: FieldInfo) -> str:
    """The values that a setting may have, where not all of its type are."""
    signs = {"gt": "above", "ge": "at least", "lt": "below", "le": "at most"}
    if get_origin(field.annotation) is Literal:
        return " or ".join(f"`{value}`" for value in get_args(field.annotation))
    return ", ".join(
        f"{word} {getattr(each, name)}"
        for each in field.metadata
        for name, word in signs.items()
        if hasattr(each, name)
    )


# ---- components


def components(root: Path = ROOT) -> str:
    """The spaCy components: what each writes and needs, and its settings."""
    project = tomllib.loads((root / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    rows = []
    for name, target in project["entry-points"]["spacy_factories"].items():
        import_module(target.split(":")[0])
        meta = Language.get_factory_meta(name)
        rows.append(
            [
                f"`{name}`",
                ", ".join(f"`{each}`" for each in meta.assigns),
                ", ".join(f"`{each}`" for each in meta.requires),
                ", ".join(f"`{key}` ({value})" for key, value in meta.default_config.items()),
            ]
        )
    return table(["component", "writes", "needs", "settings (default)"], rows)


# ---- commands


def commands() -> str:
    """The help of every command, as ``claims COMMAND --help`` prints it on 80 columns."""
    os.environ["COLUMNS"] = "80"
    return "\n\n".join(
        f"{'##' if depth else '#'} `{parser.prog}`\n\n```text\n{parser.format_help()}```"
        for depth, parser in walk(make_parser())
        if depth
    )


def walk(
    parser: argparse.ArgumentParser, depth: int = 0
) -> Iterator[tuple[int, argparse.ArgumentParser]]:
    """The parser and those of its commands, each with its depth."""
    yield depth, parser
    for action in parser._actions:
        if isinstance(action, argparse._SubParsersAction):
            for child in action.choices.values():
                yield from walk(child, depth + 1)


def rejections(root: Path = ROOT) -> str:
    """Every reason for which a document is rejected, as the code words it, with its remedy."""
    rows = set()
    for path in sorted((root / "pipeline").rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and getattr(node.func, "id", "") in REJECTIONS:
                rows.add(_rejection(node))
    return table(["code", "reason", "what to do"], sorted(row for row in rows if row[0]))


def _rejection(call: ast.Call) -> tuple[str, str, str]:
    given = {word.arg: _words(word.value) for word in call.keywords}
    reason = _words(call.args[0]) if call.args else given.get("reason", "")
    code = given.get("code", "")
    # A code that is worked out at run time is that of an error listed already.
    known = bool(code) and "…" not in code and bool(reason.strip("…: "))
    return (f"`{code}`" if known else "", reason, given.get("remedy", ""))


def _words(node: ast.expr) -> str:
    """The text of a string in the code, with an ellipsis for what is put in at run time."""
    if isinstance(node, ast.Constant):
        return str(node.value or "")
    if isinstance(node, ast.JoinedStr):
        return "".join(_words(part) for part in node.values)
    return "…"


def lexicon_sizes(root: Path = ROOT) -> str:
    """Entries of the event lexicon, by event type."""
    rows = []
    for path in sorted((root / "pipeline/components/events/lexicon").glob("*.yaml")):
        entries = read_yaml(path)
        nouns = sum(entry.get("pos") == "noun" for entry in entries)
        rows.append([path.stem.upper(), str(len(entries) - nouns), str(nouns)])
    return table(["event type", "verbs", "nouns"], rows)
