"""Shows how far a stage has come: a bar on a terminal, plain lines elsewhere."""

import sys
from types import TracebackType
from typing import TextIO

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn

from pipeline.stages.runner import Outcome


class ProgressReport:
    """Called by the runner after each document; use it as a context manager.

    Lines name the documents that were processed, not those taken from the cache; those are
    counted in one line.
    """

    def __init__(self, stage: str, stream: TextIO | None = None) -> None:
        self.stage = stage
        self.console = Console(file=stream or sys.stderr, highlight=False, soft_wrap=True)
        self.cached = 0
        self.bar: Progress | None = None
        if self.console.is_terminal:
            columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn())
            self.bar = Progress(*columns, TimeElapsedColumn(), console=self.console)

    def __enter__(self) -> "ProgressReport":
        if self.bar is not None:
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
            if not self.bar.tasks or self.bar.tasks[-1].finished:
                self.bar.add_task(self.stage, total=total)
            self.bar.update(self.bar.tasks[-1].id, completed=done, total=total)
        elif not outcome.cached:
            problem = f": {outcome.rejection.reason}" if outcome.rejection else ""
            self._say(f"{self.stage} {done}/{total} {outcome.task.path}{problem}")

    def _say(self, line: str) -> None:
        self.console.print(line, markup=False)
