import time
from pathlib import Path

import pytest

from pipeline.errors import KnowledgeError
from pipeline.stages.cache import Cache
from pipeline.stages.runner import Limits, Outcome, Task, run_tasks
from tests.stages.jobs import Divided, Scripted


@pytest.fixture
def run(tmp_path: Path):
    def run(*payloads: str, workers=2, seconds=20.0, megabytes=500, fresh=False, **job):
        tasks = [Task(f"{payload}.pdf", f"key-{payload}", payload) for payload in payloads]
        return run_tasks(
            Scripted(tmp_path / "log", **job),
            tasks,
            cache=Cache(tmp_path / "cache", fresh=fresh),
            workers=workers,
            limits=Limits(seconds, megabytes),
        )

    return run


@pytest.fixture
def worked_on(tmp_path: Path):
    return lambda: (tmp_path / "log").read_text(encoding="utf-8").split()


def values(outcomes: list[Outcome]) -> list[bytes | None]:
    return [outcome.value for outcome in outcomes]


def codes(outcomes: list[Outcome]) -> list[str | None]:
    return [outcome.rejection and outcome.rejection.code for outcome in outcomes]


def test_outcomes_come_in_the_order_of_the_tasks(run):
    assert values(run("slow:0.5", "b", "c")) == [b"SLOW:0.5", b"B", b"C"]


def test_no_tasks_start_no_process(run):
    began = time.monotonic()
    assert run(workers=0) == []
    assert time.monotonic() - began < 0.2


@pytest.mark.parametrize("workers", [1, 2])
def test_bad_documents_do_not_stop_the_others(run, workers):
    outcomes = run(
        "hang", "crash", "reject", "fail:odd", "eat:900", "z", seconds=2, workers=workers
    )
    assert codes(outcomes) == ["timeout", "crashed", "encrypted", "error", "memory", None]
    assert outcomes[-1].value == b"Z"


def test_rejections_say_what_happened_and_what_to_do(run):
    hang, crash, rejected, failed = run("hang", "crash", "reject", "fail:odd", seconds=1)
    assert hang.rejection.path == "hang.pdf"
    assert hang.rejection.reason == "not finished after 1 s"
    assert "timeout" in hang.rejection.remedy
    assert crash.rejection.reason == "the process reading it ended with exit code 3"
    assert (rejected.rejection.reason, rejected.rejection.remedy) == (
        "is encrypted",
        "remove the password",
    )
    assert failed.rejection.reason == "ValueError: odd"


def test_memory_within_the_limit_is_granted(run):
    (outcome,) = run("eat:100", megabytes=300)
    assert len(outcome.value) == 100 * 2**20


def test_a_job_that_cannot_start_is_an_error_of_all(run):
    with pytest.raises(KnowledgeError, match=r"actors\.csv:7: two rows for one id"):
        run("a", "b", broken_start=True)


def test_an_error_that_no_document_caused_stops_the_run(run):
    with pytest.raises(KnowledgeError, match=r"places\.csv:3: bad row"):
        run("a", "knowledge")


def test_unchanged_documents_are_not_processed_again(run, worked_on):
    first = run("a", "b", "reject")
    second = run("a", "b", "reject", "new")
    assert sorted(worked_on()) == ["a", "b", "new", "reject"]
    assert [outcome.cached for outcome in second] == [True, True, True, False]
    assert values(second)[:3] == values(first)
    assert codes(second)[2] == "encrypted"


def test_fresh_processes_all_again_and_keeps_the_results(run, worked_on):
    run("a")
    run("a", fresh=True)
    run("a")
    assert worked_on() == ["a", "a"]


def test_losses_that_depend_on_the_machine_are_tried_again(run, worked_on):
    for _ in range(2):
        run("hang", "crash", seconds=1)
    assert sorted(worked_on()) == ["crash", "crash", "hang", "hang"]


def test_entries_that_no_task_asked_for_are_pruned(run, tmp_path):
    run("a", "b")
    run("b", "c")
    assert sorted(path.name for path in (tmp_path / "cache").iterdir()) == ["key-b", "key-c"]


@pytest.fixture
def divide(tmp_path: Path):
    def divide(*payloads: str, workers=2, seconds=20.0):
        tasks = [
            Task(f"{payload}.pdf", f"key-{at}", payload) for at, payload in enumerate(payloads)
        ]
        return run_tasks(
            Divided(tmp_path / "log", tmp_path),
            tasks,
            cache=Cache(tmp_path / "cache", fresh=False),
            workers=workers,
            limits=Limits(seconds, 500),
        )

    return divide


@pytest.mark.parametrize("workers", [1, 2, 3])
def test_a_task_is_finished_when_all_its_parts_are(divide, worked_on, workers):
    outcomes = divide("a+slow:0.4+c", "d", "e+f", workers=workers)
    whole, single, other = values(outcomes)
    assert whole.read_bytes() == b"=aslow:0.4c"
    assert single == b"D"
    assert other.read_bytes() == b"=ef"
    assert sorted(worked_on()) == ["a", "c", "d", "e", "f", "slow:0.4"]
    assert values(divide("a+slow:0.4+c", "d", "e+f")) == [whole, single, other]


@pytest.mark.parametrize("workers", [1, 2])
def test_the_earliest_part_decides_why_a_task_is_refused(divide, worked_on, workers):
    outcomes = divide("a+slow:0.4+reject+fail:odd", "fine", workers=workers)
    assert codes(outcomes) == ["encrypted", None]


def test_parts_share_the_time_of_their_document(divide):
    (outcome,) = divide("slow:1+slow:1+slow:1", workers=1, seconds=2.5)
    assert codes([outcome]) == ["timeout"]
