"""Shows how far a stage has come: a bar on a terminal, plain lines elsewhere."""

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from types import TracebackType
from typing import TextIO

from rich.console import Console
from rich.progress import (
    BarColumn,
    MofNCompleteColumn,
    Progress,
    ProgressColumn,
    Task,
    TextColumn,
    TimeElapsedColumn,
    TimeRemainingColumn,
)
from rich.text import Text

from pipeline.stages.runner import Outcome

ENOUGH = 1.0
"""Documents a second below which the rate is told by the minute."""


class RateColumn(ProgressColumn):
    """How many documents are done in a second, or in a minute where that is less than one."""

    def render(self, task: Task) -> Text:
        """Return the rate, empty until it is known."""
        speed = task.finished_speed or task.speed
        if not speed:
            return Text("")
        each = f"{speed:.1f}/s" if speed >= ENOUGH else f"{speed * 60:.0f}/min"
        return Text(each, style="progress.data.speed")


class LeftColumn(TimeRemainingColumn):
    """How much longer it takes, empty until that is known."""

    def render(self, task: Task) -> Text:
        """Return hours, minutes and seconds."""
        known = task.time_remaining is not None
        return super().render(task).append(" left") if known else Text("")


class ProgressReport:
    """Called by the runner after each document; use it as a context manager.

    On a terminal a bar tells documents done, rate, time taken and time left, and the document done
    last. Lines name the documents that were processed, not those taken from the cache; those are
    counted in one line.
    """

    def __init__(self, stage: str, stream: TextIO | None = None) -> None:
        self.stage = stage
        self.console = Console(file=stream or sys.stderr, highlight=False, soft_wrap=True)
        self.cached = 0
        self.bar: Progress | None = None
        if self.console.is_terminal:
            self.bar = Progress(
                TextColumn("{task.description}"),
                BarColumn(bar_width=24),
                MofNCompleteColumn(),
                RateColumn(),
                TimeElapsedColumn(),
                LeftColumn(),
                TextColumn("{task.fields[document]}", style="dim", markup=False),
                console=self.console,
            )

    def __enter__(self) -> "ProgressReport":
        if self.bar is not None:
            self.bar.add_task(self.stage, total=None, document="")
            self.bar.start()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        if self.bar is not None:
            self.bar.stop()
        elif self.cached:
            self._say(f"{self.stage}: {self.cached} unchanged documents taken from the cache")

    def __call__(self, outcome: Outcome, done: int, total: int) -> None:
        """Show one more document."""
        self.cached += outcome.cached
        if self.bar is not None:
            name = outcome.task.path if done < total else ""
            self.bar.update(self.bar.tasks[0].id, completed=done, total=total, document=name)
        elif not outcome.cached:
            problem = f": {outcome.rejection.reason}" if outcome.rejection else ""
            self._say(f"{self.stage} {done}/{total} {outcome.task.path}{problem}")

    def _say(self, line: str) -> None:
        self.console.print(line, markup=False)


@contextmanager
def working(what: str, stream: TextIO | None = None) -> Iterator[None]:
    """Tell on a terminal that something goes on that has no documents to count."""
    console = Console(file=stream or sys.stderr)
    if console.is_terminal:
        with console.status(what):
            yield
    else:
        yield
