"""What the last run found: counts, and how they are told on a terminal and in a file."""

import io
import re
from collections import Counter

import pytest

from pipeline.config import Params
from pipeline.errors import PipelineError
from pipeline.report.core import build_core
from pipeline.report.validation import Validation
from pipeline.stages import summary
from pipeline.stages.console import WIDTH, show
from pipeline.writers import write
from tests.report.made import make, make_document

REJECTED = '{"path": "raw/x.pdf", "code": "empty", "reason": "is empty", "remedy": "fetch it"}\n'


class Terminal(io.StringIO):
    """A stream that a person looks at."""

    def isatty(self) -> bool:
        return True


@pytest.fixture(autouse=True)
def plain_environment(monkeypatch):
    """Rich asks these what a terminal can do."""
    for name in ("NO_COLOR", "FORCE_COLOR", "COLUMNS", "TTY_COMPATIBLE"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("TERM", "xterm-256color")


def found(folder, claims=(), rejected=""):
    write("jsonl", claims, folder / "extracted" / "claims.jsonl")
    (folder / "extracted" / "rejected.jsonl").write_text(rejected, encoding="utf-8")
    return summary.read(Params(), folder)


def written(part, stream):
    show(part, stream)
    return stream.getvalue()


def test_counts(tmp_path):
    claims, _ = make(60, 1)
    result = found(tmp_path, claims, REJECTED)
    assert (result.claims, result.documents, len(result.rejected)) == (60, 0, 1)
    types = [claim.event_type for claim in claims]
    assert result.event_types == {kind: types.count(kind) for kind in set(types)}
    assert list(result.event_types.values()) == sorted(result.event_types.values(), reverse=True)
    turkey = sum(claim.actors[0].id == "turkey" for claim in claims)
    assert [each.claims for each in result.actors if each.id == "turkey"] == [turkey]
    days = [claim.date for claim in claims if claim.date]
    assert result.dated == len(days)
    assert result.first_day == min(day.first_day for day in days)
    assert result.last_day == max(day.last_day for day in days)
    hills = sum(claim.places[0].id is None for claim in claims)
    assert [(each.kind, each.name, each.claims) for each in result.unknown] == [
        ("place", "the hills", hills)
    ]


def test_an_actor_on_both_sides_counts_once(tmp_path):
    _, (claim,) = make_document("d", 1, 1)
    result = found(tmp_path, [claim.model_copy(update={"recipients": claim.actors})])
    assert [each.claims for each in result.actors] == [1]


def test_actors_count_as_in_the_filter_of_the_page(tmp_path):
    claims, documents = make(60, 1)
    nameless = (
        claims[0].actors[0].model_copy(update={"id": None, "name": None, "text": "a militia"})
    )
    claims += [claims[0].model_copy(update={"claim_id": "x", "actors": (nameless,)})]
    core = build_core(claims, documents, ["d.js"], Validation(), "")
    filtered = Counter(core.actors[number].name for row in core.claims.actors for number in row)
    assert {each.name: each.claims for each in found(tmp_path, claims).actors} == filtered


def test_no_results(tmp_path):
    with pytest.raises(PipelineError, match="run the claims stage first"):
        summary.read(Params(), tmp_path)


def test_no_claims(tmp_path):
    result = found(tmp_path)
    assert (result.claims, result.first_day, result.event_types) == (0, None, {})
    assert written(summary.render(result), io.StringIO()).split("\n") == [
        "documents read      0",
        "claims found        0",
        "documents rejected  0",
        "results             extracted/claims.jsonl",
        "                    extracted/rejected.jsonl",
        "",
    ]


def test_plain_where_nobody_looks(tmp_path):
    claims = make(60, 1)[0]
    place = claims[0].places[0].model_copy(update={"id": None, "text": "Zarqania"})
    claims[0] = claims[0].model_copy(update={"places": (place,)})
    text = written(summary.render(found(tmp_path, claims, REJECTED)), io.StringIO())
    assert "\x1b" not in text
    assert all(len(line) <= WIDTH and line == line.rstrip() for line in text.split("\n"))
    assert re.search(r"^claims by type +\d+  \w+$", text, re.MULTILINE)
    assert re.search(r"^who acts most +\d+  \w+", text, re.MULTILINE)
    assert re.search(r"^dates +2014-\d\d-01 to 2017-\d\d-28, \d+ claims dated$", text, re.MULTILINE)
    assert re.search(r"^unknown names +1  Zarqania \(place\)$", text, re.MULTILINE)
    assert "the hills" not in text
    assert "raw/x.pdf: is empty; fetch it" in text
    assert re.search(r"^ +4  more actors$", text, re.MULTILINE)


def test_coloured_bars_on_a_terminal(tmp_path):
    text = written(summary.render(found(tmp_path, make(60, 1)[0], REJECTED)), Terminal())
    bars = [len(found[1]) for found in re.finditer(r"\x1b\[44m( +)\x1b", text)]
    assert bars[0] == summary.BAR
    assert "\x1b[1;31m1" in text


def test_names_are_never_markup(tmp_path):
    _, (claim,) = make_document("d", 1, 1)
    place = claim.places[0].model_copy(update={"id": None, "text": "[bold]X[/NOPE]"})
    result = found(tmp_path, [claim.model_copy(update={"places": (place,)})])
    for stream in (io.StringIO(), Terminal()):
        assert "[bold]X[/NOPE] (place)" in written(summary.render(result), stream)
