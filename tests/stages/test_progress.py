"""How a stage tells how far it is."""

import io
import re

import pytest

from pipeline.schema import Rejection
from pipeline.stages.progress import ProgressReport, working
from pipeline.stages.runner import Outcome, Task
from tests.stages.test_summary import Terminal, plain_environment

__all__ = ["plain_environment"]


def outcome(name, *, cached=False, reason=None):
    rejection = None
    if reason:
        rejection = Rejection(path=name, code="x", reason=reason)
    return Outcome(Task(name, name, None), b"", rejection, cached=cached)


def told(stream, outcomes):
    with ProgressReport("extract", stream) as progress:
        for done, each in enumerate(outcomes, start=1):
            progress(each, done, len(outcomes))
    return stream.getvalue()


def test_lines_where_nobody_looks():
    outcomes = [outcome("a.pdf"), outcome("b.pdf", cached=True), outcome("c.pdf", reason="is [x]")]
    assert told(io.StringIO(), outcomes).split("\n") == [
        "extract 1/3 a.pdf",
        "extract 3/3 c.pdf: is [x]",
        "extract: 1 unchanged documents taken from the cache",
        "",
    ]


def test_a_bar_with_rate_and_time_left_on_a_terminal(monkeypatch):
    monkeypatch.setenv("COLUMNS", "140")
    stream = Terminal()
    with ProgressReport("extract", stream) as progress:
        progress.bar.get_time = iter(range(0, 1000, 2)).__next__
        for done in range(1, 5):
            progress(outcome(f"{done}[x].pdf"), done, 10)
        progress.bar.refresh()
    text = re.sub(r"\x1b\[[0-9;?]*[A-Za-z]", "", stream.getvalue())
    last = text.replace("\r", "\n").strip().split("\n")[-1]
    clock = r"\d:\d\d:\d\d"
    assert re.search(rf"extract .* 4/10 +\d+(/min|\.\d/s) +{clock} {clock} left 4\[x\]", last)


@pytest.mark.parametrize(("stream", "shown"), [(io.StringIO(), False), (Terminal(), True)])
def test_work_without_documents_is_told_on_a_terminal(stream, shown):
    with working("report", stream):
        pass
    assert ("report" in stream.getvalue()) is shown
