"""Runs one function over many documents: processes, limits, cache, rejections, atomic files.

The core raises errors; this is the one place that catches them, one document at a time. A
document that fails, hangs, eats memory or crashes its process becomes a
:class:`~pipeline.schema.Rejection`; the others go on.
"""

import multiprocessing
import os
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from multiprocessing.connection import Connection, wait
from multiprocessing.process import BaseProcess
from pathlib import Path
from typing import Any, Protocol

from pipeline.errors import KnowledgeError, PipelineError, RejectedDocument
from pipeline.schema import Rejection
from pipeline.stages.cache import Cache


class Job(Protocol):
    """What is done to each document. Made once, pickled, set up anew in every process."""

    def start(self) -> None:
        """Load what the work needs (a model, tables) in the process that will do it."""

    def __call__(self, payload: Any, /) -> "bytes | Path | Split":
        """Do one task. Raises RejectedDocument when its document is at fault.

        The result is bytes, or a file that the runner takes over, or the pieces that the task is
        to be done in.
        """


@dataclass(frozen=True, slots=True)
class Split:
    """A task too long for one process: ``parts`` are done first, by any, and then ``rest``.

    All are payloads of the same job; what it returns for a part is of no account.
    """

    parts: tuple[Any, ...]
    rest: Any


@dataclass(frozen=True, slots=True)
class Task:
    """One document to process.

    ``path`` names the document in messages; ``key`` is the digest of all that decides the
    result, so equal keys mean equal results; ``payload`` is handed to the job.
    """

    path: str
    key: str
    payload: Any


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of a task: ``value`` on success, else ``rejection``; ``cached`` if not rerun.

    A value that is a path is a file of the cache, there until its entry is pruned.
    """

    task: Task
    value: bytes | Path | None = None
    rejection: Rejection | None = None
    cached: bool = False


@dataclass(frozen=True, slots=True)
class Limits:
    """What one document may take: time in seconds, memory in MB beyond the loaded job.

    The time of a document done in parts is the sum of theirs; the memory is each process's own.
    """

    seconds: float
    megabytes: int


Progress = Callable[[Outcome, int, int], None]
"""Called after each document with its outcome, how many are done, and how many there are."""


def run_tasks(
    job: Job,
    tasks: Sequence[Task],
    *,
    cache: Cache,
    workers: int,
    limits: Limits,
    progress: Progress | None = None,
) -> list[Outcome]:
    """Process every task and return the outcomes in the order of the tasks.

    A task whose key is in the cache is not run. Results and rejections that the document itself
    causes are cached; those by time, memory or a crash depend on the machine and are not.
    Entries that no task asked for are pruned at the end.

    Args:
        workers: processes; 0 means one a core. No more are started than there is work for.

    Raises:
        PipelineError: when the job cannot start.
        KnowledgeError: when a table turns out broken, since every document would fail.
    """
    outcomes: dict[int, Outcome] = {}
    report = progress or (lambda outcome, done, total: None)
    for index, task in enumerate(tasks):
        kept = cache.get(task.key)
        if kept is not None:
            outcomes[index] = Outcome(task, kept.value, kept.rejection, cached=True)
            report(outcomes[index], len(outcomes), len(tasks))
    waiting = [(index, task) for index, task in enumerate(tasks) if index not in outcomes]
    with _Pool(job, limits, workers or os.cpu_count() or 1) as pool:
        for index, outcome in pool.run(waiting):
            if outcome.value is not None or _is_lasting(outcome.rejection):
                value = cache.put(outcome.task.key, outcome.value, outcome.rejection)
                outcome = replace(outcome, value=value)
            outcomes[index] = outcome
            report(outcome, len(outcomes), len(tasks))
    cache.prune(task.key for task in tasks)
    return [outcomes[index] for index in range(len(tasks))]


def _is_lasting(rejection: Rejection | None) -> bool:
    return rejection is not None and rejection.code not in ("timeout", "memory", "crashed")


# ---- processes


@dataclass(frozen=True, slots=True)
class _Unit:
    """What a process is given: a task, or one of the parts that it is done in (from 0)."""

    index: int
    task: Task
    payload: Any
    part: int | None = None


@dataclass(slots=True)
class _Work:
    """A task under way: seconds taken, parts not done, and what follows them."""

    seconds: float = 0.0
    left: int = 0
    rest: _Unit | None = None
    refused: dict[int, Rejection] = field(default_factory=dict)


@dataclass(slots=True)
class _Worker:
    """A process with its end of the pipe, and the unit it is at from ``began`` to ``deadline``."""

    process: BaseProcess
    pipe: Connection
    ready: bool = False
    unit: _Unit | None = None
    began: float = 0.0
    deadline: float | None = None


@dataclass(slots=True)
class _Pool:
    """Processes that are given one task at a time, and are replaced when one is lost.

    The pools of the standard library cannot stop a task that hangs, and a crash of one process
    breaks them whole. Processes are spawned, not forked: the same on all platforms, and safe
    beside the threads of a progress bar. No more are started than there is work for.
    """

    job: Job
    limits: Limits
    size: int
    workers: list[_Worker] = field(default_factory=list)
    queue: list[_Unit] = field(default_factory=list)
    works: dict[int, _Work] = field(default_factory=dict)

    def __enter__(self) -> "_Pool":
        return self

    def __exit__(self, *exception: object) -> None:
        for worker in self.workers:
            _stop(worker)

    def run(self, tasks: Sequence[tuple[int, Task]]) -> Iterator[tuple[int, Outcome]]:
        """Yield outcomes as they come, each with the index of its task."""
        self.queue = [_Unit(index, task, task.payload) for index, task in reversed(tasks)]
        self.works = {index: _Work() for index, _ in tasks}
        while self.works:
            busy = sum(worker.unit is not None for worker in self.workers)
            while len(self.workers) < min(self.size, len(self.queue) + busy):
                self.workers.append(_spawn(self.job, self.limits))
            for worker in self.workers:
                if worker.ready and worker.unit is None and self.queue:
                    unit = self.queue.pop()
                    left = self.limits.seconds - self.works[unit.index].seconds
                    _give(worker, unit, max(left, 0.0))
            for worker in self._next_events():
                done, message = self._receive(worker)
                outcome = None if done is None else self._settle(done, message)
                if done is not None and outcome is not None:
                    del self.works[done.index]
                    yield done.index, outcome

    def _settle(self, unit: _Unit, message: "Message") -> Outcome | None:
        """Note what became of a unit; the outcome of its task when that was the last."""
        work = self.works[unit.index]
        if unit.part is None:
            if isinstance(message, Split):
                self._divide(unit, message, work)
                return None
            if isinstance(message, Rejection):
                return Outcome(unit.task, rejection=message)
            return Outcome(unit.task, value=message)
        work.left -= 1
        if isinstance(message, Rejection):
            work.refused[unit.part] = message
        if work.left:
            return None
        if work.refused:  # the earliest part's, however many processes there were
            return Outcome(unit.task, rejection=work.refused[min(work.refused)])
        assert work.rest is not None
        self.queue.append(work.rest)
        return None

    def _divide(self, unit: _Unit, split: Split, work: _Work) -> None:
        work.left = len(split.parts)
        work.rest = replace(unit, payload=split.rest)
        parts = [replace(unit, payload=one, part=at) for at, one in enumerate(split.parts)]
        self.queue += reversed(parts)

    def _next_events(self) -> list[_Worker]:
        """Wait for messages, lost processes or the nearest deadline; the workers concerned."""
        deadlines = [w.deadline for w in self.workers if w.deadline is not None]
        pause = max(min(deadlines) - time.monotonic(), 0.0) if deadlines else None
        spoke = wait([worker.pipe for worker in self.workers], timeout=pause)
        now = time.monotonic()
        return [
            worker
            for worker in self.workers
            if worker.pipe in spoke or (worker.deadline is not None and worker.deadline <= now)
        ]

    def _receive(self, worker: _Worker) -> "tuple[_Unit | None, Message]":
        """Take one message of a worker; a silent one has hung, a closed pipe is a crash."""
        if not worker.pipe.poll():
            return self._lose(worker, _timed_out(worker, self.limits))
        try:
            message = worker.pipe.recv()
        except (EOFError, OSError):
            worker.process.join(timeout=5)
            return self._lose(worker, _crashed(worker))
        if message is None:
            worker.ready = True
            return None, b""
        if isinstance(message, PipelineError):
            raise message
        return self._release(worker), message

    def _release(self, worker: _Worker) -> _Unit:
        unit = worker.unit
        assert unit is not None
        self.works[unit.index].seconds += time.monotonic() - worker.began
        worker.unit, worker.deadline = None, None
        return unit

    def _lose(self, worker: _Worker, rejection: Rejection) -> "tuple[_Unit, Message]":
        self.workers.remove(worker)
        _stop(worker)
        if worker.unit is None:
            raise PipelineError(f"a worker process could not start: {rejection.reason}")
        return self._release(worker), rejection


Message = bytes | Path | Split | Rejection
"""What a process says of a unit."""


def _spawn(job: Job, limits: Limits) -> _Worker:
    context = multiprocessing.get_context("spawn")
    ours, theirs = context.Pipe()
    process = context.Process(target=_work, args=(job, theirs, limits.megabytes), daemon=True)
    process.start()
    theirs.close()
    return _Worker(process, ours)


def _give(worker: _Worker, unit: _Unit, seconds: float) -> None:
    worker.unit = unit
    worker.began = time.monotonic()
    worker.deadline = worker.began + seconds
    try:
        worker.pipe.send(replace(unit.task, payload=unit.payload))
    except OSError:
        # The process is gone; reading its pipe tells so in the next turn of the loop.
        worker.deadline = time.monotonic()


def _stop(worker: _Worker) -> None:
    worker.process.kill()
    worker.process.join()
    worker.pipe.close()


def _path(worker: _Worker) -> str:
    return worker.unit.task.path if worker.unit else ""


def _timed_out(worker: _Worker, limits: Limits) -> Rejection:
    return Rejection(
        path=_path(worker),
        code="timeout",
        reason=f"not finished after {limits.seconds:g} s",
        remedy="raise the stage's timeout in params.yaml if the document is worth it",
    )


def _crashed(worker: _Worker) -> Rejection:
    return Rejection(
        path=_path(worker),
        code="crashed",
        reason=f"the process reading it ended with exit code {worker.process.exitcode}",
    )


# ---- inside a worker process


def _work(job: Job, pipe: Connection, megabytes: int) -> None:
    try:
        job.start()
    except PipelineError as error:
        pipe.send(error)
        return
    _limit_memory(megabytes)
    pipe.send(None)
    while True:
        try:
            task = pipe.recv()
        except EOFError:
            return
        pipe.send(_attempt(job, task, megabytes))


def _attempt(job: Job, task: Task, megabytes: int) -> Message | PipelineError:
    try:
        return job(task.payload)
    except RejectedDocument as error:
        return Rejection(path=task.path, code=error.code, reason=error.problem, remedy=error.remedy)
    except KnowledgeError as error:
        return error
    except PipelineError as error:
        where = f"{error.path}: " if error.path is not None else ""
        reason = where + error.problem
        return Rejection(path=task.path, code="error", reason=reason, remedy=error.remedy)
    except MemoryError:
        return Rejection(
            path=task.path,
            code="memory",
            reason=f"needs more than {megabytes} MB",
            remedy="raise the stage's memory in params.yaml if the document is worth it",
        )
    except Exception as error:
        return Rejection(path=task.path, code="error", reason=f"{type(error).__name__}: {error}")


def _limit_memory(megabytes: int) -> None:
    """Let this process take ``megabytes`` more than it holds now (where the system can)."""
    held = _held_bytes()
    if held is None:
        return
    import resource  # absent on Windows, where _held_bytes has already said None

    _, hard = resource.getrlimit(resource.RLIMIT_DATA)
    resource.setrlimit(resource.RLIMIT_DATA, (held + megabytes * 2**20, hard))


def _held_bytes() -> int | None:
    """Bytes of private memory of this process; None where /proc does not tell (not Linux)."""
    try:
        status = Path("/proc/self/status").read_text(encoding="ascii")
    except OSError:
        return None
    fields = dict(line.split(":", 1) for line in status.splitlines() if ":" in line)
    return int(fields["VmData"].split()[0]) * 1024
