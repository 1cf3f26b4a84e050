"""Runs one function over many documents: processes, limits, cache, rejections, atomic files.

The core raises errors; this is the one place that catches them, one document at a time. A
document that fails, hangs, eats memory or crashes its process becomes a
:class:`~pipeline.schema.Rejection`; the others go on.
"""

import multiprocessing
import os
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
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

    def __call__(self, payload: Any, /) -> bytes:
        """Do one task. Raises RejectedDocument when its document is at fault."""


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
    """What became of a task: ``value`` on success, else ``rejection``; ``cached`` if not rerun."""

    task: Task
    value: bytes | None = None
    rejection: Rejection | None = None
    cached: bool = False


@dataclass(frozen=True, slots=True)
class Limits:
    """What one document may take: wall time in seconds, memory in MB beyond the loaded job."""

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
    with _Pool(job, limits, min(workers or os.cpu_count() or 1, len(waiting))) as pool:
        for index, outcome in pool.run(waiting):
            outcomes[index] = outcome
            if outcome.value is not None or _is_lasting(outcome.rejection):
                cache.put(outcome.task.key, outcome.value, outcome.rejection)
            report(outcome, len(outcomes), len(tasks))
    cache.prune(task.key for task in tasks)
    return [outcomes[index] for index in range(len(tasks))]


def _is_lasting(rejection: Rejection | None) -> bool:
    return rejection is not None and rejection.code not in ("timeout", "memory", "crashed")


# ---- processes


@dataclass(slots=True)
class _Worker:
    """A process with its end of the pipe, and the task it is at until ``deadline``."""

    process: BaseProcess
    pipe: Connection
    ready: bool = False
    task: tuple[int, Task] | None = None
    deadline: float | None = None


@dataclass(slots=True)
class _Pool:
    """Processes that are given one task at a time, and are replaced when one is lost.

    The pools of the standard library cannot stop a task that hangs, and a crash of one process
    breaks them whole. Processes are spawned, not forked: the same on all platforms, and safe
    beside the threads of a progress bar.
    """

    job: Job
    limits: Limits
    size: int
    workers: list[_Worker] = field(default_factory=list)

    def __enter__(self) -> "_Pool":
        return self

    def __exit__(self, *exception: object) -> None:
        for worker in self.workers:
            _stop(worker)

    def run(self, tasks: Sequence[tuple[int, Task]]) -> Iterator[tuple[int, Outcome]]:
        """Yield outcomes as they come, each with the index of its task."""
        queue = list(reversed(tasks))
        left = len(queue)
        while left:
            while len(self.workers) < min(self.size, left):
                self.workers.append(_spawn(self.job, self.limits))
            for worker in self.workers:
                if worker.ready and worker.task is None and queue:
                    _give(worker, queue.pop(), self.limits)
            for worker in self._next_events():
                finished = self._receive(worker)
                if finished is not None:
                    left -= 1
                    yield finished

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

    def _receive(self, worker: _Worker) -> tuple[int, Outcome] | None:
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
            return None
        if isinstance(message, PipelineError):
            raise message
        assert worker.task is not None
        index, task = worker.task
        worker.task, worker.deadline = None, None
        if isinstance(message, Rejection):
            return index, Outcome(task, rejection=message)
        return index, Outcome(task, value=message)

    def _lose(self, worker: _Worker, rejection: Rejection) -> tuple[int, Outcome]:
        self.workers.remove(worker)
        _stop(worker)
        if worker.task is None:
            raise PipelineError(f"a worker process could not start: {rejection.reason}")
        index, task = worker.task
        return index, Outcome(task, rejection=rejection)


def _spawn(job: Job, limits: Limits) -> _Worker:
    context = multiprocessing.get_context("spawn")
    ours, theirs = context.Pipe()
    process = context.Process(target=_work, args=(job, theirs, limits.megabytes), daemon=True)
    process.start()
    theirs.close()
    return _Worker(process, ours)


def _give(worker: _Worker, numbered: tuple[int, Task], limits: Limits) -> None:
    worker.task = numbered
    worker.deadline = time.monotonic() + limits.seconds
    try:
        worker.pipe.send(numbered[1])
    except OSError:
        # The process is gone; reading its pipe tells so in the next turn of the loop.
        worker.deadline = time.monotonic()


def _stop(worker: _Worker) -> None:
    worker.process.kill()
    worker.process.join()
    worker.pipe.close()


def _path(worker: _Worker) -> str:
    return worker.task[1].path if worker.task else ""


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


def _attempt(job: Job, task: Task, megabytes: int) -> bytes | Rejection | PipelineError:
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
