"""The errors a person can act on: what is wrong, in which file, and what to do.

The core raises them; only :mod:`pipeline.stages.runner` and :mod:`pipeline.cli` catch them.
"""

from pathlib import Path


class PipelineError(Exception):
    """Base of all errors raised on purpose.

    Args:
        problem: what is wrong, one clause.
        path: the file it is in, when there is one.
        line: 1-based line in that file, when known.
        remedy: what the reader can do about it.
    """

    def __init__(
        self,
        problem: str,
        *,
        path: str | Path | None = None,
        line: int | None = None,
        remedy: str | None = None,
    ) -> None:
        self.problem = problem
        self.path = None if path is None else str(path)
        self.line = line
        self.remedy = remedy
        super().__init__(str(self))

    def __str__(self) -> str:
        place = ""
        if self.path is not None:
            place = self.path + (f":{self.line}" if self.line is not None else "") + ": "
        advice = f" ({self.remedy})" if self.remedy else ""
        return f"{place}{self.problem}{advice}"

    def __reduce__(self) -> tuple[object, ...]:
        # Errors cross process borders; keyword-only arguments need their own way back.
        fields = {"path": self.path, "line": self.line, "remedy": self.remedy}
        return (_rebuild, (type(self), self.problem, fields))


def _rebuild(
    kind: type[PipelineError], problem: str, fields: dict[str, str | int | None]
) -> PipelineError:
    return kind(problem, **fields)  # type: ignore[arg-type]


class RejectedDocument(PipelineError):
    """A document that cannot be read; the others go on.

    Args:
        code: a short machine-readable reason, such as ``encrypted`` or ``no-text-layer``.
    """

    def __init__(self, problem: str, *, code: str = "unreadable", **kwargs: object) -> None:
        self.code = code
        super().__init__(problem, **kwargs)  # type: ignore[arg-type]

    def __reduce__(self) -> tuple[object, ...]:
        fields = {"path": self.path, "line": self.line, "remedy": self.remedy, "code": self.code}
        return (_rebuild, (type(self), self.problem, fields))


class KnowledgeError(PipelineError):
    """A broken row or entry in a lexicon or a knowledge table."""


class SettingsError(PipelineError):
    """A parameter that does not exist or has a value that is not allowed."""


class GoldError(PipelineError):
    """A gold record that breaks the guidelines or cannot be found in its document."""
